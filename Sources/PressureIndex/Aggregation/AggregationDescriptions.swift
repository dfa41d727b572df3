extension Aggregation.Name: DescribedMethod {
  /// The step to which aggregations belong.
  public static var kind: MethodDescription.Kind { .aggregation }

  /// What the aggregation is.
  public var methodDescription: MethodDescription {
    switch self {
    case .arithmetic:
      MethodDescription(
        .aggregation, rawValue, "The weighted mean: a low score makes up fully for a high one.",
        formula: "Σ w u", range: "that of the children", source: "Handbook, step 6",
        example: "method:\n  aggregation: arithmetic")
    case .geometric:
      MethodDescription(
        .aggregation, rawValue,
        "The weighted geometric mean: low scores pull it down more than high ones lift it.",
        formula: "exp(Σ w ln(u + offset)) − offset",
        options: [.init("offset", "is added to the scores before, and taken off after", default: "0")],
        range: "that of the children", caveat: "Without an offset, scores must be above 0.",
        source: "Handbook, step 6", example: "method:\n  aggregation: {method: geometric, offset: 0.01}")
    }
  }
}
