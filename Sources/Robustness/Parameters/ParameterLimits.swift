internal import PressureSyntax

/// The values that a parameter may take.
public struct ParameterLimits: Hashable, Sendable, CustomStringConvertible {
  /// The lower limit; −∞ for none.
  public let lower: Double
  /// Whether the parameter may be at the lower limit itself.
  public let includesLower: Bool
  /// The upper limit; ∞ for none.
  public let upper: Double
  /// Whether the parameter may be at the upper limit itself.
  public let includesUpper: Bool

  /// Any finite number.
  static let any = ParameterLimits(above: -.infinity)
  /// 0 or more.
  static let nonNegative = ParameterLimits(0...Double.infinity)
  /// Above 0.
  static let positive = ParameterLimits(above: 0)

  init(_ range: ClosedRange<Double>) {
    (lower, includesLower) = (range.lowerBound, range.lowerBound.isFinite)
    (upper, includesUpper) = (range.upperBound, range.upperBound.isFinite)
  }

  init(above lower: Double = -.infinity, below upper: Double = .infinity) {
    (self.lower, includesLower, self.upper, includesUpper) = (lower, false, upper, false)
  }

  init(above lower: Double, upTo upper: Double) {
    (self.lower, includesLower, self.upper, includesUpper) = (lower, false, upper, true)
  }

  /// Whether the parameter may be `value`.
  public func contains(_ value: Double) -> Bool {
    value.isFinite && (value > lower || includesLower && value == lower)
      && (value < upper || includesUpper && value == upper)
  }

  /// In words that follow "must be": `between 0 and 1`, `above 0`, `a finite number`.
  public var description: String {
    let least = (includesLower ? "at least " : "above ") + shortest(lower)
    let most = (includesUpper ? "at most " : "below ") + shortest(upper)
    return switch (lower.isFinite, upper.isFinite) {
    case (false, false): "a finite number"
    case (true, false): least
    case (false, true): most
    case (true, true) where includesLower && includesUpper:
      "between \(shortest(lower)) and \(shortest(upper))"
    case (true, true): "\(least) and \(most)"
    }
  }
}
