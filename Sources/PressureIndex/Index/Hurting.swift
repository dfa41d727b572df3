internal import PressureSyntax

/// How much a side hurts: the level of its pressure and its momentum,
/// H = clip(P_t + κ_m (P_t − P_{t−h}), 0, 1).
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
  /// The pillars' parts; none where what they add to the index was not measured.
  public let parts: [Part]
  /// What the baseline adds; 0 with a baseline of no pressure.
  public let constant: Double
  /// H less the sum of its parts: what the limits 0 and 1 cut off, apart from rounding.
  public let clip: Double
  /// Why there is no momentum, if there is none.
  public let missingMomentum: String?

  /// H from the pressure now and a span earlier, without its parts; without an earlier one there is no momentum.
  public static func value(pressure: Double, earlier: Double?, _ momentum: Momentum) -> Double {
    min(1, max(0, pressure + (earlier.map { momentum.weight * (pressure - $0) } ?? 0)))
  }

  /// Hurting from a side's pressure now and earlier; `nil` if there is none now.
  ///
  /// - Parameter earlier: the side's result a span earlier; `nil` for undated data.
  public init?(_ now: SideResult, earlier: SideResult?, _ momentum: Momentum, _ hierarchy: Hierarchy) {
    guard let score = now.score else { return nil }
    let pillars = hierarchy.pillars
    let isAttributed = now.constant != nil
    func parts(_ value: (Int) -> Double) -> [Part] {
      isAttributed ? pillars.map { Part(pillar: hierarchy.nodes[$0].id, value: value($0)) } : []
    }
    func contribution(_ result: SideResult, _ pillar: Int) -> Double {
      result.parts[pillar - 1].contribution ?? 0
    }
    if let earlier, let before = earlier.score {
      let weight = momentum.weight
      self.earlier = before
      self.momentum = weight * (score - before)
      self.parts = parts { pillar in
        let c = contribution(now, pillar)
        return c + weight * (c - contribution(earlier, pillar))
      }
      constant = (now.constant ?? 0) + weight * ((now.constant ?? 0) - (earlier.constant ?? 0))
      missingMomentum = nil
    } else {
      self.earlier = nil
      self.momentum = 0
      self.parts = parts { contribution(now, $0) }
      constant = now.constant ?? 0
      missingMomentum =
        earlier.map { "there is no pressure as of \($0.asOf?.description ?? "then")" }
        ?? "the data have no dates"
    }
    value = Hurting.value(pressure: score, earlier: self.earlier, momentum)
    let unclipped = score + self.momentum
    clip = (0...1).contains(unclipped) ? 0 : value - unclipped
  }
}
