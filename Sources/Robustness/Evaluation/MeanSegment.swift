internal import PressureIndex

/// A part of the hierarchy whose groups are all aggregated by one mean, so that its score is one mean of its leaves: of
/// indicators, and of parts that are aggregated in another way.
struct MeanSegment: Sendable {
  /// A group of the part.
  struct Group: Sendable {
    let node: Int
    let children: [Int]
    let minimumCoverage: Double
  }

  let mean: QuasiArithmeticMean
  /// Parents before their children, so that the first is the part's own node.
  let groups: [Group]
  /// Indicators and the nodes of other parts.
  let leaves: [Int]
  /// The leaves that are indicators.
  let indicators: [Int]

  var root: Int { groups[0].node }

  /// The parts of a hierarchy, each after those that it rests on; `nil` where a group is no quasi-arithmetic mean.
  static func all(_ hierarchy: Hierarchy) -> [MeanSegment]? {
    var means: [Int: QuasiArithmeticMean] = [:]
    for (node, content) in hierarchy.nodes.enumerated() {
      guard case .group(_, let aggregation, _) = content.content else { continue }
      guard let mean = aggregation.quasiArithmeticMean else { return nil }
      means[node] = mean
    }
    let roots = hierarchy.nodes.indices.filter { node in
      guard let mean = means[node] else { return false }
      return hierarchy.nodes[node].parent.map { means[$0] != mean } ?? true
    }
    return roots.reversed().map { root in
      var (groups, leaves): ([Group], [Int]) = ([], [])
      var rest = [root]
      while !rest.isEmpty {
        let node = rest.removeFirst()
        guard case .group(let children, _, let coverage) = hierarchy.nodes[node].content else { continue }
        groups.append(Group(node: node, children: children, minimumCoverage: coverage))
        for child in children {
          if means[child] == means[root] { rest.append(child) } else { leaves.append(child) }
        }
      }
      return MeanSegment(
        mean: means[root] ?? .arithmetic, groups: groups, leaves: leaves,
        indicators: leaves.filter { means[$0] == nil })
    }
  }
}
