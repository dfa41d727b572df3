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

  /// The goalposts of one side, with what varies them.
  private struct VariedEnds: Sendable {
    let none: Double
    let full: Double
    var noneSampler: ParameterSampler?
    var fullSampler: ParameterSampler?
  }

  /// An indicator whose goalposts or values vary.
  private struct Varied: Sendable {
    let indicator: Int
    let hasErrors: Bool
    /// One for each side.
    let ends: [VariedEnds]
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
}

// MARK: Preparing

extension FastIndex {
  /// Prepares the index of a scenario; `nil` where it is beyond this evaluation.
  static func prepare(
    _ pressure: PressureIndex, _ plan: DrawPlan, _ samplers: [ParameterSampler], _ errors: ObservationErrors
  ) -> FastIndex? {
    let panel = pressure.panel
    let index = panel.specification
    let nodes = index.hierarchy.nodes
    let dates = min(panel.scoredDateCount, 2)
    guard let groups = groups(of: index.hierarchy),
      let varied = varied(index, samplers, errors),
      varied.isEmpty || !index.needsSample,
      let cells = cells(pressure, varied, rows: index.sides.count * dates)
    else { return nil }
    var declared: [(node: Int, sampler: ParameterSampler)] = []
    var momentumSampler: ParameterSampler?
    for sampler in samplers {
      if case .weight(let node) = sampler.parameter { declared.append((node, sampler)) }
      if case .momentum = sampler.parameter { momentumSampler = sampler }
    }
    var touched: Set<Int> = []
    for (node, _) in declared {
      guard let parent = nodes[node].parent else { return nil }
      // Where weights are computed a declared one has no effect, which the whole chain says.
      if index.weighting(ofGroup: parent) != .declared { return nil }
      touched.insert(parent)
    }
    var declaredGroups: [(children: [Int], raw: [Double])] = []
    for group in touched.sorted() {
      declaredGroups.append((nodes[group].children, nodes[group].children.map { nodes[$0].weight }))
    }
    var leaves: [(node: Int, indicator: Int)] = []
    for node in nodes.indices {
      if let indicator = nodes[node].indicator { leaves.append((node, indicator)) }
    }
    let vectors = pressure.weights.vectors
    return FastIndex(
      sides: index.sides.count, dates: dates, indicators: index.indicators.count, nodeCount: nodes.count,
      leaves: leaves, groups: groups, cells: cells, varied: varied, errors: errors, vectors: vectors,
      vectorOfRow: (0..<index.sides.count * dates).map { pressure.weights.vector(ofRow: $0) },
      declared: declared, declaredGroups: declaredGroups,
      adjustment: WeightAdjustment(plan, index.hierarchy, vectors: vectors),
      isDated: index.sides.indices.map { panel.isDated(side: $0) }, momentum: index.momentum.weight,
      momentumSampler: momentumSampler)
  }

  /// The groups, children before their parents; `nil` where one is no quasi-arithmetic mean.
  private static func groups(of hierarchy: Hierarchy) -> [Group]? {
    var groups: [Group] = []
    for node in hierarchy.nodes.indices.reversed() {
      guard case .group(let children, let aggregation, let coverage) = hierarchy.nodes[node].content else {
        continue
      }
      guard let mean = aggregation.quasiArithmeticMean else { return nil }
      groups.append(
        Group(
          node: node, children: children, mean: mean == .arithmetic ? nil : mean, minimumCoverage: coverage))
    }
    return groups
  }

  /// The indicators whose goalposts or values vary; `nil` where values of another normalization do.
  private static func varied(
    _ index: IndexSpecification, _ samplers: [ParameterSampler], _ errors: ObservationErrors
  ) -> [Varied]? {
    var result: [Varied] = []
    for (k, indicator) in index.indicators.enumerated() {
      let own = samplers.filter {
        if case .goalpost(k, _, _) = $0.parameter { true } else { false }
      }
      if own.isEmpty, !errors.contains(k) { continue }
      guard indicator.normalization.method == .goalposts else {
        // Its goalposts mean nothing to another normalization; its errors change what that one gives.
        if errors.contains(k) { return nil }
        continue
      }
      // An error in one value changes what outliers are treated by and what is imputed from it.
      let isPrepared = index.indicators.contains {
        $0.treatment.method != .none || $0.imputation.contains(where: \.isCrossSection)
      }
      if errors.contains(k), isPrepared { return nil }
      var ends: [VariedEnds] = []
      for side in index.sides.indices {
        guard let stated = indicator.measure(side).goalposts else { return nil }
        var posts = VariedEnds(none: stated.none, full: stated.full)
        for sampler in own {
          guard case .goalpost(_, let end, let owner) = sampler.parameter, owner == nil || owner == side
          else {
            continue
          }
          if end == .none { posts.noneSampler = sampler } else { posts.fullSampler = sampler }
        }
        ends.append(posts)
      }
      result.append(Varied(indicator: k, hasErrors: errors.contains(k), ends: ends))
    }
    return result
  }

  /// The scores; `nil` where a value is treated or imputed on the way, so that it is no longer the one that was read.
  private static func cells(_ pressure: PressureIndex, _ varied: [Varied], rows: Int) -> [Cell]? {
    let panel = pressure.panel
    let index = panel.specification
    let changing = Set(varied.map(\.indicator))
    var cells: [Cell] = []
    for row in 0..<rows {
      for (k, indicator) in index.indicators.enumerated() {
        let score = pressure.score(row: row, indicator: k)
        let reading = panel[row, k].reading
        if changing.contains(k) {
          guard let posts = indicator.measure(row % index.sides.count).goalposts else { return nil }
          let expected = reading.map { posts.score($0.value) }
          if score != expected { return nil }
        }
        cells.append(
          Cell(
            isPresent: score != nil, score: score ?? 0, value: reading?.value ?? 0,
            slot: ObservationErrors.slot(panel, row: row, indicator: k) ?? 0))
      }
    }
    return cells
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
          let none = item.ends[side].noneSampler?.value(u) ?? item.ends[side].none
          let full = item.ends[side].fullSampler?.value(u) ?? item.ends[side].full
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
