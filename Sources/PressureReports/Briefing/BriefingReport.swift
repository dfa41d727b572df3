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
    let sources = score.chartSources
    return switch kind {
    case .history: history?.chart(.pressure, sources: sources)
    case .correlation: history?.chart(.correlation, sources: sources)
    case .incentive: conflictHistory?.chart(.incentive, sources: sources)
    case .contributions: score.contributionsChart
    case .frontier: score.frontierChart(assessment)
    case .compare: comparison?.chart(sources: sources)
    case .agreement: comparison?.agreementChart(sources: sources)
    case .uncertainty: uncertainty?.chart(score.sides, sources: sources)
    case .sensitivity: sensitivity?.chart(sources: sources)
    }
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
    case .csv: Figure.table(parts.flatMap(\.figures), score.provenance)
    case .text:
      try ([TextRenderer(style: style).render(lead)] + parts.map { try $0.formatted(format, style: style) })
        .joined(separator: "\n")
    case .markdown:
      try ([MarkdownRenderer().render(lead)] + parts.map { try $0.formatted(format, style: style) })
        .joined(separator: "\n")
    }
  }
}
