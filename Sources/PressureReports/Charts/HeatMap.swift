/// Numbers between −1 and 1 for each pair of a row and a column: darker is further from 0, and the numbers stand in
/// the cells.
struct HeatMap: Chart {
  let title: String
  let description: String
  let sources: String
  let rows: [String]
  let columns: [String]
  /// By row and column; `nil` is left empty.
  let values: [[Double?]]

  func draw(width: Double) -> Canvas {
    let left = min(0.3 * width, 16 + (rows.map(\.chartWidth).max() ?? 0))
    let cell = min(86, (width - left - 8) / Double(max(1, columns.count)))
    let (top, height) = (34.0, 30.0)
    var canvas = Canvas(width: width, height: top + Double(rows.count) * height + 10)
    for (n, column) in columns.enumerated() {
      canvas.text(column.fitted(to: cell - 4), left + (Double(n) + 0.5) * cell, top - 10, .middle, "soft")
    }
    for (i, row) in rows.enumerated() {
      let y = top + Double(i) * height
      canvas.text(row.fitted(to: left - 14), left - 8, y + height / 2 + 4, .end)
      for (j, value) in values[i].enumerated() {
        let x = left + Double(j) * cell
        guard let value else { continue }
        // Blue for agreement, orange for disagreement; light enough for text to keep a contrast of 4.5.
        canvas.rectangle(
          x + 1, y + 1, cell - 2, height - 2, "fill \(ChartStyle.side(value < 0 ? 1 : 0))",
          opacity: 0.08 + 0.42 * min(1, abs(value)), tip: "\(row), \(columns[j]): \(fixed(value, 2))")
        canvas.text(fixed(value, 2), x + cell / 2, y + height / 2 + 4, .middle)
      }
    }
    return canvas
  }

  var table: Document.Table {
    var table = Document.Table([("", .left)] + columns.map { ($0, .right) })
    for (row, cells) in zip(rows, values) { table.add([row] + cells.map { $0.map { fixed($0, 2) } ?? "-" }) }
    return table
  }
}
