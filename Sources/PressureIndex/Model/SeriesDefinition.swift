internal import PressureSyntax

/// What the model file says under `series:` of a data series: shared by the indicators that use it, and enough
/// for a series that only the conflict section reads.
public struct SeriesDefinition: Sendable {
  /// The id by which data refer to the series.
  public let id: String
  let common: MeasureDraft
  let bySide: [Int: MeasureDraft]

  enum Key: String, ModelKey {
    case id, name, unit, frequency
    case publicationLag = "publication-lag"
    case maximumAge = "maximum-age"
    case source, sides
  }

  enum SideKey: String, ModelKey {
    case name, unit, frequency
    case publicationLag = "publication-lag"
    case maximumAge = "maximum-age"
    case source
  }

  static func decode(_ node: Node, sides: [Side], _ problems: Problems) -> SeriesDefinition? {
    guard let fields = Fields<Key>(node, "a series", problems),
      let id = fields.required(.id, Decode.identifier)
    else { return nil }
    var bySide: [Int: MeasureDraft] = [:]
    let overrides = fields[.sides].map { sides.entries(of: $0, problems) } ?? []
    for (side, node) in overrides {
      guard let fields = Fields<SideKey>(node, "a side's series", problems) else { continue }
      bySide[side] = MeasureDraft(fields, seriesIDs: [], problems)
    }
    return SeriesDefinition(
      id: id, common: MeasureDraft(fields, seriesIDs: [], problems), bySide: bySide)
  }
}

extension [SeriesDefinition] {
  /// What is stated of `series`, for one side or for all. Definitions come first among the series, so that a
  /// series' position is its definition's.
  func draft(of series: Int, side: Int?) -> MeasureDraft {
    guard series < count else { return MeasureDraft() }
    let definition = self[series]
    guard let side, let own = definition.bySide[side] else { return definition.common }
    return own.over(definition.common)
  }

  /// Whether `series` is stated differently for `side`.
  func differ(_ series: Int?, side: Int) -> Bool {
    guard let series, series < count else { return false }
    return self[series].bySide[side] != nil
  }
}
