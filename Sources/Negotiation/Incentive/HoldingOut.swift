/// The value of holding out, `A = a (1 − H) κ + g + q`, in percentage points of own GDP.
///
/// Domestic pressure enters here alone: it erodes the capacity to cope, and with it what resolve is worth. A
/// property slump is not something that a trade deal lifts.
public struct HoldingOut: Hashable, Sendable {
  /// a: resolve, 0 or more.
  public var resolve: Double
  /// κ: the scale of resolve in percentage points, above 0.
  public var scale: Double
  /// g: what the side's gestures would cost it if they were not returned.
  public var gestureRisk: Double
  /// q: the political cost of what the other side demands first.
  public var preconditionCost: Double

  /// Creates the terms of holding out.
  public init(resolve: Double, scale: Double, gestureRisk: Double, preconditionCost: Double) {
    self.resolve = resolve
    self.scale = scale
    self.gestureRisk = gestureRisk
    self.preconditionCost = preconditionCost
  }

  /// A, for a side that hurts by `hurting`, in [0, 1].
  public func value(hurting: Double) -> Double {
    resolve * (1 - hurting) * scale + gestureRisk + preconditionCost
  }
}
