internal import Negotiation
internal import PressureIndex
internal import PressureModel

/// What a page needs to score a model again for other weights and parameters, as the data of its script.
///
/// Its names are the script's own and no interface for others; ``ScoreReport`` is.
struct PageModel: Encodable {
  struct Side: Encodable {
    let id: String
    let name: String
  }

  struct Mean: Encodable {
    let method: String
    let offset: Double
    let exponent: Double
  }

  struct Node: Encodable {
    let id: String
    let name: String
    /// Among its siblings, normalised; of the first side now.
    let weight: Double
    let children: [Int]
    let indicator: Int?
    let aggregation: Mean?
    let minimumCoverage: Double

    enum CodingKeys: CodingKey {
      case id, name, weight, children, indicator, aggregation, minimumCoverage
    }

    /// Writes the indicator as null where there is none, as the script expects.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(name, forKey: .name)
      try container.encode(weight, forKey: .weight)
      try container.encode(children, forKey: .children)
      try container.encode(indicator, forKey: .indicator)
      try container.encode(aggregation, forKey: .aggregation)
      try container.encode(minimumCoverage, forKey: .minimumCoverage)
    }
  }

  /// One date: by side the indicators' scores, `nil` where there is none, and the nodes' weights.
  struct Moment: Encodable {
    let scores: [[Double?]]
    let weights: [[Double]]
  }

  struct Exposure: Encodable {
    let exports, valueAdded, imports, tariff, baseTariff: Double
  }

  struct Concession: Encodable {
    let id: String
    let name: String
    let giver: Int
    let tariffChange: Double
    let netValue: [Double]
  }

  struct HoldingOut: Encodable {
    let resolve, scale, gestureRisk, preconditionCost, optimism: Double
  }

  struct Conflict: Encodable {
    let exposures: [Exposure]
    let elasticity: Double
    let redirection: Double
    let concessions: [Concession]
    let holdingOut: [HoldingOut]
  }

  /// Weights by the name of their scheme.
  struct Preset: Encodable {
    let name: String
    let weights: [Double]
  }

  let title: String
  let sides: [Side]
  let nodes: [Node]
  let momentum: Double
  let now: Moment
  let earlier: Moment?
  let conflict: Conflict?
  let presets: [Preset]

  enum CodingKeys: CodingKey { case title, sides, nodes, momentum, now, earlier, conflict, presets }

  /// Writes missing parts as null, as the script expects.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(title, forKey: .title)
    try container.encode(sides, forKey: .sides)
    try container.encode(nodes, forKey: .nodes)
    try container.encode(momentum, forKey: .momentum)
    try container.encode(now, forKey: .now)
    try container.encode(earlier, forKey: .earlier)
    try container.encode(conflict, forKey: .conflict)
    try container.encode(presets, forKey: .presets)
  }

  /// The most concessions whose packages a page values anew at each touch of a slider.
  static let maximumConcessions = 12
  /// The most nodes that get a slider each.
  static let maximumNodes = 120

  /// What the page needs of `assessment`; `nil` where the script cannot do what the command does: other aggregations
  /// than means, more than two sides, or too much to show.
  init?(_ assessment: Assessment, presets: [Preset]) {
    let specification = assessment.model.specification
    let hierarchy = specification.hierarchy
    let index = assessment.index
    guard specification.sides.count <= 2, hierarchy.nodes.count <= PageModel.maximumNodes else { return nil }
    var nodes: [Node] = []
    let weights = index.weights[assessment.panel.row(side: 0)]
    for (n, node) in hierarchy.nodes.enumerated() {
      var mean: Mean?
      var coverage = 0.0
      if case .group(_, let aggregation, let minimum) = node.content {
        guard let known = Mean(aggregation) else { return nil }
        mean = known
        coverage = minimum
      }
      nodes.append(
        Node(
          id: node.id, name: node.name, weight: weights[n], children: node.children,
          indicator: node.indicator,
          aggregation: mean, minimumCoverage: coverage))
    }
    self.nodes = nodes
    title = assessment.model.title
    sides = specification.sides.map { Side(id: $0.id, name: $0.name) }
    momentum = specification.momentum.weight
    func moment(_ date: Int, _ isKnown: (Int) -> Bool) -> Moment {
      let rows = specification.sides.indices.map { assessment.panel.row(side: $0, date: date) }
      return Moment(
        scores: rows.enumerated().map { side, row in
          specification.indicators.indices.map { isKnown(side) ? index.score(row: row, indicator: $0) : nil }
        },
        weights: rows.map { index.weights[$0] })
    }
    now = moment(0) { _ in true }
    earlier =
      assessment.hurting.contains { $0?.earlier != nil }
      ? moment(1) { assessment.hurting[$0]?.earlier != nil } : nil
    if case .incentive(let incentive) = assessment.incentive {
      guard incentive.inputs.concessions.count <= PageModel.maximumConcessions else { return nil }
      conflict = Conflict(incentive)
    } else {
      conflict = nil
    }
    self.presets = presets
  }
}

extension PageModel.Mean {
  init?(_ aggregation: Aggregation) {
    switch aggregation {
    case .arithmetic: self.init(method: "arithmetic", offset: 0, exponent: 1)
    case .geometric(let offset): self.init(method: "geometric", offset: offset, exponent: 0)
    case .harmonic(let offset): self.init(method: "harmonic", offset: offset, exponent: -1)
    case .power(let exponent, let offset): self.init(method: "power", offset: offset, exponent: exponent)
    default: return nil
    }
  }
}

extension PageModel.Conflict {
  init(_ incentive: Incentive) {
    let inputs = incentive.inputs
    func pair<Value, Result>(_ value: Pair<Value>, _ transform: (Value) -> Result) -> [Result] {
      [transform(value.first), transform(value.second)]
    }
    exposures = pair(inputs.burden.exposures) {
      PageModel.Exposure(
        exports: $0.exports, valueAdded: $0.valueAdded, imports: $0.imports, tariff: $0.tariff,
        baseTariff: $0.baseTariff)
    }
    elasticity = inputs.burden.elasticity
    redirection = inputs.burden.redirection
    concessions = inputs.concessions.map {
      PageModel.Concession(
        id: $0.id, name: $0.name, giver: $0.giver, tariffChange: $0.tariffChange,
        netValue: [$0.netValue.first, $0.netValue.second])
    }
    holdingOut = [0, 1].map { side in
      let terms = inputs.holdingOut[side]
      return PageModel.HoldingOut(
        resolve: terms.resolve, scale: terms.scale, gestureRisk: terms.gestureRisk,
        preconditionCost: terms.preconditionCost, optimism: inputs.beliefs[side].mean)
    }
  }
}
