public import PressureModel

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
  /// The scores since the conflict began; absent without a first day.
  let conflictHistory: HistoryReport?
  let assessment: Assessment

  /// The report of `assessment`, with what else is known.
  public init(_ assessment: Assessment, history: HistoryReport? = nil, conflictHistory: HistoryReport? = nil)
  {
    self.assessment = assessment
    self.conflictHistory = conflictHistory
    self.history = history
    score = ScoreReport(assessment)
    check = CheckReport(assessment)
  }

  enum CodingKeys: CodingKey { case schema, score, check, history }

  /// The reports that tables and texts are made from, in reading order.
  private var parts: [any TabulatedReport] {
    let parts: [(any TabulatedReport)?] = [score, check, history]
    return parts.compactMap(\.self)
  }

  /// The report in `format`: the page for HTML, else the reports that it holds, one after the other.
  public func formatted(_ format: ReportFormat, style: TextStyle) throws -> String {
    switch format {
    case .html: try BriefingPage(self).html
    case .json: try encoded
    case .csv: Figure.table(parts.flatMap(\.figures), score.provenance)
    case .text, .markdown:
      try parts.map { try $0.formatted(format, style: style) }.joined(separator: "\n")
    }
  }
}
