/// A concession as numbers: who makes it, what it does to the giver's tariff, and what it is worth to each side.
public struct ConcessionTerms: Hashable, Sendable {
  /// The side that makes it.
  public var giver: Int
  /// What is added to the tariff that the giver levies, a fraction (−0.2 is 20 points less).
  public var tariffChange: Double
  /// v − k: material value less political or strategic cost, in percentage points of the side's own GDP. The
  /// relief from the tariff change is not in it.
  public var netValue: Pair<Double>

  /// Creates terms.
  public init(giver: Int, tariffChange: Double = 0, netValue: Pair<Double>) {
    self.giver = giver
    self.tariffChange = tariffChange
    self.netValue = netValue
  }
}
