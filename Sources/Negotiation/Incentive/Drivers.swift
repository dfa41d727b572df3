internal import PressureNumerics

/// How much each pillar of a side's hurting contributes to its motivation and its incentive.
///
/// The Shapley values of the game in which a coalition S of pillars has the motivation at
/// `H_S = clip(constant + Σ_{k∈S} h_k, 0, 1)`, the package and so G held fixed. They sum, with the value of
/// no pillar, to the motivation: exactly up to 12 pillars; beyond that they are sampled, with standard errors.
/// The incentive is linear in the motivation: its values are half as large.
public struct Drivers: Hashable, Sendable {
  /// The contribution of one pillar.
  public struct Driver: Hashable, Sendable {
    /// The pillar's id.
    public var pillar: String
    /// What it adds to N.
    public var motivation: Double
    /// What it adds to I.
    public var incentive: Double
  }

  /// N without any pillar.
  public var baselineMotivation: Double
  /// I without any pillar.
  public var baselineIncentive: Double
  /// The pillars, in the model file's order.
  public var pillars: [Driver]
  /// The standard errors of the pillars' parts of N where there are too many pillars for exact values.
  public var standardErrors: [Double]?

  /// The drivers of a side.
  ///
  /// - Parameters:
  ///   - state: the side's hurting and its parts.
  ///   - gain: G, held fixed; 0 without a zone of agreement, and then all parts are 0.
  ///   - holdingOut: the terms of the value of holding out.
  ///   - optimism: p.
  public init(of state: HurtingState, gain: Double, holdingOut: HoldingOut, optimism: Double) {
    func motivation(_ sum: Double) -> Double {
      Motivation.value(gain: gain, holdingOut: holdingOut.value(hurting: min(max(sum, 0), 1)))
    }
    let parts = state.parts.map(\.value)
    let attribution = Shapley.attribution(players: parts.count) { coalitions in
      let sums = coalitions.multiplied(by: Matrix(rows: parts.count, columns: 1, storage: parts))
      return sums.storage.map { motivation(state.constant + $0) }
    }
    baselineMotivation = motivation(state.constant)
    baselineIncentive = Motivation.incentive(motivation: baselineMotivation, optimism: optimism)
    pillars = zip(state.parts, attribution.values).map { part, value in
      Driver(pillar: part.pillar, motivation: value, incentive: 0.5 * value)
    }
    standardErrors = attribution.standardErrors
  }
}
