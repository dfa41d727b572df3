/// The sides for which an assessment measures what each indicator adds to the index.
public enum AttributedSides: Sendable, Hashable {
  /// All sides where contributions follow from the scores alone (``Hierarchy/hasContributionsInClosedForm(from:)``), and
  /// all of at most ``limit`` sides; none of more, for which it would take Shapley values that no table shows.
  case affordable
  /// One side, by its position.
  case only(Int)

  /// The most sides that are treated one by one: with Shapley values that nobody asked for, and a table of their own in
  /// reports. More are the units of a panel, of which reports show a ranking.
  public static let limit = 3

  /// Whether `side` of an index with `specification` is one of them.
  public func includes(_ side: Int, of specification: IndexSpecification) -> Bool {
    switch self {
    case .affordable:
      specification.sides.count <= AttributedSides.limit
        || specification.hierarchy.hasContributionsInClosedForm(from: specification.method.baseline)
    case .only(let one): side == one
    }
  }
}
