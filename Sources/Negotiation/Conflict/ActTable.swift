internal import PressureIndex
public import PressureSyntax

extension Act {
  /// The acts of a table with the columns `date`, `actor` and `kind`, and optionally `weight` (default 1, also
  /// where the cell is empty) and `event`; other columns are ignored.
  ///
  /// - Parameters:
  ///   - table: The table, as read from a CSV file.
  ///   - sides: The ids of the sides; an actor is one of them, or `both`.
  /// - Throws: Every mistake with its line: a missing column, a bad date, an unknown actor or kind, a weight that
  ///   is no number or below 0.
  public static func list(from table: TextTable, sides: [String]) throws(Diagnostics) -> [Act] {
    let problems = Problems()
    let columns = ActColumns(table, problems)
    var acts: [Act] = []
    if let columns {
      for row in table.rows {
        let reader = ActRowReader(
          row: row, file: table.file, columns: columns, sides: sides, problems: problems)
        if let act = reader.act() { acts.append(act) }
      }
    }
    try problems.throwIfAny()
    return acts
  }
}

/// The positions of the columns.
private struct ActColumns {
  var date, actor, kind: Int
  var weight, event: Int?

  init?(_ table: TextTable, _ problems: Problems) {
    let place = SourceLocation(file: table.file)
    func position(_ name: String, isRequired: Bool) -> Int? {
      let found = table.header.indices.filter { table.header[$0] == name }
      if found.count > 1 {
        problems.report(Diagnostic("the column \(name.quoted) appears \(found.count) times", at: place))
      } else if found.isEmpty, isRequired {
        problems.report(
          Diagnostic(
            "the table of acts has no column \(name.quoted)", at: place,
            help: suggestion(for: name, among: table.header, plural: "columns")))
      }
      return found.first
    }
    let date = position("date", isRequired: true)
    let actor = position("actor", isRequired: true)
    let kind = position("kind", isRequired: true)
    weight = position("weight", isRequired: false)
    event = position("event", isRequired: false)
    guard let date, let actor, let kind else { return nil }
    (self.date, self.actor, self.kind) = (date, actor, kind)
  }
}

/// Reads one record.
private struct ActRowReader {
  let row: TextTable.Row
  let file: String
  let columns: ActColumns
  let sides: [String]
  let problems: Problems

  func act() -> Act? {
    let date = date
    let actor = actor
    let kind = kind
    let weight = weight
    guard let date, let actor, let kind, let weight else { return nil }
    let event = columns.event.map { row.fields[$0] }
    return Act(
      date: date, actor: actor, kind: kind, weight: weight, event: event == "" ? nil : event, location: place)
  }

  private var place: SourceLocation { SourceLocation(file: file, line: row.line) }

  private func report(_ message: String, help: String? = nil) {
    problems.report(Diagnostic(message, at: place, help: help))
  }

  private var date: Day? {
    let text = row.fields[columns.date]
    if let day = Day(text) { return day }
    report(
      "expected a date such as 2025-05-02, found \(text.quoted)",
      help: "dates are written YYYY-MM-DD and must exist")
    return nil
  }

  private var actor: Party? {
    let text = row.fields[columns.actor]
    if let party = Party(text, sides: sides) { return party }
    report(
      "unknown actor \(text.quoted)",
      help: suggestion(for: text, among: sides + [Party.bothWord], plural: "actors"))
    return nil
  }

  private var kind: Act.Kind? {
    let text = row.fields[columns.kind]
    if let kind = Act.Kind(rawValue: text) { return kind }
    report(
      "unknown kind of act \(text.quoted)",
      help: suggestion(for: text, among: Act.Kind.allCases.map(\.rawValue), plural: "kinds"))
    return nil
  }

  private var weight: Double? {
    guard let column = columns.weight, !row.fields[column].isEmpty else { return 1 }
    let text = row.fields[column]
    guard let weight = finiteNumber(text) else {
      report("expected the weight of an act, a number; found \(text.quoted)")
      return nil
    }
    if !Act.weights.contains(weight) {
      report(
        "the weight of an act is \(shortest(weight)), outside 0…\(shortest(Act.weights.upperBound))",
        help: "an ordinary act has weight 1; hostile and cooperative are kinds")
      return nil
    }
    return weight
  }
}
