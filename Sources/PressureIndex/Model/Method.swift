internal import PressureSyntax

/// Every choice that turns scores into an index, as one value: written in the model file, printed in every
/// report.
public struct Method: Hashable, Sendable {
  /// How values become scores, unless an indicator says otherwise.
  public var normalization = Normalization(.goalposts)
  /// Where weights come from.
  public var weighting = Weighting.declared
  /// How scores become a group's score, unless the group says otherwise.
  public var aggregation = Aggregation.arithmetic
  /// The share of a group's weight that must be observed for the group to have a score.
  public var minimumCoverage = 0.5
  /// What contributions are measured from.
  public var baseline = Baseline.score(0)

  /// The method of a model file that says nothing.
  public init() {}

  /// Whether the scores of all `indicators`, and so an index of them, lie in 0…1.
  public func isUnitInterval(_ indicators: [Indicator]) -> Bool {
    indicators.allSatisfy { $0.scoreRange.map { $0.lowerBound >= 0 && $0.upperBound <= 1 } ?? false }
  }

  enum Key: String, ModelKey {
    case normalization, weighting, aggregation
    case minimumCoverage = "minimum-coverage"
    case baseline
  }

  static func decode(_ node: Node?, sides: [Side], sets: [WeightSet], _ problems: Problems) -> Method {
    var method = Method()
    let fields = node.flatMap { Fields<Key>($0, "the method", problems) }
    func take<Value>(
      _ key: Key, _ path: WritableKeyPath<Method, Value>, _ decode: (Node, Problems) -> Value?,
      _ words: (Value) -> String
    ) {
      if fields?.has(key) == true {
        if let value = fields?.optional(key, decode) { method[keyPath: path] = value }
      } else {
        problems.assume("", "method.\(key.rawValue)", words(method[keyPath: path]))
      }
    }
    take(.normalization, \.normalization, Normalization.decode(sides), \.description)
    take(.weighting, \.weighting, { Weighting.decode($0, sets: sets, $1) }, \.description)
    take(.aggregation, \.aggregation, Aggregation.decode, \.description)
    take(.minimumCoverage, \.minimumCoverage, Decode.number(in: 0...1), shortest)
    take(.baseline, \.baseline, Baseline.decode, \.description)
    return method
  }
}
