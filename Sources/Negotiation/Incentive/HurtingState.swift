/// How much a side hurts, and the parts that make it up.
public struct HurtingState: Hashable, Sendable {
  /// The part of one pillar.
  public struct Part: Hashable, Sendable {
    /// The pillar's id.
    public var pillar: String
    /// h: its contribution to the pressure, with the momentum of that contribution.
    public var value: Double

    /// Creates a part.
    public init(pillar: String, value: Double) {
      self.pillar = pillar
      self.value = value
    }
  }

  /// H = clip(constant + Σ h, 0, 1).
  public var hurting: Double
  /// The parts of the pillars, in the model file's order.
  public var parts: [Part]
  /// What belongs to no pillar, such as the baseline of an aggregation that is not additive; 0 otherwise.
  public var constant: Double

  /// Creates a state.
  ///
  /// - Precondition: `hurting` is in [0, 1], everything is finite, and parts, if there are any, add up to it.
  public init(hurting: Double, parts: [Part] = [], constant: Double = 0) {
    precondition((0...1).contains(hurting), "hurting lies outside [0, 1]")
    precondition(
      constant.isFinite && parts.allSatisfy { $0.value.isFinite }, "a part of hurting is not finite")
    self.hurting = hurting
    self.parts = parts
    self.constant = constant
    let sum = parts.reduce(constant) { $0 + $1.value }
    precondition(
      parts.isEmpty || abs(min(max(sum, 0), 1) - hurting) < 1e-6, "the parts do not add up to the hurting")
  }

  /// `H − (constant + Σ h)`: what clipping to [0, 1] adds; 0, but for rounding, where it does not bind.
  public var clipping: Double { hurting - parts.reduce(constant) { $0 + $1.value } }
}
