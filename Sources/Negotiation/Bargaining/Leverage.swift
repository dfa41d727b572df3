/// Bargaining power from the two sides' hurting: who hurts more is in more of a hurry.
///
/// `α_i = (1 + ψ H_j) / (2 + ψ (H_i + H_j))`. It is the limit of ``RubinsteinShares`` for discount rates
/// `1 + ψ H`; the two sum to 1.
public enum Leverage {
  /// The leverage of each side.
  ///
  /// - Parameters:
  ///   - hurting: H of each side, in [0, 1].
  ///   - sensitivity: ψ, 0 or more; 0 gives ½ each.
  public static func shares(hurting: Pair<Double>, sensitivity: Double) -> Pair<Double> {
    let sum = 2 + sensitivity * (hurting.first + hurting.second)
    return Pair { side in (1 + sensitivity * hurting[other: side]) / sum }
  }
}
