import Foundation
import Testing

@testable import PressureNumerics

/// Moments, quantiles and ranks of a run against those of all its numbers.
@Suite struct AccumulatorTests {
  /// Draws that are given: one column after another.
  private final class Given: DrawSource {
    let columns: [[Double]]
    /// The draws that do not count.
    let failed: Set<Int>

    init(_ columns: [[Double]], failed: Set<Int> = []) { (self.columns, self.failed) = (columns, failed) }

    func make(_ draws: Range<Int>, _ sink: PanelSink) {
      let panels = Room<Double>(16 * columns.count, 0)
      for first in stride(from: draws.lowerBound, to: draws.upperBound, by: 16) {
        var lanes: UInt16 = 0
        for draw in first..<min(first + 16, draws.upperBound) where !failed.contains(draw) {
          let lane = draw - first
          lanes |= 1 << UInt16(lane)
          for (c, column) in columns.enumerated() {
            panels.start[8 * (c + lane / 8 * columns.count) + lane % 8] = column[draw]
          }
        }
        sink.add(panels.start, panels.start + 8 * columns.count, lanes: lanes)
      }
    }
  }

  private func values(_ count: Int, seed: UInt64) -> [Double] {
    let stream = RandomStream(seed: seed, stream: 0)
    return (0..<count).map { normalQuantile(stream.uniform(at: UInt64($0))) * 3 + 10 }
  }

