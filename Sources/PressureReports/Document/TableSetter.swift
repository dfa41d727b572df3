/// Sets a table as lines of at most `width` columns.
///
/// Columns are as wide as their widest cell, two blanks apart. Where that is too wide, in this order: the headers of
/// right-aligned columns run over several lines, the widest left-aligned columns are narrowed and their cells run over
/// several lines, and the table is set in several parts, each with the first column.
struct TableSetter {
  let columns: [(header: String, alignment: Document.Table.Alignment)]
  let rows: [[String]]
  let width: Int

  private static let gap = 2
  /// Left-aligned columns are not narrowed below this.
  private static let narrowest = 12
  /// Headers are not wrapped into less.
  private static let narrowestHeader = 16

  /// The lines of the header and of the rows, part by part.
  func parts() -> [(head: [String], rows: [String])] {
    let widths = fitted()
    return groups(widths).map { group in
      let hasHeader = group.contains { !columns[$0].header.isEmpty }
      return (
        hasHeader ? line(group.map { ($0, columns[$0].header) }, widths) : [],
        rows.flatMap { row in line(group.map { ($0, row[$0]) }, widths) }
      )
    }
  }

  private func total(_ widths: some Collection<Int>) -> Int {
    widths.reduce(0, +) + TableSetter.gap * (widths.count - 1)
  }

  /// The widths after wrapping headers and narrowing; they may still be too wide.
  private func fitted() -> [Int] {
    let cells = columns.indices.map { column in rows.map { $0[column].displayWidth }.max() ?? 0 }
    var widths = columns.indices.map { max(cells[$0], columns[$0].header.displayWidth) }
    if total(widths) > width {
      for column in columns.indices where columns[column].alignment == .right {
        widths[column] = max(cells[column], min(widths[column], TableSetter.narrowestHeader))
      }
    }
    while total(widths) > width {
      let left = columns.indices.filter {
        columns[$0].alignment == .left && widths[$0] > TableSetter.narrowest
      }
      guard let widest = left.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  /// The columns of each part: all of them where they fit.
  private func groups(_ widths: [Int]) -> [[Int]] {
    guard total(widths) > width, columns.count > 2 else { return [Array(columns.indices)] }
    var groups = [[0]]
    for column in columns.indices.dropFirst() {
      if groups[groups.count - 1].count > 1,
        total((groups[groups.count - 1] + [column]).map { widths[$0] }) > width
      {
        groups.append([0])
      }
      groups[groups.count - 1].append(column)
    }
    return groups
  }

  private func line(_ cells: [(column: Int, text: String)], _ widths: [Int]) -> [String] {
    let wrapped = cells.map { cell in
      columns[cell.column].alignment == .left
        ? TextLines.wrapKeepingIndent(cell.text, widths[cell.column])
        : TextLines.wrap(cell.text, widths[cell.column])
    }
    return (0..<(wrapped.map(\.count).max() ?? 0)).map { i in
      zip(cells, wrapped).map { cell, lines in
        let text = i < lines.count ? lines[i] : ""
        let padding = String(repeating: " ", count: max(0, widths[cell.column] - text.displayWidth))
        return columns[cell.column].alignment == .left ? text + padding : padding + text
      }.joined(separator: String(repeating: " ", count: TableSetter.gap))
    }
  }
}
