public import PressureIndex
public import PressureSyntax

/// Something that a side did, on a day, for the other one to see.
public struct Act: Hashable, Sendable {
  /// What kind of act it is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Against the other side.
    case hostile
    /// For the other side.
    case cooperative
    /// A meeting: an outcome, not an act; it is not counted.
    case talks
  }

  /// The weights that an act may have. The weight of an ordinary act is 1; a belief that rests on more than
  /// millions of them is a slip of the pen.
  public static let weights = 0...1e6

  /// The day.
  public var date: Day
  /// Who acted; an act of both counts for each.
  public var actor: Party
  /// What kind of act it is.
  public var kind: Kind
  /// w: its weight, 0 or more.
  public var weight: Double
  /// What happened.
  public var event: String?
  /// Where it is written.
  public var location: SourceLocation?

  /// Creates an act.
  public init(
    date: Day, actor: Party, kind: Kind, weight: Double = 1, event: String? = nil,
    location: SourceLocation? = nil
  ) {
    self.date = date
    self.actor = actor
    self.kind = kind
    self.weight = weight
    self.event = event
    self.location = location
  }
}

/// An act that counted, as one side sees it.
public struct CountedAct: Hashable, Sendable {
  /// The act.
  public var act: Act
  /// The as-of date less the date of the act, in days.
  public var age: Int
  /// What remains of its weight.
  public var decayedWeight: Double
}
