internal import PressureSyntax

/// Reads `index:` into a hierarchy and its indicators.
struct HierarchyReader {
  let sides: [Side]
  let seriesIDs: [String]
  let definitions: [SeriesDefinition]
  let method: Method
  let preparation: Preparation
  let sets: [WeightSet]
  let problems: Problems

  private(set) var nodes: [Hierarchy.Node] = []
  private(set) var indicators: [Indicator] = []
  /// The groups that state a weighting of their own, with its place.
  private(set) var weightings: [(group: Int, node: PressureSyntax.Node)] = []
  private var lines: [String: Int] = [:]
  /// What each group's indicators are normalised by unless they say otherwise, by the group's position.
  private var normalizations: [Int: Normalization] = [:]

  init(
    sides: [Side], seriesIDs: [String], definitions: [SeriesDefinition], method: Method,
    preparation: Preparation, sets: [WeightSet], problems: Problems
  ) {
    (self.sides, self.seriesIDs, self.definitions) = (sides, seriesIDs, definitions)
    (self.method, self.preparation, self.sets, self.problems) = (method, preparation, sets, problems)
  }

  enum GroupKey: String, ModelKey {
    case pillar, group, name, weight, weighting, aggregation, normalization
    case minimumCoverage = "minimum-coverage"
    case indicators, groups
  }

  /// Reads the whole of `index:`.
  mutating func read(_ node: Node) -> Hierarchy? {
    nodes = [
      Hierarchy.Node(
        id: "", name: "Index", weight: 1, depth: 0, parent: nil,
        content: .group(
          children: [], aggregation: method.aggregation, minimumCoverage: method.minimumCoverage))
    ]
    guard case .sequence(let items) = node.content else {
      problems.report("expected a list of pillars or indicators, found \(node.kindDescription)", at: node)
      return nil
    }
    addChildren(items, to: 0, named: "the index", at: node)
    return problems.isEmpty ? Hierarchy(nodes: nodes) : nil
  }

  private mutating func addChildren(_ items: [Node], to parent: Int, named name: String, at node: Node) {
    if items.isEmpty {
      problems.report("\(name) is empty", at: node, help: "list at least one indicator, or remove it")
      return
    }
    var children: [Int] = []
    for item in items {
      if let child = add(item, to: parent) { children.append(child) }
    }
    guard case .group(_, let aggregation, let coverage) = nodes[parent].content else { return }
    nodes[parent].content = .group(children: children, aggregation: aggregation, minimumCoverage: coverage)
    let weights = children.map { nodes[$0].weight }
    if !children.isEmpty, children.count == items.count, !weights.contains(where: { $0 > 0 }) {
      problems.report(
        "all weights in \(name) are 0", at: node, help: "give at least one of them a weight above 0")
    }
  }

  private mutating func add(_ node: Node, to parent: Int) -> Int? {
    if node[GroupKey.pillar.rawValue] != nil || node[GroupKey.group.rawValue] != nil
      || node[GroupKey.indicators.rawValue] != nil || node[GroupKey.groups.rawValue] != nil
    {
      return addGroup(node, to: parent)
    }
    guard
      let indicator = Indicator.decode(
        node, sides: sides, seriesIDs: seriesIDs, definitions: definitions, method: method,
        inherited: normalizations[parent] ?? method.normalization, preparation: preparation, problems)
    else { return nil }
    claim(indicator.id, at: node[Indicator.Key.id.rawValue] ?? node)
    nodes.append(
      Hierarchy.Node(
        id: indicator.id, name: indicator.name, weight: indicator.weight, depth: nodes[parent].depth + 1,
        parent: parent, content: .indicator(indicators.count)))
    indicators.append(indicator)
    return nodes.count - 1
  }

  private mutating func addGroup(_ node: Node, to parent: Int) -> Int? {
    guard let fields = Fields<GroupKey>(node, "a group", problems) else { return nil }
    if fields.has(.pillar), let other = fields[.group] {
      problems.report("a group has one id: 'pillar' or 'group', not both", at: other)
    }
    let idKey: GroupKey = fields.has(.pillar) ? .pillar : .group
    guard let id = fields.required(idKey, Decode.identifier) else { return nil }
    claim(id, at: fields[idKey] ?? node)
    if !fields.has(.weight), method.weighting == .declared { problems.assume(id, "weight", "1") }
    let position = nodes.count
    normalizations[position] =
      fields.optional(.normalization, Normalization.decode(sides)) ?? normalizations[parent]
    nodes.append(
      Hierarchy.Node(
        id: id, name: fields.optional(.name, Decode.text) ?? id,
        weight: fields.optional(.weight, Decode.weight) ?? 1, depth: nodes[parent].depth + 1,
        parent: parent,
        content: .group(
          children: [], aggregation: fields.optional(.aggregation, Aggregation.decode) ?? method.aggregation,
          minimumCoverage: fields.optional(.minimumCoverage, Decode.number(in: 0...1))
            ?? method.minimumCoverage),
        weighting: fields.optional(.weighting) { Weighting.decode($0, sets: sets, $1) }))
    if let place = fields[.weighting] { weightings.append((position, place)) }
    // Groups and indicators side by side keep the order in which their keys are written.
    var items: [Node] = []
    for entry in node.entries
    where [GroupKey.indicators.rawValue, GroupKey.groups.rawValue].contains(entry.key) {
      guard case .sequence(let list) = entry.value.content else {
        if !entry.value.isNull {
          problems.report("expected a list, found \(entry.value.kindDescription)", at: entry.value)
        }
        continue
      }
      items += list
    }
    addChildren(items, to: position, named: "the group \(id.quoted)", at: node)
    return position
  }

  /// Ids are unique across groups and indicators, so that reports and paths can name either.
  private mutating func claim(_ id: String, at node: Node) {
    if let line = lines.updateValue(node.location.line, forKey: id) {
      problems.report(
        "duplicate id \(id.quoted), first on line \(line)", at: node, help: "give one of them another id")
    }
  }
}
