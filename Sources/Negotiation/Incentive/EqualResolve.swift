/// The resolve with which a side's incentive would be the other side's, all else as it is: beyond it the order of the
/// two turns.
///
/// Reported beside the break-even resolve, since nobody can observe resolve.
public enum EqualResolve {
  /// `a = [G (1 − N)/N − g − q] / ((1 − H) κ)` with `N = 2 I − p` for the other side's I, which solves `½ (N + p) = I`;
  /// `nil` where no resolve of 0 or more does: at H = 1, without a gain, or where N lies outside (0, 1].
  ///
  /// - Parameters:
  ///   - incentive: I of the other side.
  ///   - gain: G of the side.
  ///   - optimism: p of the side.
  ///   - hurting: H of the side, in [0, 1].
  ///   - holdingOut: the terms of its value of holding out; its resolve is not used.
  public static func value(
    incentive: Double, gain: Double, optimism: Double, hurting: Double, holdingOut: HoldingOut
  ) -> Double? {
    let motivation = 2 * incentive - optimism
    let capacity = (1 - hurting) * holdingOut.scale
    guard gain > 0, capacity > 0, motivation > 0, motivation <= 1 else { return nil }
    let value = gain * (1 - motivation) / motivation
    let resolve = (value - holdingOut.gestureRisk - holdingOut.preconditionCost) / capacity
    return resolve >= 0 && resolve.isFinite ? resolve : nil
  }
}
