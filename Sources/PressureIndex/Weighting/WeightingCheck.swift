internal import PressureSyntax

extension Weighting {
  /// Reports what does not fit the hierarchy: ids that are not there, groups of which only some children are named,
  /// statements that contradict themselves, bounds that no weights can keep.
  ///
  /// - Parameter group: the group whose weighting it is; `nil` where it is that of the whole hierarchy.
  func check(_ hierarchy: Hierarchy, group: Int?, at node: Node, _ problems: Problems) {
    let checker = WeightingChecker(hierarchy: hierarchy, group: group, node: node, problems: problems)
    switch self {
    case .declared, .equal, .statistic, .principalComponent, .factor: break
    case .expert(let allocations):
      for allocation in allocations {
        let place = node["allocations"]?[allocation.name] ?? node
        checker.checkShares(
          allocation.points, of: "the points of \(allocation.name.quoted)", total: nil, at: place)
      }
    case .equalImportance(let targets, _):
      checker.checkShares(targets, of: "the targets", total: 1, at: node["targets"] ?? node)
    case .analyticHierarchy(let judgements):
      for judgement in judgements {
        if let group = checker.group(named: judgement.group) { checker.check(judgement, group) }
      }
    case .bestWorst(let judgements):
      for judgement in judgements {
        if let group = checker.group(named: judgement.group) { checker.check(judgement, group) }
      }
    case .benefitOfTheDoubt(let shares, _): checker.check(shares)
    }
  }
}

/// Compares a weighting with the hierarchy.
private struct WeightingChecker {
  let hierarchy: Hierarchy
  let group: Int?
  let node: Node
  let problems: Problems

  /// The groups to which the weighting may apply.
  private var groups: [Int] {
    group.map { [$0] } ?? hierarchy.nodes.indices.filter { hierarchy.nodes[$0].indicator == nil }
  }

  private func words(_ group: Int) -> String {
    group == 0 ? "the index" : "the group \(hierarchy.nodes[group].id.quoted)"
  }

  private func ids(_ group: Int) -> [String] {
    hierarchy.nodes[group].children.map { hierarchy.nodes[$0].id }
  }

  func group(named id: String) -> Int? {
    if let found = groups.first(where: { hierarchy.nodes[$0].id == id }) { return found }
    let name = id.isEmpty ? Weighting.indexName : id
    let valid = groups.map { $0 == 0 ? Weighting.indexName : hierarchy.nodes[$0].id }
    problems.report(
      "there is no group \(name.quoted) here", at: node["judgements"] ?? node,
      help: suggestion(for: name, among: valid, plural: "groups"))
    return nil
  }

  /// Numbers by id: of each group all children or none, not all 0, and summing to `total` if one is given.
  func checkShares(_ numbers: [String: Double], of what: String, total: Double?, at place: Node) {
    let valid = groups.flatMap(ids)
    for id in numbers.keys.sorted() where !valid.contains(id) {
      problems.report(
        "\(what) name \(id.quoted), which is not there", at: place[id] ?? place,
        help: suggestion(for: id, among: valid, plural: "ids"))
    }
    for group in groups {
      let children = ids(group)
      let named = children.filter { numbers[$0] != nil }
      if named.isEmpty { continue }
      let missing = children.filter { numbers[$0] == nil }
      if !missing.isEmpty {
        problems.report(
          "\(what) name some children of \(words(group)) and not \(missing.map(\.quoted).joined(separator: ", "))",
          at: place, help: "add the rest, with 0 for what shall not count")
        continue
      }
      let sum = named.reduce(0) { $0 + numbers[$1]! }
      if let total, abs(sum - total) > 1e-6 {
        problems.report(
          "\(what) in \(words(group)) sum to \(shortest(sum)), not to \(shortest(total))", at: place,
          help: "divide each by \(shortest(sum))")
      } else if sum <= 0 {
        problems.report(
          "\(what) in \(words(group)) are all 0", at: place,
          help: "give at least one of them a number above 0")
      }
    }
  }

