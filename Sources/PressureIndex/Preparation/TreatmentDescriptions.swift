extension Treatment.Method: DescribedMethod {
  /// The step to which treatments belong.
  public static var kind: MethodDescription.Kind { .treatment }

  /// What the treatment is.
  public var methodDescription: MethodDescription {
    let test: [MethodDescription.Option] = [
      .init("skewness", "passes below this absolute skewness (type 2), or …", default: "2"),
      .init("kurtosis", "… below this excess kurtosis (type 2)", default: "3.5"),
    ]
    let points = MethodDescription.Option(
      "maximum-points", "winsorising goes on while fewer points than this are changed", default: "5")
    func describe(
      _ meaning: String, _ formula: String, _ options: [MethodDescription.Option] = [], caveat: String? = nil,
      source: String, example: String
    ) -> MethodDescription {
      MethodDescription(
        .treatment, rawValue, meaning, formula: formula, options: options, caveat: caveat, source: source,
        example: "preparation:\n  treat: \(example)")
    }
    let own =
      "It is fitted to the sample of the indicator's normalization, and only where that fails the test."
    return switch self {
    case .none: describe("Outliers stay as they are.", "x", source: "none needed", example: "none")
    case .winsoriseOrLog:
      describe(
        "Sets outliers to the next value inwards; where that is not enough, takes logarithms of the original values.",
        "winsorise; else ln(x − min + 0.01 (max − min)), mirrored for negative skewness", [points] + test,
        caveat: own, source: "Becker et al., COINr, JOSS 7, 2022", example: "winsorise-or-log")
    case .winsorise:
      describe(
        "Sets every point at the maximum (for negative skewness: minimum) to the next value, again and again.",
        "x = next highest, while the test fails and few points are changed", [points] + test,
        caveat: "\(own) A distribution may still fail it afterwards; the report says so.",
        source: "Becker et al., COINr, JOSS 7, 2022", example: "{method: winsorise, maximum-points: 3}")
    case .log:
      describe(
        "Takes logarithms, from the end without outliers.",
        "ln(x − min + 0.01 (max − min)); for negative skewness −ln(max − x + 0.01 (max − min))", test,
        caveat: own, source: "Becker et al., COINr, JOSS 7, 2022", example: "log")
    case .boxCox:
      describe(
        "Takes the power under which the sample is most like one from a normal distribution.",
        "(y^λ − 1)/λ, ln y at λ = 0, with y = x − min + 0.01 (max − min)",
        [.init("lambda", "λ, between −10 and 10", default: "the most likely between −5 and 5")] + test,
        caveat: own, source: "Box and Cox, JRSS-B 26, 1964", example: "{method: box-cox, lambda: 0.5}")
    }
  }
}
