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

    /// The node that the uniform number `u` leaves out.
    func node(_ u: Double) -> Int? {
      u < probability ? nodes[min(Int(u / probability * Double(nodes.count)), nodes.count - 1)] : nil
    }
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

  /// The number of children of the largest group whose weights a draw changes.
  var widest: Int { steps.map(\.children.count).max() ?? 0 }

  /// Whether a draw changes any weight.
  var isEmpty: Bool { steps.isEmpty && exclusion == nil }

  /// The node that the point `u` leaves out.
  func excluded(_ u: UnsafeBufferPointer<Double>) -> Int? {
    exclusion.flatMap { $0.node(u[$0.coordinate]) }
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
    if let node = excluded(u), let start = weights.baseAddress { exclude(node, start, stride: 1) }
  }

  /// Changes the weights of eight draws: number n · 8 + lane of `weights` is that of node n, and c · 8 + lane of `u` the
  /// coordinate c. `room` has a row for each child of a group.
  func apply(
    panel u: UnsafePointer<Double>, to weights: UnsafeMutablePointer<Double>,
    room: UnsafeMutablePointer<Double>
  ) {
    for step in steps {
      let count = step.children.count
      for (i, child) in step.children.enumerated() { room.lanes(i, weights.lanes(child)) }
      // Rows in which no weights could be learned have none.
      if !(0..<8 * count).contains(where: { room[$0] > 0 }) { continue }
      step.sampler.apply(panel: u + 8 * step.coordinates.lowerBound, to: room, count: count)
      for (i, child) in step.children.enumerated() { weights.lanes(child, room.lanes(i)) }
    }
    guard let exclusion else { return }
    for lane in 0..<8 {
      let number = u[8 * exclusion.coordinate + lane]
      if let node = exclusion.node(number) { exclude(node, weights + lane, stride: 8) }
    }
  }

  /// Leaves a node out: the weight goes to its siblings. A group with nothing left goes, too.
  private func exclude(_ node: Int, _ weights: UnsafeMutablePointer<Double>, stride: Int) {
    var node = node
    while let parent = parents[node] {
      weights[stride * node] = 0
      let rest = children[parent].reduce(0) { $0 + weights[stride * $1] }
      if rest > 0 {
        for child in children[parent] { weights[stride * child] /= rest }
        return
      }
      node = parent
    }
  }
}

extension UnsafePointer<Double> {
  /// Row `i` of a panel of eight draws.
  @inline(__always)
  func lanes(_ i: Int) -> SIMD8<Double> {
    UnsafeRawPointer(self + 8 * i).loadUnaligned(as: SIMD8<Double>.self)
  }
}

extension UnsafeMutablePointer<Double> {
  /// Row `i` of a panel of eight draws.
  @inline(__always)
  func lanes(_ i: Int) -> SIMD8<Double> {
    UnsafeRawPointer(self + 8 * i).loadUnaligned(as: SIMD8<Double>.self)
  }

  /// Writes row `i` of a panel of eight draws.
  @inline(__always)
  func lanes(_ i: Int, _ values: SIMD8<Double>) {
    UnsafeMutableRawPointer(self + 8 * i).storeBytes(of: values, as: SIMD8<Double>.self)
  }
}
