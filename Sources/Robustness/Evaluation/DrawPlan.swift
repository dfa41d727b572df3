internal import Negotiation
internal import PressureIndex
internal import PressureNumerics
internal import PressureSyntax

/// Which coordinates of a point belong to which factor, and what the choices among them are.
struct DrawPlan: Sendable {
  /// A factor whose values are alternatives of the method, of the preparation or of a lag, so that each needs its own panel.
  struct Axis: Sendable {
    let factor: Int
    let coordinate: Int
    let cumulative: [Double]
  }

  let factors: [UncertainFactor]
  /// For each factor its coordinates.
  let coordinates: [Range<Int>]
  /// The number of coordinates of a point.
  let dimensions: Int
  let axes: [Axis]
  /// The number of combinations of the axes' alternatives.
  let scenarioCount: Int

  init(_ uncertainty: Uncertainty, sides: Int, _ hierarchy: Hierarchy) {
    factors = uncertainty.factors
    var next = 0
    var coordinates: [Range<Int>] = []
    var axes: [Axis] = []
    var scenarios = 1
    for (position, factor) in factors.enumerated() {
      let count: Int
      var probabilities: [Double]?
      switch factor.kind {
      case .weights(let group, let rule): count = rule.dimensions(hierarchy.nodes[group].children.count)
      case .parameters(let spreads): count = spreads.count
      case .alternatives(_, _, _, let list), .publicationLag(_, _, let list):
        (count, probabilities) = (1, list)
      case .exclusion: count = 1
      case .observationError: count = 2 * sides
      }
      if let probabilities {
        axes.append(Axis(factor: position, coordinate: next, cumulative: cumulative(probabilities)))
        scenarios = scenarios.multipliedReportingOverflow(by: probabilities.count).partialValue
      }
      coordinates.append(next..<next + count)
      next += count
    }
    self.coordinates = coordinates
    self.axes = axes
    dimensions = next
    scenarioCount = scenarios
  }

  /// The alternatives that the point `u` chooses, one for each axis.
  func choices(_ u: UnsafeBufferPointer<Double>) -> [Int] {
    axes.map { choice(u[$0.coordinate], $0.cumulative) }
  }

  /// The number of the combination of alternatives that the point with these coordinates chooses.
  func scenario(_ u: (Int) -> Double) -> Int {
    var number = 0
    for axis in axes { number = number * axis.cumulative.count + choice(u(axis.coordinate), axis.cumulative) }
    return number
  }

  /// The choices of a combination's number.
  func choices(ofScenario number: Int) -> [Int] {
    var rest = number
    var result: [Int] = []
    for axis in axes.reversed() {
      result.append(rest % axis.cumulative.count)
      rest /= axis.cumulative.count
    }
    return result.reversed()
  }
}
