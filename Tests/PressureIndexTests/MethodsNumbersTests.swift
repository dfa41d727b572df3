import PressureNumerics
import Testing

@testable import PressureIndex

/// The numbers that METHODS, sections 3 and 5, print, from a model file to the score.
@Suite("Numbers of METHODS") struct MethodsNumbersTests {
  /// The months of 2024 in which the sample of section 3 is observed; lags are 0, so each is public at its end.
  static let months = ["01", "02", "03", "04", "05", "06", "07", "08"]
  static let sample = [2, 1, 3, 2.5, 2.5, 5, 0.5, 4]
  static let ends = ["01-31", "02-29", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31"].map {
    "2024-" + $0
  }

  /// One side, one indicator with the sample of section 3, scored at the end of each month; the last first, since the
  /// first date of a panel is that of the run.
  static func scores(_ normalization: String, direction: String = "raises") throws -> [Double] {
    let model = try IndexModel(
      """
      sides: [a]
      index: [{id: x, direction: \(direction), normalization: \(normalization), maximum-age: 1 month}]
      """,
      "side,indicator,period,value\n"
        + zip(months, sample).map { "a,x,2024-\($0),\($1)" }.joined(separator: "\n"))
    let dates = ends.reversed().map { Day($0) }
    let index = try PressureIndex(Panel(model.observations, model.specification, asOf: dates))
    return dates.indices.reversed().map { index.score(row: $0) ?? .nan }
  }

  @Test("Empirical distribution, expanding and full") func empirical() throws {
    let expanding = [1, 0.5, 1, 0.75, 0.8, 1, 1.0 / 7, 0.875]
    #expect(try Self.scores("empirical-cdf") == expanding)
    #expect(try Self.scores("{method: empirical-cdf, window: expanding}") == expanding)
    // By counting: how many of the eight are at most each of them.
    let full = [3, 2, 6, 5, 5, 8, 1, 7].map { Double($0) / 8 }
    #expect(try Self.scores("{method: empirical-cdf, window: full}") == full)
    // What relieves is turned round first: how many are at least each of them.
    let turned = [6, 7, 3, 5, 5, 1, 8, 2].map { Double($0) / 8 }
    #expect(try Self.scores("{method: empirical-cdf, window: full}", direction: "relieves") == turned)
  }

  @Test("Min-max by its formula") func minMax() throws {
    let full = try Self.scores("{method: min-max, window: full, range: [1, 10]}")
    let relieving = try Self.scores("{method: min-max, window: full, range: [1, 10]}", direction: "relieves")
    for (t, x) in Self.sample.enumerated() {
      #expect(agree(full[t], 1 + 9 * (x - 0.5) / 4.5))
      #expect(agree(relieving[t], 1 + 9 * (5 - x) / 4.5))
    }
    // The first date has one value, from which no range can be had: the score is missing, not ½.
    let expanding = try Self.scores("min-max")
    #expect(expanding[0].isNaN)
    for t in 1..<8 {
      let (low, high) = (Self.sample[...t].min() ?? 0, Self.sample[...t].max() ?? 0)
      #expect(agree(expanding[t], (Self.sample[t] - low) / (high - low)))
    }
  }

