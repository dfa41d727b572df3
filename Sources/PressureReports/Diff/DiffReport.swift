internal import Negotiation
internal import PressureIndex
public import PressureModel

/// What changed between two dates or two models, and what each change in a headline number came from.
public struct DiffReport: TabulatedReport {
  /// The name and version of the JSON form.
  public let schema = "pressure/diff/1"
  /// What the second was computed from; its fields stand at the top level of the JSON form.
  let provenance: Provenance
  /// The first.
  public let from: End
  /// The second.
  public let to: End
  /// The sides' names by id.
  let names: [(id: String, name: String)]
  /// The headline numbers.
  public let headline: [HeadlineChange]
  /// The changes of headline numbers, with the parts that sum to them.
  public let attributions: [AttributedChange]
  /// Why some numbers are not attributed.
  public let unattributed: [String]
  /// The indicators whose values differ.
  public let data: [DataChange]
  /// Groups and indicators that only the second has.
  public let added: [String]
  /// Groups and indicators that only the first has.
  public let removed: [String]

  /// One of the two.
  public struct End: Sendable, Encodable {
    /// The as-of date; absent for data without dates.
    public let asOf: String?
    /// The path of the model file.
    public let path: String
    /// The SHA-256 checksum of the model file.
    public let sha256: String
  }

  /// A change with its parts.
  public struct AttributedChange: Sendable, Encodable {
    /// The side's id; absent for what concerns both.
    public let side: String?
    /// The name of the number.
    public let measure: String
    /// The number before.
    public let before: Double
    /// The number after.
    public let after: Double
    /// After less before.
    public let change: Double
    /// What it came from; the parts sum to the change.
    public let parts: [Part]
  }

  /// What one source of change adds.
  public struct Part: Sendable, Encodable {
    /// What it came from: `data.` and an indicator, or weights, normalization, aggregation, …
    public let source: String
    /// What it adds.
    public let value: Double
    /// The standard error, where there are too many sources for exact values.
    public let standardError: Double?
  }

  /// An indicator of a side whose value differs.
  public struct DataChange: Sendable, Encodable {
    /// The side's id.
    public let side: String
    /// The indicator's id.
    public let indicator: String
    /// The value before, after its transform; absent where it is missing.
    public let before: Double?
    /// Its period.
    public let beforePeriod: String?
    /// The value after; absent where it is missing.
    public let after: Double?
    /// Its period.
    public let afterPeriod: String?
  }

  /// The report of `difference`.
  public init(_ difference: Difference) {
    let (first, second) = (difference.from, difference.to)
    provenance = Provenance(
      second,
      beside: [
        OtherIndex(
          place: "the first of the two, \(first.model.path)", specification: first.model.specification)
      ])
    from = DiffReport.end(first)
    to = DiffReport.end(second)
    let sides = second.model.specification.sides
    names = sides.map { ($0.id, $0.name) }
    headline = HeadlineChange.all(from: first, to: second)
    attributions = difference.attributions.map { AttributedChange($0, difference.players, sides.map(\.id)) }
    unattributed = difference.unattributed
    added = difference.added
    removed = difference.removed
    data = DiffReport.data(first, second)
  }

  private static func end(_ assessment: Assessment) -> End {
    End(
      asOf: assessment.asOf?.description, path: assessment.model.path, sha256: assessment.model.sha256)
  }

  private static func data(_ first: Assessment, _ second: Assessment) -> [DataChange] {
    let sides = second.model.specification.sides
    return sides.indices.flatMap { side in
      second.model.specification.indicators.enumerated().compactMap { position, indicator -> DataChange? in
        guard let other = first.model.specification.indicators.firstIndex(where: { $0.id == indicator.id })
        else { return nil }
        let before = first.panel[first.panel.row(side: side), other].reading
        let after = second.panel[second.panel.row(side: side), position].reading
        if before?.value == after?.value { return nil }
        return DataChange(
          side: sides[side].id, indicator: indicator.id, before: before?.value,
          beforePeriod: before?.period?.description, after: after?.value,
          afterPeriod: after?.period?.description)
      }
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, from, to, headline, attributions, unattributed, data = "changedValues", added, removed
  }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
    try container.encode(headline, forKey: .headline)
    try container.encode(attributions, forKey: .attributions)
    try container.encode(unattributed, forKey: .unattributed)
    try container.encode(data, forKey: .data)
    try container.encode(added, forKey: .added)
    try container.encode(removed, forKey: .removed)
  }
}

extension DiffReport.AttributedChange {
  init(_ attribution: Difference.Attribution, _ players: [DifferencePlayer], _ sides: [String]) {
    side = attribution.measure.side.map { sides[$0] }
    measure = attribution.measure.id
    before = attribution.before
    after = attribution.after
    change = attribution.after - attribution.before
    parts = players.enumerated().map { position, player in
      DiffReport.Part(
        source: player.id, value: attribution.parts[position],
        standardError: attribution.standardErrors?[position])
    }
  }

  /// The numbers, one in each row.
  var figures: [Figure] {
    func figure(_ name: String, _ value: Double?) -> Figure {
      Figure("attribution", side: side ?? "", item: measure, name, value)
    }
    var figures = [figure("before", before), figure("after", after), figure("change", change)]
    for part in parts {
      figures.append(figure(part.source, part.value))
      if let error = part.standardError { figures.append(figure("\(part.source).standardError", error)) }
    }
    return figures
  }
}
