internal import RealModule

/// The mean φ⁻¹(Σ w φ(u)), so that a whole level of the hierarchy is one matrix product.
public enum QuasiArithmeticMean: Hashable, Sendable {
  /// φ(u) = u.
  case arithmetic
  /// φ(u) = (u + offset)^exponent; ln(u + offset) for an exponent of 0.
  case power(exponent: Double, offset: Double)

  /// φ(u), or `nil` where it is not defined: of u + offset not above 0, but for exponents above 0 also of 0; and
  /// where the power leaves the range of `Double`.
  public func forward(_ u: Double) -> Double? {
    switch self {
    case .arithmetic: return u
    case .power(let exponent, let offset):
      let x = u + offset
      if x < 0 || (x == 0 && exponent <= 0) { return nil }
      let y =
        switch exponent {
        case 0: Double.log(x)
        case -1: 1 / x
        case 1: x
        default: x == 0 ? 0 : Double.pow(x, exponent)
        }
      return y.isFinite ? y : nil
    }
  }

  /// φ⁻¹(y).
  public func backward(_ y: Double) -> Double {
    switch self {
    case .arithmetic: y
    case .power(let exponent, let offset):
      switch exponent {
      case 0: Double.exp(y) - offset
      case -1: 1 / y - offset
      case 1: y - offset
      default: (y == 0 ? 0 : Double.pow(y, 1 / exponent)) - offset
      }
    }
  }
}

extension Aggregation {
  /// The aggregation as a mean φ⁻¹(Σ w φ(u)), if it is one: what many draws can evaluate by themselves.
  public var quasiArithmeticMean: QuasiArithmeticMean? {
    if case .quasiArithmetic(let mean) = rule { mean } else { nil }
  }
}
