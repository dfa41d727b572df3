internal import PressureSyntax

/// What is done to an indicator whose distribution has outliers: one whose skewness and kurtosis are both too large.
public struct Treatment: Hashable, Sendable {
  /// The names used in model files.
  public enum Method: String, CaseIterable, Sendable, Hashable {
    /// Nothing.
    case none
    /// Outliers are set to the next value inwards; if that does not help, logarithms of the original values.
    case winsoriseOrLog = "winsorise-or-log"
    /// Outliers are set to the next value inwards.
    case winsorise
    /// Logarithms, from the end that has no outliers.
    case log
    /// A power that makes the distribution most like a normal one.
    case boxCox = "box-cox"
  }

  /// What is done.
  public var method: Method
  /// While fewer points than this are changed, winsorising goes on.
  public var maximumPoints = 5
  /// A distribution passes whose skewness is smaller than this, on either side, …
  public var skewness = 2.0
  /// … or whose excess kurtosis is smaller than this.
  public var kurtosis = 3.5
  /// The power of Box and Cox; `nil` takes the most likely one.
  public var lambda: Double?

  /// A treatment with the usual thresholds.
  public init(_ method: Method) { self.method = method }

  /// The treatment in the words of a model file.
  public var description: String {
    var parts = [method.rawValue]
    if maximumPoints != 5 { parts.append("at most \(maximumPoints) points") }
    if skewness != 2 { parts.append("skewness \(shortest(skewness))") }
    if kurtosis != 3.5 { parts.append("kurtosis \(shortest(kurtosis))") }
    if let lambda { parts.append("lambda \(shortest(lambda))") }
    return parts.joined(separator: ", ")
  }

  enum Key: String, ModelKey {
    case method
    case maximumPoints = "maximum-points"
    case skewness, kurtosis, lambda
  }

  static func decode(_ node: Node, _ problems: Problems) -> Treatment? {
    guard let fields = MethodFields<Method, Key>(node, problems) else { return nil }
    var result = Treatment(fields.name)
    result.maximumPoints = fields.optional(.maximumPoints, Decode.count(atLeast: 1)) ?? result.maximumPoints
    result.skewness = fields.optional(.skewness, Decode.positive) ?? result.skewness
    result.kurtosis = fields.optional(.kurtosis, Decode.number) ?? result.kurtosis
    result.lambda = fields.optional(.lambda, Decode.number(in: -10...10))
    return result
  }
}