  func check(_ judgement: PairwiseJudgement, _ group: Int) {
    let place = node["judgements"] ?? node
    guard checkMembers(judgement.members, of: group, at: place) else { return }
    if judgement.members.count > AnalyticHierarchy.greatestOrder {
      problems.report(
        "\(words(group)) has \(judgement.members.count) children; pairwise comparisons are judged for up to "
          + "\(AnalyticHierarchy.greatestOrder)", at: place, help: "divide the group into smaller ones")
      return
    }
    for matrix in judgement.experts where !judgement.acceptsInconsistency {
      let ratio = AnalyticHierarchy.result(matrix.rows).consistencyRatio
      guard ratio > AnalyticHierarchy.greatestRatio else { continue }
      let whose = matrix.expert.isEmpty ? "" : " by \(matrix.expert.quoted)"
      let worst = mostInconsistent(matrix.rows)
      problems.report(
        "the comparisons of \(words(group))\(whose) contradict each other: their consistency ratio is "
          + "\(shortest((ratio * 1000).rounded() / 1000)), above 0.1", at: place,
        help:
          "look first at \(judgement.members[worst.0].quoted) against \(judgement.members[worst.1].quoted), or "
          + "write 'accept-inconsistency: true'")
    }
  }

  /// The pair whose comparison differs most from the ratio of its weights.
  private func mostInconsistent(_ rows: [[Double]]) -> (Int, Int) {
    let weights = AnalyticHierarchy.result(rows).weights
    var worst = (pair: (0, 0), factor: 0.0)
    for i in rows.indices {
      for j in 0..<i {
        let factor = rows[i][j] * weights[j] / weights[i]
        let size = max(factor, 1 / factor)
        if size > worst.factor { worst = ((j, i), size) }
      }
    }
    return worst.pair
  }

  func check(_ judgement: BestWorstJudgement, _ group: Int) {
    let place = node["judgements"] ?? node
    let children = ids(group)
    for id in [judgement.best, judgement.worst] where !children.contains(id) {
      problems.report(
        "\(id.quoted) is no child of \(words(group))", at: place,
        help: suggestion(for: id, among: children, plural: "children"))
      return
    }
    if judgement.best == judgement.worst, children.count > 1 {
      problems.report("the best and the worst child of \(words(group)) are the same", at: place)
    }
    for (key, numbers, itself) in [
      ("best-to-others", judgement.bestToOthers, judgement.best),
      ("others-to-worst", judgement.othersToWorst, judgement.worst),
    ] {
      for id in numbers.keys.sorted() where !children.contains(id) {
        problems.report(
          "\(key.quoted) names \(id.quoted), which is no child of \(words(group))", at: place,
          help: suggestion(for: id, among: children, plural: "children"))
      }
      if let own = numbers[itself], own != 1 {
        problems.report(
          "\(key.quoted) compares \(itself.quoted) with itself and says \(shortest(own))", at: place,
          help: "leave it out, or write 1")
      }
      let missing = children.filter { $0 != itself && numbers[$0] == nil }
      if !missing.isEmpty {
        problems.report(
          "\(key.quoted) of \(words(group)) says nothing of \(missing.map(\.quoted).joined(separator: ", "))",
          at: place, help: "add how many times more, from 1 to 9")
      }
    }
    if let one = judgement.bestToOthers[judgement.worst], let other = judgement.othersToWorst[judgement.best],
      one != other
    {
      problems.report(
        "the best against the worst child of \(words(group)) is \(shortest(one)) one way and \(shortest(other)) the "
          + "other", at: place, help: "write the same number in both")
    }
  }

  private func checkMembers(_ members: [String], of group: Int, at place: Node) -> Bool {
    let children = ids(group)
    if Set(members) == Set(children), members.count == children.count { return true }
    problems.report(
      "the members must be all children of \(words(group)), each once: \(children.map(\.quoted).joined(separator: ", "))",
      at: place)
    return false
  }

  func check(_ shares: ClosedRange<Double>) {
    for group in groups {
      let n = Double(hierarchy.nodes[group].children.count)
      // With one child there is nothing to choose.
      guard n > 1, shares.lowerBound * n > 1 || shares.upperBound * n < 1 else { continue }
      let isLow = shares.upperBound * n < 1
      let bound = isLow ? shares.upperBound : shares.lowerBound
      problems.report(
        "no weights of the \(Int(n)) children of \(words(group)) keep the shares: each must be at "
          + "\(isLow ? "most" : "least") \(shortest(bound)), together \(shortest(bound * n)), not 1",
        at: node["shares"] ?? node,
        help: isLow
          ? "raise the second share to \(shortest(1 / n)) or more"
          : "lower the first share to \(shortest(1 / n)) or less")
    }
  }
}
