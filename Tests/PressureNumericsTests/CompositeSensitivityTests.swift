import PressureNumerics
import RealModule
import Testing

/// The indices of panels against the plain evaluation of every point.
@Suite struct CompositeSensitivityTests {
  private static let units = 7

  /// Two normalisations, by three ways to aggregate of which one is geometric.
  private let alternatives: [CompositeSensitivity.Alternative] = {
    let stream = RandomStream(seed: 5, stream: 0)
    let base = Matrix(
      rows: units, columns: 4, storage: (0..<UInt64(4 * units)).map { 0.1 + 0.9 * stream.uniform(at: $0) })
    return [1, 0.5].flatMap { power in
      [
        CompositeSensitivity.Alternative(base.map { power == 1 ? $0 : $0.squareRoot() }, .arithmetic),
        CompositeSensitivity.Alternative(base.map { $0 * $0 * power }, .arithmetic),
        CompositeSensitivity.Alternative(base.map { power == 1 ? $0 : $0.squareRoot() }, .geometric),
      ]
    }
  }()

  /// ((column 2: weight 1 ± ½, column 0: weight 3 without doubt): weight 2 ± ¼, (columns 1 and 3: 1 ± 1 each): 1).
  private let tree = WeightTree.group([
    .init(
      weight: 2, spread: 0.25,
      node: .group([
        .init(weight: 1, spread: 0.5, node: .column(2)), .init(weight: 3, spread: 0, node: .column(0)),
      ])),
    .init(
      weight: 1, spread: 0,
      node: .group([
        .init(weight: 1, spread: 1, node: .column(1)), .init(weight: 1, spread: 1, node: .column(3)),
      ])),
  ])

  /// The scores of all units at a point of the unit cube, by the definition.
  private func scores(_ u: [Double]) -> [Double] {
    let alternative = alternatives[(u[0] < 0.5 ? 0 : 3) + min(Int(u[1] * 3), 2)]
    let first = 2 * (1 + 0.25 * (2 * u[2] - 1))
    let second = 1 + 0.5 * (2 * u[3] - 1)
    let (left, right) = (2 * u[4], 2 * u[5])
    let weights = [
      first / (first + 1) * 3 / (second + 3), 1 / (first + 1) * left / (left + right),
      first / (first + 1) * second / (second + 3), 1 / (first + 1) * right / (left + right),
    ]
    return (0..<Self.units).map { unit in
      let pairs = zip(weights, alternative.scores.row(unit))
      return switch alternative.aggregation {
      case .arithmetic: pairs.reduce(0) { $0 + $1.0 * $1.1 }
      case .geometric: pairs.reduce(1) { $0 * Double.pow($1.1, $1.0) }
      }
    }
  }

  @Test(arguments: [SaltelliDesign.Sampling.sobol, .random])
  func plainEvaluation(_ sampling: SaltelliDesign.Sampling) throws {
    let problem = CompositeSensitivity(choices: [2, 3], alternatives: alternatives, weights: tree)
    #expect(problem.factors == 6 && problem.units == Self.units)
    // The last batch is not full.
    let samples = 300
    let indices = problem.indices(samples: samples, sampling: sampling, seed: 4, resamples: 20, threads: 2)

    let design = SaltelliDesign(factors: 6, sampling: sampling, seed: 4)
    var sums = (0..<2 * Self.units).map { output in
      SobolSums(factors: 6, reference: output < Self.units ? 0.5 : 4)
    }
    for start in stride(from: 0, to: samples, by: 128) {
      let range = start..<min(start + 128, samples)
      let (a, b) = design.points(range)
      func outputs(_ rows: Matrix, exchanging factor: Int? = nil) -> [[Double]] {
        let all = (0..<range.count).map { row -> [Double] in
          let scores = scores((0..<6).map { $0 == factor ? b[row, $0] : rows[row, $0] })
          return scores + scores.map { score in Double(1 + scores.count { $0 > score }) }
        }
        return (0..<2 * Self.units).map { output in all.map { $0[output] } }
      }
      let (atA, atB, atAB) = (outputs(a), outputs(b), (0..<6).map { outputs(a, exchanging: $0) })
      for output in sums.indices {
        sums[output].add(a: atA[output], b: atB[output], ab: atAB.map { $0[output] })
      }
    }
    let weights = BootstrapCounts(items: 3, resamples: 20, seed: 4)
    for (found, sums) in zip(indices.scores + indices.ranks, sums) {
      let plain = SobolIndices(sums, weights: weights)
      #expect((found == nil) == (plain == nil))
      guard let found, let plain else { continue }
      #expect(abs(found.mean - plain.mean) < 1e-12 && relativeError(found.variance, plain.variance) < 1e-10)
      for (one, other) in zip(found.first + found.total, plain.first + plain.total) {
        for (x, y) in [(one.value, other.value), (one.lower, other.lower), (one.upper, other.upper)] {
          #expect(abs(x - y) < 1e-9)
        }
        #expect(abs(one.standardError - other.standardError) < 1e-9)
      }
    }
    #expect(indices.scores.allSatisfy { $0 != nil })
  }

  /// Bit for bit the same for 1, 2 and 3 threads.
  @Test func determinism() {
    let problem = CompositeSensitivity(choices: [2, 3], alternatives: alternatives, weights: tree)
    let results = (1...3).map {
      problem.indices(samples: 1024, sampling: .sobol, seed: 1, resamples: 10, threads: $0)
    }
    #expect(results[1] == results[0] && results[2] == results[0])
  }

  /// A unit that dominates all others has a constant rank, which nothing explains.
  @Test func constantRank() {
    let scores = Matrix(rows: [[0.9, 0.8], [0.2, 0.3], [0.3, 0.1]])
    let problem = CompositeSensitivity(
      choices: [], alternatives: [.init(scores, .arithmetic)],
      weights: .group([
        .init(weight: 1, spread: 0.9, node: .column(0)), .init(weight: 1, spread: 0.9, node: .column(1)),
      ]))
    let indices = problem.indices(samples: 512, sampling: .sobol, seed: 1, resamples: 10, threads: 1)
    #expect(indices.ranks[0] == nil && indices.scores[0] != nil && indices.ranks[1] != nil)
  }
}
