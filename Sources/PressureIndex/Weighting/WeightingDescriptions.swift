extension Weighting.Name: DescribedMethod {
  /// The step to which weightings belong.
  public static var kind: MethodDescription.Kind { .weighting }

  private func described(
    _ meaning: String, _ formula: String, _ options: [MethodDescription.Option] = [], caveat: String? = nil,
    source: String, example: String? = nil
  ) -> MethodDescription {
    MethodDescription(
      .weighting, rawValue, meaning, formula: formula, options: options, caveat: caveat, source: source,
      example: "method:\n  weighting: " + (example ?? rawValue))
  }

  private static let pool = MethodDescription.Option(
    "pool", "whose scores are learned from: all (one rule for every side) or side (each its own)",
    default: "all")
  private static let opposing = MethodDescription.Option(
    "opposing", "what to do about a child that moves against the rest: error, or zero for the weight 0",
    default: "error")
  private static let sampled =
    "Learns from the scores at the date and at the month ends before it, of all sides, at every level."

  /// What the weighting is.
  public var methodDescription: MethodDescription {
    switch self {
    case .declared:
      described(
        "As the model file states them; 1 where it says nothing.",
        "w_k / Σ w over the children of each group",
        source: "Handbook, step 6")
    case .equal:
      described(
        "The same weight for every child of a group.", "1 / n",
        caveat: "Equal weights are not equal importance: see what each indicator does to the index.",
        source: "Handbook, step 6")
    case .expert:
      described(
        "The mean of what experts allot to the children of a group; their spread is reported.",
        "mean over experts of (points_k / Σ points)",
        [
          .init(
            "allocations",
            "each expert's points, {name: {id: points}}; in a group either all children or none",
            default: nil)
        ],
        caveat: "Groups of which no expert speaks keep the declared weights.",
        source: "Handbook, step 6 (budget allocation)",
        example:
          "{method: expert, allocations: {anna: {prices: 60, activity: 40}, ben: {prices: 50, activity: 50}}}"
      )
    case .ahp:
      described(
        "The principal eigenvector of how many times more each child matters than each other.",
        "A w = λ w; consistency ratio ((λ − n)/(n − 1))/RI(n)",
        [
          .init(
            "judgements",
            "a list of {group, members, matrix} or {group, members, experts: {name: matrix}}, with "
              + "'accept-inconsistency: true' where a ratio above 0.1 is accepted", default: nil)
        ],
        caveat:
          "Several experts are combined by the geometric mean; groups without a matrix keep the declared weights.",
        source: "Saaty, J. Math. Psychol. 15, 1977",
        example: "{method: ahp, judgements: [{group: index, members: [prices, activity], "
          + "matrix: [[1, 3], [1/3, 1]]}]}")
    case .bestWorst:
      described(
        "By how many times more the best child matters than each, and each than the worst.",
        "min ξ: |w_B − a_Bj w_j| ≤ ξ, |w_j − a_jW w_W| ≤ ξ, Σ w = 1, w ≥ 0",
        [
          .init(
            "judgements",
            "a list of {group, best, worst, best-to-others: {id: times}, others-to-worst: {id: times}}",
            default: nil)
        ],
        caveat:
          "ξ is reported: 0 for consistent statements. Groups without statements keep the declared weights.",
        source: "Rezaei, Omega 64, 2016",
        example: "{method: best-worst, judgements: [{group: activity, best: output, worst: confidence, "
          + "best-to-others: {unemployment: 2, confidence: 4}, others-to-worst: {unemployment: 2, output: 4}}]}"
      )
    default: learned
    }
  }

  private var learned: MethodDescription {
    switch self {
    case .standardDeviation:
      described(
        "Proportional to the standard deviation of the scores.", "sd_k / Σ sd", [Self.pool],
        caveat: Self.sampled,
        source: "Diakoulaki, Mavrotas and Papayannakis, Comput. Oper. Res. 22, 1995")
    case .variance:
      described(
        "Proportional to the variance of the scores.", "sd_k² / Σ sd²", [Self.pool], caveat: Self.sampled,
        source: "Rao and Patel, Int. J. Prod. Res. 48, 2010")
    case .coefficientOfVariation:
      described(
        "Proportional to the standard deviation divided by the mean of the scores.",
        "(sd_k/mean_k) / Σ (sd/mean)",
        [Self.pool], caveat: Self.sampled, source: "Handbook, step 6")
    case .gini:
      described(
        "Proportional to the Gini coefficient of the scores.",
        "G_k / Σ G, G = Σ_i Σ_j |u_i − u_j| / (2 n² mean)",
        [Self.pool], caveat: Self.sampled, source: "Li and Chi, Proc. ICSSSM 2009")
    case .entropy:
      described(
        "By how unevenly the scores are spread over sides and dates.",
        "w ∝ 1 − e, e = −Σ p ln p / ln n, p = u/Σ u, 0 ln 0 = 0", [Self.pool], caveat: Self.sampled,
        source: "Zeleny, Multiple Criteria Decision Making, 1982")
    case .critic:
      described(
        "By spread, and by how little the other children say the same.", "w_k ∝ sd_k Σ_l (1 − r_kl)",
        [Self.pool],
        caveat: Self.sampled, source: "Diakoulaki, Mavrotas and Papayannakis, Comput. Oper. Res. 22, 1995")
    case .merec:
      described(
        "By how much the performance of the rows changes without the child; scores must be above 0.",
        "w_k ∝ Σ_i |S_ik − S_i|, S_i = ln(1 + Σ_k |ln n_ik|/m), n_ik = min_i u_ik/u_ik", [Self.pool],
        caveat: Self.sampled, source: "Keshavarz-Ghorabaee et al., Symmetry 13, 2021")
    case .pca:
      described(
        "The squared loadings on the first principal component of the children's correlations.",
        "w_k = loading_k²",
        [Self.opposing, Self.pool], caveat: Self.sampled, source: "Handbook, step 5 and 6",
        example: "{method: pca, opposing: zero}")
    case .factor:
      described(
        "The squared loadings on rotated factors, each child with the factor on which it loads most.",
        "w_k ∝ max_f l_kf², varimax",
        [
          .init(
            "eigenvalue-above", "the components kept as factors: those with a greater eigenvalue",
            default: "1"),
          Self.opposing, Self.pool,
        ], caveat: Self.sampled,
        source: "Nicoletti, Scarpetta and Boylaud, OECD WP 226, 2000; Handbook, step 6",
        example: "{method: factor, opposing: zero}")
    case .dynamicFactor:
      described(
        "The variance of each child that unobserved factors account for, which move all children and persist.",
        "w_k ∝ λ_k V λ_k, of u_k = λ_k f + e_k, f_t = A f_(t−1) + …, e_t = ρ e_(t−1) + …, V the covariance of f",
        [
          .init("factors", "how many; fewer than there are children", default: "1"),
          .init("order", "how many earlier months the factors depend on", default: "1"),
          .init("errors", "persistent, as above, or white", default: "persistent"),
          .init(
            "rows",
            "month-ends: what was known then; or periods, for indicators of mixed frequency: monthly values in the months "
              + "that they describe, quarterly ones in the last months of quarters, as sums y_t + 2 y_(t−1) + 3 y_(t−2) "
              + "+ 2 y_(t−3) + y_(t−4) of the months (Mariano and Murasawa), of daily ones the month's last",
            default: "month-ends"),
          Self.opposing, Self.pool,
        ],
        caveat: Self.sampled
          + " The sides share loadings and errors, not factors. Estimated by EM; no convergence is an error. Slow in a "
          + "history, which estimates it at each date. Whether data are quarterly is seen from their periods; annual and "
          + "undated ones are refused by 'rows: periods', and so are groups of groups.",
        source: "Banbura and Modugno, J. Appl. Econometrics 29, 2014; Mariano and Murasawa, ibid. 18, 2003",
        example: "{method: dynamic-factor, order: 1, opposing: zero}")
    case .equalImportance:
      described(
        "Such that each child accounts for its target share of the group's variation.",
        "(Σ w)_k²/σ_k² in proportion to the targets, w ≥ 0",
        [
          .init(
            "targets", "{id: share}, summing to 1 in each group; equal in groups that are not named",
            default: "equal"),
          Self.pool,
        ],
        caveat: "Where the targets cannot be reached, the nearest importances are, and the report says so.",
        source: "Paruolo, Saisana and Saltelli, J. R. Stat. Soc. A 176, 2013")
    case .benefitOfTheDoubt:
      described(
        "For each side those weights with which it scores highest in comparison with all.",
        "max Σ w u_i such that Σ w u_j ≤ 1 for all j, w ≥ 0; then w / Σ w",
        [
          .init(
            "shares", "[least, greatest] part of the score that may come from one child", default: "[0, 1]"),
          Self.pool,
        ],
        caveat:
          "Each side has its own weights: it is no common rule. Where several are best, one of them is taken.",
        source: "Cherchye et al., Soc. Indic. Res. 82, 2007")
    case .declared, .equal, .expert, .ahp, .bestWorst: preconditionFailure("described above")
    }
  }
}
