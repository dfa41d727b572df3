import Foundation
import PressureNumerics
import Testing

@Suite struct AccumulatorTests {
  private func values(_ count: Int, seed: UInt64) -> [Double] {
    let stream = RandomStream(seed: seed, stream: 0)
    return (0..<count).map { normalQuantile(stream.uniform(at: UInt64($0))) * 3 + 10 }
  }

  private let probabilities = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]

  private func sortedQuantiles(_ values: [Double], _ probabilities: [Double]) -> [Double] {
    probabilities.map { Statistics.quantile(values, $0) }
  }

  /// By brackets of a pilot as by sorting everything, to the last bit, for any split into parts.
  @Test(arguments: [1, 2, 50, 20_000])
  func quantilesEqualAFullSort(_ count: Int) {
    let values = values(count, seed: 3)
    let brackets = QuantileBrackets(pilot: Array(values.prefix(1000)), probabilities: probabilities)
    var whole = QuantileCounter(brackets: brackets)
    whole.add(contentsOf: values)
    #expect(whole.missed.isEmpty)
    #expect(whole.quantiles == sortedQuantiles(values, probabilities))

    var parts = (0..<3).map { _ in QuantileCounter(brackets: brackets) }
    for (i, value) in values.enumerated() { parts[i % 3].add(value) }
    parts[2].merge(parts[0])
    parts[2].merge(parts[1])
    #expect(parts[2].quantiles == whole.quantiles && parts[2].count == count)
  }

  /// Discrete values: repeated ones take no room, and the quantiles are right.
  @Test func discreteValues() {
    let values = values(30_000, seed: 4).map { ($0 / 2).rounded() }
    let brackets = QuantileBrackets(pilot: Array(values.prefix(500)), probabilities: probabilities)
    var counter = QuantileCounter(brackets: brackets)
    counter.add(contentsOf: values)
    #expect(counter.quantiles == sortedQuantiles(values, probabilities))
    var constant = QuantileCounter(brackets: QuantileBrackets(pilot: [7, 7, 7], probabilities: [0.5]))
    for _ in 0..<10 { constant.add(contentsOf: [7, 7, 7]) }
    #expect(constant.quantiles == [7])
  }

  /// A bracket that misses is seen, and only a rerun with it open gives a number.
  @Test func missedBrackets() {
    let values = values(5000, seed: 5)
    let brackets = QuantileBrackets(pilot: values.map { $0 + 100 }, probabilities: [0.5, 0.9], deviations: 3)
    var counter = QuantileCounter(brackets: brackets)
    counter.add(contentsOf: values)
    #expect(counter.quantiles == [nil, nil] && counter.missed == [0, 1])
    var again = QuantileCounter(brackets: brackets.reopened(counter.missed))
    again.add(contentsOf: values)
    #expect(again.quantiles == sortedQuantiles(values, [0.5, 0.9]))
    #expect(QuantileCounter(brackets: brackets).quantiles == [nil, nil])
  }

  @Test func codable() throws {
    var counter = QuantileCounter(
      brackets: QuantileBrackets(pilot: values(200, seed: 6), probabilities: [0, 0.5]))
    counter.add(contentsOf: values(3000, seed: 7))
    let data = try JSONEncoder().encode(counter)
    let copy = try JSONDecoder().decode(QuantileCounter.self, from: data)
    #expect(copy == counter && copy.brackets.lower[0] == -.infinity)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        QuantileBrackets.self, from: Data(#"{"probabilities": [2], "lower": [0], "upper": [1]}"#.utf8))
    }
  }

  /// Mean and deviation as by two passes; bit for bit the same however blocks were shared out.
  @Test func moments() throws {
    let values = values(10_000, seed: 8).map { $0 + 1e9 }
    let blocks = stride(from: 0, to: 10_000, by: 250).map { Array(values[$0..<$0 + 250]) }
    var whole = RunningMoments(reference: 1e9)
    for block in blocks { whole.add(block: block) }
    let mean = try #require(whole.mean)
    let deviation = try #require(whole.standardDeviation)
    #expect(abs(mean - Statistics.mean(values)) < 1e-6)
    #expect(relativeError(deviation, Statistics.standardDeviation(values)) < 1e-9)
    #expect(whole.standardError.map { relativeError($0, deviation / 100) < 1e-14 } == true)

    var parts = (0..<3).map { _ in RunningMoments(reference: 1e9) }
    for (i, block) in blocks.enumerated() { parts[(i * i) % 3].add(block: block) }
    var merged = RunningMoments(reference: 1e9)
    for part in parts.reversed() { merged.merge(part) }
    #expect(merged.mean == mean && merged.standardDeviation == deviation)
    #expect(RunningMoments(reference: 0).mean == nil && RunningMoments(reference: 0).variance == nil)
  }
}
