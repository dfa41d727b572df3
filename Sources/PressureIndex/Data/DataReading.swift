internal import PressureSyntax

/// A data file while it is read: where its columns are, and what has been met.
struct DataReading {
  let file: DataFile
  let header: [String]
  let columns: DataColumns
  let format: NumberFormat
  var sideNames: DataNames
  var seriesNames: DataNames

  // The columns of the roles, −1 where the file has none.
  let sideColumn: Int
  let indicatorColumn: Int
  let periodColumn: Int
  let valueColumn: Int
  let sourceColumn: Int
  let releasedColumn: Int
  let flashColumn: Int
  /// The side of a file without a side column.
  let side: Int32
  /// The file's position.
  var number: UInt16 = 0
  /// The source of rows that name none.
  var source = Series.unsourced
  private let missing: [[UInt8]]

  var rows = 0
  var gaps = 0
  var ignoredRows = 0
  var hasReleases = false
  /// The first line with a period, and the first without; 0 before there is one.
  var datedLine = 0
  var undatedLine = 0

  init(
    _ file: DataFile, header: [String], line: Int, sides: [String], series: [String],
    _ mistakes: inout DataMistakes
  ) {
    self.file = file
    self.header = header
    sideNames = DataNames(
      ("side", "sides"), ids: sides, aliases: file.sides, ignoresUnknown: file.ignoresUnknown)
    seriesNames = DataNames(
      ("indicator", "indicators"), ids: series, aliases: file.indicators, ignoresUnknown: file.ignoresUnknown)
    columns = DataColumns(file, header: header, line: line, names: seriesNames, &mistakes)
    let roles = columns.roles
    func column(_ role: DataFile.Role) -> Int { roles[role] ?? -1 }
    sideColumn = column(.side)
    indicatorColumn = column(.indicator)
    periodColumn = column(.period)
    valueColumn = column(.value)
    sourceColumn = column(.source)
    releasedColumn = column(.released)
    flashColumn = column(.flash)
    side = file.side.flatMap { sides.firstIndex(of: $0) }.map(Int32.init) ?? DataNames.unknown
    guard let decimal = file.decimal.asciiValue else { preconditionFailure("the decimal mark is not ASCII") }
    format = NumberFormat(decimal: decimal, thousands: file.thousands?.asciiValue)
    missing = file.missing.map { Array($0.utf8) }
  }

  /// Whether a cell says that there is no value.
  func isGap(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell.isEmpty || (!missing.isEmpty && missing.contains { $0.elementsEqual(cell) })
  }

  /// What `check` tells of the file.
  func summary(_ name: String) -> Observations.File {
    Observations.File(
      name: name, rows: rows, gaps: gaps, ignoredRows: ignoredRows,
      ignoredNames: columns.ignored + sideNames.ignoredNames + seriesNames.ignoredNames,
      unusedColumns: columns.unused, hasReleases: hasReleases, sha256: nil)
  }
}
