internal import Negotiation
internal import PressureIndex
public import PressureModel
internal import PressureSyntax

/// What a valid model and its data hold: coverage, gaps, stale series, and every default that was taken.
public struct CheckReport: TabulatedReport {
  /// The name and version of the JSON form.
  public let schema = "pressure/check/1"
  /// What was checked; its fields stand at the top level of the JSON form.
  let provenance: Provenance
  /// The data files.
  public let files: [FileCheck]
  /// The coverage of each side.
  public let coverage: [SideCoverage]
  /// Every series of every side that the model reads.
  public let series: [SeriesCheck]
  /// What is missing at the as-of date, and why.
  public let missing: [MissingValue]
  /// What is allowed but deserves a look.
  public let warnings: [String]
  /// Every default that was taken.
  public let assumptions: [String]

  /// A data file.
  public struct FileCheck: Sendable, Encodable {
    /// Its path.
    public let path: String
    /// Records besides the header.
    public let rows: Int
    /// Cells without a value.
    public let gaps: Int
    /// Rows of undeclared sides or series that were left out, as the model allows.
    public let ignoredRows: Int
    /// The names of those.
    public let ignoredNames: [String]
    /// Columns that nothing reads.
    public let unusedColumns: [String]
  }

  /// How much of a side's index is observed.
  public struct SideCoverage: Sendable, Encodable {
    /// The side's id.
    public let side: String
    /// The share of the pillars' weight that has a score.
    public let coverage: Double
    /// The same for each group, by id.
    public let groups: [String: Double]
  }

  /// One side's series.
  public struct SeriesCheck: Sendable, Encodable {
    /// The side's id.
    public let side: String
    /// The series' id.
    public let series: String
    /// How often it is observed; absent for data without periods.
    public let frequency: String?
    /// Observations with a value.
    public let observations: Int
    /// The first and the last period.
    public let first: String?
    /// The last period.
    public let last: String?
    /// Periods between the first and the last without a value; for a step series, steps of unknown size.
    public let gaps: [String]
  }

  /// The report of `assessment`.
  public init(_ assessment: Assessment) {
    provenance = Provenance(assessment)
    files = assessment.observations.files.map {
      FileCheck(
        path: $0.name, rows: $0.rows, gaps: $0.gaps, ignoredRows: $0.ignoredRows,
        ignoredNames: $0.ignoredNames,
        unusedColumns: $0.unusedColumns)
    }
    let specification = assessment.model.specification
    let nodes = specification.hierarchy.nodes
    coverage = specification.sides.indices.map { side in
      let row = assessment.panel.row(side: side)
      return SideCoverage(
        side: specification.sides[side].id, coverage: assessment.results[side].coverage,
        groups: Dictionary(
          uniqueKeysWithValues: nodes.indices.dropFirst().filter { nodes[$0].indicator == nil }.map {
            (nodes[$0].id, assessment.index.coverage(row: row, node: $0))
          }))
    }
    series = SeriesCheck.all(of: assessment)
    missing = MissingValue.all(of: assessment)
    assumptions = assessment.assumptions.lines
    warnings = CheckReport.warnings(of: assessment)
  }

  private static func warnings(of assessment: Assessment) -> [String] {
    var warnings: [String] = []
    let specification = assessment.model.specification
    let (weight, indicators) = assessment.index.differentMeasures
    if weight > 0 {
      warnings.append(
        "\(percent(weight)) of the index rests on different measures for the sides: "
          + indicators.map(\.id).joined(separator: ", "))
    }
    for file in assessment.observations.files where file.ignoredRows > 0 {
      warnings.append(
        "\(file.name): \(file.ignoredRows) rows of \(file.ignoredNames.joined(separator: ", ")) were left out, as "
          + "'unknown: ignore' says")
    }
    for file in assessment.observations.files where !file.unusedColumns.isEmpty {
      warnings.append(
        "\(file.name): nothing reads the column\(file.unusedColumns.count == 1 ? "" : "s") "
          + file.unusedColumns.map(\.quoted).joined(separator: ", "))
    }
    for (position, indicator) in specification.indicators.enumerated() {
      let scores = specification.sides.indices.map {
        assessment.index.score(row: assessment.panel.row(side: $0), indicator: position)
      }
      if scores.count > 1, scores.allSatisfy({ $0 == 1 }) || scores.allSatisfy({ $0 == 0 }) {
        warnings.append(
          "\(indicator.id): every side scores \(shortest(scores[0]!)), so that it tells the sides apart no more; "
            + "the goalposts may be too narrow")
      }
    }
    if case .notApplicable(let reason) = assessment.incentive {
      warnings.append("the conflict section does not apply: \(reason)")
    }
    if assessment.asOf != nil, !assessment.panel.usesReleaseDates {
      warnings.append("no release dates in use: lags are respected, later revisions are not undone")
    }
    return warnings
  }

  enum CodingKeys: String, CodingKey {
    case schema, files, coverage, series, missing, warnings, assumptions
  }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(files, forKey: .files)
    try container.encode(coverage, forKey: .coverage)
    try container.encode(series, forKey: .series)
    try container.encode(missing, forKey: .missing)
    try container.encode(warnings, forKey: .warnings)
    try container.encode(assumptions, forKey: .assumptions)
  }
}

extension CheckReport.SeriesCheck {
  /// The series that the model reads, by side.
  static func all(of assessment: Assessment) -> [CheckReport.SeriesCheck] {
    let specification = assessment.model.specification
    return specification.sides.indices.flatMap { side in
      specification.seriesIDs.indices.compactMap { position in
        guard specification.reads(series: position, side: side) else { return nil }
        return CheckReport.SeriesCheck(assessment, side: side, series: position)
      }
    }
  }

  private init(_ assessment: Assessment, side: Int, series position: Int) {
    let specification = assessment.model.specification
    let isStep = specification.measure(ofSeries: position, side: side).isStep
    self.side = specification.sides[side].id
    series = specification.seriesIDs[position]
    let data = assessment.observations.series(side: side, series: position)
    guard let data else {
      (frequency, observations, first, last, gaps) = (nil, 0, nil, nil, [])
      return
    }
    let known = (0..<data.count).filter { data.isKnown[$0] }
    frequency = isStep ? "step" : data.frequency?.name
    observations = known.count
    first = known.first.flatMap { data.period($0)?.description }
    last = known.last.flatMap { data.period($0)?.description }
    if isStep {
      gaps = (0..<data.count).filter { !data.isKnown[$0] }.compactMap { data.period($0)?.description }
    } else if data.frequency == .daily {
      // Markets and offices close: a day without a value is no gap.
      gaps = []
    } else {
      gaps = zip(known, known.dropFirst()).flatMap { a, b -> [String] in
        guard let before = data.period(a), let after = data.period(b) else { return [] }
        let step = Int(after.ordinal - before.ordinal)
        return step > 1 ? (1..<step).map { before.advanced(by: $0).description } : []
      }
    }
  }
}
