internal import RealModule

/// The deadweight loss of a tariff under demand of constant elasticity.
///
/// Source: the area between demand `q = T^{−ε}` and the price before the tariff, less the revenue
/// (Harberger triangle, exact for constant elasticity).
public enum DeadweightLoss {
  /// The loss per unit of imports before the tariff,
  /// `dwl(T) = (T^{1−ε} − 1)/(1−ε) − (T − 1)·T^{−ε}`; at ε = 1 `ln T − (T−1)/T`.
  ///
  /// The first term is computed as `ln T · expm1(x)/x` with `x = (1−ε) ln T`, which passes smoothly through
  /// ε = 1.
  ///
  /// - Parameters:
  ///   - priceRatio: T, price with the tariff over price before the conflict; above 0. 0 at T = 1.
  ///   - elasticity: ε, above 0.
  public static func perUnit(priceRatio: Double, elasticity: Double) -> Double {
    let logRatio = Double.log(priceRatio)
    let x = (1 - elasticity) * logRatio
    let surplus = x == 0 ? logRatio : logRatio * (Double.expMinusOne(x) / x)
    return surplus - (priceRatio - 1) * Double.pow(priceRatio, -elasticity)
  }

  /// The loss per unit of imports as the tariff rises without end: `1/(ε−1)` for ε > 1, else it has no limit
  /// and the result is `nil`.
  public static func embargoLimit(elasticity: Double) -> Double? {
    elasticity > 1 ? 1 / (elasticity - 1) : nil
  }
}
