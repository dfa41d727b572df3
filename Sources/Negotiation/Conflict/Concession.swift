internal import PressureSyntax

/// Something that one side can do for the other.
public struct Concession: Hashable, Sendable {
  /// Its id.
  public var id: String
  /// Its name in reports.
  public var name: String
  /// The side that makes it.
  public var giver: Int
  /// What it adds to the tariff that the giver levies, a fraction.
  public var tariffChange: Double
  /// v: its material value to each side, in percentage points of own GDP, without the relief of the burden.
  public var value: Pair<Double>
  /// k: its political or strategic cost to each side, in percentage points of own GDP.
  public var cost: Pair<Double>
  /// Whether it is out of the question.
  public var isRedLine: Bool
  /// When it can be made.
  public var validity: Validity
  /// Where the model file declares it.
  let place: Place

  /// v − k of each side.
  public var netValue: Pair<Double> { Pair { value[$0] - cost[$0] } }

  /// The concession as numbers.
  public var terms: ConcessionTerms {
    ConcessionTerms(giver: giver, tariffChange: tariffChange, netValue: netValue)
  }
}

/// A concession that the model file names again, as a gesture or as a precondition.
public struct DatedConcession: Hashable, Sendable {
  /// Its position among the concessions of the conflict.
  public var concession: Int
  /// When this holds; the concession must be valid then, too.
  public var validity: Validity
  let place: Place
}
