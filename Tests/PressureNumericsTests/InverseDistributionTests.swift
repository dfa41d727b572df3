import PressureNumerics
import Testing

@Suite struct InverseDistributionTests {
  @Test func normalQuantileByScipy() {
    for row in DrawGoldens.normal { #expect(relativeError(normalQuantile(row[0]), row[1]) < 1e-14) }
    #expect(normalQuantile(0.5) == 0 && normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity)
    for p in [0.25, 0x1p-20, 0x1p-50] { #expect(normalQuantile(p) == -normalQuantile(1 - p)) }
  }

  @Test func gammaByScipy() {
    for row in DrawGoldens.gammaCumulative {
      #expect(relativeError(GammaDistribution(shape: row[0]).cumulative(row[1]), row[2]) < 1e-11)
    }
    for row in DrawGoldens.gammaQuantiles {
      let quantile = GammaDistribution(shape: row[0]).quantile(row[1])
      #expect(relativeError(quantile, row[2]) < 1e-10, "\(row)")
    }
    let gamma = GammaDistribution(shape: 2)
    #expect(gamma.quantile(0) == 0 && gamma.quantile(1) == .infinity)
    #expect(gamma.cumulative(-1) == 0 && gamma.cumulative(.infinity) == 1)
    // The exponential distribution: −ln ½.
    #expect(abs(GammaDistribution(shape: 1).quantile(0.5) - 0.693_147_180_559_945_3) < 1e-16)
  }

  /// The table's stated error, against the quantiles themselves.
  @Test(arguments: [0.05, 0.4, 1, 2.5, 30, 5000])
  func gammaTable(_ shape: Double) {
    let gamma = GammaDistribution(shape: shape)
    let table = GammaQuantileTable(gamma)
    let stream = RandomStream(seed: 1, stream: 0)
    let probabilities = (0..<200).map { stream.uniform(at: UInt64($0)) } + [0x1p-54, 1e-9, 0.5, 1 - 0x1p-53]
    for p in probabilities {
      let exact = gamma.quantile(p)
      guard exact > 1e-300 else { continue }
      #expect(relativeError(table.quantile(p), exact) < 1e-8, "\(p)")
    }
  }
}
