/// The shares of a pie on which two sides agree at once when they take turns to propose and delay costs both.
///
/// Source: Rubinstein, "Perfect equilibrium in a bargaining model", Econometrica 50, 1982.
public enum RubinsteinShares {
  /// The share of the side that proposes first, `(1 − δ₂)/(1 − δ₁δ₂)`.
  ///
  /// - Parameters:
  ///   - discount: δ₁ of the first proposer, in [0, 1).
  ///   - other: δ₂ of the other side, in [0, 1).
  public static func firstProposer(discount: Double, other: Double) -> Double {
    precondition((0..<1).contains(discount) && (0..<1).contains(other), "discount factors outside [0, 1)")
    return (1 - other) / (1 - discount * other)
  }

  /// The share of a side as the time between proposals goes to 0, `r₂/(r₁ + r₂)`: the more patient side gets
  /// more, whoever begins.
  ///
  /// - Parameters:
  ///   - rate: r₁, the side's own discount rate, above 0.
  ///   - other: r₂ of the other side, above 0.
  public static func limit(rate: Double, other: Double) -> Double {
    precondition(rate > 0 && other > 0, "discount rates must be above 0")
    return other / (rate + other)
  }
}
