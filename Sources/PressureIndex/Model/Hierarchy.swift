internal import PressureSyntax

/// The tree of groups and indicators, flattened: every parent comes before its children, siblings in the
/// model file's order. Node 0 is the index itself.
public struct Hierarchy: Sendable, Hashable {
  /// What a node is.
  public enum Content: Sendable, Hashable {
    /// An indicator, by its position in ``IndexSpecification/indicators``.
    case indicator(Int)
    /// A group with its children's positions, how it aggregates and how much of it must be observed.
    case group(children: [Int], aggregation: Aggregation, minimumCoverage: Double)
  }

  /// A group or an indicator in its place.
  public struct Node: Sendable, Hashable, Identifiable {
    /// The id; empty for the index itself.
    public let id: String
    /// The name that reports show.
    public let name: String
    /// The weight among its siblings, as declared.
    public internal(set) var weight: Double
    /// The distance from the index itself.
    public let depth: Int
    /// The position of the parent; `nil` for the index itself.
    public let parent: Int?
    /// What it is.
    public internal(set) var content: Content
    /// Where the weights of a group's children come from, if the group says so itself.
    public internal(set) var weighting: Weighting?

    /// The children of a group; empty for an indicator.
    public var children: [Int] { if case .group(let children, _, _) = content { children } else { [] } }
    /// The indicator's position, if it is one.
    public var indicator: Int? { if case .indicator(let index) = content { index } else { nil } }
  }

  /// All nodes.
  public internal(set) var nodes: [Node]

  /// The children of the index itself: the pillars.
  public var pillars: [Int] { nodes[0].children }

  /// The pillar to which `node` belongs (itself, if it is one).
  public func pillar(of node: Int) -> Int {
    var node = node
    while let parent = nodes[node].parent, parent != 0 { node = parent }
    return node
  }

  /// The positions of the nodes that are indicators, in the order of the indicators.
  public var leaves: [Int] { nodes.indices.filter { nodes[$0].indicator != nil } }

  /// The weight of each node among its siblings by a weighting that needs no data, normalised to sum to 1 in each
  /// group; 1 for the index itself.
  ///
  /// - Precondition: the weights are not learned from scores.
  public func weights(_ weighting: Weighting) -> [Double] {
    var result = [Double](repeating: 1, count: nodes.count)
    for (group, node) in nodes.enumerated() where !node.children.isEmpty {
      guard let (weights, _) = weighting.statedWeights(self, group: group) else {
        preconditionFailure("\(weighting.name.rawValue) weights need data")
      }
      for (child, weight) in zip(node.children, weights) { result[child] = weight }
    }
    return result
  }
}
