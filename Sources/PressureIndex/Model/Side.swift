internal import PressureSyntax

/// One party to the negotiation, or one unit of a panel.
public struct Side: Hashable, Sendable, Identifiable {
  /// The name by which data and model refer to it.
  public let id: String
  /// The name that reports show.
  public let name: String

  /// The groups to which it belongs, by grouping, such as a region; imputation by groups refers to them.
  public let groups: [String: String]

  /// Creates a side.
  public init(id: String, name: String, groups: [String: String] = [:]) {
    self.id = id
    self.name = name
    self.groups = groups
  }

  enum Key: String, ModelKey { case name, groups }

  private static func decode(_ entry: Node.Entry, _ problems: Problems) -> Side? {
    guard case .mapping = entry.value.content else {
      return Decode.text(entry.value, problems).map { Side(id: entry.key, name: $0) }
    }
    guard let fields = Fields<Key>(entry.value, "a side", problems) else { return nil }
    var groups: [String: String] = [:]
    if let node = fields[.groups] {
      guard case .mapping(let entries) = node.content else {
        problems.report(
          "expected groupings and groups, found \(node.kindDescription)", at: node,
          help: "write {region: Europe}")
        return nil
      }
      for entry in entries where !entry.value.isNull {
        groups[entry.key] = Decode.text(entry.value, problems)
      }
    }
    return Side(id: entry.key, name: fields.optional(.name, Decode.text) ?? entry.key, groups: groups)
  }

  /// Decodes the name of a grouping to which all of `sides` belong.
  static func decodeGrouping(_ sides: [Side]) -> (Node, Problems) -> String? {
    { node, problems in
      guard let name = Decode.text(node, problems) else { return nil }
      let without = sides.filter { $0.groups[name] == nil }
      if without.isEmpty { return name }
      if without.count == sides.count {
        let known = Set(sides.flatMap(\.groups.keys)).sorted()
        problems.report(
          "unknown grouping \(name.quoted)", at: node,
          help: known.isEmpty
            ? "give each side its group: 'sides: {\(sides[0].id): {name: …, groups: {\(name): …}}}'"
            : suggestion(for: name, among: known, plural: "groupings"))
      } else {
        problems.report(
          "\(without.count) of \(sides.count) sides have no group \(name.quoted), first \(without[0].id.quoted)",
          at: node, help: "state it under the side's 'groups'")
      }
      return nil
    }
  }

  /// Reads `sides:`, in order: a mapping of ids to names, or to mappings with a name and groups; or a list of ids.
  static func list(_ node: Node, _ problems: Problems) -> [Side]? {
    var sides: [Side] = []
    switch node.content {
    case .mapping(let entries):
      for entry in entries {
        if let side = decode(entry, problems) { sides.append(side) }
      }
    case .sequence(let items):
      var lines: [String: Int] = [:]
      for item in items {
        guard let id = Decode.identifier(item, problems) else { continue }
        if let line = lines.updateValue(item.location.line, forKey: id) {
          problems.report(
            "duplicate side \(id.quoted), first on line \(line)", at: item, help: "leave one of them out")
        }
        sides.append(Side(id: id, name: id))
      }
    case .scalar:
      problems.report("expected the sides as a mapping of ids to names, or a list of ids", at: node)
      return nil
    }
    if sides.isEmpty { problems.report("a model needs at least one side", at: node) }
    return sides.isEmpty ? nil : sides
  }
}

extension [Side] {
  /// The entries of a mapping from side ids to something, with the side's position; what is no mapping and what
  /// is no side is reported.
  func entries(of node: Node, _ problems: Problems) -> [(side: Int, node: Node)] {
    guard case .mapping(let entries) = node.content else {
      problems.report("expected a mapping with a side's id as key; found \(node.kindDescription)", at: node)
      return []
    }
    return entries.compactMap { entry in
      if let side = firstIndex(where: { $0.id == entry.key }) { return (side, entry.value) }
      problems.report(
        Diagnostic(
          "unknown side \(entry.key.quoted)", at: entry.location, keyPath: entry.value.path,
          help: suggestion(for: entry.key, among: map(\.id), plural: "sides")))
      return nil
    }
  }
}
