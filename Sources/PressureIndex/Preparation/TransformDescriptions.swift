extension Transform {
  /// The names used in model files.
  public enum Name: String, DescribedMethod {
    /// ``Transform/level``
    case level
    /// ``Transform/log``
    case log
    /// ``Transform/change(_:)``
    case change
    /// ``Transform/percentChange(_:)``
    case percentChange = "percent-change"
    /// ``Transform/symmetricPercentChange(_:)``
    case symmetricPercentChange = "symmetric-percent-change"
    /// ``Transform/distance(from:)``
    case distanceFrom = "distance-from"

    /// The step to which transforms belong.
    public static var kind: MethodDescription.Kind { .transform }

    /// What the transform is.
    public var methodDescription: MethodDescription {
      func describe(
        _ meaning: String, _ formula: String, caveat: String? = nil, example: String
      ) -> MethodDescription {
        MethodDescription(
          .transform, rawValue, meaning, formula: formula, caveat: caveat, source: "Handbook, step 3",
          example: example, in: .indicator)
      }
      return switch self {
      case .level:
        describe("The value itself.", "x_t", example: "transform: level")
      case .log:
        describe("The natural logarithm; values must be above 0.", "ln x_t", example: "transform: log")
      case .change:
        describe(
          "The change over h periods of the series' own frequency.", "x_t − x_(t−h)",
          example: "transform: {change: 12}")
      case .percentChange:
        describe(
          "The change over h periods in percent; the earlier value must be above 0.",
          "100 (x_t / x_(t−h) − 1)", example: "transform: {percent-change: 12}")
      case .symmetricPercentChange:
        describe(
          "The change over h periods in percent of the two values' mean: a rise and the fall that undoes it are equal.",
          "200 (x_t − x_(t−h)) / (x_t + x_(t−h))", example: "transform: {symmetric-percent-change: 1}")
      case .distanceFrom:
        describe(
          "The distance from a stated ideal x*, on either side of it.", "|x_t − x*|",
          example: "transform: {distance-from: 2}")
      }
    }
  }
}
