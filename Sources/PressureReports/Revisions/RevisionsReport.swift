internal import PressureIndex
public import PressureModel
internal import PressureSyntax

/// What was revised by the as-of date, and what that did to the headline numbers.
public struct RevisionsReport: TabulatedReport {
  /// The name and version of the JSON form.
  public let schema = "pressure/revisions/1"
  /// What it was computed from; its fields stand at the top level of the JSON form.
  let provenance: Provenance
  /// The sides' names by id.
  let names: [(id: String, name: String)]
  /// Every value that was published more than once.
  public let revised: [RevisedValue]
  /// How many values there are, with and without revisions.
  public let values: Int
  /// The headline numbers with first releases alone (before) and with the latest (after).
  public let headline: [HeadlineChange]
  /// The same changes, with the parts that sum to them.
  public let attributions: [DiffReport.AttributedChange]

  /// A value that was published more than once.
  public struct RevisedValue: Sendable, Encodable {
    /// The side's id.
    public let side: String
    /// The id of the series.
    public let series: String
    /// The period.
    public let period: String
    /// Its releases, in order.
    public let releases: [Release]
    /// The last value less the first.
    public let revision: Double
  }

  /// One publication of a value.
  public struct Release: Sendable, Encodable {
    /// The day on which it became public.
    public let publicOn: String?
    /// The value.
    public let value: Double
  }

  /// The report of `revisions`.
  public init(_ revisions: Revisions) {
    let assessment = revisions.effect.to
    let specification = assessment.model.specification
    provenance = Provenance(assessment)
    names = specification.sides.map { ($0.id, $0.name) }
    revised = revisions.revised.map { value in
      RevisedValue(
        side: specification.sides[value.side].id, series: specification.seriesIDs[value.series],
        period: value.period.description,
        releases: value.releases.map { Release(publicOn: $0.publicOn?.description, value: $0.value) },
        revision: value.revision)
    }
    values = revisions.periodCount
    headline = HeadlineChange.all(from: revisions.effect.from, to: assessment)
    attributions = revisions.effect.attributions.map {
      DiffReport.AttributedChange($0, revisions.effect.players, specification.sides.map(\.id))
    }
  }

  enum CodingKeys: String, CodingKey { case schema, revised, values, headline, attributions }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(revised, forKey: .revised)
    try container.encode(values, forKey: .values)
    try container.encode(headline, forKey: .headline)
    try container.encode(attributions, forKey: .attributions)
  }

  var figures: [Figure] {
    var figures: [Figure] = []
    for value in revised {
      let item = "\(value.series) \(value.period)"
      for (n, release) in value.releases.enumerated() {
        figures.append(
          Figure(
            "release", side: value.side, item: item, "release\(n + 1)", release.value, asOf: release.publicOn)
        )
      }
      figures.append(Figure("revision", side: value.side, item: item, "revision", value.revision))
    }
    return figures + headline.flatMap(\.figures) + attributions.flatMap(\.figures)
  }

  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(
      "As of \(provenance.asOf ?? ""), \(revised.count) of \(values) values had been published more than once."
    )
    if revised.isEmpty {
      document.paragraph(
        "No value in use had a second release by then. What was revised without one cannot be told: it takes a column "
          + "'released' with a row for each release.")
    } else {
      addRevised(to: &document)
      document.heading("Headline numbers: first releases, and the latest")
      document.table(HeadlineChange.table(headline, names))
      if attributions.contains(where: { abs($0.change) > 1e-12 }) { add(attributions, names, to: &document) }
    }
    document.heading("How it was computed")
    document.list(
      [
        "Before: the scores as of the date, if each value still were as first published. After: with the latest "
          + "release that was public."
      ] + provenance.lines)
    return document
  }

  private func addRevised(to document: inout Document) {
    document.heading("Revised values")
    var table = Document.Table([
      ("", .left), ("Series", .left), ("Period", .left), ("First", .right), ("On", .left), ("Latest", .right),
      ("On", .left), ("Revision", .right),
    ])
    // The latest periods last, as in the data; of many the last ones, which scores rest on.
    for value in revised.suffix(40) {
      let (first, last) = (value.releases[0], value.releases[value.releases.count - 1])
      table.add([
        names.first { $0.id == value.side }?.name ?? value.side, value.series, value.period,
        significant(first.value, 5), first.publicOn ?? "", significant(last.value, 5), last.publicOn ?? "",
        (value.revision > 0 ? "+" : "") + significant(value.revision, 4),
      ])
    }
    document.table(table)
    if revised.count > 40 { document.paragraph("And \(revised.count - 40) more, which CSV and JSON list.") }
  }
}
