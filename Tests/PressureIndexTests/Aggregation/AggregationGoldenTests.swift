import Testing

@testable import PressureIndex

/// Against scipy, numpy and pymcdm, and the numbers that METHODS, section 5, prints.
@Suite("Aggregation against other programs") struct AggregationGoldenTests {
  @Test("scipy and pymcdm, weighted", arguments: AggregationGoldens.weighted.indices)
  func weighted(_ number: Int) throws {
    let (aggregation, expected) = AggregationGoldens.weighted[number]
    let scores = try OneGroup.scores(aggregation, AggregationGoldens.table, AggregationGoldens.weights)
    for (score, golden) in zip(scores, expected) { #expect(abs(score! - golden) < 1e-12) }
  }

  /// 1e-11 absolute: these are on a scale of a hundred.
  @Test("numpy and scipy, equally weighted", arguments: AggregationGoldens.equallyWeighted.indices)
  func equallyWeighted(_ number: Int) throws {
    let (aggregation, expected) = AggregationGoldens.equallyWeighted[number]
    let scores = try OneGroup.scores(aggregation, AggregationGoldens.table, [1, 1, 1, 1, 1])
    for (score, golden) in zip(scores, expected) { #expect(abs(score! - golden) < 1e-11) }
  }

  static let units: [[Double?]] = [[1, 3, 2], [2, 2, 3], [3, 1, 1], [4, 5, 4]]

  @Test("Copeland of METHODS: (−1, 1, −3, 3)") func copeland() throws {
    #expect(try OneGroup.scores(.copeland(scale: .raw), Self.units, [1, 1, 1]) == [-1, 1, -3, 3])
    #expect(
      try OneGroup.scores(.copeland(scale: .unit), Self.units, [1, 1, 1]) == [1.0 / 3, 2.0 / 3, 0, 1])
  }

  @Test("Kemeny order of METHODS: 4 > 2 > 1 > 3") func kemeny() throws {
    #expect(try OneGroup.scores(.kemeny(scale: .raw), Self.units, [1, 1, 1]) == [1, 2, 0, 3])
  }

  @Test("Mazziotta-Pareto of METHODS: (85, 100, 115) gives 98.5 and 101.5") func mazziottaPareto() throws {
    func index(_ penalty: UnevennessPenalty) throws -> Double? {
      try OneGroup.scores(
        .mazziottaPareto(penalty: penalty, standardized: true), [[85, 100, 115]], [1, 1, 1])[0]
    }
    #expect(abs(try index(.minus)! - 98.5) < 1e-12)
    #expect(abs(try index(.plus)! - 101.5) < 1e-12)
  }

  @Test(
    "Power means of METHODS, of (.2, .5, .9) with weights (.5, .3, .2)",
    arguments: [(1.0, 0.43), (0, 0.355676), (-1, 0.301003), (2, 0.506952)])
  func power(exponent: Double, expected: Double) throws {
    let mean = try OneGroup.scores(
      .power(exponent: exponent, offset: 0), [[0.2, 0.5, 0.9]], [0.5, 0.3, 0.2])[0]
    #expect(abs(mean! - expected) < 5e-7)
  }

  /// By hand, with Q through (0, 0), (1/3, .5), (2/3, .8), (1, 1): of two members Q(½) = .65, so .65 · .9 + .35 · .2;
  /// with weights .25 for the .9 and .75 for the .2, Q(.25) = .375.
  @Test("OWA over those present, and with weights of their own") func owa() throws {
    let aggregation = Aggregation.owa(.list([0.5, 0.3, 0.2]))
    #expect(abs(try OneGroup.scores(aggregation, [[0.2, nil, 0.9]], [1, 1, 1])[0]! - 0.655) < 1e-15)
    #expect(
      abs(try OneGroup.scores(aggregation, [[0.2, 0.9]], [3, 1])[0]! - (0.375 * 0.9 + 0.625 * 0.2)) < 1e-15)
  }
}