  private let probabilities = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]

  private func run(_ columns: [[Double]], failed: Set<Int> = []) -> EnsembleRun {
    EnsembleRun(reference: columns.map { $0.first ?? 0 }, ranked: columns.count) {
      Given(columns, failed: failed)
    }
  }

  /// By brackets of a pilot as by sorting everything, to the last bit, for any split into parts: continuous numbers,
  /// few different ones, and one.
  @Test(arguments: [2, 50, 3000, 40_000])
  func quantilesEqualAFullSort(_ count: Int) throws {
    let smooth = values(count, seed: 3)
    let columns = [smooth, smooth.map { ($0 / 2).rounded() }, smooth.map { _ in -0.0 }]
    let run = run(columns)
    let plan = run.plan(draws: count, probabilities: probabilities, threads: 2)
    let whole = run.tally(plan, draws: 0..<count, threads: 2)
    for (c, column) in columns.enumerated() {
      for (i, p) in probabilities.enumerated() {
        #expect(whole.quantile(c, i, plan) == Statistics.quantile(column, p))
      }
    }
    guard count > 2000 else { return }
    var parts = [2000..<count, 0..<1000, 1000..<2000].map { run.tally(plan, draws: $0, threads: 1) }
    parts[0].merge(parts[2])
    parts[0].merge(parts[1])
    #expect(parts[0] == whole)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(try encoder.encode(parts[0]) == encoder.encode(whole))
    let copy = try JSONDecoder().decode(EnsembleTally.self, from: encoder.encode(whole))
    #expect(copy == whole && copy.fits(plan))
    #expect(copy.quantile(1, 3, plan) == whole.quantile(1, 3, plan))
  }

  /// Values that are repeated take no room: their part of a run does not grow with the number of draws.
  @Test func discreteValues() throws {
    let discrete = values(60_000, seed: 4).map { ($0 / 2).rounded() }
    func size(_ count: Int) throws -> Int {
      let run = run([Array(discrete.prefix(count))])
      // Brackets that hold every value.
      let plan = EnsemblePlan(
        draws: count, ranked: 0, hasFourthMoments: false, reference: [0],
        brackets: [QuantileBrackets(unbounded: [0.5])])
      let tally = run.tally(plan, draws: 0..<count, threads: 1)
      #expect(tally.quantile(0, 0, plan) == Statistics.quantile(Array(discrete.prefix(count)), 0.5))
      return try JSONEncoder().encode(tally).count
    }
    #expect(try size(60_000) < size(2000) + 100)
  }

  /// The error of a quantile is half the distance between those one standard error of its rank below and above.
  @Test func errorsOfQuantiles() throws {
    let column = values(20_000, seed: 5)
    let run = run([column])
    let plan = run.plan(draws: 20_000, probabilities: [0.05, 0.5], threads: 1)
    let tally = run.tally(plan, draws: 0..<20_000, threads: 1)
    for (i, p) in [0.05, 0.5].enumerated() {
      let found = try #require(tally.quantileWithError(0, i, plan))
      let reach = (p * (1 - p) / 20_000).squareRoot()
      #expect(found.value == Statistics.quantile(column, p))
      let (low, high) = (Statistics.quantile(column, p - reach), Statistics.quantile(column, p + reach))
      #expect(abs(found.standardError - (high - low) / 2) < 1e-14)
    }
  }

  /// A bracket that misses is seen, and only a rerun with it open gives a number; nothing of no draws.
  @Test func missedBrackets() throws {
    let column = values(5000, seed: 5)
    let run = run([column])
    let wrong = QuantileBrackets(pilot: column.map { $0 + 100 }, probabilities: [0.5, 0.9], deviations: 3)
    let plan = EnsemblePlan(
      draws: 5000, ranked: 0, hasFourthMoments: true, reference: [10], brackets: [wrong])
    let tally = run.tally(plan, draws: 0..<5000, threads: 1)
    #expect(tally.quantile(0, 0, plan) == nil && tally.quantileWithError(0, 1, plan) == nil)
    let missed = (0...1).map { EnsembleTally.MissedBracket(column: 0, probability: $0) }
    let again = plan.reopened(missed)
    let second = run.tally(again, draws: 0..<5000, threads: 1)
    for (i, p) in [0.5, 0.9].enumerated() {
      #expect(second.quantile(0, i, again) == Statistics.quantile(column, p))
    }
    #expect(EnsembleTally(plan).quantile(0, 0, plan) == nil)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        QuantileBrackets.self, from: Data(#"{"probabilities": [2], "lower": [0], "upper": [1]}"#.utf8))
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        BracketTally.self,
        from: Data(#"{"below": 0, "atLower": 0, "atUpper": 0, "values": [2, 1], "counts": [1, 1]}"#.utf8))
    }
  }

  /// Mean, deviation and its error as by two passes; draws that do not count leave no trace.
  @Test func moments() throws {
    let column = values(10_000, seed: 8).map { $0 * $0 + 1e6 }
    let failed = Set(stride(from: 3, to: 10_000, by: 7))
    let kept = column.indices.filter { !failed.contains($0) }.map { column[$0] }
    let run = run([column.indices.map { failed.contains($0) ? 1e300 : column[$0] }], failed: failed)
    let plan = run.plan(draws: 10_000, probabilities: [0.5], hasFourthMoments: true, threads: 2)
    let tally = run.tally(plan, draws: 0..<10_000, threads: 3)
    #expect(tally.draws == kept.count)
    #expect(relativeError(tally.mean(0, plan), Statistics.mean(kept)) < 1e-15)
    #expect(relativeError(tally.standardDeviation(0), Statistics.standardDeviation(kept)) < 1e-10)
    #expect(tally.quantile(0, 0, plan) == Statistics.quantile(kept, 0.5))
    let (n, mean) = (Double(kept.count), Statistics.mean(kept))
    let deviations = kept.map { $0 - mean }
    let variance = deviations.reduce(0) { $0 + $1 * $1 } / n
    let fourth = deviations.reduce(0) { $0 + $1 * $1 * $1 * $1 } / n
    let error = ((fourth - variance * variance) / n).squareRoot() / (2 * variance.squareRoot())
    #expect(relativeError(tally.standardError(ofDeviation: 0), error) < 1e-9)
    #expect(tally.count(column: 0, rank: 0) == kept.count)
  }
}
