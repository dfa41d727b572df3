internal import PressureSyntax
internal import RealModule

/// How the scores of a group's children become its own.
///
/// Every member is a quasi-arithmetic mean φ⁻¹(Σ w φ(u)) over the children present, weights rescaled, so that a
/// whole level of the hierarchy is one matrix product.
public enum Aggregation: Hashable, Sendable, Codable {
  /// Σ w u: a low score makes up for a high one.
  case arithmetic
  /// exp(Σ w ln(u + o)) − o, the (shifted) geometric mean: less compensation. Without an offset o, scores must
  /// be above 0.
  case geometric(offset: Double)

  /// The names used in model files.
  public enum Name: String, CaseIterable, Sendable {
    /// ``Aggregation/arithmetic``
    case arithmetic
    /// ``Aggregation/geometric(offset:)``
    case geometric
  }

  /// The name used in model files.
  public var name: Name {
    switch self {
    case .arithmetic: .arithmetic
    case .geometric: .geometric
    }
  }

  /// The aggregation in one line, for reports.
  public var description: String {
    switch self {
    case .arithmetic: "arithmetic"
    case .geometric(let offset): offset == 0 ? "geometric" : "geometric, offset \(shortest(offset))"
    }
  }

  /// φ(u), or `nil` where it is not defined.
  func forward(_ u: Double) -> Double? {
    switch self {
    case .arithmetic: u
    case .geometric(let offset): u + offset > 0 ? Double.log(u + offset) : nil
    }
  }

  /// φ⁻¹(y).
  func backward(_ y: Double) -> Double {
    switch self {
    case .arithmetic: y
    case .geometric(let offset): Double.exp(y) - offset
    }
  }

  enum Key: String, ModelKey { case method, offset }

  static func decode(_ node: Node, _ problems: Problems) -> Aggregation? {
    guard let fields = MethodFields<Name, Key>(node, problems) else { return nil }
    return make(fields.name, offset: fields.optional(.offset, Decode.nonNegative) ?? 0)
  }

  private static func make(_ name: Name, offset: Double) -> Aggregation {
    switch name {
    case .arithmetic: .arithmetic
    case .geometric: .geometric(offset: offset)
    }
  }
}
