internal import PressureSyntax
internal import RealModule

/// What is done to a series before it is normalised. `h` counts periods of the series' own frequency.
public enum Transform: Hashable, Sendable {
  /// The value itself.
  case level
  /// The natural logarithm; values must be above 0.
  case log
  /// x_t − x_{t−h}.
  case change(Int)
  /// 100 (x_t/x_{t−h} − 1); the base must be above 0.
  case percentChange(Int)
  /// 200 (x_t − x_{t−h})/(x_t + x_{t−h}); the sum must not be 0.
  case symmetricPercentChange(Int)
  /// |x − x*|, from a stated ideal x*.
  case distance(from: Double)

  enum Key: String, ModelKey {
    case change
    case percentChange = "percent-change"
    case symmetricPercentChange = "symmetric-percent-change"
    case distanceFrom = "distance-from"
  }

  /// How many periods back the transform looks.
  public var horizon: Int {
    switch self {
    case .level, .log, .distance: 0
    case .change(let h), .percentChange(let h), .symmetricPercentChange(let h): h
    }
  }

  /// Why a value cannot be transformed.
  public enum Failure: Error, Hashable, Sendable {
    /// The logarithm of a number that is not above 0.
    case logarithm(of: Double)
    /// A relative change from a base that is not above 0.
    case base(Double)
    /// A symmetric change of two values whose sum is 0.
    case zeroSum
    /// A change so large that no number holds it.
    case overflow
  }

  /// The transformed value of `x`; `base` is the value ``horizon`` periods earlier (`x` itself at horizon 0).
  public func apply(_ x: Double, base: Double) throws(Failure) -> Double {
    let value = try formula(x, base: base)
    if !value.isFinite { throw .overflow }
    return value
  }

  private func formula(_ x: Double, base: Double) throws(Failure) -> Double {
    switch self {
    case .level: return x
    case .log:
      if x <= 0 { throw .logarithm(of: x) }
      return Double.log(x)
    case .change: return x - base
    case .percentChange:
      if base <= 0 { throw .base(base) }
      return 100 * (x / base - 1)
    case .symmetricPercentChange:
      if x + base == 0 { throw .zeroSum }
      return 200 * (x - base) / (x + base)
    case .distance(let ideal): return abs(x - ideal)
    }
  }

  /// The transform in the words of a model file.
  public var description: String {
    switch self {
    case .level: "level"
    case .log: "log"
    case .change(let h): "change over \(h) period\(h == 1 ? "" : "s")"
    case .percentChange(let h): "percent change over \(h) period\(h == 1 ? "" : "s")"
    case .symmetricPercentChange(let h): "symmetric percent change over \(h) period\(h == 1 ? "" : "s")"
    case .distance(let ideal): "distance from \(shortest(ideal))"
    }
  }

  static func decode(_ node: Node, _ problems: Problems) -> Transform? {
    let words = ["level", "log"] + Key.allCases.map(\.rawValue)
    if case .scalar(let text, _) = node.content {
      switch text {
      case "level": return .level
      case "log": return .log
      default:
        problems.report(
          Key(rawValue: text) == nil
            ? "unknown transform \(text.quoted)" : "the transform \(text.quoted) needs a number",
          at: node,
          help: Key(rawValue: text) == nil
            ? suggestion(for: text, among: words, plural: "transforms")
            : "write {\(text): \(text == Key.distanceFrom.rawValue ? "2" : "12")}")
        return nil
      }
    }
    guard let fields = Fields<Key>(node, "a transform", problems) else { return nil }
    guard node.entries.count == 1 else {
      problems.report("a transform has exactly one key; found \(node.entries.count)", at: node)
      return nil
    }
    let periods = Decode.count(atLeast: 1)
    return fields.optional(.change, periods).map { .change($0) }
      ?? fields.optional(.percentChange, periods).map { .percentChange($0) }
      ?? fields.optional(.symmetricPercentChange, periods).map { .symmetricPercentChange($0) }
      ?? fields.optional(.distanceFrom, Decode.number).map { .distance(from: $0) }
  }
}
