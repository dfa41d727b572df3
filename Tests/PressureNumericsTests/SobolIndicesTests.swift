import Foundation
import PressureNumerics
import Testing

/// Sobol indices of functions whose indices are known exactly.
@Suite struct SobolIndicesTests {
  /// A run of `samples` in batches of 32.
  private func run(
    _ factors: Int, samples: Int, sampling: SaltelliDesign.Sampling = .sobol, secondOrder: Bool = false,
    seed: UInt64 = 1, reference: Double, batches: Range<Int>? = nil, _ f: ([Double]) -> Double
  ) -> SobolSums {
    let design = SaltelliDesign(
      factors: factors, sampling: sampling, seed: seed, hasSecondOrder: secondOrder)
    let batches = batches ?? 0..<samples / 32
    var sums = SobolSums(
      factors: factors, hasSecondOrder: secondOrder, reference: reference, firstBatch: batches.lowerBound)
    for batch in batches {
      let (a, b) = design.points(batch * 32..<batch * 32 + 32)
      func values(_ rows: Matrix, _ others: Matrix, exchanging factor: Int? = nil) -> [Double] {
        (0..<32).map { row in f((0..<factors).map { $0 == factor ? others[row, $0] : rows[row, $0] }) }
      }
      sums.add(
        a: values(a, b), b: values(b, a), ab: (0..<factors).map { values(a, b, exchanging: $0) },
        ba: secondOrder ? (0..<factors).map { values(b, a, exchanging: $0) } : [])
    }
    return sums
  }

  /// sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ on (−π, π)³ (Ishigami and Homma 1990).
  private func ishigami(_ u: [Double]) -> Double {
    let x = u.map { (2 * $0 - 1) * .pi }
    let square = x[2] * x[2]
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * square * square * sin(x[0])
  }

  @Test func ishigami() throws {
    let sums = run(3, samples: 4096, secondOrder: true, reference: 0, ishigami)
    let indices = try #require(SobolIndices(sums, resamples: 200, seed: 1))
    #expect(abs(indices.mean - 3.5) < 0.01)
    #expect(abs(indices.variance - 13.844588) < 0.1)
    for (estimate, exact) in zip(indices.first, [0.313905, 0.442411, 0]) {
      #expect(abs(estimate.value - exact) < 0.01)
      #expect(estimate.lower < exact && exact < estimate.upper && estimate.standardError < 0.03)
    }
    for (estimate, exact) in zip(indices.total, [0.557589, 0.442411, 0.243684]) {
      #expect(abs(estimate.value - exact) < 0.01)
    }
    // Of pairs, the first and the third alone interact: S₁₃ = ST₃ − S₃.
    for (i, j, exact) in [(0, 1, 0), (0, 2, 0.243684), (2, 1, 0)] {
      let estimate = try #require(indices.second(i, j))
      #expect(abs(estimate.value - exact) < 0.02)
    }
  }

  /// ∏ (|4u − 2| + a) / (1 + a): the partial variances are 1/(3 (1 + a)²) (Sobol 1993).
  @Test func gFunction() throws {
    let a = [0, 1, 4.5, 9, 99, 99]
    let partial = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    let product = partial.reduce(1) { $0 * (1 + $1) }
    let sums = run(6, samples: 8192, reference: 1) { u in
      zip(u, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
    }
    let indices = try #require(SobolIndices(sums, resamples: 100, seed: 1))
    #expect(abs(indices.variance - (product - 1)) < 0.01)
    for i in a.indices {
      #expect(abs(indices.first[i].value - partial[i] / (product - 1)) < 0.01)
      let total = partial[i] * product / (1 + partial[i]) / (product - 1)
      #expect(abs(indices.total[i].value - total) < 0.01)
    }
    #expect(indices.second.isEmpty && indices.second(0, 1) == nil)
  }

  /// Adding 1000 to the output, with the reference left where it was, moves no index: the estimators are centred.
  @Test func centred() throws {
    let plain = try #require(
      SobolIndices(
        run(3, samples: 512, sampling: .random, secondOrder: true, reference: 0, ishigami), resamples: 50,
        seed: 2))
    let moved = try #require(
      SobolIndices(
        run(3, samples: 512, sampling: .random, secondOrder: true, reference: 0) { ishigami($0) + 1000 },
        resamples: 50, seed: 2))
    let pairs = zip(plain.first + plain.total + plain.second, moved.first + moved.total + moved.second)
    for (before, after) in pairs {
      #expect(abs(before.value - after.value) < 1e-8)
      #expect(abs(before.lower - after.lower) < 1e-8 && abs(before.upper - after.upper) < 1e-8)
    }
    #expect(abs(moved.mean - plain.mean - 1000) < 1e-9)
  }

  /// A constant has no indices, not even one that rounding disturbs.
  @Test func noVariance() {
    #expect(SobolIndices(run(2, samples: 64, reference: 0) { _ in 3 }, resamples: 10, seed: 1) == nil)
    let noisy = run(2, samples: 64, reference: 0) { 1 / 3.0 + $0[0] * 1e-17 }
    #expect(SobolIndices(noisy, resamples: 10, seed: 1) == nil)
  }

  /// 95 % bands hold the truth in 95 % of runs: in 300 runs between 91 and 98 % for each index.
  @Test func coverage() throws {
    // 2u₁ + u₂: S = ST = (0.8, 0.2).
    var hits = Array(repeating: 0, count: 4)
    for seed in 0..<300 {
      let sums = run(2, samples: 1024, sampling: .random, seed: UInt64(seed), reference: 1) {
        2 * $0[0] + $0[1]
      }
      let indices = try #require(SobolIndices(sums, resamples: 200, seed: 9))
      for (i, exact) in [0.8, 0.2, 0.8, 0.2].enumerated() {
        let estimate = i < 2 ? indices.first[i] : indices.total[i - 2]
        if estimate.lower <= exact && exact <= estimate.upper { hits[i] += 1 }
      }
    }
    for hit in hits { #expect(hit > 273 && hit < 295) }
  }

  /// Parts that adjoin merge, in either order, to the run in one piece, also through JSON.
  @Test func shards() throws {
    let whole = run(3, samples: 256, reference: 1, ishigami)
    var first = run(3, samples: 256, reference: 1, batches: 0..<3, ishigami)
    let second = run(3, samples: 256, reference: 1, batches: 3..<8, ishigami)
    var reverse = try JSONDecoder().decode(SobolSums.self, from: JSONEncoder().encode(second))
    reverse.merge(first)
    first.merge(second)
    #expect(first == whole && reverse == whole)
  }

  @Test func bootstrapCounts() {
    let counts = BootstrapCounts(items: 50, resamples: 8, seed: 3)
    #expect(counts.items == 50 && counts.resamples == 8)
  }
}
