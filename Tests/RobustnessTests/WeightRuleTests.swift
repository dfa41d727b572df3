import TestSupport
import Testing

@testable import Robustness

@Suite("Weight rules") struct WeightRuleTests {
  /// The means of the weights over a grid of points.
  func means(_ rule: WeightRule, base: [Double], dimensions: Int) -> (means: [Double], all: [[Double]]) {
    let sampler = WeightSampler(rule, bases: [base])
    var stream = SplitMix(seed: 5)
    var all: [[Double]] = []
    for _ in 0..<4000 {
      let u = (0..<dimensions).map { _ in Double.random(in: 1e-12..<1, using: &stream) }
      var weights = base
      u.withUnsafeBufferPointer { u in weights.withUnsafeMutableBufferPointer { sampler.apply(u, to: $0) } }
      all.append(weights)
    }
    return (base.indices.map { i in all.reduce(0) { $0 + $1[i] } / Double(all.count) }, all)
  }

  @Test("Dirichlet: the stated weights on average, with variance w (1 − w) / (c + 1)")
  func dirichlet() {
    let base = [0.5, 0.3, 0.2, 0]
    let (means, all) = means(.dirichlet(concentration: 20), base: base, dimensions: 4)
    for i in base.indices {
      let variance = base[i] * (1 - base[i]) / 21
      #expect(abs(means[i] - base[i]) <= 4 * (variance / 4000).squareRoot())
      let own = all.reduce(0) { $0 + ($1[i] - base[i]) * ($1[i] - base[i]) } / 4000
      #expect(abs(own - variance) <= 0.1 * variance)
    }
    #expect(all.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 && $0[3] == 0 })
  }

  @Test(
    "Uniform on the simplex: means 1/n, variances (n − 1)/(n²(n + 1)); in order: those of order statistics")
  func simplex() {
    let base = [0.7, 0.2, 0.1]
    let (means, all) = means(.simplex, base: base, dimensions: 3)
    for i in 0..<3 {
      #expect(abs(means[i] - 1 / 3.0) < 0.015)
      let variance = all.reduce(0) { $0 + ($1[i] - 1 / 3.0) * ($1[i] - 1 / 3.0) } / 4000
      #expect(abs(variance - 1 / 18.0) < 0.005)
    }
    // The largest of three uniform weights is 11/18 on average, the next 5/18, the smallest 2/18.
    let ordered = self.means(.ordered([1, 0, 2]), base: base, dimensions: 3)
    for (mean, expected) in zip(ordered.means, [5 / 18.0, 11 / 18.0, 2 / 18.0]) {
      #expect(abs(mean - expected) < 0.01)
    }
    #expect(ordered.all.allSatisfy { $0[1] >= $0[0] && $0[0] >= $0[2] })
  }

  @Test("Within bounds: uniform on what is left of the simplex")
  func bounded() {
    // Two weights: uniform on the overlap of [0.2, 0.9] and 1 − [0.3, 0.6].
    let two = means(.bounded([0.2...0.9, 0.3...0.6]), base: [0.5, 0.5], dimensions: 1)
    #expect(abs(two.means[0] - 0.55) < 0.01)
    #expect(two.all.allSatisfy { $0[0] >= 0.4 - 1e-12 && $0[0] <= 0.7 + 1e-12 })
    // Three: against rejection from the whole simplex.
    let bounds = [0.1...0.6, 0.05...0.5, 0.2...0.9]
    let three = means(.bounded(bounds), base: [0.3, 0.3, 0.4], dimensions: 2)
    let whole = means(.simplex, base: [0.3, 0.3, 0.4], dimensions: 3).all.filter { weights in
      zip(weights, bounds).allSatisfy { $1.contains($0) }
    }
    for i in 0..<3 {
      let mean = whole.reduce(0) { $0 + $1[i] } / Double(whole.count)
      #expect(abs(three.means[i] - mean) < 0.02)
    }
    #expect(
      three.all.allSatisfy { weights in
        zip(weights, bounds).allSatisfy { $0 >= $1.lowerBound - 1e-12 && $0 <= $1.upperBound + 1e-12 }
          && abs(weights.reduce(0, +) - 1) < 1e-12
      })
  }

  @Test("Perturbed by a fraction, and one expert or another")
  func others() {
    let perturbed = means(.perturbed(fraction: 0.25), base: [0.6, 0.4], dimensions: 2)
    #expect(abs(perturbed.means[0] - 0.6) < 0.01)
    // 0.6 · 0.75 against 0.4 · 1.25 at one end, the reverse at the other.
    #expect(perturbed.all.allSatisfy { $0[0] >= 0.45 / 0.95 && $0[0] <= 0.75 / 1.05 })
    let experts = means(.experts([[0.5, 0.5], [0.9, 0.1]]), base: [0.6, 0.4], dimensions: 1)
    #expect(abs(experts.means[0] - 0.7) < 0.02)
    #expect(experts.all.allSatisfy { $0[0] == 0.5 || $0[0] == 0.9 })
  }
}
