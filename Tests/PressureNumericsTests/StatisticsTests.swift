import Testing

@testable import PressureNumerics

@Suite struct StatisticsTests {
  @Test(arguments: StatisticsGoldens.cases)
  func momentsAreThoseOfNumpy(_ golden: StatisticsGoldens.Case) {
    #expect(relativeError(Statistics.mean(golden.sample), golden.mean) < 1e-14)
    #expect(relativeError(Statistics.standardDeviation(golden.sample), golden.standardDeviation) < 1e-14)
    #expect(Statistics.range(golden.sample)?.lowerBound == golden.sample.min())
    #expect(Statistics.range(golden.sample)?.upperBound == golden.sample.max())
  }

  @Test(arguments: StatisticsGoldens.cases)
  func empiricalDistributionIsThatOfScipy(_ golden: StatisticsGoldens.Case) {
    let distribution = EmpiricalDistribution(golden.sample)
    for (value, fraction) in zip(golden.sample, golden.fractions) {
      #expect(relativeError(distribution.fraction(atMost: value), fraction) < 1e-15)
    }
  }

  /// The expanding empirical distribution function of the method description.
  @Test func expandingDistribution() {
    var distribution = EmpiricalDistribution([])
    let fractions = [2, 1, 3, 2.5, 2.5, 5, 0.5, 4].map { value in
      distribution.insert(value)
      return distribution.fraction(atMost: value)
    }
    #expect(fractions == [1, 0.5, 1, 0.75, 0.8, 1, 1.0 / 7, 0.875])
    #expect(distribution.sorted == [0.5, 1, 2, 2.5, 2.5, 3, 4, 5])
  }

  @Test func countsBetweenAndBeyondTheValues() {
    let distribution = EmpiricalDistribution([3, 1, 2, 2])
    #expect(distribution.count == 4)
    #expect([0, 1, 1.5, 2, 2.5, 3, 9].map { distribution.count(atMost: $0) } == [0, 1, 1, 3, 3, 4, 4])
    #expect(EmpiricalDistribution([]).count(atMost: 0) == 0)
  }

  @Test func slicesOfAMatrix() {
    let matrix = Matrix(rows: [[1, 4], [2, 8], [6, 0]])
    #expect(Statistics.mean(matrix.column(0)) == 3)
    #expect(Statistics.range(matrix.column(1)) == 0...8)
    #expect(Statistics.range([]) == nil)
    #expect(Statistics.range([7]) == 7...7)
  }

  /// A column of equal values has no spread at all, whatever their binary form.
  @Test func constantsHaveNoSpread() {
    for value in [0.1, 1.0 / 3, 1e9 + 0.1, -7.3e-5] {
      for count in [2, 3, 7, 49, 1000] {
        let values = Array(repeating: value, count: count)
        #expect(Statistics.mean(values) == value)
        #expect(Statistics.standardDeviation(values) == 0)
      }
    }
  }

  @Test func orderDoesNotMatter() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let values = (0..<Int.random(in: 2...60, using: &generator)).map { _ in
        Double.random(in: -1...1, using: &generator) * [1e-8, 1, 1e6].randomElement(using: &generator)!
      }
      let shuffled = values.shuffled(using: &generator)
      #expect(Statistics.mean(values) == Statistics.mean(shuffled))
      #expect(Statistics.standardDeviation(values) == Statistics.standardDeviation(shuffled))
    }
  }

  /// Sums of whole numbers against the running sum of parts, over spreads that 128 bits hold and that they do not.
  @Test("Sums by whole numbers are those of running sums, to the bit", arguments: 0..<200)
  func fixedPoint(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let spread = seed % 100
    let values = (0..<(1 + seed % 37)).map { _ in
      Double.random(in: -1...1, using: &random)
        * Double(sign: .plus, exponent: .random(in: 0...spread, using: &random) - 300, significand: 1)
    }
    var running = ExactSum()
    for value in values { running.add(value) }
    let sum = values.withUnsafeBufferPointer(fixedPointSum)
    #expect(sum != nil || spread > 50)
    if let sum { #expect(sum == running.value) }
    #expect(exactSum(values) == running.value)
    #expect(exactSum(values + values.map { -$0 }) == 0)
  }

  @Test func exactSums() {
    #expect(exactSum([]) == 0)
    #expect(exactSum(Array(repeating: 0.1, count: 10)) == 1)
    #expect(exactSum([1e100, 1, -1e100, 1e-20]) == 1)
    #expect(exactSum([1e16, 1, 1e-16]) == 1e16 + 2)  // a tie that the last term breaks
    #expect(exactSum([1e16, 1]) == 1e16)  // a tie, to even
    #expect(exactSum([1e16, 1, -1e-16]) == 1e16)
    #expect(exactSum([.infinity, 1]) == .infinity)
    #expect(exactSum([.greatestFiniteMagnitude, .greatestFiniteMagnitude]) == .infinity)
  }
}