  @Test("Z-score and normal distribution by their formulas") func zScore() throws {
    for window in ["full", "expanding"] {
      let z = try Self.scores("{method: z-score, window: \(window), mean: 100, standard-deviation: 10}")
      let turned = try Self.scores("{method: z-score, window: \(window)}", direction: "relieves")
      let phi = try Self.scores("{method: normal-cdf, window: \(window)}")
      for t in 1..<8 {
        let x = window == "full" ? Self.sample : Array(Self.sample[...t])
        let mean = x.reduce(0, +) / Double(x.count)
        let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count - 1)
        let expected = (Self.sample[t] - mean) / variance.squareRoot()
        #expect(abs(z[t] - (100 + 10 * expected)) < 1e-12)
        #expect(abs(turned[t] + expected) < 1e-13)
        #expect(abs(phi[t] - Self.normal(expected)) < 1e-12)
      }
    }
  }

  /// Φ by Simpson's rule on the density, with an error below 1e-13 for |z| ≤ 3.
  static func normal(_ z: Double) -> Double {
    func density(_ x: Double) -> Double { exponential(-x * x / 2) / (2 * Double.pi).squareRoot() }
    let count = 2000
    let h = z / Double(count)
    var sum = density(0) + density(z)
    for i in 1..<count { sum += density(Double(i) * h) * (i % 2 == 1 ? 4 : 2) }
    return 0.5 + sum * h / 3
  }

  /// eˣ by its series, halved until that converges fast.
  static func exponential(_ x: Double) -> Double {
    if abs(x) > 0.5 {
      let half = exponential(x / 2)
      return half * half
    }
    return (1...18).reversed().reduce(1) { 1 + x / Double($1) * $0 }
  }

  @Test("Pooled and single samples") func pools() throws {
    let csv = """
      side,indicator,value
      a,x,1
      b,x,2
      c,x,4
      """
    func scores(_ pool: String) throws -> [Double] {
      let index = try IndexModel(
        """
        sides: [a, b, c]
        index: [{id: x, direction: raises, normalization: {method: empirical-cdf\(pool)}}]
        """, csv
      ).index()
      return (0..<3).compactMap { index.score(row: $0) }
    }
    #expect(try scores(", pool: all") == [1.0 / 3, 2.0 / 3, 1])
    #expect(try scores("") == [1.0 / 3, 2.0 / 3, 1])
    #expect(try scores(", pool: side") == [1, 1, 1])
  }

  @Test("Goalposts") func goalposts() throws {
    let index = try IndexModel(
      """
      sides: [a]
      index:
        - {id: rising, goalposts: [0, 10]}
        - {id: falling, goalposts: [10, 0]}
        - {id: inside, goalposts: [2, -8], direction: relieves}
      """, "side,indicator,value\na,rising,11\na,falling,11\na,inside,-4.5\n"
    ).index()
    #expect((0..<3).map { index.score(row: 0, indicator: $0) } == [1, 0, 0.65])
  }

  /// UNDP's human development index: a geometric mean of three indices, the one of income in logarithms.
  @Test("Human development index") func humanDevelopment() throws {
    let (low, high) = (4.605170185988092, 11.225243392518447)  // ln 100, ln 75000
    let model = """
      sides: [a]
      method: {aggregation: geometric, baseline: 0.1}
      index:
        - {id: health, goalposts: [0, 1]}
        - {id: education, goalposts: [0, 1]}
        - {id: income, transform: log, goalposts: [\(low), \(high)]}
      """
    let index = try IndexModel(
      model, "side,indicator,value\na,health,0.6971\na,education,0.3447\na,income,3829\n"
    ).index()
    let income = try #require(index.score(row: 0, indicator: 2))
    #expect(abs(income - 0.5506) < 0.00005)
    #expect(abs(try #require(index.score(row: 0)) - 0.510) < 0.0005)
  }

  @Test("Power means of (.2, .5, .9) with weights (.5, .3, .2)") func powerMeans() throws {
    func mean(_ aggregation: String) throws -> Double? {
      try IndexModel(
        """
        sides: [a]
        method: {aggregation: \(aggregation)}
        index:
          - {id: x, weight: 0.5, goalposts: [0, 1]}
          - {id: y, weight: 0.3, goalposts: [0, 1]}
          - {id: z, weight: 0.2, goalposts: [0, 1]}
        """, "side,indicator,value\na,x,0.2\na,y,0.5\na,z,0.9\n"
      ).index().score(row: 0)
    }
    #expect(agree(try #require(try mean("arithmetic")), 0.43))
    #expect(abs(try #require(try mean("geometric")) - 0.355676) < 5e-7)
  }
}
