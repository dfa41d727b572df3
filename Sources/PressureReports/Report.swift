internal import FoundationEssentials

/// A result in plain values, which every format is made from, so that all of them tell the same numbers.
public protocol Report: Encodable, Sendable {
  /// The report in `format`; `style` matters to text alone.
  func formatted(_ format: ReportFormat, style: TextStyle) throws -> String
}

extension Report {
  /// The report as JSON.
  var encoded: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }
}

/// A report with a document for people and a table of its numbers.
protocol TabulatedReport: Report {
  /// The report as people read it.
  var document: Document { get }
  /// The numbers, one in each row.
  var figures: [Figure] { get }
  /// What the numbers were computed from.
  var provenance: Provenance { get }
}

extension TabulatedReport {
  /// The report in `format`.
  public func formatted(_ format: ReportFormat, style: TextStyle) throws -> String {
    switch format {
    case .text: return TextRenderer(style: style).render(document)
    case .markdown: return MarkdownRenderer().render(document)
    case .csv: return Figure.table(figures, provenance)
    case .html: return HTMLPage(document).html
    case .json: return try encoded
    }
  }
}
