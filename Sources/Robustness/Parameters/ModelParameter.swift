public import Negotiation
public import PressureIndex

/// A number of a model file that may be varied: the subject of what-if questions, of uncertainty and of
/// sensitivity.
///
/// The parameters of a model and their paths, such as `conflict.resolve.china`, are in ``ModelParameters``.
/// Sides, nodes, indicators, concessions and channels are positions in the model. Numbers that only tell when
/// something happens or is published (lags, ages, `from`, `until`) are no parameters.
public enum ModelParameter: Hashable, Sendable {
  /// The declared weight of a group or an indicator among its siblings.
  case weight(node: Int)
  /// An end of an indicator's goalposts, in its own unit; of one side where the sides' goalposts differ, else
  /// (`nil`) of all.
  case goalpost(indicator: Int, end: Goalposts.End, side: Int?)
  /// κ_m: how much of the recent change counts in hurting.
  case momentum
  /// ε: the trade elasticity.
  case elasticity
  /// ζ: the share of lost sales that other markets take up.
  case redirection
  /// A quantity of the burden that the model file states as a number.
  case burden(BurdenQuantity, side: Int)
  /// a: a side's resolve.
  case resolve(side: Int)
  /// κ: the scale of resolve, in percentage points of GDP.
  case scale
  /// What a concession adds to the tariff that its giver levies, a fraction.
  case tariffChange(concession: Int)
  /// v: the material value of a concession to a side, in percentage points of its GDP.
  case value(concession: Int, side: Int)
  /// k: the political or strategic cost of a concession to a side, in percentage points of its GDP.
  case cost(concession: Int, side: Int)
  /// g: what a side's gestures put at risk, in place of what follows from them.
  case gestureRisk(side: Int)
  /// q: what the other side's preconditions cost a side, in place of what follows from them.
  case preconditionCost(side: Int)
  /// c: the strength of an envoy or a neutral channel, in cooperative acts.
  case channelStrength(channel: Int)
  /// α₀ of the optimism.
  case priorCooperative
  /// β₀ of the optimism.
  case priorHostile
  /// The half-life of an act, in days.
  case halfLife
  /// ψ: how much hurting moves the leverage.
  case leverageSensitivity
}
