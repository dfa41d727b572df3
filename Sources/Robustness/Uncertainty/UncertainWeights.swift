internal import PressureIndex
internal import PressureSyntax

private enum WeightKey: String, ModelKey {
  case groups, spread, concentration, uniform, order, bounds, experts
}

extension UncertaintyReader {
  /// A sum as messages show it, without what rounding adds.
  private func rounded(_ value: Double) -> String { shortest((value * 1e9).rounded() / 1e9) }

  /// The groups whose children's weights can differ.
  var groups: [Int] {
    index.hierarchy.nodes.indices.filter { index.hierarchy.nodes[$0].children.count > 1 }
  }

  /// The name of a group in factors and messages; that of the index itself is `index`.
  func name(ofGroup group: Int) -> String { group == 0 ? "index" : index.hierarchy.nodes[group].id }

  /// An entry of `weights:`.
  func readWeights(_ node: Node) {
    guard let fields = Fields<WeightKey>(node, "uncertain weights", problems) else { return }
    let groups = groups
    let named = positions(fields[.groups], among: groups.map { name(ofGroup: $0) }, "group", at: node)
    let rules = WeightKey.allCases.filter { $0 != .groups && fields.has($0) }
    guard rules.count == 1, let key = rules.first, let value = fields[key] else {
      problems.report(
        "uncertain weights follow one rule; found \(rules.count)", at: node,
        help:
          "write one of 'spread: 0.25', 'concentration: 50', 'uniform: true', 'order: […]', 'bounds: {…}' and "
          + "'experts: […]'")
      return
    }
    guard let named else { return }
    for position in named.list {
      let group = groups[position]
      guard let rule = rule(key, value, group) else { return }
      add(
        UncertainFactor(
          "weights.\(name(ofGroup: group))", rule.description, .weights(group: group, rule: rule)),
        at: node, isNamed: named.isNamed)
    }
  }

  private func rule(_ key: WeightKey, _ node: Node, _ group: Int) -> WeightRule? {
    let ids = index.hierarchy.nodes[group].children.map { index.hierarchy.nodes[$0].id }
    switch key {
    case .groups: return nil
    case .spread: return spread(node)
    case .concentration:
      return Decode.positive(node, problems).flatMap { concentration in
        if (0.1...1e6).contains(concentration) { return .dirichlet(concentration: concentration) }
        problems.report(
          "a concentration of \(shortest(concentration)) is outside 0.1 to 1000000", at: node,
          help: "50 lets a weight of 0.25 vary by about 0.06 (one standard deviation)")
        return nil
      }
    case .uniform: return Decode.flag(node, problems).flatMap { $0 ? .simplex : nil }
    case .order: return order(node, ids)
    case .bounds: return bounds(node, ids)
    case .experts: return experts(node, ids)
    }
  }

  private func spread(_ node: Node) -> WeightRule? {
    guard let fraction = Decode.number(node, problems) else { return nil }
    if fraction > 0, fraction <= 1 { return .perturbed(fraction: fraction) }
    problems.report(
      "a spread of \(shortest(fraction)) is outside (0, 1]: weights would fall below 0", at: node,
      help: "0.25 lets each weight vary by a quarter before they are rescaled")
    return nil
  }

  private func order(_ node: Node, _ ids: [String]) -> WeightRule? {
    guard let list = Decode.list(of: Decode.name(among: ids, "child"))(node, problems) else { return nil }
    if Set(list).count == ids.count, list.count == ids.count { return .ordered(list) }
    problems.report(
      "an order names every child once: \(ids.joined(separator: ", "))", at: node,
      help: "list them, the most important first")
    return nil
  }

  /// A mapping from the ids of children to values; each child must have one.
  private func byChild<Value>(
    _ node: Node, _ ids: [String], _ decode: (Node, Problems) -> Value?
  ) -> [Value]? {
    guard case .mapping(let entries) = node.content else {
      problems.report(
        "expected a value for each of \(ids.joined(separator: ", ")); found \(node.kindDescription)",
        at: node,
        help: "write {\(ids[0]): …, \(ids[1]): …}")
      return nil
    }
    var values = [Value?](repeating: nil, count: ids.count)
    for entry in entries {
      guard let child = ids.firstIndex(of: entry.key) else {
        problems.report(
          Diagnostic(
            "unknown child \(entry.key.quoted)", at: entry.location, keyPath: entry.value.path,
            help: suggestion(for: entry.key, among: ids, plural: "children")))
        return nil
      }
      values[child] = decode(entry.value, problems)
      if values[child] == nil { return nil }
    }
    let missing = ids.indices.filter { values[$0] == nil }.map { ids[$0].quoted }
    if missing.isEmpty { return values.compactMap(\.self) }
    problems.report("no value for \(missing.joined(separator: ", "))", at: node, help: "add it")
    return nil
  }

  private func bounds(_ node: Node, _ ids: [String]) -> WeightRule? {
    if ids.count > BoundedSimplex.maximumCount {
      problems.report(
        "bounds are possible for up to \(BoundedSimplex.maximumCount) children; this group has \(ids.count)",
        at: node, help: "use 'concentration' or 'order'")
      return nil
    }
    guard let ranges = byChild(node, ids, Distribution.range) else { return nil }
    let (low, high) = (ranges.reduce(0) { $0 + $1.lowerBound }, ranges.reduce(0) { $0 + $1.upperBound })
    if ranges.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound <= 1 }), low < 1, high > 1 {
      return .bounded(ranges)
    }
    problems.report(
      "no weights within these bounds sum to 1: the lower ends sum to \(rounded(low)), the upper to \(rounded(high))",
      at: node, help: "bounds are shares of the group, between 0 and 1")
    return nil
  }

  private func experts(_ node: Node, _ ids: [String]) -> WeightRule? {
    let decode = Decode.list { (node: Node, problems: Problems) -> [Double]? in
      guard let weights = self.byChild(node, ids, Decode.nonNegative) else { return nil }
      let total = weights.reduce(0, +)
      if total > 0 { return weights.map { $0 / total } }
      problems.report("all weights of an expert are 0", at: node, help: "give one of them a weight above 0")
      return nil
    }
    guard let list = decode(node, problems), case .sequence(let items) = node.content,
      list.count == items.count
    else { return nil }
    if list.count > 1 { return .experts(list) }
    problems.report("one expert leaves no uncertainty", at: node, help: "state at least two")
    return nil
  }
}
