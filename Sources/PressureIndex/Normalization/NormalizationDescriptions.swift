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
    return switch self {
    case .goalposts:
      MethodDescription(
        .normalization, rawValue, "Where a value lies between stated values without and with full pressure.",
        formula: "min(1, max(0, (x − none) / (full − none)))", range: "0 to 1",
        caveat: "The indicator states its goalposts, and their order is its direction.",
        source: "UNDP, Human Development Report, technical notes", example: "goalposts: [2, 10]",
        in: .indicator)
    case .minMax:
      MethodDescription(
        .normalization, rawValue, "Where a value lies between the smallest and the largest of the sample.",
        formula: "l + (u − l) (x − min) / (max − min)",
        options: [
          .init("range", "the scores [l, u] of the smallest and of the largest value", default: "[0, 1]")
        ]
          + sample, range: "l to u", caveat: lookAhead, source: "Handbook, step 5",
        example: "method:\n  normalization: {method: min-max, range: [0, 1], pool: all}")
    case .zScore:
      MethodDescription(
        .normalization, rawValue, "How many standard deviations a value lies from the mean.",
        formula: "m + s (x − mean) / sd, with sd by n − 1",
        options: [
          .init("mean", "m, the score of the mean", default: "0"),
          .init("standard-deviation", "s, what one standard deviation adds", default: "1"),
        ] + sample, range: "unbounded", caveat: lookAhead, source: "Handbook, step 5",
        example: "method:\n  normalization: {method: z-score, mean: 100, standard-deviation: 10}")
    case .normalCDF:
      MethodDescription(
        .normalization, rawValue, "The share of a normal distribution that lies below the value.",
        formula: "Φ((x − mean) / sd), with sd by n − 1", options: sample, range: "0 to 1", caveat: lookAhead,
        source: "Handbook, step 5", example: "method:\n  normalization: normal-cdf")
    case .empiricalCDF:
      MethodDescription(
        .normalization, rawValue, "The share of the sample that is not above the value.",
        formula: "#{τ: x_τ ≤ x} / n", options: sample, range: "1/n to 1", caveat: lookAhead,
        source: "Hollo, Kremer and Lo Duca, ECB WP 1426, 2012",
        example: "method:\n  normalization: {method: empirical-cdf, window: expanding, pool: side}")
    }
  }
}
