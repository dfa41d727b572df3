public import PressureModel
public import PressureSyntax

/// Everything that there is to say about a model as of one date, on one page: the answer, what drives it, its history,
/// the package, what other choices would change, and what it was computed from.
public struct BriefingReport: Report {
  /// The name and version of the JSON form.
  public let schema = "pressure/report/1"
  /// Each side's scores.
  public let score: ScoreReport
  /// What the data hold.
  public let check: CheckReport
  /// The scores by as-of date; absent for data without dates.
  public let history: HistoryReport?
  /// The scores by other weights.
  public let comparison: CompareReport?
  /// How sure the scores are.
  public let uncertainty: UncertaintyReport?
  /// What the doubt rests on.
  public let sensitivity: SensitivityReport?
  /// What of these this model does not allow, and why.
  public let notComputed: [String]
  /// The scores since the conflict began; absent without a first day.
  let conflictHistory: HistoryReport?
  let assessment: Assessment

  /// What a briefing may hold besides the scores.
  public struct Parts: Sendable {
    /// The scores by as-of date.
    public var history: HistoryReport?
    /// The scores since the conflict began.
    public var conflictHistory: HistoryReport?
    /// The scores by other weights.
    public var comparison: CompareReport?
    /// How sure the scores are.
    public var uncertainty: UncertaintyReport?
    /// What the doubt rests on.
    public var sensitivity: SensitivityReport?
    /// What of these the model does not allow, and why.
    public var notComputed: [String] = []

    /// No parts.
    public init() {}
  }

  /// The report of `assessment`, with what else is known.
  public init(_ assessment: Assessment, _ parts: Parts = Parts()) {
    self.assessment = assessment
    (history, conflictHistory, comparison) = (parts.history, parts.conflictHistory, parts.comparison)
    (uncertainty, sensitivity, notComputed) = (parts.uncertainty, parts.sensitivity, parts.notComputed)
    score = ScoreReport(assessment)
    check = CheckReport(assessment)
  }

  enum CodingKeys: CodingKey {
    case schema, answer, score, check, history, comparison, uncertainty, sensitivity, notComputed
  }

  /// Writes the parts that there are.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(answer.joined(separator: " "), forKey: .answer)
    try container.encode(score, forKey: .score)
    try container.encode(check, forKey: .check)
    try container.encodeIfPresent(history, forKey: .history)
    try container.encodeIfPresent(comparison, forKey: .comparison)
    try container.encodeIfPresent(uncertainty, forKey: .uncertainty)
    try container.encodeIfPresent(sensitivity, forKey: .sensitivity)
    try container.encode(notComputed, forKey: .notComputed)
  }

  /// What texts begin with: the page's lead and reasons.
  private var lead: Document {
    let reasons = BriefingReasons(self)
    var document = Document()
    document.title(score.provenance.model.title)
    for (n, part) in answer.enumerated() {
      document.paragraph(n == 0 ? score.provenance.asOf.map { "As of \($0). \(part)" } ?? part : part)
    }
    if !score.judgements.isEmpty { document.paragraph(score.judgements.joined(separator: " ")) }
    for (heading, list) in [("Why", reasons.reasons), ("What would change it", reasons.changes)]
    where !list.isEmpty {
      document.heading(heading)
      document.list(list)
    }
    if !notComputed.isEmpty {
      document.heading("Not computed")
      document.list(notComputed)
    }
    return document
  }

  /// The reports that tables and texts are made from, in reading order.
  private var parts: [any TabulatedReport] {
    let parts: [(any TabulatedReport)?] = [score, comparison, uncertainty, sensitivity, history, check]
    return parts.compactMap(\.self)
  }

  /// The answer with its doubt, part by part.
  var answer: [String] {
    Answer(
      sides: score.sides, joint: score.joint, notApplicable: score.notApplicable, scale: score.scale,
      draws: uncertainty
    ).parts
  }

  /// The chart of one kind; `nil` where the report has no figures for it.
  func chart(_ kind: ChartKind) -> (any Chart)? {
    func sources(_ part: some TabulatedReport) -> String { score.chartSources(part.provenance.method) }
    return switch kind {
    case .history: history.flatMap { $0.chart(.pressure, sources: sources($0)) }
    case .correlation: history.flatMap { $0.chart(.correlation, sources: sources($0)) }
    case .incentive: conflictHistory.flatMap { $0.chart(.incentive, sources: sources($0)) }
    case .contributions: score.contributionsChart
    case .frontier: score.frontierChart(assessment)
    case .compare: comparison.flatMap { $0.chart(sources: sources($0)) }
    case .agreement: comparison.flatMap { $0.agreementChart(sources: sources($0)) }
    case .uncertainty: uncertainty.flatMap { $0.chart(score.sides, sources: sources($0)) }
    case .sensitivity: sensitivity.flatMap { $0.chart(sources: sources($0)) }
    }
  }

  /// What of the parts looks ahead where the model's own method does not, a line each.
  var lookAheadElsewhere: [String] {
    let own = score.provenance.method.lookAhead
    return parts.map(\.provenance.method).filter { $0.lookAheadLabel != nil && $0.lookAhead != own }
      .compactMap(\.lookAheadLine).uniqued
  }

  /// One chart alone, as SVG of this width in user units.
  ///
  /// - Throws: that the report has no figures for it.
  public func drawing(_ kind: ChartKind, width: Double) throws(Diagnostics) -> String {
    guard let chart = chart(kind) else { throw kind.nothingToDraw }
    return chart.standalone(width: width) + "\n"
  }

  /// The report in `format`: the page for HTML, else the reports that it holds, one after the other.
  public func formatted(_ format: ReportFormat, style: TextStyle) throws -> String {
    switch format {
    case .html: try BriefingPage(self).html
    case .json: try encoded
    case .csv: Figure.table(parts.map { ($0.figures, $0.provenance) })
    case .text:
      try ([TextRenderer(style: style).render(lead)] + parts.map { try $0.formatted(format, style: style) })
        .joined(separator: "\n")
    case .markdown:
      try ([MarkdownRenderer().render(lead)] + parts.map { try $0.formatted(format, style: style) })
        .joined(separator: "\n")
    }
  }
}
