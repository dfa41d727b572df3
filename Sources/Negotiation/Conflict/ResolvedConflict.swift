public import PressureIndex
internal import PressureSyntax

/// The conflict on one day: everything that the incentives need besides the hurting, with its provenance.
public struct ResolvedConflict: Sendable {
  /// What a concession puts at stake.
  public struct Stake: Hashable, Sendable {
    /// The concession's id.
    public var concession: String
    /// k − v of a gesture, k of a precondition, in percentage points of the giver's GDP.
    public var amount: Double
  }

  /// The ids of the sides.
  public var sides: Pair<String>
  /// The as-of date.
  public var asOf: Day?
  /// The quantities of the burden as used.
  public var quantities: Pair<[ResolvedQuantity]>
  /// The burden that they give.
  public var burden: TariffBurden
  /// The concessions that can be made: valid on the day, and no red line. Positions in a ``Package`` are
  /// positions here.
  public var concessions: [Concession]
  /// The concessions that are valid on the day, but red lines.
  public var redLines: [Concession]
  /// The gestures that each side has at risk on the day.
  public var gestures: Pair<[Stake]>
  /// What is demanded first of each side on the day.
  public var preconditions: Pair<[Stake]>
  /// Whether the model file states g of the side itself.
  public var statesGestureRisk: Pair<Bool>
  /// Whether the model file states q of the side itself.
  public var statesPreconditionCost: Pair<Bool>
  /// The terms of each side's value of holding out.
  public var holdingOut: Pair<HoldingOut>
  /// The channels that raise each side's optimism on the day.
  public var channels: Pair<[Channel]>
  /// The acts of the other side that each side counts.
  public var acts: Pair<[CountedAct]>
  /// Each side's belief that a gesture will be returned.
  public var beliefs: Pair<BetaBelief>
  /// ψ: how much hurting moves the leverage.
  public var leverageSensitivity: Double
  /// Where messages point.
  let place: Place
  let gesturePlaces: Pair<Place?>
}

/// The conflict on one day, or why there is none.
public enum ConflictResolution: Sendable {
  /// The conflict on that day.
  case resolved(ResolvedConflict)
  /// The section does not hold on that day, or a quantity of the burden is missing.
  case notApplicable(reason: String)
}
