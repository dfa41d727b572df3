import PressureNumerics
import Testing

@Suite("Pressure through time")
struct ThroughTimeTests {
  /// The worked numbers of METHODS, section 3.
  @Test func expandingDistributionOfTheWorkedSample() {
    #expect(expandingFractions([2, 1, 3, 2.5, 2.5, 5, 0.5, 4]) == [1, 0.5, 1, 0.75, 0.8, 1, 1.0 / 7, 0.875])
    #expect(expandingFractions([]) == [])
    #expect(
      expandingFractions([-0.0, 0.0, -1e300, 1e300, .leastNonzeroMagnitude]) == [1, 1, 1.0 / 3, 1, 0.8])
  }

  @Test func expandingDistributionAgreesWithPandas() {
    #expect(expandingFractions(ThroughTimeGoldens.sample) == ThroughTimeGoldens.fractions)
  }

  /// Lengths around the words of 64 bits, with and without ties.
  @Test(arguments: [1, 2, 63, 64, 65, 128, 300])
  func expandingDistributionCounts(length: Int) {
    var generator = SeededGenerator(seed: UInt64(length))
    for spread in [1, 5, 1_000_000] {
      let sample = (0..<length).map { _ in Double(Int.random(in: -spread...spread, using: &generator)) / 7 }
      let counted = sample.indices.map { t in
        Double(sample[0...t].count { $0 <= sample[t] }) / Double(t + 1)
      }
      #expect(expandingFractions(sample) == counted)
    }
  }

  /// More than a chapter of 16,384 places, values far from even, and those whose range is not finite.
  @Test(arguments: [(20_000, 1.0), (40_000, 30), (500, 400), (300, .infinity)])
  func expandingDistributionOfLongSamples(length: Int, spread: Double) {
    var generator = SeededGenerator(seed: 5)
    let sample = (0..<length).map { _ -> Double in
      let x = Double.random(in: -1...1, using: &generator)
      if spread == .infinity { return x * .greatestFiniteMagnitude }
      return (x * 200).rounded() / 200 * Double.exp2(Double.random(in: 0...spread, using: &generator))
    }
    let fractions = expandingFractions(sample)
    for t in stride(from: 0, to: length, by: max(1, length / 97)) {
      #expect(fractions[t] == Double(sample[0...t].count { $0 <= sample[t] }) / Double(t + 1))
    }
  }

  @Test func threadsChangeNoBit() {
    var generator = SeededGenerator(seed: 8)
    let columns = Matrix(repeating: 0, rows: 700, columns: 19).map { _ in
      Double.random(in: 0...1, using: &generator)
    }
    let fractions = expandingFractions(columns, threads: 1)
    #expect(fractions == expandingFractions(columns, threads: 3))
    #expect(Array(fractions.column(7)) == expandingFractions(Array(columns.column(7))))
    let weights = Matrix(repeating: 1.0 / 19, rows: 1, columns: 19)
    let (one, three) = (1, 3)
    let alone = CorrelationWeightedIndex(parts: fractions, weights: weights, threads: one)
    let shared = CorrelationWeightedIndex(parts: fractions, weights: weights, threads: three)
    #expect(alone.values == shared.values && alone.contributions == shared.contributions)
    #expect(alone.lastCorrelations == shared.lastCorrelations)
  }

  /// The recursion of ``FadingCovariances``, step after step.
  @Test func correlationWeightedIndexOfManyParts() {
    var generator = SeededGenerator(seed: 9)
    let parts = Matrix(repeating: 0, rows: 90, columns: 21).map { _ -> Double in
      let u = Double.random(in: 0...1.1, using: &generator)
      return u > 1 ? .nan : u
    }
    let weights = Matrix(repeating: 0, rows: 90, columns: 21).map { _ in
      Double.random(in: 0...0.1, using: &generator)
    }
    let index = CorrelationWeightedIndex(parts: parts, weights: weights, decay: 0.9, threads: 2)
    var covariances = FadingCovariances(width: 21, decay: 0.9)
    for t in 0..<90 {
      let scores = parts.row(t)
      covariances.advance(scores.map { $0.isNaN ? 0 : $0 - 0.5 })
      let expected = CorrelationWeightedIndex.contributions(
        parts: scores.map { $0.isNaN ? 0 : $0 }, weights: weights.row(t),
        correlations: covariances.correlations)
      for (i, value) in expected.enumerated() { #expect(abs(index.contributions[t, i] - value) < 1e-15) }
    }
  }

  /// The worked numbers of METHODS, section 8.
  @Test(arguments: [(0.5, 0.414, [0.1224, 0.0864, 0.2052]), (1, 0.6084, [0.1872, 0.1404, 0.2808])])
  func correlationWeightsOfTheWorkedCase(rho: Double, index: Double, each: [Double]) {
    var correlations = Matrix(repeating: rho, rows: 3, columns: 3)
    for i in 0..<3 { correlations[i, i] = 1 }
    let contributions = CorrelationWeightedIndex.contributions(
      parts: [0.8, 0.6, 0.9], weights: [0.3, 0.3, 0.4], correlations: correlations)
    #expect(abs(contributions.reduce(0, +) - index) < 1e-15)
    #expect(zip(contributions, each).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  private let goldenParts = Matrix(
    rows: stride(from: 0, to: ThroughTimeGoldens.parts.count, by: 4).map {
      Array(ThroughTimeGoldens.parts[$0..<$0 + 4])
    })
  private let goldenWeights = Matrix(rows: [[0.1, 0.2, 0.3, 0.4]])

  /// 75 times are two whole blocks and a part of one; some scores are missing, one part for its first 20 times.
  @Test func correlationWeightedIndexAgreesWithNumpy() {
    let result = CorrelationWeightedIndex(parts: goldenParts, weights: goldenWeights)
    let contributions = (0..<75).flatMap { result.contributions.row($0) }
    let correlations = (0..<4).flatMap { result.lastCorrelations.row($0) }
    for (found, golden) in [
      (result.values, ThroughTimeGoldens.values), (contributions, ThroughTimeGoldens.contributions),
      (correlations, ThroughTimeGoldens.lastCorrelations),
    ] {
      #expect(found.count == golden.count)
      #expect(zip(found, golden).allSatisfy { abs($0 - $1) < 1e-13 })
    }
  }

  /// What comes later leaves what was before, to the last bit, wherever the sample ends in a block.
  @Test(arguments: [1, 31, 32, 33, 64, 70])
  func laterTimesMoveNothing(length: Int) {
    let whole = CorrelationWeightedIndex(parts: goldenParts, weights: goldenWeights)
    let begun = CorrelationWeightedIndex(
      parts: Matrix(rows: (0..<length).map(goldenParts.row)), weights: goldenWeights)
    #expect(begun.values[...] == whole.values.prefix(length))
    for t in 0..<length { #expect(begun.contributions.row(t) == whole.contributions.row(t)) }
  }

  /// Without a memory the covariances are those of the last time alone: correlations are 1 or −1, and 0 with a part that has
  /// no score then. Times or parts that only fill up vectors would fade them, and a missing score read as 0 would not be 0
  /// but the lowest.
  @Test(arguments: 1...9) func correlationsWithoutMemory(_ times: Int) {
    let rows = (0..<times).map { (t: Int) -> [Double] in
      (0..<10).map { (i: Int) -> Double in Double((i * 7 + t * 3) % 10) / 10 + 0.03 }
    }
    var parts = Matrix(rows: rows)
    parts[times - 1, 4] = .nan
    let index = CorrelationWeightedIndex(
      parts: parts, weights: Matrix(repeating: 0.1, rows: 1, columns: 10), decay: 0)
    for i in 0..<10 {
      for j in 0..<10 where i != j {
        let areAlike = (rows[times - 1][i] > 0.5) == (rows[times - 1][j] > 0.5)
        let expected = i == 4 || j == 4 ? 0 : areAlike ? 1.0 : -1
        #expect(abs(index.lastCorrelations[i, j] - expected) < 1e-12)
      }
    }
    #expect(index.contributions[times - 1, 4] == 0)
  }

  @Test func noPartsAndNoTimes() {
    let noParts = CorrelationWeightedIndex(
      parts: Matrix(repeating: 0, rows: 3, columns: 0), weights: Matrix(repeating: 0, rows: 1, columns: 0))
    #expect(noParts.values == [0, 0, 0])
    let noTimes = CorrelationWeightedIndex(
      parts: Matrix(repeating: 0, rows: 0, columns: 2), weights: Matrix(repeating: 0.5, rows: 1, columns: 2))
    #expect(noTimes.values.isEmpty && noTimes.lastCorrelations == .identity(2))
  }

  /// Parts that always moved as one make the square of their weighted mean; the index never leaves 0…1.
  @Test func oneMovementIsTheSquareOfTheMean() {
    let path = (0..<400).map { Double($0 % 11) / 10 }
    let parts = Matrix(rows: path.map { [$0, $0] })
    let result = CorrelationWeightedIndex(
      parts: parts, weights: Matrix(rows: [[0.5, 0.5]]), decay: 0.9)
    // The identity at the start has faded to 0.9⁴⁰⁰, about 5e-19.
    #expect(abs(result.values[399] - path[399] * path[399]) < 1e-12)
    #expect(result.values.allSatisfy { (0...1).contains($0) })
  }
}
