/// Horizontal bars, or points, with whiskers: one group of rows for each thing, one bar for each side or measure.
struct BarChart: Chart {
  /// A bar from the origin to its value, with a whisker.
  struct Bar {
    let name: String
    /// The side whose colour it has; `nil` for what belongs to none.
    let side: Int?
    let value: Double
    /// A wide band, such as the 5 % and 95 % quantiles.
    let whisker: ClosedRange<Double>?
    /// Lighter than the first bar of a group in the same colour.
    let isLight: Bool

    init(
      _ name: String, side: Int?, _ value: Double, whisker: ClosedRange<Double>? = nil, isLight: Bool = false
    ) {
      (self.name, self.side, self.value) = (name, side, value)
      (self.whisker, self.isLight) = (whisker, isLight)
    }

    fileprivate var style: String { side.map { ChartStyle.side($0) } ?? "neutral" }
    /// Whiskers must be seen on what is in no side's colour.
    fileprivate var opacity: Double? { side == nil ? (isLight ? 0.25 : 0.55) : isLight ? 0.45 : nil }
  }

  /// Bars that belong together.
  struct Group {
    let label: String
    let bars: [Bar]
  }

  /// How a value is drawn.
  enum Mark {
    /// A bar from 0.
    case bar
    /// A point on its whisker, where 0 means nothing.
    case point
  }

  let title: String
  let description: String
  let sources: String
  /// What the horizontal axis measures.
  let unit: String
  let groups: [Group]
  var mark = Mark.bar
  /// What the axis covers; `nil` takes the range of the values.
  var range: ClosedRange<Double>?
  /// A value to compare with, with what it means.
  var reference: (value: Double, label: String)?
  /// How a value is written.
  var format: @Sendable (Double) -> String = { fixed($0, 3) }

  func draw(width: Double) -> Canvas {
    let barHeight = 18.0
    let left = min(0.36 * width, 16 + (groups.map(\.label.chartWidth).max() ?? 0))
    let right = 60.0
    let names = legend
    let top = (names.isEmpty ? 14.0 : 34) + (reference == nil ? 0 : 18)
    let rows = groups.reduce(0.0) { $0 + Double($1.bars.count) * barHeight + 12 }
    let bottom = top + rows
    var canvas = Canvas(width: width, height: bottom + 44)
    let values = groups.flatMap {
      $0.bars.flatMap { [$0.value, $0.whisker?.lowerBound, $0.whisker?.upperBound] }
    }
    .compactMap(\.self)
    let least = min(0, values.min() ?? 0)
    let greatest = max(least + 1e-9, values.max() ?? 1)
    let x = Scale(domain: range ?? least...greatest, start: left, end: width - right)
    for tick in Tick.linear(x.domain) {
      canvas.line(x(tick.value), top - 4, x(tick.value), bottom, "grid")
      canvas.text(tick.label, x(tick.value), bottom + 16, .middle, "soft")
    }
    canvas.text(unit, (left + width - right) / 2, bottom + 34, .middle, "soft")
    if let reference {
      canvas.line(x(reference.value), top - 4, x(reference.value), bottom, "mark")
      canvas.text(reference.label, x(reference.value), top - 8, .middle, "soft")
    }
    var y = top
    for group in groups {
      let middle = y + Double(group.bars.count) * barHeight / 2
      let lines = group.label.wrapped(to: left - 14, lines: group.bars.count > 1 ? 2 : 1)
      for (n, line) in lines.enumerated() {
        let shift = 8 * (2 * Double(n) - Double(lines.count - 1))
        canvas.text(line, left - 8, middle + 4 + shift, .end)
      }
      for bar in group.bars {
        draw(bar, in: group, at: y, barHeight, &canvas, x)
        y += barHeight
      }
      y += 12
    }
    canvas.line(x(max(0, x.domain.lowerBound)), top - 4, x(max(0, x.domain.lowerBound)), bottom, "axis")
    var at = left
    for name in names {
      canvas.rectangle(
        at, 8, 14, 12, "fill \(name.style)", opacity: name.opacity)
      canvas.text(name.name, at + 20, 18)
      at += 20 + name.name.chartWidth + 18
    }
    return canvas
  }

  private func draw(
    _ bar: Bar, in group: Group, at y: Double, _ height: Double, _ canvas: inout Canvas, _ x: Scale
  ) {
    let style = bar.style
    let middle = y + height / 2
    let tip =
      "\(group.label), \(bar.name): \(format(bar.value))"
      + (bar.whisker.map { " (\(format($0.lowerBound)) to \(format($0.upperBound)))" } ?? "")
    var end = x(bar.value)
    if mark == .bar {
      let origin = x(max(0, x.domain.lowerBound))
      canvas.rectangle(
        min(origin, end), y + 2, abs(end - origin), height - 4, "fill \(style)",
        opacity: bar.opacity,
        tip: tip)
      end = max(end, origin)
    }
    if let whisker = bar.whisker {
      let (low, high) = (x(whisker.lowerBound), x(whisker.upperBound))
      let line = mark == .point ? "whisker \(style)" : bar.side == nil ? "path" : "axis"
      canvas.line(low, middle, high, middle, line)
      canvas.line(low, middle - 4, low, middle + 4, line)
      canvas.line(high, middle - 4, high, middle + 4, line)
      end = max(end, high)
    }
    if mark == .point { canvas.circle(x(bar.value), middle, 5, "fill \(style)", tip: tip) }
    canvas.text(format(bar.value), end + 6, middle + 4, .start, "halo")
  }

  /// The different kinds of bars, in order of appearance; empty where there is only one.
  private var legend: [Bar] {
    var seen: [Bar] = []
    for bar in groups.flatMap(\.bars) where !seen.contains(where: { $0.name == bar.name }) {
      seen.append(bar)
    }
    return seen.count > 1 ? seen : []
  }

  var table: Document.Table {
    let hasWhiskers = groups.contains { $0.bars.contains { $0.whisker != nil } }
    var table = Document.Table(
      [("", .left), ("", .left), ("Value", .right)] + (hasWhiskers ? [("From", .right), ("To", .right)] : []))
    for group in groups {
      for bar in group.bars {
        table.add(
          [group.label, bar.name, format(bar.value)]
            + (hasWhiskers
              ? [
                bar.whisker.map { format($0.lowerBound) } ?? "-",
                bar.whisker.map { format($0.upperBound) } ?? "-",
              ]
              : []))
      }
    }
    return table
  }
}
