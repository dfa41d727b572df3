import Testing

@testable import Robustness

@Suite("Distributions") struct DistributionTests {
  /// Quantiles by scipy.stats: `Goldens/distributions.py`.
  @Test("Quantile functions", arguments: DistributionGoldens.all)
  func quantiles(_ golden: DistributionGoldens.Golden) {
    let sampler = golden.distribution.sampler(within: golden.limits)
    for (u, expected) in zip(DistributionGoldens.probabilities, golden.quantiles) {
      #expect(abs(sampler(u) - expected) <= 1e-10 * max(1, abs(expected)), "\(golden.distribution) at \(u)")
    }
  }

  @Test("Discrete values in their proportions")
  func discrete() {
    let sampler = Distribution.discrete(values: [3, 1, 2], probabilities: [0.2, 0.5, 0.3]).sampler(
      within: 0...9)
    #expect([0.1, 0.19, 0.21, 0.69, 0.71, 0.99].map { sampler($0) } == [3, 3, 1, 1, 2, 2])
  }
}
