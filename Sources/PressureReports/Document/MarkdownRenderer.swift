internal import PressureSyntax

/// Sets a document as Markdown (CommonMark with tables), to paste into a paper or a discussion.
struct MarkdownRenderer {
  func render(_ document: Document) -> String {
    document.blocks.compactMap { block -> String? in
      switch block {
      case .title(let text): "# \(escape(text))"
      case .heading(let text): "## \(escape(text))"
      case .subheading(let text): "### \(escape(text))"
      case .paragraph(let text): escape(text)
      case .list(let items): items.map { "- \(escape($0))" }.joined(separator: "\n")
      case .code(let text, let language): fenced(text, language)
      case .table(let table): set(table)
      case .figure: nil
      }
    }.joined(separator: "\n\n") + "\n"
  }

  /// A block of code, within a fence longer than any in it.
  private func fenced(_ text: String, _ language: String) -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(\.escapingControls)
    return ([fence + language] + lines + [fence]).joined(separator: "\n")
  }

  private func set(_ table: Document.Table) -> String {
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    let rule = table.columns.map { $0.alignment == .left ? "---" : "---:" }
    let rows = table.rows.map { row in
      line(
        row.map { cell in
          // Indentation carries the hierarchy in text; Markdown would swallow blanks.
          let indent = cell.prefix { $0 == " " }.count
          return String(repeating: "&nbsp;", count: indent) + escape(cell.dropFirst(indent))
        })
    }
    return ([line(table.columns.map { escape($0.header) }), line(rule)] + rows).joined(separator: "\n")
  }

  /// Escapes what would be read as markup, HTML or a cell's end.
  private func escape(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text.escapingControls {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "$": result += "\\\(character)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
    // A line that begins with a number and a point, a plus or a hyphen would become a list.
    if let first = result.first, first == "-" || first == "+" { result = "\\" + result }
    return result
  }
}
