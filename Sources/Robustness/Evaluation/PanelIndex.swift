internal import PressureIndex
internal import PressureNumerics

/// The pressures of a panel's first two dates for eight draws of weights, goalposts and errors at a time.
///
/// For hierarchies whose groups are quasi-arithmetic means; the same formulas as ``NodeScores``. Each part of the
/// hierarchy with one mean (``MeanSegment``) is one mean of its leaves, with weights that are products on the way up over
/// what is observed; so the rows with the same gaps and weights are one matrix product, scores by weights of the draws.
/// What a draw changes besides weights is added row by row. Cost: 2 · rows · indicators operations a draw, and a walk
/// through the hierarchy for each pattern of gaps.
struct PanelIndex: Sendable {
  typealias Lanes = SIMD8<Double>

  /// The goalposts of one side, with the numbers of the samplers that vary them.
  struct VariedEnds: Sendable {
    let none: Double
    let full: Double
    var noneSampler: Int?
    var fullSampler: Int?
  }

  /// An indicator whose goalposts or values vary.
  struct Varied: Sendable {
    let indicator: Int
    let hasErrors: Bool
    /// One for each side.
    let ends: [VariedEnds]
  }

  let sides: Int
  /// The rows of the panel that are scored: the sides at the first date, then those with an earlier pressure.
  let earlier: [Bool]
  let nodeCount: Int
  let segments: [MeanSegment]
  let patterns: [RowPattern]
  let varied: [Varied]
  let goalpostSamplers: [ParameterSampler]
  let errors: ObservationErrors
  let vectors: [[Double]]
  let declared: [(node: Int, sampler: ParameterSampler)]
  let declaredGroups: [[Int]]
  let declaredWeights: [Double]
  let adjustment: WeightAdjustment
  let momentum: Double
  let momentumSampler: ParameterSampler?
}

// MARK: Preparing

extension PanelIndex {
  /// Prepares the index of a scenario; `nil` where it is beyond this evaluation.
  static func prepare(
    _ pressure: PressureIndex, _ plan: DrawPlan, _ samplers: [ParameterSampler], _ errors: ObservationErrors
  ) -> PanelIndex? {
    let panel = pressure.panel
    let index = panel.specification
    let nodes = index.hierarchy.nodes
    let sides = index.sides.count
    let goalposts = samplers.filter { if case .goalpost = $0.parameter { true } else { false } }
    guard let segments = MeanSegment.all(index.hierarchy),
      let varied = varied(index, goalposts, errors), varied.isEmpty || !index.needsSample,
      isReadable(pressure, varied, dates: min(panel.scoredDateCount, 2))
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
    let earlier = (0..<sides).map { panel.isDated(side: $0) }
    let rows = (0..<sides).map { $0 } + (0..<sides).filter { earlier[$0] }.map { sides + $0 }
    return PanelIndex(
      sides: sides, earlier: earlier, nodeCount: nodes.count, segments: segments,
      patterns: RowPattern.all(pressure, segments, varied, rows: rows), varied: varied,
      goalpostSamplers: goalposts, errors: errors, vectors: pressure.weights.vectors, declared: declared,
      declaredGroups: touched.sorted().map { nodes[$0].children }, declaredWeights: nodes.map(\.weight),
      adjustment: WeightAdjustment(plan, index.hierarchy, vectors: pressure.weights.vectors),
      momentum: index.momentum.weight, momentumSampler: momentumSampler)
  }

  /// The indicators whose goalposts or values vary; `nil` where values of another normalization do.
  private static func varied(
    _ index: IndexSpecification, _ samplers: [ParameterSampler], _ errors: ObservationErrors
  ) -> [Varied]? {
    // An error in one value changes what outliers are treated by and what is imputed from it.
    let isPrepared = index.indicators.contains {
      $0.treatment.method != .none || $0.imputation.contains(where: \.isCrossSection)
    }
    var result: [Varied] = []
    for (k, indicator) in index.indicators.enumerated() {
      let own = samplers.indices.filter {
        if case .goalpost(k, _, _) = samplers[$0].parameter { true } else { false }
      }
      if own.isEmpty, !errors.contains(k) { continue }
      guard indicator.normalization.method == .goalposts else {
        // Its goalposts mean nothing to another normalization; its errors change what that one gives.
        if errors.contains(k) { return nil }
        continue
      }
      if errors.contains(k), isPrepared { return nil }
      var ends: [VariedEnds] = []
      for side in index.sides.indices {
        guard let stated = indicator.measure(side).goalposts else { return nil }
        var posts = VariedEnds(none: stated.none, full: stated.full)
        for number in own {
          guard case .goalpost(_, let end, let owner) = samplers[number].parameter,
            owner == nil || owner == side
          else { continue }
          if end == .none { posts.noneSampler = number } else { posts.fullSampler = number }
        }
        ends.append(posts)
      }
      result.append(Varied(indicator: k, hasErrors: errors.contains(k), ends: ends))
    }
    return result
  }

  /// Whether scores that vary follow from the values that were read: none is treated or imputed on the way.
  private static func isReadable(_ pressure: PressureIndex, _ varied: [Varied], dates: Int) -> Bool {
    let panel = pressure.panel
    let sides = panel.specification.sides.count
    for item in varied {
      for row in 0..<sides * dates {
        let measure = panel.specification.indicators[item.indicator].measure(row % sides)
        guard let posts = measure.goalposts else { return false }
        let expected = panel[row, item.indicator].reading.map { posts.score($0.value) }
        if pressure.score(row: row, indicator: item.indicator) != expected { return false }
      }
    }
    return true
  }
}
