/// Writes comma-separated values (RFC 4180, lines ended by LF).
struct CSVWriter {
  private(set) var text = ""

  /// A value of a row.
  enum Field {
    case text(String)
    case number(Double?)
  }

  init(header: [String]) { add(header.map { .text($0) }) }

  mutating func add(_ row: [Field]) {
    text += row.map { field in
      switch field {
      case .text(let text): CSVWriter.quote(text)
      case .number(let value): value.map { "\($0)" } ?? ""
      }
    }.joined(separator: ",")
    text += "\n"
  }

  /// Quotes what must be quoted, and keeps a spreadsheet from taking text for a formula.
  private static func quote(_ text: String) -> String {
    var text = text
    if let first = text.first, "=+-@\t\r".contains(first) { text = "'" + text }
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
