internal import PressureSyntax

/// One party to the negotiation, or one unit of a panel.
public struct Side: Hashable, Sendable, Identifiable {
  /// The name by which data and model refer to it.
  public let id: String
  /// The name that reports show.
  public let name: String

  /// Creates a side.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }

  /// Reads `sides:`, a mapping of ids to names or a list of ids, in order.
  static func list(_ node: Node, _ problems: Problems) -> [Side]? {
    var sides: [Side] = []
    switch node.content {
    case .mapping(let entries):
      for entry in entries {
        guard let name = Decode.text(entry.value, problems) else { continue }
        sides.append(Side(id: entry.key, name: name))
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
