internal import PressureIndex

/// The pressures of a panel's first two dates for many draws of weights, goalposts and errors, on flat arrays.
///
/// For hierarchies whose groups are quasi-arithmetic means; the same arithmetic as ``NodeScores``. Cost: a few
/// operations for each indicator, side and date.
struct FastIndex: Sendable {
  /// An indicator in a row.
  private struct Cell: Sendable {
    let isPresent: Bool
    let score: Double
    /// The value that is scored between goalposts, where a draw changes it or them.
    let value: Double
    let slot: Int
  }

  private struct Group: Sendable {
    let node: Int
    let children: [Int]
    /// `nil` for the arithmetic mean.
    let mean: QuasiArithmeticMean?
    let minimumCoverage: Double
  }

  /// An indicator whose goalposts or values vary.
  private struct Varied: Sendable {
    let indicator: Int
    let node: Int
    let hasErrors: Bool
    /// For each side: no pressure and full pressure.
    var posts: [(none: Double, full: Double)]
    /// For each side: the samplers of the two ends.
    var ends: [(none: ParameterSampler?, full: ParameterSampler?)]
  }

  private let sides: Int
  private let dates: Int
  private let indicators: Int
  private let nodeCount: Int
  private let leaves: [(node: Int, indicator: Int)]
  private let groups: [Group]
  private let cells: [Cell]
  private let varied: [Varied]
  private let errors: ObservationErrors
  private let vectors: [[Double]]
  private let vectorOfRow: [Int]
  private let declared: [(node: Int, sampler: ParameterSampler)]
  private let declaredGroups: [(children: [Int], raw: [Double])]
  private let adjustment: WeightAdjustment
  private let isDated: [Bool]
  private let momentum: Double
  private let momentumSampler: ParameterSampler?

  /// Prepares the index of a scenario; `nil` where it is beyond this evaluation.
  init?(
    _ pressure: PressureIndex, _ plan: DrawPlan, _ samplers: [ParameterSampler], _ errors: ObservationErrors
  ) {
    let panel = pressure.panel
    let index = panel.specification
    sides = index.sides.count
    dates = min(panel.scoredDateCount, 2)
    indicators = index.indicators.count
    self.errors = errors
    let nodes = index.hierarchy.nodes
    nodeCount = nodes.count
    leaves = nodes.indices.compactMap { node in nodes[node].indicator.map { (node, $0) } }
    var groups: [Group] = []
    for node in nodes.indices.reversed() {
      guard case .group(let children, let aggregation, let coverage) = nodes[node].content else { continue }
      guard let mean = aggregation.quasiArithmeticMean else { return nil }
      groups.append(
        Group(
          node: node, children: children, mean: mean == .arithmetic ? nil : mean, minimumCoverage: coverage))
    }
    self.groups = groups

    var posts: [Int: [Goalposts.End: [Int: ParameterSampler]]] = [:]
    var declared: [(node: Int, sampler: ParameterSampler)] = []
    var momentumSampler: ParameterSampler?
    for sampler in samplers {
      switch sampler.parameter {
      case .goalpost(let indicator, let end, let side):
        for each in side.map({ [$0] }) ?? Array(index.sides.indices) {
          posts[indicator, default: [:]][end, default: [:]][each] = sampler
        }
      case .weight(let node): declared.append((node, sampler))
      case .momentum: momentumSampler = sampler
      default: continue
      }
    }
    self.declared = declared
    self.momentumSampler = momentumSampler
    momentum = index.momentum.weight

    var varied: [Varied] = []
    for (node, k) in leaves where posts[k] != nil || errors.contains(k) {
      let indicator = index.indicators[k]
      guard indicator.normalization.method == .goalposts else {
        // Its goalposts mean nothing to another normalization; its errors change what that one gives.
        if errors.contains(k) { return nil }
        continue
      }
      // An error in one value changes what outliers are treated by and what is imputed from it.
      let isPrepared = index.indicators.contains { other in
        other.treatment.method != .none || other.imputation.contains(where: \.isCrossSection)
      }
      if errors.contains(k), isPrepared { return nil }
      varied.append(
        Varied(
          indicator: k, node: node, hasErrors: errors.contains(k),
          posts: index.sides.indices.map { side in
            let stated = indicator.measure(side).goalposts!
            return (stated.none, stated.full)
          },
          ends: index.sides.indices.map { side in
            (posts[k]?[Goalposts.End.none]?[side], posts[k]?[.full]?[side])
          }))
    }
    self.varied = varied
    if !varied.isEmpty, index.needsSample { return nil }
    for (node, _) in declared {
      // Where weights are computed a declared one has no effect, which the whole chain says.
      guard let parent = nodes[node].parent, index.weighting(ofGroup: parent) == .declared else { return nil }
    }

    var cells: [Cell] = []
    for row in 0..<sides * dates {
      for k in 0..<indicators {
        let score = pressure.score(row: row, indicator: k)
        let reading = panel[row, k].reading
        if varied.contains(where: { $0.indicator == k }) {
          // A value that is treated or imputed on the way is no longer the one that was read.
          let measure = index.indicators[k].measure(row % sides)
          guard score == reading.map({ measure.goalposts!.score($0.value) }) else { return nil }
        }
        cells.append(
          Cell(
            isPresent: score != nil, score: score ?? 0, value: reading?.value ?? 0,
            slot: ObservationErrors.slot(panel, row: row, indicator: k) ?? 0))
      }
    }
    self.cells = cells
    let own = pressure.weights
    vectors = own.vectors
    vectorOfRow = (0..<sides * dates).map { own.vector(ofRow: $0) }
    let touched = Set(declared.map { nodes[$0.node].parent! })
    declaredGroups = touched.sorted().map { group in
      (nodes[group].children, nodes[group].children.map { nodes[$0].weight })
    }
    adjustment = WeightAdjustment(plan, index.hierarchy, vectors: own.vectors)
    isDated = index.sides.indices.map { panel.isDated(side: $0) }
  }
}

