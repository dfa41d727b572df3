internal import PressureIndex

/// Values through time, with bands and dated events.
struct LineChart: Chart {
  /// A value at a date; `nil` breaks the line.
  struct Point {
    let day: Day
    let value: Double?
    let band: ClosedRange<Double>?

    init(_ day: Day, _ value: Double?, band: ClosedRange<Double>? = nil) {
      (self.day, self.value, self.band) = (day, value, band)
    }
  }

  /// A line in the colour of a side.
  struct Line {
    let name: String
    let side: Int
    let isDashed: Bool
    let points: [Point]
  }

  /// A dated event.
  struct Event {
    /// How its dot is drawn.
    enum Kind {
      /// Dark.
      case hostile
      /// In the third colour.
      case cooperative
      /// Hollow.
      case other

      var style: String {
        switch self {
        case .hostile: "strong"
        case .cooperative: "fill \(ChartStyle.side(2))"
        case .other: "hollow"
        }
      }
    }

    let day: Day
    let kind: Kind
    let label: String
  }

  let title: String
  let description: String
  let sources: String
  /// What the vertical axis measures.
  let unit: String
  let lines: [Line]
  let events: [Event]
  /// What the vertical axis covers; `nil` takes the range of the values.
  let range: ClosedRange<Double>?

  func draw(width: Double) -> Canvas {
    let eventRows = events.isEmpty ? 0.0 : 14
    let (left, right, top) = (52.0, 30.0, 30.0 + eventRows)
    let legend = LineChart.legendRows(lines, width: width - left - right)
    let plotTop = top + Double(legend.count - 1) * 18
    var canvas = Canvas(width: width, height: plotTop + 260 + 34)
    let bottom = plotTop + 260
    let days = lines.flatMap { $0.points.map(\.day) }
    guard let first = days.min(), let last = days.max() else { return canvas }
    let values = lines.flatMap { $0.points.flatMap { [$0.value, $0.band?.lowerBound, $0.band?.upperBound] } }
      .compactMap(\.self)
    let domain = range ?? LineChart.padded((values.min() ?? 0)...(values.max() ?? 1))
    let x = Scale(
      domain: Double(first.number)...Double(max(last.number, first.number + 1)), start: left,
      end: width - right)
    let y = Scale(domain: domain, start: bottom, end: plotTop)

    for tick in Tick.linear(domain) {
      canvas.line(left, y(tick.value), width - right, y(tick.value), "grid")
      canvas.text(tick.label, left - 8, y(tick.value) + 4, .end, "soft")
    }
    for tick in Tick.dates(first...last) {
      canvas.line(x(tick.value), bottom, x(tick.value), bottom + 5, "axis")
      canvas.text(tick.label, x(tick.value), bottom + 20, .middle, "soft")
    }
    canvas.line(left, bottom, width - right, bottom, "axis")
    canvas.text(unit, 14, (plotTop + bottom) / 2, .middle, "soft", isVertical: true)
    for event in events where event.day >= first && event.day <= last {
      canvas.line(x(Double(event.day.number)), plotTop - 6, x(Double(event.day.number)), bottom, "mark")
      canvas.circle(
        x(Double(event.day.number)), plotTop - 8, 4, event.kind.style, tip: "\(event.day): \(event.label)")
    }
    for line in lines { drawLine(line, &canvas, x, y) }
    for (row, items) in legend.enumerated() {
      var at = left
      for item in items {
        let style = ChartStyle.side(item.side)
        canvas.path(
          [(at, 16 + Double(row) * 18), (at + 22, 16 + Double(row) * 18)],
          "line \(style)" + (item.isDashed ? " dashed" : ""))
        canvas.text(item.name, at + 28, 20 + Double(row) * 18, .start)
        at += 28 + item.name.chartWidth + 18
      }
    }
    return canvas
  }

  private func drawLine(_ line: Line, _ canvas: inout Canvas, _ x: Scale, _ y: Scale) {
    let style = ChartStyle.side(line.side)
    var run: [Point] = []
    func flush(_ run: inout [Point]) -> [(x: Double, y: Double)]? {
      defer { run = [] }
      guard run.count > 1 else { return nil }
      return run.map { (x(Double($0.day.number)), y($0.band!.upperBound)) }
        + run.reversed().map { (x(Double($0.day.number)), y($0.band!.lowerBound)) }
    }
    for point in line.points {
      if point.band != nil {
        run.append(point)
      } else if let area = flush(&run) {
        canvas.polygon(area, "band \(style)")
      }
    }
    if let area = flush(&run) { canvas.polygon(area, "band \(style)") }
    canvas.path(
      line.points.map { point in point.value.map { (x(Double(point.day.number)), y($0)) } },
      "line \(style)" + (line.isDashed ? " dashed" : ""))
    // A value between two gaps would be no line at all.
    for (n, point) in line.points.enumerated() {
      guard let value = point.value else { continue }
      let before = n > 0 ? line.points[n - 1].value : nil
      let after = n + 1 < line.points.count ? line.points[n + 1].value : nil
      if before == nil, after == nil {
        canvas.circle(x(Double(point.day.number)), y(value), 2.5, "fill \(style)")
      }
    }
  }

  private static func legendRows(_ lines: [Line], width: Double) -> [[Line]] {
    var rows: [[Line]] = [[]]
    var used = 0.0
    for line in lines {
      let need = 46 + line.name.chartWidth
      if used + need > width, !rows[rows.count - 1].isEmpty {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(line)
      used += need
    }
    return rows
  }

  private static func padded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let width = range.upperBound - range.lowerBound
    let margin = width == 0 ? max(1, abs(range.lowerBound)) * 0.05 : width * 0.05
    return range.lowerBound - margin...range.upperBound + margin
  }

  var table: Document.Table {
    var table = Document.Table([("Date", .left)] + lines.map { ($0.name, .right) })
    let days = Set(lines.flatMap { $0.points.map(\.day) }).sorted()
    let values = lines.map { line in
      Dictionary(line.points.map { ($0.day, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    for day in days {
      table.add([day.description] + values.map { score(($0[day] ?? nil)) })
    }
    return table
  }
}
