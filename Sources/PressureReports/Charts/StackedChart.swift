/// What parts add to a whole, one bar for each side; parts below 0 go to the left.
struct StackedChart: Chart {
  /// A whole and its parts, in the order of ``StackedChart/parts``.
  struct Bar {
    let name: String
    let side: Int
    let values: [Double]
  }

  let title: String
  let description: String
  let sources: String
  /// What the horizontal axis measures.
  let unit: String
  /// The names of the parts.
  let parts: [String]
  let bars: [Bar]

  func draw(width: Double) -> Canvas {
    let left = min(0.34 * width, 16 + (bars.map(\.name.chartWidth).max() ?? 0))
    let (right, height, top) = (64.0, 40.0, 14.0)
    let bottom = top + Double(bars.count) * (height + 26)
    var canvas = Canvas(width: width, height: bottom + 44)
    func ends(_ bar: Bar) -> (low: Double, high: Double) {
      (bar.values.reduce(0) { $0 + min(0, $1) }, bar.values.reduce(0) { $0 + max(0, $1) })
    }
    let low = bars.map { ends($0).low }.min() ?? 0
    let high = max(low + 1e-9, bars.map { ends($0).high }.max() ?? 1)
    let x = Scale(domain: low...high, start: left, end: width - right)
    for tick in Tick.linear(low...high) {
      canvas.line(x(tick.value), top - 4, x(tick.value), bottom, "grid")
      canvas.text(tick.label, x(tick.value), bottom + 16, .middle, "soft")
    }
    canvas.text(unit, (left + width - right) / 2, bottom + 34, .middle, "soft")
    var y = top
    for bar in bars {
      canvas.text(bar.name.fitted(to: left - 14), left - 8, y + height / 2 + 4, .end)
      var (negative, positive) = (0.0, 0.0)
      for (n, value) in bar.values.enumerated() {
        let (from, to) = value < 0 ? (negative + value, negative) : (positive, positive + value)
        if value < 0 { negative += value } else { positive += value }
        let (start, end) = (x(from), x(to))
        canvas.rectangle(
          start, y, end - start, height, "fill edge \(ChartStyle.side(bar.side))", opacity: opacity(of: n),
          tip: "\(bar.name), \(parts[n]): \(fixed(value, 3))")
        // The last part's name may run on beside the bar.
        let room = to == ends(bar).high ? width - start : end - start
        if end - start > 42, parts[n].chartWidth > end - start - 4 {
          canvas.text(parts[n].fitted(to: room - 4), start + 2, y + height + 14, .start, "soft")
        } else if end - start > 42 {
          canvas.text(parts[n], (start + end) / 2, y + height + 14, .middle, "soft")
        }
        if end - start > 40 {
          canvas.text(
            fixed(value, 3), (start + end) / 2, y + height / 2 + 4, .middle,
            opacity(of: n) > 0.6 ? "inverse" : "")
        }
      }
      canvas.text(fixed(negative + positive, 3), x(positive) + 6, y + height / 2 + 4)
      y += height + 26
    }
    canvas.line(x(0), top - 4, x(0), bottom, "axis")
    return canvas
  }

  /// Neighbours differ in strength, so that a bar in one colour shows its parts. Text on them has a contrast of 4.5.
  private func opacity(of part: Int) -> Double { [1, 0.4, 0.9, 0.25][part % 4] }

  var table: Document.Table {
    var table = Document.Table([("", .left)] + bars.map { ($0.name, .right) })
    for (n, part) in parts.enumerated() { table.add([part] + bars.map { fixed($0.values[n], 3) }) }
    table.add(["Sum"] + bars.map { fixed($0.values.reduce(0, +), 3) })
    return table
  }
}
