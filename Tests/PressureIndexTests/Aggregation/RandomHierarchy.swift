import PressureNumerics
import TestSupport

@testable import PressureIndex

/// A tree drawn at random, with scores for its indicators, and its scores by a plain recursive loop.
struct RandomHierarchy {
  let hierarchy: Hierarchy
  let weights: [Double]
  let scores: Matrix
  let mask: Matrix

  /// - Parameter depth: the deepest that an indicator may lie, at least 1.
  init(
    seed: Int, depth: Int, rows: Int, missing: Double = 0.3, onlyArithmetic: Bool = false,
    minimumCoverage: Double? = nil
  ) {
    var random = SplitMix(state: UInt64(seed))
    var nodes: [Hierarchy.Node] = []
    var indicators = 0
    func add(parent: Int?, level: Int) -> Int {
      let position = nodes.count
      let isGroup = level == 0 || level < depth && random.chance(level == 1 ? 0.7 : 0.45)
      // A weight of 0 is allowed beside one that is not.
      let hasSibling = parent.map { !nodes[$0].children.isEmpty } == true
      let weight = hasSibling && random.chance(0.1) ? 0 : random.decimal(0.1...3)
      if isGroup {
        let aggregation: Aggregation =
          onlyArithmetic || random.chance(0.4) ? .arithmetic : random.pick(PlainAggregation.ofOneUnit)
        let any = random.decimal(0...1)
        let coverage: Double = minimumCoverage ?? random.pick([0, 0.25, 0.5, 0.5, 1, any])
        nodes.append(
          .init(
            id: "g\(position)", name: "", weight: weight, depth: level, parent: parent,
            content: .group(children: [], aggregation: aggregation, minimumCoverage: coverage)))
        var children: [Int] = []
        for _ in 0..<random.integer(1...(level == 0 ? 5 : 4)) {
          nodes[position].content = .group(
            children: children, aggregation: aggregation, minimumCoverage: coverage)
          children.append(add(parent: position, level: level + 1))
        }
        nodes[position].content = .group(
          children: children, aggregation: aggregation, minimumCoverage: coverage)
      } else {
        nodes.append(
          .init(
            id: "i\(indicators)", name: "", weight: weight, depth: level, parent: parent,
            content: .indicator(indicators)))
        indicators += 1
      }
      return position
    }
    _ = add(parent: nil, level: 0)
    hierarchy = Hierarchy(nodes: nodes)
    weights = hierarchy.weights(random.chance(0.2) ? .equal : .declared)
    var scores = Matrix(repeating: 0, rows: rows, columns: indicators)
    var mask = scores
    for row in 0..<rows {
      let share = random.chance(0.2) ? 0 : missing
      for column in 0..<indicators where !random.chance(share) {
        scores[row, column] = Double.random(in: 0.001...1, using: &random)
        mask[row, column] = 1
      }
    }
    self.scores = scores
    self.mask = mask
  }

  /// The score of a node in a row and the share of its weight that is observed, written out from METHODS.
  func plain(row: Int, node: Int = 0) -> (score: Double?, coverage: Double) {
    switch hierarchy.nodes[node].content {
    case .indicator(let column):
      return mask[row, column] == 1 ? (scores[row, column], 1) : (nil, 0)
    case .group(let children, let aggregation, let minimumCoverage):
      var total = 0.0
      var present: [(score: Double, weight: Double)] = []
      for child in children {
        total += weights[child]
        guard weights[child] > 0, let score = plain(row: row, node: child).score else { continue }
        present.append((score, weights[child]))
      }
      let observed = present.reduce(0) { $0 + $1.weight }
      let coverage = observed / total
      // A coverage that falls short of the minimum by rounding alone is enough.
      guard observed > 0, coverage >= minimumCoverage - 1e-12 else { return (nil, coverage) }
      return (
        PlainAggregation.score(aggregation, present.map(\.score), present.map { $0.weight / observed }),
        coverage
      )
    }
  }
}

extension MethodsNumbersTests {
  /// ln x, for x above 0, by the series of 2 artanh((x − 1)/(x + 1)) with x brought near 1.
  static func logarithm(_ x: Double) -> Double {
    var (x, twos) = (x, 0.0)
    while x > 1.5 { (x, twos) = (x / 2, twos + 1) }
    while x < 0.75 { (x, twos) = (x * 2, twos - 1) }
    let z = (x - 1) / (x + 1)
    var sum = 0.0
    for n in stride(from: 41, through: 1, by: -2) { sum = sum * z * z + 1 / Double(n) }
    return 2 * z * sum + twos * 0.6931471805599453
  }
}
