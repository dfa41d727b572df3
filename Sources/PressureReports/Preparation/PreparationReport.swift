internal import PressureIndex
public import PressureModel
internal import PressureSyntax

/// What was done to the values before they were normalised, one line for each change.
public struct PreparationReport: TabulatedReport {
  /// The name and version of the JSON form.
  public let schema = "pressure/preparation/1"
  /// What it was computed from; its fields stand at the top level of the JSON form.
  let provenance: Provenance
  /// The steps, in the order in which they are applied.
  public let steps: [String]
  /// How much was changed, of all sides.
  public let counts: PreparationCounts
  /// Every change of a value.
  public let changes: [Change]
  /// What the treatment of outliers did to each indicator that has one.
  public let treatments: [Treatment]
  let sideNames: [String: String]

  /// A change of a value, or a side that is left out.
  public struct Change: Sendable, Encodable {
    /// What was done: interpolated, screened, imputed or winsorised.
    public let step: String
    /// The side's id.
    public let side: String
    /// The indicator's id; absent for a side that is left out.
    public let indicator: String?
    /// The period of the value, where it has one.
    public let period: String?
    /// The value before; absent for a gap.
    public let from: Double?
    /// The value after; absent for a side that is left out.
    public let to: Double?
    /// Why.
    public let reason: String
  }

  /// What the treatment of outliers did to the sample of an indicator.
  public struct Treatment: Sendable, Encodable {
    /// The indicator's id.
    public let indicator: String
    /// The side whose own values are the sample; absent for all sides together.
    public let side: String?
    /// What was done.
    public let outcome: String
    /// How many values of the sample were changed.
    public let changed: Int
    /// Skewness before and after; absent for equal values.
    public let skewnessBefore: Double?
    /// Skewness afterwards.
    public let skewnessAfter: Double?
    /// Excess kurtosis before.
    public let kurtosisBefore: Double?
    /// Excess kurtosis afterwards.
    public let kurtosisAfter: Double?
    /// Whether the sample passes the test for outliers now.
    public let passes: Bool
  }

  /// The preparation of `assessment`, of one side's values or of all.
  public init(_ assessment: Assessment, side: String? = nil) {
    let specification = assessment.model.specification
    let prepared = assessment.index.prepared
    let sides = specification.sides
    provenance = Provenance(assessment)
    steps = PreparationReport.steps(specification)
    counts = PreparationCounts(assessment)
    changes = prepared.changes.compactMap { change in
      if let side, sides[change.side].id != side { return nil }
      return Change(
        step: change.step.rawValue, side: sides[change.side].id,
        indicator: change.indicator.map { specification.indicators[$0].id },
        period: change.period?.description, from: change.from, to: change.to, reason: change.reason)
    }
    treatments = prepared.treatments.compactMap { result in
      if let side, let own = result.side, sides[own].id != side { return nil }
      return Treatment(
        indicator: specification.indicators[result.indicator].id, side: result.side.map { sides[$0].id },
        outcome: result.treatment.words, changed: result.treatment.changed,
        skewnessBefore: result.treatment.before.skewness, skewnessAfter: result.treatment.after.skewness,
        kurtosisBefore: result.treatment.before.kurtosis, kurtosisAfter: result.treatment.after.kurtosis,
        passes: result.treatment.after.passes)
    }
    sideNames = Dictionary(sides.map { ($0.id, $0.name) }) { first, _ in first }
  }

  private static func steps(_ specification: IndexSpecification) -> [String] {
    let indicators = specification.indicators
    func list(_ words: [String]) -> String {
      var seen: Set<String> = []
      let distinct = words.filter { seen.insert($0).inserted }
      return distinct.isEmpty ? "none" : distinct.joined(separator: "; ")
    }
    let denominators = indicators.compactMap { $0.common.denominator }
    return [
      "denominators: " + list(denominators.map { specification.seriesIDs[$0.series] }),
      "interpolation inside series: "
        + list(indicators.filter { $0.imputation.contains(.interpolate) }.map(\.id)),
      "transforms: " + list(indicators.map(\.common.transform.description)),
      "screening: \(specification.preparation.screening.description)",
      "imputation: "
        + list(
          indicators.map { indicator in
            indicator.imputation.filter { $0 != .interpolate }.map(\.description).joined(separator: ", then ")
          }.filter { !$0.isEmpty }),
      "outliers: " + list(indicators.map(\.treatment.description)),
    ]
  }

