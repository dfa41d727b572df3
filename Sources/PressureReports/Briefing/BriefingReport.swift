public import PressureModel

/// Everything that there is to say about a model as of one date, on one page: the answer, what drives it, the package,
/// what other choices would change, and what it was computed from.
public struct BriefingReport: Report {
  /// The name and version of the JSON form.
  public let schema = "pressure/report/1"
  /// Each side's scores.
  public let score: ScoreReport
  /// What the data hold.
  public let check: CheckReport
  let assessment: Assessment

  /// The report of `assessment`.
  public init(_ assessment: Assessment) {
    self.assessment = assessment
    score = ScoreReport(assessment)
    check = CheckReport(assessment)
  }

  enum CodingKeys: CodingKey { case schema, score, check }

  /// The report in `format`: the page for HTML, else the reports that it holds, one after the other.
  public func formatted(_ format: ReportFormat, style: TextStyle) throws -> String {
    switch format {
    case .html: try BriefingPage(self).html
    case .json: try encoded
    case .csv: Figure.table(score.figures + check.figures, score.provenance)
    case .text, .markdown:
      try [score.formatted(format, style: style), check.formatted(format, style: style)].joined(
        separator: "\n")
    }
  }
}
