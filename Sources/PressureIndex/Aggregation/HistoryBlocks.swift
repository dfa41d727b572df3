extension Hierarchy {
  /// Whether a group's score at one date depends on those of other dates.
  public var looksAtHistory: Bool { groups.contains { aggregation(of: $0).learnsFromHistory } }
}
