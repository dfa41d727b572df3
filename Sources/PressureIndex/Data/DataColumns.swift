internal import PressureSyntax

/// Which column of a data file holds what.
struct DataColumns {
  /// The columns by role, as positions in the header.
  var roles: [DataFile.Role: Int] = [:]
  /// Wide layout: the columns that are series of the model.
  var series: [(column: Int, series: Int32)] = []
  /// Columns that nothing reads.
  var unused: [String] = []
  /// Wide layout: columns left out since the model does not declare them.
  var ignored: [String] = []

  /// Finds the columns of `file` in its header; what is wrong is reported.
  init(_ file: DataFile, header: [String], line: Int, names: DataNames, _ mistakes: inout DataMistakes) {
    let finder = RoleFinder(file: file, header: header, line: line)
    for role in DataFile.Role.allCases where file.layout == .long || (role != .indicator && role != .value) {
      roles[role] = finder.column(role, &mistakes)
    }
    if file.side != nil, let column = roles[.side] {
      mistakes.report(
        "the model gives the file the one side \(file.side!.quoted), but it has a column \(header[column].quoted)",
        line: line, help: "leave 'side:' out, or rename the column")
    }
    let required: [DataFile.Role] = file.layout == .long ? [.side, .indicator, .value] : [.side]
    for role in required where roles[role] == nil && file.columns[role] == nil {
      if role == .side, file.side != nil { continue }
      mistakes.report(
        "no column \(role.rawValue.quoted)", line: line,
        help: finder.help(forMissing: role, Set(roles.values), names))
    }
    let taken = Set(roles.values)
    let rest = header.indices.filter { !taken.contains($0) }
    switch file.layout {
    case .long: unused = rest.map { header[$0] }.filter { !$0.isEmpty }
    case .wide: addSeries(file, header, rest, line, names, &mistakes)
    }
  }

  private mutating func addSeries(
    _ file: DataFile, _ header: [String], _ columns: [Int], _ line: Int, _ names: DataNames,
    _ mistakes: inout DataMistakes
  ) {
    for alias in file.indicators where !header.contains(alias.text) {
      mistakes.report(
        "no column \(alias.text.quoted), which the model maps to \(alias.id.quoted)", line: line,
        help: suggestion(for: alias.text, among: header, plural: "columns"))
    }
    let looksLong = Set(["indicator", "value"]).isSubset(of: columns.map { header[$0] })
    if looksLong, names.code("indicator") < 0, names.code("value") < 0 {
      mistakes.report(
        "the columns 'indicator' and 'value' are those of a long file", line: line,
        help: "leave 'layout: wide' out")
      return
    }
    var first: [Int32: String] = [:]
    for column in columns {
      let name = header[column]
      let code = names.code(name)
      if code >= 0 {
        if let other = first.updateValue(name, forKey: code) {
          mistakes.report("the columns \(other.quoted) and \(name.quoted) are the same series", line: line)
        }
        series.append((column, code))
      } else if code == DataNames.ignored || (name.isEmpty && file.ignoresUnknown) {
        ignored.append(name)
      } else if name.isEmpty {
        mistakes.report("column \(column + 1) has no name", line: line)
      } else {
        names.reportUnknown(name, line: line, &mistakes)
      }
    }
    if series.isEmpty, mistakes.isEmpty {
      mistakes.report("no column is a series of the model", line: line)
    }
  }
}

/// Finds the column of a role in a header.
private struct RoleFinder {
  let file: DataFile
  let header: [String]
  let line: Int

  /// The column that the model names for `role`, else the one that has the role's name (in any case).
  func column(_ role: DataFile.Role, _ mistakes: inout DataMistakes) -> Int? {
    if let name = file.columns[role] {
      if let column = header.firstIndex(of: name) { return column }
      mistakes.report(
        "no column \(name.quoted), which the model names for the \(role.rawValue)", line: line,
        help: suggestion(for: name, among: header, plural: "columns"))
      return nil
    }
    let named = Set(file.columns.values)
    let free = header.indices.filter { !named.contains(header[$0]) }
    return free.first { header[$0] == role.rawValue }
      ?? free.first { header[$0].lowercased() == role.rawValue }
  }

  func help(forMissing role: DataFile.Role, _ taken: Set<Int>, _ names: DataNames) -> String {
    if role != .side, let name = header.first(where: { names.code($0) >= 0 }) {
      return "the header names the series \(name.quoted): if each series has a column, add 'layout: wide'"
    }
    if header.count == 1 {
      return
        "the header has one column, \(header[0].quoted); columns are separated by commas, semicolons or tabs"
    }
    let free = header.indices.filter { !taken.contains($0) && !header[$0].isEmpty }.map { header[$0] }
    let guess = nearest(to: role.rawValue, among: free)
    let shown =
      guess.map { "if \($0.quoted) holds it" }
      ?? "the columns are: \(header.prefix(20).joined(separator: ", "))"
    return "\(shown); name it with 'columns: {\(role.rawValue): \(guess ?? "…")}'"
  }
}
