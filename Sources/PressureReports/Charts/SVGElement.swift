internal import PressureSyntax

/// An element of an SVG document: a name, attributes in order, and children.
struct SVGElement {
  /// What stands between an element's tags.
  enum Child {
    /// Another element.
    case element(SVGElement)
    /// Text, which is escaped when it is written.
    case text(String)
  }

  let name: String
  private var attributes: [(name: String, value: String)]
  private var children: [Child] = []

  init(_ name: String, _ attributes: [(String, String)] = []) {
    self.name = name
    self.attributes = attributes.map { (name: $0.0, value: $0.1) }
  }

  /// An element that holds nothing but `text`.
  init(_ name: String, _ attributes: [(String, String)] = [], text: String) {
    self.init(name, attributes)
    children = [.text(text)]
  }

  mutating func add(_ element: SVGElement) { children.append(.element(element)) }

  /// The element with its children, as XML.
  var xml: String {
    var text = "<\(name)"
    for attribute in attributes { text += " \(attribute.name)=\"\(attribute.value.escapedForXML)\"" }
    if children.isEmpty { return text + "/>" }
    text += ">"
    for child in children {
      switch child {
      case .element(let element): text += element.xml
      case .text(let content): text += content.escapedForXML
      }
    }
    return text + "</\(name)>"
  }
}

extension String {
  /// The text as content or attribute value of XML and HTML: markup is escaped, and control characters, which
  /// XML does not allow, are shown as escapes.
  var escapedForXML: String {
    var result = ""
    for scalar in escapingControls.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // Not characters of XML 1.0 even where Unicode has them.
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension String {
  /// The text as content of HTML, its line breaks kept.
  var linesEscapedForXML: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).escapedForXML }.joined(
      separator: "\n")
  }
}

/// A coordinate or a length in user units, to a hundredth.
func coordinate(_ value: Double) -> String {
  precondition(value.isFinite, "a coordinate that is no number")
  return significantDecimals(value)
}

private func significantDecimals(_ value: Double) -> String {
  var text = fixed(value, 2)
  while text.last == "0" { text.removeLast() }
  if text.last == "." { text.removeLast() }
  return text.isEmpty || text == "-" ? "0" : text
}
