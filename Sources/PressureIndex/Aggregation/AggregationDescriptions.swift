extension Aggregation.Name: DescribedMethod {
  /// The step to which aggregations belong.
  public static var kind: MethodDescription.Kind { .aggregation }

  /// What the aggregation is.
  public var methodDescription: MethodDescription {
    MethodDescription(
      .aggregation, rawValue, meaning, formula: formula, options: options, range: range, caveat: caveat,
      source: source, example: "method:\n  aggregation: \(example)")
  }

  private var meaning: String {
    switch self {
    case .arithmetic: "The weighted mean: a low score makes up fully for a high one."
    case .geometric: "The weighted geometric mean: low scores pull it down more than high ones lift it."
    case .harmonic: "The weighted harmonic mean: low scores pull it down still more."
    case .power: "The weighted power mean: below an exponent of 1 low scores count more, above it high ones."
    case .owa:
      "The ordered weighted average: weights belong to the highest, the next and so on to the lowest score."
    case .mazziottaPareto:
      "The Mazziotta-Pareto index: the mean on a scale of 100 ± 10, with a penalty for uneven scores."
    case .adjustedMazziottaPareto:
      "The adjusted Mazziotta-Pareto index: the same between goalposts, on a scale of 70 to 130."
    case .median: "The weighted median: single extreme scores do not move it."
    case .minimum: "The lowest score: nothing makes up for it."
    case .meanMin: "Between the mean (alpha 0) and the minimum (alpha 1)."
    case .copeland:
      "The sides over which a side has a majority of the weight, less those that have one over it."
    case .borda: "The weighted number of sides that a side is above."
    case .kemeny: "The place in the order of the sides that the most weight supports."
    case .kemenyApproximate: "Kemeny, with cycles of more than ten sides ordered by their Borda scores."
    case .topsis: "How much nearer a side is to the highest than to the lowest scores of the date."
    case .vikor:
      "A compromise between the sum of a side's shortfalls from the highest scores and the largest of them."
    case .promethee:
      "PROMETHEE II: the mean preference for a side over the others, less that for them over it."
    }
  }

  private var formula: String {
    switch self {
    case .arithmetic: "Σ w u"
    case .geometric: "exp(Σ w ln(u + offset)) − offset"
    case .harmonic: "1 / Σ(w / (u + offset)) − offset"
    case .power: "(Σ w (u + offset)^p)^(1/p) − offset; geometric for p = 0"
    case .owa: "Σ_j (Q(W_j) − Q(W_(j−1))) u_(j), W_j the weight of the j highest scores"
    case .mazziottaPareto: "M ± S·cv of 100 + 10 z, z by the mean and the population sd of the date's sides"
    case .adjustedMazziottaPareto: "M ± S·cv of 70 + 60 u; on the unit scale (index − 70) / 60"
    case .median: "the score with half of the weight on either side"
    case .minimum: "min u"
    case .meanMin: "M − alpha (M − min u)"
    case .copeland:
      "Σ_b sign(o_ab − ½), o_ab = Σ w[u_a > u_b] + ½ Σ w[u_a = u_b]; on the unit scale (C / (n − 1) + 1) / 2"
    case .borda: "Σ_b o_ab, as for copeland; on the unit scale divided by n − 1"
    case .kemeny:
      "the number of sides below in the order with the largest Σ o_ab over all a above b; on the unit scale divided by n − 1"
    case .kemenyApproximate:
      "as kemeny; in a cycle of more than ten sides the number of those with a lower Σ o_ab"
    case .topsis: "d⁻ / (d⁺ + d⁻), distances of w u / √(Σ u²) from the highest and the lowest"
    case .vikor:
      "1 − Q, Q = v (S − S*) / (S⁻ − S*) + (1 − v) (R − R*) / (R⁻ − R*), S and R the sum and the largest of w (max − u) / (max − min)"
    case .promethee: "Σ_b Σ_k w (P(u_a − u_b) − P(u_b − u_a)) / (n − 1); on the unit scale (flow + 1) / 2"
    }
  }

  private var range: String {
    switch self {
    case .arithmetic, .geometric, .harmonic, .power, .owa, .median, .minimum, .meanMin: "that of the children"
    case .mazziottaPareto: "around 100, so not for a conflict section"
    case .adjustedMazziottaPareto: "0 to 1; raw 70 to 130"
    case .copeland: "0 to 1; raw −(n − 1) to n − 1"
    case .borda, .kemeny, .kemenyApproximate: "0 to 1; raw 0 to n − 1"
    case .topsis, .vikor: "0 to 1"
    case .promethee: "0 to 1; raw −1 to 1"
    }
  }

  private var caveat: String? {
    let pairwise =
      "Sides are compared at one date only; a pair is compared on what both have, with weights rescaled, and is a tie "
      + "where that is nothing."
    return switch self {
    case .arithmetic, .median, .minimum, .meanMin: nil
    case .geometric, .harmonic: "Without an offset, scores must be above 0."
    case .power:
      "Scores must be 0 or more, and above 0 for exponents of 0 or less; an offset is added to them before."
    case .owa: "Children count by their own weights too: with equal ones it is the ordered weighted average."
    case .mazziottaPareto:
      "Sides are compared at one date only. The penalty is plus where high scores are bad, as pressure is."
    case .adjustedMazziottaPareto:
      "Children's scores must lie in 0 to 1. The penalty is plus where high scores are bad, as pressure is."
    case .copeland, .borda, .promethee: pairwise
    case .kemeny:
      pairwise
        + " Orders of equal support are averaged. Exact where no cycle of majorities has more than ten sides, "
        + "else refused."
    case .kemenyApproximate: pairwise + " In long cycles the order's support may be less than the largest."
    case .topsis, .vikor:
      "Sides are compared at one date only, each over what it has; what all sides have alike tells none apart."
    }
  }

  private var options: [MethodDescription.Option] {
    let offset = MethodDescription.Option(
      "offset", "is added to the scores before, and taken off after", default: "0")
    let scale = MethodDescription.Option(
      "scale", "unit, mapped to 0 to 1, or raw, as its authors define it", default: "unit")
    let penalty = MethodDescription.Option(
      "penalty", "plus, where high is bad, or minus, where high is good", default: "plus")
    return switch self {
    case .arithmetic, .median, .minimum, .topsis: []
    case .geometric, .harmonic: [offset]
    case .power:
      [.init("exponent", "p, from −20 to 20", default: nil), offset]
    case .owa:
      [
        .init(
          "weights", "those of the highest to the lowest score, making Q a line through their sums",
          default: "none: give these or the exponent"),
        .init(
          "exponent", "a of Q(r) = r^a: below 1 high scores count more, above 1 low ones",
          default: "none: give this or the weights"),
      ]
    case .mazziottaPareto:
      [
        penalty,
        .init(
          "standardize",
          "yes brings each child to mean 100 and sd 10 first; no takes scores that are so already",
          default: "yes"),
      ]
    case .adjustedMazziottaPareto: [penalty, scale]
    case .meanMin: [.init("alpha", "the part of the minimum, 0 to 1", default: "0.5")]
    case .copeland, .borda, .kemeny, .kemenyApproximate: [scale]
    case .vikor: [.init("strategy", "v, the weight of the sum against the largest, 0 to 1", default: "0.5")]
    case .promethee:
      [
        .init(
          "preference", "P: usual, u-shape, v-shape, level, linear or gaussian", default: "usual"),
        .init("indifference", "q of u-shape, level and linear", default: "none: needed there"),
        .init("preference-threshold", "p of v-shape, level and linear", default: "none: needed there"),
        .init("width", "s of gaussian", default: "none: needed there"), scale,
      ]
    }
  }

  private var source: String {
    switch self {
    case .arithmetic, .geometric: "Handbook, step 6"
    case .harmonic, .power: "Bullen, Handbook of Means and Their Inequalities, 2003"
    case .owa: "Yager, IEEE Trans. SMC 18, 1988; Int. J. Intell. Syst. 11, 1996"
    case .mazziottaPareto: "De Muro, Mazziotta and Pareto, Soc. Indic. Res. 104, 2011"
    case .adjustedMazziottaPareto: "Mazziotta and Pareto, Soc. Indic. Res. 136, 2018"
    case .median, .minimum: "Handbook, step 6"
    case .meanMin: "Casadio Tarabusi and Guarini, Soc. Indic. Res. 112, 2013"
    case .copeland: "Copeland, University of Michigan, 1951; Handbook, step 6"
    case .borda: "Borda, 1781; Munda, Social Multi-Criteria Evaluation, 2008"
    case .kemeny: "Kemeny, Daedalus 88, 1959; Young and Levenglick, SIAM J. Appl. Math. 35, 1978"
    case .kemenyApproximate: "Coppersmith, Fleischer and Rurda, ACM Trans. Algorithms 6, 2010"
    case .topsis: "Hwang and Yoon, Multiple Attribute Decision Making, 1981"
    case .vikor: "Opricovic and Tzeng, Eur. J. Oper. Res. 156, 2004"
    case .promethee: "Brans and Vincke, Management Science 31, 1985"
    }
  }

  private var example: String {
    switch self {
    case .arithmetic, .median, .minimum, .kemeny, .topsis: rawValue
    case .geometric, .harmonic: "{method: \(rawValue), offset: 0.01}"
    case .power: "{method: power, exponent: -0.5, offset: 0.01}"
    case .owa: "{method: owa, weights: [0.5, 0.3, 0.2]}"
    case .mazziottaPareto: "{method: mazziotta-pareto, penalty: plus}"
    case .adjustedMazziottaPareto: "{method: adjusted-mazziotta-pareto, penalty: plus}"
    case .meanMin: "{method: mean-min, alpha: 0.3}"
    case .copeland, .borda, .kemenyApproximate: "{method: \(rawValue), scale: raw}"
    case .vikor: "{method: vikor, strategy: 0.5}"
    case .promethee: "{method: promethee, preference: v-shape, preference-threshold: 0.2}"
    }
  }
}
