/// Packages by what they are worth to two sides, with their Pareto frontier and the solutions.
struct FrontierChart: Chart {
  /// A package.
  struct Point {
    let x: Double
    let y: Double
    /// What is in it.
    let label: String
  }

  let title: String
  let description: String
  let sources: String
  /// What the axes measure.
  let xTitle: String
  let yTitle: String
  /// Packages that leave neither side worse off but are not on the frontier.
  let others: [Point]
  /// The frontier, from left to right.
  let frontier: [Point]
  /// The selected packages, by the names of their solutions.
  let solutions: [(name: String, point: Point)]

  func draw(width: Double) -> Canvas {
    let (left, right, top, side) = (58.0, 24.0, 24.0, 360.0)
    let bottom = top + side
    var canvas = Canvas(width: width, height: bottom + 44)
    let all = others + frontier + solutions.map(\.point)
    let x = Scale(domain: 0...max(1e-9, 1.08 * (all.map(\.x).max() ?? 1)), start: left, end: width - right)
    let y = Scale(domain: 0...max(1e-9, 1.08 * (all.map(\.y).max() ?? 1)), start: bottom, end: top)
    for tick in Tick.linear(x.domain) {
      canvas.line(x(tick.value), top, x(tick.value), bottom, "grid")
      canvas.text(tick.label, x(tick.value), bottom + 16, .middle, "soft")
    }
    for tick in Tick.linear(y.domain) {
      canvas.line(left, y(tick.value), width - right, y(tick.value), "grid")
      canvas.text(tick.label, left - 8, y(tick.value) + 4, .end, "soft")
    }
    canvas.text(xTitle, (left + width - right) / 2, bottom + 36, .middle, "soft")
    canvas.text(yTitle, 14, (top + bottom) / 2, .middle, "soft", isVertical: true)
    for point in others { canvas.circle(x(point.x), y(point.y), 3, "faint", tip: point.label) }
    canvas.path(frontier.map { (x($0.x), y($0.y)) }, "path")
    for point in frontier { canvas.circle(x(point.x), y(point.y), 4, "strong", tip: point.label) }
    // Solutions that select the same package share one label.
    var labels: [(point: Point, names: [String])] = []
    for solution in solutions {
      if let n = labels.firstIndex(where: { $0.point.x == solution.point.x && $0.point.y == solution.point.y }
      ) {
        labels[n].names.append(solution.name)
      } else {
        labels.append((solution.point, [solution.name]))
      }
    }
    var taken: [Double] = []
    for label in labels.sorted(by: { $0.point.y > $1.point.y }) {
      let (px, py) = (x(label.point.x), y(label.point.y))
      var ty = py - 8
      while taken.contains(where: { abs($0 - ty) < 15 }) { ty += 15 }
      taken.append(ty)
      let text = label.names.joined(separator: ", ")
      let goesLeft = px - left > text.chartWidth + 14 || px > width / 2
      canvas.circle(px, py, 7, "fill s2", tip: label.point.label)
      let room = (goesLeft ? px : width - px) - 15
      canvas.text(
        text.fitted(to: room), goesLeft ? px - 11 : px + 11, ty + 4, goesLeft ? .end : .start, "halo")
    }
    return canvas
  }

  var table: Document.Table {
    var table = Document.Table([("Package", .left), (xTitle, .right), (yTitle, .right), ("Solution", .left)])
    for point in frontier {
      let names = solutions.filter { $0.point.x == point.x && $0.point.y == point.y }.map(\.name)
      table.add([point.label, fixed(point.x, 3), fixed(point.y, 3), names.joined(separator: ", ")])
    }
    return table
  }
}
