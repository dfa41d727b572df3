internal import PressureSyntax

/// How much a side hurts: the level of its pressure and its momentum,
/// H = clip(P_t + κ_m (P_t − P_{t−h}), 0, 1), or between the ends of another scale of the index.
///
/// Source: Zartman on ripeness; METHODS of this project.
public struct Hurting: Sendable, Hashable {
  /// What one pillar adds: c_t + κ_m (c_t − c_{t−h}) of its contributions.
  public struct Part: Sendable, Hashable {
    /// The pillar's id.
    public let pillar: String
    /// What it adds to hurting.
    public let value: Double
  }

  /// H, in 0…1.
  public let value: Double
  /// The earlier pressure P_{t−h}, or `nil`.
  public let earlier: Double?
  /// κ_m (P_t − P_{t−h}); 0 where the earlier pressure is missing.
  public let momentum: Double
  /// The pillars' parts.
  public let parts: [Part]
  /// What the baseline adds; 0 with a baseline of no pressure.
  public let constant: Double
  /// H less the sum of its parts: what the limits 0 and 1 cut off, apart from rounding.
  public let clip: Double
  /// Why there is no momentum, if there is none.
  public let missingMomentum: String?

  /// H from the pressure now and a span earlier, without its parts; without an earlier one there is no momentum.
  ///
  /// - Parameter limits: the ends of the index's scale; `nil` where it has none.
  public static func value(
    pressure: Double, earlier: Double?, _ momentum: Momentum, limits: ClosedRange<Double>? = 0...1
  ) -> Double {
    let value = pressure + (earlier.map { momentum.weight * (pressure - $0) } ?? 0)
    return limits.map { min($0.upperBound, max($0.lowerBound, value)) } ?? value
  }

  /// Hurting from a side's pressure now and earlier; `nil` if there is none now.
  ///
  /// - Parameters:
  ///   - earlier: the side's result a span earlier; `nil` for undated data.
  ///   - limits: the ends of the index's scale; `nil` where it has none.
  public init?(
    _ now: SideResult, earlier: SideResult?, _ momentum: Momentum, _ hierarchy: Hierarchy,
    limits: ClosedRange<Double>? = 0...1
  ) {
    guard let score = now.score else { return nil }
    let pillars = hierarchy.pillars
    func contribution(_ result: SideResult, _ pillar: Int) -> Double { result.parts[pillar - 1].contribution }
    if let earlier, let before = earlier.score {
      let weight = momentum.weight
      self.earlier = before
      self.momentum = weight * (score - before)
      parts = pillars.map { pillar in
        let c = contribution(now, pillar)
        return Part(
          pillar: hierarchy.nodes[pillar].id, value: c + weight * (c - contribution(earlier, pillar)))
      }
      constant = now.constant + weight * (now.constant - earlier.constant)
      missingMomentum = nil
    } else {
      self.earlier = nil
      self.momentum = 0
      parts = pillars.map { Part(pillar: hierarchy.nodes[$0].id, value: contribution(now, $0)) }
      constant = now.constant
      missingMomentum =
        earlier.map { "there is no pressure as of \($0.asOf?.description ?? "then")" }
        ?? "the data have no dates"
    }
    value = Hurting.value(pressure: score, earlier: self.earlier, momentum, limits: limits)
    let sum = parts.reduce(constant) { $0 + $1.value }
    let unclipped = score + self.momentum
    clip = limits.map { $0.contains(unclipped) } ?? true ? 0 : value - sum
  }
}