// MARK: Draws

extension FastIndex {
  /// Room for a draw, to be used again by one thread.
  struct Workspace {
    fileprivate var weights: [Double] = []
    fileprivate var values: [Double] = []
    fileprivate var present: [Bool] = []
    fileprivate var scores: [Double] = []
    /// P of each side.
    var pressure: [Double] = []
    /// H of each side.
    var hurting: [Double] = []
  }

  /// Computes the pressure and the hurting of every side at the point `u`; `false` where the draw has none.
  func evaluate(_ u: UnsafeBufferPointer<Double>, _ workspace: inout Workspace) -> Bool {
    let rows = sides * dates
    if workspace.weights.count != vectors.count * nodeCount {
      workspace.weights = [Double](repeating: 0, count: vectors.count * nodeCount)
    }
    if workspace.values.count != nodeCount {
      workspace.values = [Double](repeating: 0, count: nodeCount)
      workspace.present = [Bool](repeating: false, count: nodeCount)
    }
    if workspace.scores.count != rows * indicators {
      workspace.scores = [Double](repeating: 0, count: rows * indicators)
    }
    if workspace.pressure.count != sides {
      workspace.pressure = [Double](repeating: 0, count: sides)
      workspace.hurting = workspace.pressure
    }
    drawWeights(u, &workspace)
    drawScores(u, &workspace)
    let momentum = momentumSampler?.value(u) ?? momentum
    for side in 0..<sides {
      guard let now = score(row: side, &workspace) else { return false }
      var earlier: Double?
      if dates > 1, isDated[side] {
        switch index(row: sides + side, &workspace) {
        case .failed: return false
        case .none: earlier = nil
        case .score(let score): earlier = score
        }
      }
      workspace.pressure[side] = now
      workspace.hurting[side] = PlainChain.hurting(now, earlier: earlier, momentum: momentum)
    }
    return true
  }

  private func drawWeights(_ u: UnsafeBufferPointer<Double>, _ workspace: inout Workspace) {
    workspace.weights.withUnsafeMutableBufferPointer { weights in
      for (v, vector) in vectors.enumerated() {
        let own = UnsafeMutableBufferPointer(rebasing: weights[v * nodeCount..<(v + 1) * nodeCount])
        for node in 0..<nodeCount { own[node] = vector[node] }
        for group in declaredGroups {
          var total = 0.0
          for (child, raw) in zip(group.children, group.raw) {
            let sampler = declared.last { $0.node == child }?.sampler
            own[child] = sampler?.value(u) ?? raw
            total += own[child]
          }
          for child in group.children { own[child] /= total }
        }
        if !adjustment.isEmpty { adjustment.apply(u, to: own) }
      }
    }
  }

  private func drawScores(_ u: UnsafeBufferPointer<Double>, _ workspace: inout Workspace) {
    workspace.scores.withUnsafeMutableBufferPointer { scores in
      for (i, cell) in cells.enumerated() { scores[i] = cell.score }
      for item in varied {
        for side in 0..<sides {
          let none = item.ends[side].none?.value(u) ?? item.posts[side].none
          let full = item.ends[side].full?.value(u) ?? item.posts[side].full
          for date in 0..<dates {
            let position = (date * sides + side) * indicators + item.indicator
            let cell = cells[position]
            guard cell.isPresent else { continue }
            var x = cell.value
            if item.hasErrors {
              x += errors.error(u, indicator: item.indicator, side: side, slot: cell.slot, of: cell.value)
            }
            scores[position] = min(1, max(0, (x - none) / (full - none)))
          }
        }
      }
    }
  }

  private enum Score {
    case failed, none
    case score(Double)
  }

  private func score(row: Int, _ workspace: inout Workspace) -> Double? {
    if case .score(let score) = index(row: row, &workspace) { score } else { nil }
  }

  /// The index of a row.
  private func index(row: Int, _ workspace: inout Workspace) -> Score {
    let first = row * indicators
    for (node, indicator) in leaves {
      workspace.values[node] = workspace.scores[first + indicator]
      workspace.present[node] = cells[first + indicator].isPresent
    }
    let base = vectorOfRow[row] * nodeCount
    for group in groups {
      var (sum, share) = (0.0, 0.0)
      var (least, greatest) = (Double.infinity, -Double.infinity)
      for child in group.children where workspace.present[child] {
        let value = workspace.values[child]
        let weight = workspace.weights[base + child]
        if let mean = group.mean {
          guard let forward = mean.forward(value) else { return .failed }
          sum += weight * forward
        } else {
          sum += weight * value
        }
        share += weight
        if weight > 0 {
          least = min(least, value)
          greatest = max(greatest, value)
        }
      }
      let isPresent = share > 0 && share >= group.minimumCoverage - 1e-12
      workspace.present[group.node] = isPresent
      if isPresent {
        let mean = sum / share
        let value = group.mean?.backward(mean) ?? mean
        workspace.values[group.node] = min(max(value, least), greatest)
      }
    }
    return workspace.present[0] ? .score(workspace.values[0]) : .none
  }
}
