internal import PressureIndex

/// What a draw does to the weights of a hierarchy: the rules of its groups, then what it leaves out.
struct WeightAdjustment: Sendable {
  private struct Step: Sendable {
    let children: [Int]
    let sampler: WeightSampler
    let coordinates: Range<Int>
  }

  private struct Exclusion: Sendable {
    let nodes: [Int]
    let probability: Double
    let coordinate: Int
  }

  private let steps: [Step]
  private let exclusion: Exclusion?
  private let parents: [Int?]
  private let children: [[Int]]

  /// - Parameter vectors: the weights before any draw.
  init(_ plan: DrawPlan, _ hierarchy: Hierarchy, vectors: [[Double]]) {
    var steps: [Step] = []
    var exclusion: Exclusion?
    for (factor, coordinates) in zip(plan.factors, plan.coordinates) {
      switch factor.kind {
      case .weights(let group, let rule):
        let children = hierarchy.nodes[group].children
        let bases = vectors.map { vector in children.map { vector[$0] } }
        steps.append(
          Step(children: children, sampler: WeightSampler(rule, bases: bases), coordinates: coordinates))
      case .exclusion(let nodes, let probability):
        exclusion = Exclusion(nodes: nodes, probability: probability, coordinate: coordinates.lowerBound)
      default: continue
      }
    }
    self.steps = steps
    self.exclusion = exclusion
    parents = hierarchy.nodes.map(\.parent)
    children = hierarchy.nodes.map(\.children)
  }

  /// Whether a draw changes any weight.
  var isEmpty: Bool { steps.isEmpty && exclusion == nil }

  /// The node that the point `u` leaves out.
  func excluded(_ u: UnsafeBufferPointer<Double>) -> Int? {
    guard let exclusion, u[exclusion.coordinate] < exclusion.probability else { return nil }
    let position = Int(u[exclusion.coordinate] / exclusion.probability * Double(exclusion.nodes.count))
    return exclusion.nodes[min(position, exclusion.nodes.count - 1)]
  }

  /// Changes `weights`, which sum to 1 in each group.
  func apply(_ u: UnsafeBufferPointer<Double>, to weights: UnsafeMutableBufferPointer<Double>) {
    for step in steps {
      withUnsafeTemporaryAllocation(of: Double.self, capacity: step.children.count) { group in
        for (i, child) in step.children.enumerated() { group[i] = weights[child] }
        // Rows in which no weights could be learned have none.
        if !group.contains(where: { $0 > 0 }) { return }
        step.sampler.apply(UnsafeBufferPointer(rebasing: u[step.coordinates]), to: group)
        for (i, child) in step.children.enumerated() { weights[child] = group[i] }
      }
    }
    guard var node = excluded(u) else { return }
    // A group with nothing left goes, too.
    while let parent = parents[node] {
      weights[node] = 0
      let rest = children[parent].reduce(0) { $0 + weights[$1] }
      if rest > 0 {
        for child in children[parent] { weights[child] /= rest }
        return
      }
      node = parent
    }
  }
}
