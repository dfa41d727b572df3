/// Breaking text into lines.
enum TextLines {
  /// The lines of a cell: what stands behind its indentation, further lines one blank further in.
  static func wrapKeepingIndent(_ text: String, _ width: Int) -> [String] {
    if text.displayWidth <= width { return [text] }
    let indent = String(text.prefix { $0 == " " })
    let rest = String(text.dropFirst(indent.count))
    let lines = wrap(rest, max(1, width - indent.count - 1))
    return lines.enumerated().map { indent + ($0.offset == 0 ? "" : " ") + $0.element }
  }

  /// Breaks `text` at blanks into lines of at most `width` columns; a longer word is cut.
  static func wrap(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
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