  enum CodingKeys: String, CodingKey { case schema, steps, counts, changes, treatments }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(steps, forKey: .steps)
    try container.encode(counts, forKey: .counts)
    try container.encode(changes, forKey: .changes)
    try container.encode(treatments, forKey: .treatments)
  }
}

extension PreparationReport {
  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(
      "What was done to the values before they were normalised"
        + (provenance.asOf.map { ", as of \($0)" } ?? "") + ", in this order:")
    document.list(steps)
    add("Sides that are left out", ["screened"], to: &document)
    add("Imputed and interpolated values", ["interpolated", "imputed"], to: &document)
    add("Winsorised values", ["winsorised"], to: &document)
    let treated = treatments.filter { $0.changed > 0 || !$0.passes }
    if !treated.isEmpty {
      document.heading("Outliers by indicator")
      var table = Document.Table([
        ("", .left), ("done", .left), ("values", .right), ("skewness", .right), ("after", .right),
        ("kurtosis", .right), ("after", .right),
      ])
      func figure(_ value: Double?) -> String { value.map { fixed($0, 2) } ?? "-" }
      for treatment in treated {
        table.add([
          treatment.indicator + (treatment.side.map { " of \($0)" } ?? ""),
          treatment.outcome + (treatment.passes ? "" : ", still fails"), String(treatment.changed),
          figure(treatment.skewnessBefore), figure(treatment.skewnessAfter),
          figure(treatment.kurtosisBefore), figure(treatment.kurtosisAfter),
        ])
      }
      document.table(table)
    }
    if changes.isEmpty, treated.isEmpty {
      document.paragraph(
        "No value was changed: all are as observed, over their denominators and transformed.")
    }
    document.heading("How it was computed")
    document.list(provenance.lines)
    return document
  }

  private func add(_ title: String, _ steps: [String], to document: inout Document) {
    let chosen = changes.filter { steps.contains($0.step) }
    if chosen.isEmpty { return }
    document.heading("\(title) (\(chosen.count))")
    let hasValues = steps != ["screened"]
    let hasPeriods = chosen.contains { $0.period != nil }
    let hasOrigin = chosen.contains { $0.from != nil }
    var table = Document.Table(
      [("", .left)] + (hasValues ? [("", .left)] : []) + (hasPeriods ? [("period", .left)] : [])
        + (hasOrigin ? [("from", .right)] : []) + (hasValues ? [("to", .right)] : []) + [("", .left)])
    for change in chosen {
      table.add(
        [sideNames[change.side] ?? change.side] + (hasValues ? [change.indicator ?? ""] : [])
          + (hasPeriods ? [change.period ?? ""] : [])
          + (hasOrigin ? [change.from.map { significant($0) } ?? "-"] : [])
          + (hasValues ? [change.to.map { significant($0) } ?? "-"] : []) + [change.reason])
    }
    document.table(table)
  }

  var figures: [Figure] {
    let counted = [
      ("screened", counts.screened), ("interpolated", counts.interpolated), ("imputed", counts.imputed),
      ("winsorised", counts.winsorised), ("transformed", counts.transformed),
    ].map { Figure("count", $0.0, Double($0.1)) }
    let changed = changes.flatMap { change -> [Figure] in
      let item = [change.indicator, change.period].compactMap(\.self).joined(separator: " ")
      if change.to == nil { return [Figure(change.step, side: change.side, item: item, "leftOut", 1)] }
      return [
        change.from.map { Figure(change.step, side: change.side, item: item, "from", $0) },
        Figure(change.step, side: change.side, item: item, "to", change.to),
      ].compactMap(\.self)
    }
    let treated = treatments.flatMap { treatment in
      [
        ("changed", Double(treatment.changed)), ("skewnessBefore", treatment.skewnessBefore),
        ("skewnessAfter", treatment.skewnessAfter), ("kurtosisBefore", treatment.kurtosisBefore),
        ("kurtosisAfter", treatment.kurtosisAfter), ("passes", treatment.passes ? 1 : 0),
      ].map {
        Figure("treatment", side: treatment.side ?? "", item: treatment.indicator, $0.0, $0.1)
      }
    }
    return counted + changed + treated
  }
}
