/// Whether both sides are ready at once.
///
/// Source: Zartman, Ripe for Resolution, 1989, and "Ripeness: the hurting stalemate and beyond", 2000.
public enum Ripeness {
  /// `J = √(I_A I_B)` if there is a zone of agreement, else 0.
  public static func joint(incentives: Pair<Double>, hasZoneOfAgreement: Bool) -> Double {
    hasZoneOfAgreement ? (incentives.first * incentives.second).squareRoot() : 0
  }

  /// Whether opening pays for both: `min I > ½`.
  public static func isRipe(incentives: Pair<Double>, hasZoneOfAgreement: Bool) -> Bool {
    hasZoneOfAgreement && min(incentives.first, incentives.second) > 0.5
  }
}
