import Testing

@testable import PressureNumerics

@Suite struct MomentsTests {
  /// By scipy with `bias=False` and numpy's default quantiles.
  @Test(arguments: MomentsGoldens.cases)
  func momentsAndQuantilesAreThoseOfScipyAndNumpy(_ golden: MomentsGoldens.Case) throws {
    let skewness = try #require(Statistics.skewness(golden.sample))
    let kurtosis = try #require(Statistics.excessKurtosis(golden.sample))
    // The sample around 1e9 keeps some seven digits of its deviations.
    let tolerance = golden.sample[0] > 1e8 ? 1e-6 : 1e-12
    #expect(relativeError(skewness, golden.skewness) < tolerance)
    #expect(relativeError(kurtosis, golden.excessKurtosis) < tolerance)
    for (share, expected) in zip(MomentsGoldens.shares, golden.quantiles) {
      #expect(relativeError(Statistics.quantile(golden.sample, share), expected) < 1e-14)
    }
  }

  /// d = (−1, −1, −1, 3) by hand: Σd² = 12, Σd³ = 24, Σd⁴ = 84, so that G1 = 2 and G2 = 4.
  @Test func oneOfFour() throws {
    let sample = [0.0, 0, 0, 4]
    #expect(abs(try #require(Statistics.skewness(sample)) - 2) < 1e-14)
    #expect(abs(try #require(Statistics.excessKurtosis(sample)) - 4) < 1e-13)
  }

  @Test func undefinedMoments() {
    #expect(Statistics.skewness([1, 2]) == nil)
    #expect(Statistics.skewness([2, 2, 2]) == nil)
    #expect(Statistics.excessKurtosis([1, 2, 3]) == nil)
    #expect(Statistics.excessKurtosis([0.1, 0.1, 0.1, 0.1]) == nil)
  }

  /// Neither order nor unit matters; the fourth power of 1e200 is beyond the range of numbers.
  @Test func orderAndUnitDoNotMatter() throws {
    let sample = MomentsGoldens.cases[3].sample
    let skewness = try #require(Statistics.skewness(sample))
    #expect(Statistics.skewness(Array(sample.reversed())) == skewness)
    for unit in [1e200, 1e-200] {
      let scaled = sample.map { $0 * unit }
      #expect(relativeError(try #require(Statistics.skewness(scaled)), skewness) < 1e-12)
      #expect(try #require(Statistics.excessKurtosis(scaled)).isFinite)
    }
  }

  @Test func mediansOfEvenAndOddSamples() {
    #expect(Statistics.median([3, 1, 2]) == 2)
    #expect(Statistics.median([4, 1, 3, 2]) == 2.5)
    #expect(Statistics.median([7]) == 7)
    #expect(Statistics.quantile([-.infinity, .infinity], 1) == .infinity)
  }
}
