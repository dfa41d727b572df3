public import PressureSyntax

private enum Key: String, ModelKey {
  case file, layout, columns, indicators, sides, side, delimiter, decimal, thousands, missing, unknown, source
}

private enum Unknown: String, CaseIterable { case error, ignore }

extension DataFile {
  /// Decodes an entry of `data:`, a path or a mapping.
  ///
  /// `sides` are the ids that the model declares. Series are checked when the file is read, since the model
  /// may declare them further on. `nil` after mistakes, which are all reported.
  public init?(_ node: Node, sides known: [String], problems: Problems) {
    if case .scalar = node.content {
      guard let path = Decode.text(node, problems) else { return nil }
      self.init(path)
      location = node.location
      return
    }
    let before = problems.all.count
    guard let fields = Fields<Key>(node, "a data file", problems) else { return nil }
    self.init(fields.required(.file, Decode.text) ?? "")
    location = fields[.file]?.location ?? node.location
    layout = fields.optional(.layout, Decode.word("layout")) ?? .long
    columns = fields.optional(.columns, decodeColumns) ?? [:]
    indicators = fields.optional(.indicators, decodeAliases) ?? []
    self.sides = fields.optional(.sides, decodeAliases) ?? []
    side = fields.optional(.side, Decode.identifier)
    delimiter = fields.optional(.delimiter, decodeDelimiter)
    decimal = fields.optional(.decimal, decodeCharacter(".,")) ?? "."
    thousands = fields.optional(.thousands, decodeCharacter(",. '"))
    missing = fields.optional(.missing, Decode.list(of: Decode.text)) ?? []
    ignoresUnknown =
      fields.optional(.unknown, Decode.word("choice") as (Node, Problems) -> Unknown?) == .ignore
    source = fields.optional(.source, Decode.text)
    checkSides(fields, known, problems)
    if decimal == thousands, let node = fields[.thousands] {
      problems.report(
        "the thousands separator is the decimal mark, \(String(decimal).quoted)", at: node,
        help: "give 'decimal:' and 'thousands:' different marks")
    }
    if problems.all.count > before { return nil }
  }

  private func checkSides(_ fields: Fields<Key>, _ known: [String], _ problems: Problems) {
    if let node = fields[.side], let side {
      if !known.contains(side) {
        problems.report(
          "unknown side \(side.quoted)", at: node, help: suggestion(for: side, among: known, plural: "sides"))
      }
      if columns[.side] != nil {
        problems.report(
          "the side is given twice: by 'side:' and by a column", at: node, help: "leave one of them out")
      }
    }
    for entry in fields[.sides]?.entries ?? [] {
      guard case .scalar(let id, _) = entry.value.content, !id.isEmpty, !known.contains(id) else { continue }
      problems.report(
        "unknown side \(id.quoted)", at: entry.value, help: suggestion(for: id, among: known, plural: "sides")
      )
    }
  }

  private func decodeColumns(_ node: Node, _ problems: Problems) -> [Role: String]? {
    guard case .mapping(let entries) = node.content else {
      problems.report(
        "expected columns such as {value: obs_value}, found \(node.kindDescription)", at: node,
        help:
          "write {role: name of the column}; the roles are: \(Role.allCases.map(\.rawValue).joined(separator: ", "))"
      )
      return nil
    }
    let roles = Role.allCases.map(\.rawValue)
    var columns: [Role: String] = [:]
    var taken: [String: Role] = [:]
    for entry in entries where !entry.value.isNull {
      guard let role = Role(rawValue: entry.key) else {
        problems.report(
          Diagnostic(
            "unknown column \(entry.key.quoted)", at: entry.location, keyPath: entry.value.path,
            help: suggestion(for: entry.key, among: roles, plural: "columns")))
        continue
      }
      guard let name = Decode.text(entry.value, problems) else { continue }
      if layout == .wide, role == .indicator || role == .value {
        problems.report(
          "a wide file has no column of \(role.rawValue)s: each series has its own", at: entry.value,
          help: "map column names to series with 'indicators:'")
      }
      if let other = taken.updateValue(role, forKey: name) {
        problems.report(
          "the column \(name.quoted) cannot hold both \(other.rawValue) and \(role.rawValue)",
          at: entry.value, help: "name another column for one of them")
      }
      columns[role] = name
    }
    return columns
  }

  private func decodeAliases(_ node: Node, _ problems: Problems) -> [Alias]? {
    guard case .mapping(let entries) = node.content else {
      problems.report(
        "expected texts and their ids, found \(node.kindDescription)", at: node,
        help: "write {text in the file: id in the model}")
      return nil
    }
    return entries.compactMap { entry in
      guard let id = Decode.identifier(entry.value, problems) else { return nil }
      return Alias(entry.key, id: id, location: entry.value.location)
    }
  }

  private func decodeDelimiter(_ node: Node, _ problems: Problems) -> TextTable.Delimiter? {
    switch node.content {
    case .scalar(",", _): return .comma
    case .scalar(";", _): return .semicolon
    case .scalar("tab", _), .scalar("\t", _): return .tab
    default:
      problems.report(
        "expected a delimiter, found \(node.kindDescription)", at: node, help: "write \",\", \";\" or tab")
      return nil
    }
  }

  private func decodeCharacter(_ choices: String) -> (Node, Problems) -> Character? {
    { node, problems in
      if case .scalar(let text, _) = node.content, let mark = text.first, text.count == 1,
        choices.contains(mark)
      {
        return mark
      }
      let shown = choices.map { "\"\($0)\"" }.joined(separator: ", ")
      problems.report(
        "expected one of \(shown), found \(node.kindDescription)", at: node, help: "write it in quotes")
      return nil
    }
  }
}
