/// How much a side wants an agreement: its gain against its value of holding out.
///
/// Source: Pruitt, Readiness theory and the Northern Ireland conflict, ICAR working paper 24, 2005.
public enum Motivation {
  /// `N = G/(G + A)`, in [0, 1]; 0 where nothing is gained (no zone of agreement). `1 − N` is the critical
  /// reciprocity: the belief in a returned gesture above which opening pays.
  ///
  /// - Parameters:
  ///   - gain: G, what the Nash package is worth to the side, 0 or more.
  ///   - holdingOut: A; a value below 0 counts as 0.
  public static func value(gain: Double, holdingOut: Double) -> Double {
    gain > 0 ? gain / (gain + max(holdingOut, 0)) : 0
  }

  /// `I = ½ (N + p)`: the incentive to negotiate. Above ½ exactly where `p G > (1 − p) A`, so that opening pays
  /// in expectation.
  public static func incentive(motivation: Double, optimism: Double) -> Double {
    0.5 * (motivation + optimism)
  }
}
