/// Each side's incentive to negotiate, what it rests on, and the agreements within reach.
///
/// A plain value; money is in percentage points of the side's own GDP.
public struct Incentive: Sendable {
  /// The two sides.
  public var sides: Pair<SideIncentive>
  /// Whether some package is worth more than 0 to both.
  public var hasZoneOfAgreement: Bool
  /// J, in [0, 1]; 0 without a zone of agreement.
  public var ripeness: Double
  /// Whether opening pays for both sides, `min I > ½`.
  public var isRipe: Bool
  /// The smaller H: how much the stalemate hurts both.
  public var mutualHurting: Double
  /// N of the first side less N of the second: who needs an agreement more.
  public var asymmetry: Double
  /// The side with the smaller Zeuthen limit; `nil` where one is missing or they are equal.
  public var concedesNext: Int?
  /// The packages.
  public var packages: PackageReport
  /// The concessions that can be made, ranked as opening gestures.
  public var gestures: [RankedGesture]
  /// The inputs as used, with their provenance.
  public var inputs: ResolvedConflict
}

/// One side's incentive and its terms.
public struct SideIncentive: Hashable, Sendable {
  /// H and its parts.
  public var hurting: HurtingState
  /// b: the tariff burden that a settlement can lift.
  public var burden: Double
  /// What the burden goes to as tariffs rise without end; `nil` if it has no limit.
  public var burdenAtEmbargo: Double?
  /// The share of its sales to the other side that the side loses.
  public var salesLost: Double
  /// G: what the Nash package is worth to it; 0 without a zone of agreement.
  public var gain: Double
  /// A: the value of holding out.
  public var holdingOut: Double
  /// N = G/(G + A).
  public var motivation: Double
  /// p* = 1 − N: the belief in a returned gesture above which opening pays.
  public var criticalReciprocity: Double
  /// p: its belief that a gesture will be returned.
  public var optimism: Double
  /// The distribution whose mean is p.
  public var belief: BetaBelief
  /// Its 5 % and 95 % quantiles.
  public var optimismBand: ClosedRange<Double>
  /// I = ½ (N + p).
  public var incentive: Double
  /// α: its bargaining power; the two sum to 1.
  public var leverage: Double
  /// The risk of a breakdown up to which it would rather insist; `nil` where its own best package is worth 0.
  public var zeuthenLimit: Double?
  /// The resolve at which I = ½.
  public var breakEvenResolve: BreakEvenResolve
  /// The resolve at which I is the other side's; `nil` where no resolve does that.
  public var equalResolve: Double?
  /// What each pillar adds to N and I.
  public var drivers: Drivers
}

/// A package by name.
public struct AgreedPackage: Hashable, Sendable {
  /// The ids of the concessions, in the model file's order; empty for the status quo.
  public var concessions: [String]
  /// U: what it is worth to each side.
  public var utilities: Pair<Double>

  /// Creates a package by name.
  public init(concessions: [String], utilities: Pair<Double>) {
    self.concessions = concessions
    self.utilities = utilities
  }
}

/// The packages that can be agreed on, and the ones that the solutions select.
public struct PackageReport: Hashable, Sendable {
  /// How many packages cross no red line.
  public var admissible: Int
  /// How many of them are worth at least 0 to both sides.
  public var acceptable: Int
  /// The largest product of gains.
  public var nash: AgreedPackage
  /// The largest product of gains to the power of the leverages.
  public var generalisedNash: AgreedPackage
  /// The largest minimum of the gains relative to each side's best.
  public var kalaiSmorodinsky: AgreedPackage
  /// The largest minimum of the gains.
  public var egalitarian: AgreedPackage
  /// The largest sum of the gains.
  public var utilitarian: AgreedPackage
  /// The acceptable package that is best for each side.
  public var best: Pair<AgreedPackage>
  /// The Pareto frontier, from the least to the most valuable for the first side.
  public var frontier: [AgreedPackage]
}

/// A concession as an opening gesture.
public struct RankedGesture: Hashable, Sendable {
  /// The id of the concession.
  public var concession: String
  /// The side that makes it.
  public var giver: Int
  /// What it alone is worth to the other side, its relief from a tariff change included.
  public var valueToOther: Double
  /// What it alone costs its giver; below 0 where the giver gains.
  public var ownCost: Double
  /// The value to the other side per own cost; `nil` where it costs the giver nothing.
  public var ratio: Double?
}

/// The incentives, or why there are none.
public enum IncentiveOutcome: Sendable {
  /// The incentives.
  case incentive(Incentive)
  /// The conflict section does not hold on that day, or a quantity of the burden is missing.
  case notApplicable(reason: String)
}
