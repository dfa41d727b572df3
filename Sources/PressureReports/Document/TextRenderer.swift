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

  private func set(_ table: Document.Table) -> [String] {
    let setter = TableSetter(
      columns: table.columns.map { (shown($0.header), $0.alignment) }, rows: table.rows.map { $0.map(shown) },
      width: style.width)
    return setter.parts().enumerated().flatMap { n, part in
      (n == 0 ? [] : [""]) + part.head.map(bold) + part.rows
    }
  }

  /// `text` as the terminal can show it, in lines of at most `width` columns.
  private func wrap(_ text: String, _ width: Int) -> [String] { TextLines.wrap(shown(text), width) }
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
