extension Normalization.Method: DescribedMethod {
  /// The step to which normalizations belong.
  public static var kind: MethodDescription.Kind { .normalization }

  /// What the normalization is.
  public var methodDescription: MethodDescription {
    let sample: [MethodDescription.Option] = [
      .init(
        "window",
        "the dates of the sample: expanding (public at the date that is scored) or full (at the as-of date)",
        default: "expanding"),
      .init(
        "pool", "whose values make the sample: all sides or the side alone",
        default: "all, or side where the sides have different measures"),
    ]
    let lookAhead = "With 'window: full' a history is not free of look-ahead."
    let range = MethodDescription.Option(
      "range", "the scores [l, u] of 0 and of 1 by the formula", default: "[0, 1]")
    let cap = MethodDescription.Option(
      "cap", "true to score what lies beyond no more than 1", default: "false")
    func describe(
      _ meaning: String, _ formula: String, _ options: [MethodDescription.Option], range: String,
      caveat: String? = nil, source: String = "Handbook, step 5", example: String,
      in place: MethodDescription.Place = .model
    ) -> MethodDescription {
      MethodDescription(
        .normalization, rawValue, meaning, formula: formula, options: options, range: range,
        caveat: caveat ?? lookAhead, source: source,
        example: place == .model ? "method:\n  normalization: \(example)" : example, in: place)
    }
    return switch self {
    case .goalposts:
      describe(
        "Where a value lies between stated values without and with full pressure.",
        "min(1, max(0, (x − none) / (full − none)))", [range], range: "0 to 1",
        caveat: "The indicator states its goalposts, and their order is its direction.",
        source: "UNDP, Human Development Report, technical notes", example: "goalposts: [2, 10]",
        in: .indicator)
    case .minMax:
      describe(
        "Where a value lies between the smallest and the largest of the sample.",
        "l + (u − l) (x − min) / (max − min)", [range] + sample, range: "l to u",
        example: "{method: min-max, range: [0, 1], pool: all}")
    case .zScore:
      describe(
        "How many standard deviations a value lies from the mean.",
        "m + s (x − mean) / sd, with sd by n − 1",
        [
          .init("mean", "m, the score of the mean", default: "0"),
          .init("standard-deviation", "s, what one standard deviation adds", default: "1"),
        ] + sample, range: "unbounded", example: "{method: z-score, mean: 100, standard-deviation: 10}")
    case .rank:
      describe(
        "The place of a value in the sample: the highest of n values has n, equal ones share the lower place.",
        "1 + #{τ: x_τ < x}", sample, range: "1 to n", example: "rank")
    case .borda:
      describe(
        "How many values of the sample are below.", "#{τ: x_τ < x}", sample, range: "0 to n − 1",
        example: "borda")
    case .percentile:
      describe(
        "The share of the other values of the sample that are below.", "#{τ: x_τ < x} / (n − 1)",
        [range] + sample, range: "0 to 1", example: "percentile")
    case .normalCDF:
      describe(
        "The share of a normal distribution that lies below the value.",
        "Φ((x − mean) / sd), with sd by n − 1", [range] + sample, range: "0 to 1", example: "normal-cdf")
    case .empiricalCDF:
      describe(
        "The share of the sample that is not above the value.", "#{τ: x_τ ≤ x} / n", [range] + sample,
        range: "1/n to 1", source: "Hollo, Kremer and Lo Duca, ECB WP 1426, 2012",
        example: "{method: empirical-cdf, window: expanding, pool: side}")
    case .distanceToMaximum:
      describe(
        "How near a value comes to the highest of the sample.", "1 − (max − x) / (max − min)",
        [range] + sample, range: "0 to 1", example: "distance-to-maximum")
    case .distanceToTarget:
      describe(
        "Which part of the way from the least value of the sample to a stated target a value has gone.",
        "(x − min) / (target − min)", [range, cap] + sample, range: "0 upwards; 1 at the target",
        caveat: "The indicator states its target, which must press more than some value of the sample.",
        example: "target: 100\nnormalization: distance-to-target", in: .indicator)
    case .distanceToReference:
      describe(
        "How near a value comes to that of a side which serves as the reference.",
        "1 − (ref − x) / (ref − min)",
        [.init("reference", "the id of the side", default: nil), range, cap] + sample,
        range: "0 upwards; 1 at the reference",
        caveat: "The reference must have a value, and press more than the least of the sample.",
        example: "{method: distance-to-reference, reference: a}")
    case .categorical:
      describe(
        "The score that stated breakpoints give a value.",
        "the score of the highest breakpoint ≤ x, or the line between neighbours",
        [
          .init(
            "interpolation", "constant between breakpoints, or linear from one to the next",
            default: "constant")
        ], range: "that of the breakpoints' scores",
        caveat:
          "The indicator states its breakpoints; their scores rise or fall throughout, which is its direction.",
        example:
          "breakpoints: [[20, 0], [50, 0.5], [80, 1]]\nnormalization: {method: categorical, interpolation: linear}",
        in: .indicator)
    }
  }
}
