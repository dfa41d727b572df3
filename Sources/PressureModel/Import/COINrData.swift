internal import PressureIndex
internal import PressureSyntax

/// What COINr's table iData holds: units with their groups, and rows of values.
struct COINrData {
  /// A unit.
  struct Unit {
    let code: String
    let name: String
    /// By grouping.
    let groups: [String: String]
  }

  /// The values of one unit, at one time where there are several.
  struct Row {
    let unit: String
    let period: String?
    /// By code, as written; gaps are absent.
    let values: [String: String]
  }

  /// In the order of their first rows.
  let units: [Unit]
  /// In the table's order.
  let rows: [Row]
  /// The codes of the columns with values, indicators first.
  let codes: [String]

  /// Gaps among the indicators.
  func gaps(_ metadata: COINrMetadata) -> Int {
    rows.reduce(0) { sum, row in sum + metadata.entries(.indicator).count { row.values[$0.code] == nil } }
  }

  /// Reads the table, whose columns `metadata` describes.
  init(_ table: TextTable, _ metadata: COINrMetadata) throws(Diagnostics) {
    let problems = Problems()
    let reader = COINrTable(table)
    let top = SourceLocation(file: table.file, line: 1)
    COINrData.checkColumns(table, metadata, problems, at: top)
    try problems.throwIfAny()
    let groupings = metadata.entries(.group).map(\.code)
    codes = metadata.entries(.indicator).map(\.code) + metadata.entries(.denominator).map(\.code)
    var units: [Unit] = []
    var groupsOf: [String: [String: String]] = [:]
    var rows: [Row] = []
    var lines: [String: Int] = [:]
    for row in table.rows {
      let place = reader.place(row)
      guard let code = reader.text("uCode", row) else {
        problems.report(Diagnostic("a row without a unit", at: place, help: "fill in 'uCode'"))
        continue
      }
      let period = reader.text("Time", row)
      if let period, Period(period) == nil {
        problems.report(
          Diagnostic(
            "\(period.quoted) is not a period", at: place,
            help: "write 'Time' as a year 2025, a quarter 2025-Q2, a month 2025-04 or a day 2025-04-30"))
      }
      if let line = lines.updateValue(row.line, forKey: "\(code)\n\(period ?? "")") {
        problems.report(
          Diagnostic(
            "the unit \(code.quoted) stands twice\(period.map { " at \($0)" } ?? ""), first on line \(line)",
            at: place, help: "keep one of them, or tell them apart by a column 'Time'"))
      }
      let groups = Dictionary(
        uniqueKeysWithValues: groupings.compactMap { name in reader.text(name, row).map { (name, $0) } })
      if let known = groupsOf[code] {
        if known != groups {
          problems.report(
            Diagnostic(
              "the unit \(code.quoted) is in other groups here than on an earlier line", at: place,
              help: "a unit keeps its groups through time; give it the same in every row"))
        }
      } else {
        groupsOf[code] = groups
        units.append(Unit(code: code, name: reader.text("uName", row) ?? code, groups: groups))
      }
      var values: [String: String] = [:]
      for code in codes {
        guard let text = reader.text(code, row) else { continue }
        if finiteNumber(text) == nil {
          problems.report(
            Diagnostic(
              "\(text.quoted) is no number: column \(code.quoted)", at: place,
              help: "write a plain number, or NA for a gap"))
        }
        values[code] = text
      }
      rows.append(Row(unit: code, period: period, values: values))
      if problems.all.count > 20 { break }
    }
    if rows.contains(where: { $0.period == nil }), rows.contains(where: { $0.period != nil }) {
      problems.report(
        Diagnostic("some rows have a time and some have none", at: top, help: "fill in 'Time' in every row"))
    }
    if rows.isEmpty, problems.isEmpty {
      problems.report(Diagnostic("iData has no rows", at: top, help: "give it a row for each unit"))
    }
    try problems.throwIfAny()
    (self.units, self.rows) = (units, rows)
  }

  private static func checkColumns(
    _ table: TextTable, _ metadata: COINrMetadata, _ problems: Problems, at top: SourceLocation
  ) {
    let known = Set(["uCode", "uName", "Time"])
    if !table.header.contains("uCode") {
      problems.report(
        Diagnostic(
          "iData has no column 'uCode'", at: top,
          help: "the first table is iData and the second iMeta; the columns of this one are: "
            + table.header.prefix(20).joined(separator: ", ")))
      return
    }
    let columns = Set(table.header)
    for (number, name) in table.header.enumerated() where !known.contains(name) {
      // R writes row numbers into a first column without a name.
      if name.isEmpty, number == 0 { continue }
      if metadata.position[name] == nil {
        problems.report(
          Diagnostic(
            "iMeta does not describe the column \(name.quoted)", at: top,
            help: suggestion(for: name, among: metadata.entries.map(\.code), plural: "codes")))
      }
    }
    for entry in metadata.entries where entry.kind != .aggregate && entry.kind != .other {
      if !columns.contains(entry.code) {
        problems.report(
          Diagnostic(
            "iData has no column \(entry.code.quoted), which iMeta describes", at: entry.location,
            help: suggestion(for: entry.code, among: table.header, plural: "columns")))
      }
    }
  }
}
