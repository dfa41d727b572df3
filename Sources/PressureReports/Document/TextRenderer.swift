internal import PressureSyntax

/// Sets a document as plain text for a terminal.
struct TextRenderer {
  let style: TextStyle

  func render(_ document: Document) -> String {
    var lines: [String] = []
    var previous: Document.Block?
    for block in document.blocks {
      switch block {
      case .title(let text): lines += wrap(text, style.width).map(bold)
      case .heading(let text): lines += [""] + wrap(text, style.width).map(bold)
      case .subheading(let text): lines += [""] + wrap(text, style.width).map(bold)
      case .paragraph(let text):
        if previous != nil { lines.append("") }
        lines += wrap(text, style.width)
      case .list(let items):
        for item in items {
          let wrapped = wrap(item, style.width - 2)
          lines += wrapped.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
        }
      case .code(let text, _):
        // Cut nowhere, so that it can be copied.
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).map {
          "    " + shown(String($0))
        }
      case .table(let table):
        if case .table = previous { lines.append("") }
        lines += set(table)
      case .figure: continue
      }
      previous = block
    }
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n") + "\n"
  }

  /// What the terminal can show of `text`; before lines are set, since stand-ins take more room.
  private func shown(_ text: String) -> String {
    style.usesUnicode ? text.escapingControls : text.escapingControls.inASCII
  }

  private func bold(_ line: String) -> String {
    style.usesColor ? "\u{1B}[1m\(line)\u{1B}[0m" : line
  }

  /// Columns as wide as their widest cell, two blanks apart. Where that is too wide, the widest left-aligned
  /// column is narrowed and its cells run over several lines.
  private func set(_ table: Document.Table) -> [String] {
    let headers = table.columns.map { shown($0.header) }
    let rows = table.rows.map { $0.map(shown) }
    var widths = headers.indices.map { column in
      ([headers] + rows).map { $0[column].displayWidth }.max()!
    }
    let gap = 2
    while widths.reduce(gap * (widths.count - 1), +) > style.width {
      let left = table.columns.indices.filter { table.columns[$0].alignment == .left && widths[$0] > 12 }
      guard let widest = left.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    func line(_ cells: [String]) -> [String] {
      let wrapped = cells.indices.map { column in
        table.columns[column].alignment == .left
          ? wrapKeepingIndent(cells[column], widths[column]) : [cells[column]]
      }
      return (0..<(wrapped.map(\.count).max() ?? 0)).map { i in
        wrapped.indices.map { column in
          let text = i < wrapped[column].count ? wrapped[column][i] : ""
          let padding = String(repeating: " ", count: max(0, widths[column] - text.displayWidth))
          return table.columns[column].alignment == .left ? text + padding : padding + text
        }.joined(separator: "  ")
      }
    }
    let head = headers.contains { !$0.isEmpty } ? line(headers).map(bold) : []
    return head + rows.flatMap(line)
  }

  private func wrapKeepingIndent(_ text: String, _ width: Int) -> [String] {
    let indent = String(text.prefix { $0 == " " })
    let rest = String(text.dropFirst(indent.count))
    var lines = wrap(rest, max(1, width - indent.count))
    // Further lines stand one blank further in.
    if lines.count > 1 { lines = wrap(rest, max(1, width - indent.count - 1)) }
    return lines.enumerated().map { indent + ($0.offset == 0 ? "" : " ") + $0.element }
  }

  /// Breaks `text` at blanks into lines of at most `width` columns; a longer word is cut.
  private func wrap(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in shown(text).split(separator: " ") {
      var word = String(word)
      if !line.isEmpty, line.displayWidth + 1 + word.displayWidth > width {
        lines.append(line)
        line = ""
      }
      while word.displayWidth > width {
        var head = ""
        while let next = word.first, head.displayWidth + String(next).displayWidth <= width {
          head.append(next)
          word.removeFirst()
        }
        if head.isEmpty { break }
        lines.append(head)
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
  }
}

extension StringProtocol {
  /// The number of terminal columns that the text takes: East Asian wide characters two, combining marks none.
  var displayWidth: Int {
    reduce(0) { width, character in
      guard let scalar = character.unicodeScalars.first else { return width }
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        return width + 2
      default: return width + 1
      }
    }
  }

  /// The text in ASCII: the signs that reports use have stand-ins, anything else is escaped.
  var inASCII: String {
    unicodeScalars.map { scalar in
      if scalar.isASCII { return String(scalar) }
      return switch scalar {
      case "–", "—", "−": "-"
      case "’", "‘": "'"
      case "“", "”": "\""
      case "…": "..."
      case "×": "x"
      case "→": "->"
      case "≥": ">="
      case "≤": "<="
      case "½": "1/2"
      case "█": "#"
      case "░": "."
      case "▁": "_"
      case "▂": "."
      case "▃": ":"
      case "▄": "-"
      case "▅": "="
      case "▆": "+"
      case "▇": "*"
      case "ε": "epsilon"
      case "τ": "tau"
      case "ζ": "zeta"
      case "κ": "kappa"
      case "β": "beta"
      case "₀": "0"
      case "α": "alpha"
      case "λ": "lambda"
      case "ξ": "xi"
      case "∝": "~"
      case "ρ": "rho"
      case "σ": "sigma"
      case "Φ": "Phi"
      case "Σ": "sum"
      case "√": "sqrt"
      case "≠": "!="
      case "∓": "-/+"
      case "±": "+/-"
      case "²": "^2"
      case "⁺": "+"
      case "⁻": "-"
      case "·": "*"
      default: "\\u{\(String(scalar.value, radix: 16))}"
      }
    }.joined()
  }
}
