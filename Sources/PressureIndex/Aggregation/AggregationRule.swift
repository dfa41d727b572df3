internal import PressureSyntax

/// How an aggregation is computed, by what it must see at once.
enum AggregationRule {
  /// A mean that is a matrix product over all rows.
  case quasiArithmetic(QuasiArithmeticMean)
  /// A function of one unit's own scores at one date.
  case unit(any UnitAggregation)
  /// A function of a block of rows, such as all units at one date.
  case block(RowLayout.Block, any BlockAggregation)
}

/// The scores of the children that a unit has, with their weights, which are above 0 and sum to 1.
struct Members {
  /// The scores, in the children's order.
  let scores: [Double]
  /// The weight of each.
  let weights: [Double]

  /// Σ w u, exactly the score where all are equal.
  var mean: Double {
    let least = scores.min() ?? 0
    return least + zip(scores, weights).reduce(0) { $0 + $1.1 * ($1.0 - least) }
  }

  /// √(Σ w (u − mean)²): with equal weights, the population standard deviation.
  var standardDeviation: Double {
    let mean = mean
    return zip(scores, weights).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }.squareRoot()
  }
}

/// An aggregation of one unit's own scores.
protocol UnitAggregation: Sendable {
  /// The scores that it takes.
  var domain: ScoreDomain { get }
  /// The score of a group with these members, of which there is at least one.
  func score(_ members: Members) -> Double
}

/// An aggregation of a block of units.
protocol BlockAggregation: Sendable {
  /// The scores that it takes.
  var domain: ScoreDomain { get }
  /// The fewest units that it can compare.
  var fewestUnits: Int { get }
  /// The score of each unit. Must not depend on the order of the units.
  func scores(_ table: UnitTable) throws(BlockFailure) -> [Double]
}

/// Why a block of units cannot be aggregated.
enum BlockFailure: Error {
  /// A child that all units score alike.
  case constant(criterion: Int, Double)
  /// More units in a cycle of majorities than can be ordered exactly.
  case cycle(units: Int, limit: Int)
}

/// The scores that an aggregation is defined for.
public enum ScoreDomain: Sendable, Hashable {
  /// Every number.
  case any
  /// Numbers above a limit.
  case above(Double)
  /// A limit and above.
  case atLeast(Double)
  /// 0 to 1.
  case unitInterval

  func contains(_ score: Double) -> Bool {
    switch self {
    case .any: true
    case .above(let limit): score > limit
    case .atLeast(let limit): score >= limit
    case .unitInterval: (0...1).contains(score)
    }
  }

  /// The scores in words.
  public var description: String {
    switch self {
    case .any: "any scores"
    case .above(let limit): "scores above \(shortest(limit))"
    case .atLeast(let limit): "scores of at least \(shortest(limit))"
    case .unitInterval: "scores between 0 and 1"
    }
  }
}

/// The scores of a group's children in a block of units, of which some may be missing.
struct UnitTable {
  /// For each unit and criterion, the score or `nil`; criteria are the children with a weight above 0.
  let scores: [[Double?]]
  /// For each unit, the weights of the criteria, above 0 and summing to 1.
  let weights: [[Double]]

  /// The number of units.
  var count: Int { scores.count }
  /// The number of criteria.
  var criteria: Int { scores.first?.count ?? 0 }

  /// The scores of one criterion, of the units that have it.
  func column(_ criterion: Int) -> [Double] { scores.compactMap { $0[criterion] } }

  /// The criteria that `unit` has, with weights that sum to 1.
  func members(_ unit: Int) -> (criteria: [Int], weights: [Double]) {
    let present = (0..<criteria).filter { scores[unit][$0] != nil }
    let total = present.reduce(0) { $0 + weights[unit][$1] }
    return (present, present.map { weights[unit][$0] / total })
  }
}

/// A difference of sums of weights below this is rounding: .1 + .2 against .3.
let weightTolerance = 1e-12
