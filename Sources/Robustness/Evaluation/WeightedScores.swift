internal import PressureIndex
internal import PressureNumerics
internal import PressureSyntax

/// The index by other weights where a group is no quasi-arithmetic mean: the scores of the indicators are those of the
/// model, and are aggregated anew for each draw.
struct WeightedScores: Sendable {
  private let pressure: PressureIndex
  private let samplers: [ParameterSampler]
  private let adjustment: WeightAdjustment
  private let rows: [(now: Int, earlier: Int?)]

  /// Prepares the index of a scenario; `nil` where more than weights and momentum is uncertain.
  init?(_ pressure: PressureIndex, _ chain: PlainChain) {
    let panel = pressure.panel
    let index = panel.specification
    if !chain.errors.isEmpty { return nil }
    for sampler in chain.samplers {
      switch sampler.parameter {
      case .goalpost: return nil
      case .weight(let node):
        // A computed weight does not follow the declared one, which the whole chain says.
        let parent = index.hierarchy.nodes[node].parent
        if parent.map({ index.weighting(ofGroup: $0) }) != .declared { return nil }
      default: continue
      }
    }
    self.pressure = pressure
    samplers = chain.samplers
    adjustment = WeightAdjustment(chain.plan, index.hierarchy, vectors: pressure.weights.vectors)
    rows = index.sides.indices.map { side in
      (panel.row(side: side), panel.isDated(side: side) ? panel.row(side: side, date: 1) : nil)
    }
  }

  /// Hands the pressure and the hurting of every side at the point `u` to `put`; `false` where the draw has none.
  func evaluate(_ u: UnsafeBufferPointer<Double>, _ put: (Int, Double, Double) -> Void) -> Bool {
    let index = pressure.panel.specification
    let weights = pressure.weights.adjusted { vector in
      declare(u, &vector)
      vector.withUnsafeMutableBufferPointer { adjustment.apply(u, to: $0) }
    }
    let nodes = try? NodeScores(
      index.hierarchy, weights: weights, scores: pressure.scores.values, mask: pressure.scores.mask,
      layout: pressure.panel.layout)
    guard let nodes else { return false }
    var momentum = index.momentum.weight
    for sampler in samplers { if case .momentum = sampler.parameter { momentum = sampler.value(u) } }
    func score(_ row: Int) -> Double? { nodes.mask[row, 0] == 1 ? nodes.values[row, 0] : nil }
    for (side, row) in rows.enumerated() {
      guard let now = score(row.now) else { return false }
      put(side, now, PlainChain.hurting(now, earlier: row.earlier.flatMap(score), momentum: momentum))
    }
    return true
  }

  /// Puts the declared weights of a draw into a vector, whose groups they are.
  private func declare(_ u: UnsafeBufferPointer<Double>, _ vector: inout [Double]) {
    let nodes = pressure.panel.specification.hierarchy.nodes
    var raw: [Int: Double] = [:]
    for sampler in samplers { if case .weight(let node) = sampler.parameter { raw[node] = sampler.value(u) } }
    for group in Set(raw.keys.compactMap { nodes[$0].parent }) {
      let weights = nodes[group].children.map { raw[$0] ?? nodes[$0].weight }
      let total = weights.reduce(0, +)
      for (child, weight) in zip(nodes[group].children, weights) { vector[child] = weight / total }
    }
  }
}
