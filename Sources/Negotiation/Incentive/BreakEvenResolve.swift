/// How much resolve would cancel a side's incentive to negotiate: with this much, `I = ½`.
///
/// Reported instead of claiming to know a side's resolve.
public enum BreakEvenResolve: Hashable, Sendable {
  /// `a = [p G/(1−p) − g − q] / ((1−H) κ)`. Below 0: there is no incentive even without any resolve.
  case value(Double)
  /// At H = 1 no capacity to cope is left, and the incentive is the same with any resolve.
  case anyResolveHolds

  /// The break-even resolve.
  ///
  /// - Parameters:
  ///   - gain: G of the side.
  ///   - belief: its belief that a gesture will be returned; its mean is p.
  ///   - hurting: H of the side, in [0, 1].
  ///   - holdingOut: the terms of its value of holding out; its resolve is not used.
  public init(gain: Double, belief: BetaBelief, hurting: Double, holdingOut: HoldingOut) {
    let capacity = (1 - hurting) * holdingOut.scale
    self =
      capacity > 0
      ? .value((belief.odds * gain - holdingOut.gestureRisk - holdingOut.preconditionCost) / capacity)
      : .anyResolveHolds
  }

  /// The number, if there is one.
  public var number: Double? {
    if case .value(let value) = self { value } else { nil }
  }
}
