internal import RealModule

/// A sheet on which a chart is drawn: shapes by class, text, and the axes that all charts share.
struct Canvas {
  /// Where text begins, ends or has its middle.
  enum Anchor: String { case start, middle, end }

  let width: Double
  private(set) var height: Double
  private var root: [SVGElement] = []

  init(width: Double, height: Double) { (self.width, self.height) = (width, height) }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    root.append(
      SVGElement(
        "line",
        [
          ("class", style), ("x1", coordinate(x1)), ("y1", coordinate(y1)), ("x2", coordinate(x2)),
          ("y2", coordinate(y2)),
        ]))
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, opacity: Double? = nil,
    tip: String? = nil
  ) {
    var element = SVGElement(
      "rect",
      [
        ("class", style), ("x", coordinate(x)), ("y", coordinate(y)), ("width", coordinate(max(0, width))),
        ("height", coordinate(max(0, height))),
      ] + (opacity.map { [("fill-opacity", coordinate($0))] } ?? []))
    if let tip { element.add(SVGElement("title", text: tip)) }
    root.append(element)
  }

  mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ style: String, tip: String? = nil) {
    var element = SVGElement(
      "circle",
      [("class", style), ("cx", coordinate(x)), ("cy", coordinate(y)), ("r", coordinate(radius))])
    if let tip { element.add(SVGElement("title", text: tip)) }
    root.append(element)
  }

  /// A line through `points`, which is broken where one is `nil`.
  mutating func path(_ points: [(x: Double, y: Double)?], _ style: String) {
    var data = ""
    var isDown = false
    for point in points {
      guard let point else {
        isDown = false
        continue
      }
      data += "\(isDown ? "L" : "M")\(coordinate(point.x)) \(coordinate(point.y))"
      isDown = true
    }
    if !data.isEmpty { root.append(SVGElement("path", [("class", style), ("d", data)])) }
  }

  /// The area inside `points`.
  mutating func polygon(_ points: [(x: Double, y: Double)], _ style: String) {
    let list = points.map { "\(coordinate($0.x)),\(coordinate($0.y))" }.joined(separator: " ")
    root.append(SVGElement("polygon", [("class", style), ("points", list)]))
  }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, _ style: String = "",
    isVertical: Bool = false
  ) {
    var attributes = [("x", coordinate(x)), ("y", coordinate(y)), ("text-anchor", anchor.rawValue)]
    if !style.isEmpty { attributes.append(("class", style)) }
    if isVertical { attributes.append(("transform", "rotate(-90 \(coordinate(x)) \(coordinate(y)))")) }
    root.append(SVGElement("text", attributes, text: text))
  }

  /// Sets lines of text above and below what is drawn, which moves down.
  mutating func frame(heading: [String], footer: [String]) {
    let (lineHeight, margin) = (18.0, 12.0)
    let top = lineHeight * Double(heading.count) + margin
    var group = SVGElement("g", [("transform", "translate(0 \(coordinate(top)))")])
    for element in root { group.add(element) }
    root = [group]
    for (n, line) in heading.enumerated() {
      text(line, margin, lineHeight * Double(n + 1), .start, "strong title")
    }
    for (n, line) in footer.enumerated() {
      text(line, margin, top + height + lineHeight * Double(n + 1), .start, "soft")
    }
    height += top + lineHeight * Double(footer.count) + margin
  }

  /// The finished drawing; with `style`, one that stands alone in a file.
  func drawing(title: String, description: String, id: String, standsAlone: Bool) -> String {
    var svg = SVGElement(
      "svg",
      (standsAlone
        ? [
          ("xmlns", "http://www.w3.org/2000/svg"), ("width", coordinate(width)),
          ("height", coordinate(height)),
        ]
        : [])
        + [
          ("class", "chart"), ("viewBox", "0 0 \(coordinate(width)) \(coordinate(height))"), ("role", "img"),
          ("aria-labelledby", "\(id)-title \(id)-description"),
        ])
    svg.add(SVGElement("title", [("id", "\(id)-title")], text: title))
    svg.add(SVGElement("desc", [("id", "\(id)-description")], text: description))
    if standsAlone {
      svg.add(SVGElement("style", text: ChartStyle.standalone))
      svg.add(
        SVGElement(
          "rect", [("class", "paper"), ("width", coordinate(width)), ("height", coordinate(height))]))
    }
    for element in root { svg.add(element) }
    return svg.xml
  }
}

extension String {
  /// About how wide the text is in the type of charts, in user units: enough to keep labels apart.
  var chartWidth: Double { Double(displayWidth) * 7 }

  /// The text in lines of about `width` user units at most, broken between words; what does not fit the last of `lines`
  /// is cut.
  func wrapped(to width: Double, lines count: Int = .max) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ") {
      if let last = lines.last, (last + " " + word).chartWidth <= width || lines.count == count {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { $0.fitted(to: width) }
  }

  /// The text cut to about `width` user units.
  func fitted(to width: Double) -> String {
    if chartWidth <= width { return self }
    let count = max(1, Int(width / 7) - 1)
    return String(prefix(count)) + "…"
  }
}
