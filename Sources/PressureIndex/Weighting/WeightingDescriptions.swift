extension Weighting: DescribedMethod {
  /// The step to which weightings belong.
  public static var kind: MethodDescription.Kind { .weighting }

  /// What the weighting is.
  public var methodDescription: MethodDescription {
    switch self {
    case .declared:
      MethodDescription(
        .weighting, rawValue, "As the model file states them; 1 where it says nothing.",
        formula: "w_k / Σ w over the children of each group", source: "Handbook, step 6",
        example: "method:\n  weighting: declared")
    case .equal:
      MethodDescription(
        .weighting, rawValue, "The same weight for every child of a group.", formula: "1 / n",
        caveat: "Equal weights are not equal importance: see what each indicator does to the index.",
        source: "Handbook, step 6", example: "method:\n  weighting: equal")
    }
  }
}
