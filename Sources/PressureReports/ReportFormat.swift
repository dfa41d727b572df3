/// The forms that a report can take.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// Lines for a terminal.
  case text
  /// CommonMark with tables.
  case markdown
  /// One number per row.
  case csv
  /// The report value itself.
  case json
  /// A page that stands alone.
  case html
}
