internal import PressureSyntax

/// What COINr's table iMeta says of each column of iData and of each aggregate.
struct COINrMetadata {
  /// What a code stands for.
  enum Kind: String, CaseIterable {
    case indicator = "Indicator"
    case aggregate = "Aggregate"
    case group = "Group"
    case denominator = "Denominator"
    case other = "Other"
  }

  /// One row.
  struct Entry {
    let code: String
    let name: String
    let kind: Kind
    let direction: Int
    /// The weight as it is written.
    let weight: String
    let parent: String?
    let unit: String?
    /// The target as it is written.
    let target: String?
    let denominator: String?
    let location: SourceLocation
  }

  /// The rows, in the table's order.
  let entries: [Entry]
  /// The position of each code.
  let position: [String: Int]
  /// The aggregate that has no parent.
  let root: Entry

  /// The entries of a kind.
  func entries(_ kind: Kind) -> [Entry] { entries.filter { $0.kind == kind } }

  /// The entries whose parent is `code`.
  func children(of code: String) -> [Entry] { entries.filter { $0.parent == code } }

  /// Reads the table; every mistake that can be found is reported together.
  init(_ table: TextTable) throws(Diagnostics) {
    let problems = Problems()
    let reader = COINrTable(table)
    for name in ["iCode", "Type", "Direction", "Weight", "Parent"] where reader.column(name) == nil {
      problems.report(
        Diagnostic(
          "iMeta has no column \(name.quoted)", at: SourceLocation(file: table.file, line: 1),
          help: "the columns are: \(table.header.prefix(20).joined(separator: ", "))"))
    }
    try problems.throwIfAny()
    var entries: [Entry] = []
    var position: [String: Int] = [:]
    for row in table.rows {
      guard let entry = COINrMetadata.entry(reader, row, problems) else { continue }
      if let first = position.updateValue(entries.count, forKey: entry.code) {
        problems.report(
          Diagnostic(
            "the code \(entry.code.quoted) stands twice, first on line \(entries[first].location.line)",
            at: entry.location, help: "give one of them another code"))
      }
      entries.append(entry)
    }
    try problems.throwIfAny()
    (self.entries, self.position) = (entries, position)
    let roots = entries.filter { $0.kind == .aggregate && $0.parent == nil }
    guard roots.count == 1 else {
      throw Diagnostics(
        Diagnostic(
          roots.isEmpty
            ? "iMeta has no aggregate without a parent, which is the index itself"
            : "iMeta has \(roots.count) aggregates without a parent: \(roots.map(\.code).joined(separator: ", "))",
          at: roots.last?.location ?? SourceLocation(file: table.file, line: 1),
          help: "leave the parent of exactly one aggregate empty"))
    }
    root = roots[0]
    checkTree(problems)
    try problems.throwIfAny()
  }

  private static func entry(_ reader: COINrTable, _ row: TextTable.Row, _ problems: Problems) -> Entry? {
    let place = reader.place(row)
    guard let code = reader.text("iCode", row) else {
      problems.report(Diagnostic("a row without a code", at: place, help: "fill in 'iCode'"))
      return nil
    }
    let type = reader.text("Type", row) ?? ""
    guard let kind = Kind(rawValue: type) else {
      problems.report(
        Diagnostic(
          "unknown type \(type.quoted) of \(code.quoted)", at: place,
          help: suggestion(for: type, among: Kind.allCases.map(\.rawValue), plural: "types")))
      return nil
    }
    let isMember = kind == .indicator || kind == .aggregate
    func number(_ column: String, default standard: String? = nil) -> String? {
      guard let text = reader.text(column, row) else { return standard }
      if finiteNumber(text) != nil { return text }
      problems.report(
        Diagnostic(
          "\(text.quoted) is no number: \(column) of \(code.quoted)", at: place, help: "write a plain number")
      )
      return standard
    }
    let direction = isMember ? number("Direction", default: "1") ?? "1" : "1"
    if let value = finiteNumber(direction), value != 1, value != -1 {
      problems.report(
        Diagnostic(
          "the direction of \(code.quoted) is \(direction)", at: place, help: "write 1 or -1"))
    }
    let weight = isMember ? number("Weight", default: "1") ?? "1" : "1"
    if let value = finiteNumber(weight), value < 0 {
      problems.report(
        Diagnostic("the weight of \(code.quoted) is below 0", at: place, help: "write a weight of 0 or more"))
    }
    return Entry(
      code: code, name: reader.text("iName", row) ?? code, kind: kind,
      direction: finiteNumber(direction) == -1 ? -1 : 1, weight: weight,
      parent: isMember ? reader.text("Parent", row) : nil, unit: reader.text("Unit", row),
      target: kind == .indicator ? number("Target") : nil,
      denominator: kind == .indicator ? reader.text("Denominator", row) : nil, location: place)
  }

  private func checkTree(_ problems: Problems) {
    for entry in entries {
      if let parent = entry.parent {
        if let found = position[parent].map({ entries[$0] }), found.kind == .aggregate {
          if isAbove(entry, itself: found) {
            problems.report(
              Diagnostic(
                "\(entry.code.quoted) is its own parent, by way of \(parent.quoted)", at: entry.location,
                help: "let every chain of parents end at \(root.code.quoted)"))
          }
        } else {
          problems.report(
            Diagnostic(
              "the parent \(parent.quoted) of \(entry.code.quoted) is no aggregate", at: entry.location,
              help: suggestion(for: parent, among: entries(.aggregate).map(\.code), plural: "aggregates")))
        }
      } else if entry.kind == .indicator {
        problems.report(
          Diagnostic(
            "the indicator \(entry.code.quoted) has no parent", at: entry.location,
            help: "name the aggregate to which it belongs, or make its type Other"))
      }
      if let denominator = entry.denominator, position[denominator].map({ entries[$0].kind }) != .denominator
      {
        problems.report(
          Diagnostic(
            "the denominator \(denominator.quoted) of \(entry.code.quoted) is no denominator",
            at: entry.location,
            help: suggestion(
              for: denominator, among: entries(.denominator).map(\.code), plural: "denominators")))
      }
      if entry.kind == .aggregate, !entries.contains(where: { $0.parent == entry.code }) {
        problems.report(
          Diagnostic(
            "nothing has the aggregate \(entry.code.quoted) as its parent", at: entry.location,
            help: "remove it, or give it members"))
      }
    }
  }

  /// Whether the chain of parents from `start` comes to `entry`.
  private func isAbove(_ entry: Entry, itself start: Entry) -> Bool {
    var current: Entry? = start
    for _ in entries.indices {
      guard let here = current else { return false }
      if here.code == entry.code { return true }
      current = here.parent.flatMap { position[$0] }.map { entries[$0] }
    }
    return true
  }
}

/// A table as R writes it: `NA` and empty cells are gaps, and a first column without a name holds row numbers.
struct COINrTable {
  let table: TextTable
  private let columns: [String: Int]

  init(_ table: TextTable) {
    self.table = table
    columns = Dictionary(table.header.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }

  func column(_ name: String) -> Int? { columns[name] }

  func place(_ row: TextTable.Row) -> SourceLocation { SourceLocation(file: table.file, line: row.line) }

  /// The text of a cell; `nil` for a gap and where there is no such column.
  func text(_ name: String, _ row: TextTable.Row) -> String? {
    guard let column = columns[name] else { return nil }
    let text = row.fields[column]
    return text.isEmpty || text == "NA" || text == "NaN" ? nil : text
  }
}
