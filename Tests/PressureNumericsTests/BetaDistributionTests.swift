import PressureNumerics
import Testing

@Suite struct BetaDistributionTests {
  /// scipy's own error on these points is below 2e-14, by a comparison with 60 digits.
  @Test func cumulativeIsThatOfScipy() {
    #expect(BetaGoldens.cumulative.count > 300)
    for row in BetaGoldens.cumulative {
      let value = BetaDistribution(alpha: row[0], beta: row[1]).cumulative(row[2])
      #expect(relativeError(value, row[3]) < 1e-12, "I_x(α, β) at \(row)")
    }
  }

  @Test func quantileIsThatOfScipy() {
    #expect(BetaGoldens.quantiles.count > 250)
    for row in BetaGoldens.quantiles {
      let value = BetaDistribution(alpha: row[0], beta: row[1]).quantile(row[2])
      #expect(relativeError(value, row[3]) < 1e-12, "quantile at \(row)")
    }
  }

  /// Beta(1, 1) is uniform; Beta(α, 1) and Beta(1, β) have elementary inverses; Beta(½, ½) is the arcsine law.
  @Test func closedForms() {
    for p in [1e-12, 0.1, 0.25, 0.5, 0.75, 0.999] {
      #expect(relativeError(BetaDistribution(alpha: 1, beta: 1).quantile(p), p) < 1e-14)
      #expect(relativeError(BetaDistribution(alpha: 2, beta: 1).quantile(p), p.squareRoot()) < 1e-14)
      let complement = 1 - BetaDistribution(alpha: 1, beta: 2).quantile(p)
      #expect(relativeError(complement, (1 - p).squareRoot()) < 1e-14)
    }
    #expect(relativeError(BetaDistribution(alpha: 0.5, beta: 0.5).cumulative(0.75), 2.0 / 3) < 1e-14)
  }

  @Test func quantileInvertsCumulativeOnRandomShapes() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let distribution = BetaDistribution(
        alpha: .random(in: 0.3...300, using: &generator), beta: .random(in: 0.3...300, using: &generator))
      let p = Double.random(in: 0.001...0.999, using: &generator)
      #expect(
        relativeError(distribution.cumulative(distribution.quantile(p)), p) < 1e-11, "\(distribution) \(p)")
    }
  }

  @Test func ends() {
    let distribution = BetaDistribution(alpha: 1.5, beta: 2)
    #expect(distribution.quantile(0) == 0)
    #expect(distribution.quantile(1) == 1)
    #expect(distribution.cumulative(-0.1) == 0)
    #expect(distribution.cumulative(0) == 0)
    #expect(distribution.cumulative(1) == 1)
    #expect(distribution.cumulative(2) == 1)
    #expect(relativeError(distribution.mean, 1.5 / 3.5) < 1e-15)
  }

  /// Quantiles that no number can hold come out as the nearest ones that can, and the search ends.
  @Test func extremeQuantiles() {
    #expect(BetaDistribution(alpha: 0.01, beta: 1).quantile(1e-10) == 0)
    #expect(BetaDistribution(alpha: 1, beta: 0.01).quantile(0.9) == 1)
    let tiny = BetaDistribution(alpha: 0.3, beta: 300).quantile(1e-30)
    #expect(tiny > 0 && tiny < 1e-90)
    let narrow = BetaDistribution(alpha: 1e6, beta: 1e6)
    #expect(relativeError(narrow.quantile(0.5), 0.5) < 1e-12)
    #expect(narrow.quantile(1e-9) < 0.5 && narrow.quantile(1e-9) > 0.49)
  }

  @Test func normalIsThatOfScipy() {
    for row in BetaGoldens.normal {
      #expect(relativeError(normalCumulative(row[0]), row[1]) < 1e-12, "Φ(\(row[0]))")
    }
    #expect(normalCumulative(-.infinity) == 0)
    #expect(normalCumulative(.infinity) == 1)
  }
}
