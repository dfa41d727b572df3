import PressureNumerics
import PressureSyntax
import TestSupport
import Testing

@testable import PressureIndex

@Suite("Weights from a dynamic factor model") struct DynamicFactorWeightTests {
  /// Two sides over 150 months: u = loading · factor + noise of variance 1 − loading², the factor and the noise persisting.
  static func sample(_ loadings: [Double], seed: UInt64 = 3, swapped: Bool = false) -> ScoreSample {
    var random = SplitMix(state: seed)
    func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + random.decimal(0...1, 6) } }
    let months = 150
    var values = Matrix(repeating: 0, rows: 2 * months, columns: loadings.count)
    var mask = Matrix(repeating: 1, rows: 2 * months, columns: loadings.count)
    for side in 0..<2 {
      var (factor, errors) = (0.0, loadings.map { _ in 0.0 })
      for month in 0..<months {
        factor = 0.8 * factor + 0.6 * normal()
        let row = 2 * month + (swapped ? 1 - side : side)
        for (k, loading) in loadings.enumerated() {
          errors[k] = 0.5 * errors[k] + 0.75.squareRoot() * normal()
          values[row, k] = 0.5 + 0.1 * (loading * factor + (1 - loading * loading).squareRoot() * errors[k])
          if random.decimal(0...1, 6) < 0.1 { mask[row, k] = 0 }
        }
      }
    }
    let paths = (0..<2).map { side in (0..<months).map { 2 * $0 + side } }
    return ScoreSample(values, mask: mask, paths: paths)
  }

  static let scheme = Weighting.dynamicFactor(
    factors: 1, order: 1, hasPersistentErrors: true, rows: .monthEnds, isOpposingZero: false, pool: .all)

  /// 300 rows that persist are worth some 60: shares are known to a few hundredths.
  @Test("Weights are shares of the squared loadings") func shares() throws {
    let loadings = [0.9, 0.8, 0.6, 0.3]
    let (vectors, findings) = try Self.scheme.learnedWeights(
      Self.sample(loadings), ids: ["a", "b", "c", "d"])
    let total = loadings.reduce(0) { $0 + $1 * $1 }
    for (weight, loading) in zip(vectors[0], loadings) {
      #expect(abs(weight - loading * loading / total) < 0.06)
    }
    #expect(abs(vectors[0].reduce(0, +) - 1) < 1e-12)
    var news = 0
    for finding in findings {
      switch finding {
      case .factors(let count, let share, _): #expect(count == 1 && abs(share - total / 4) < 0.1)
      case .news(_, let children, let change):
        news += 1
        // Scores came in and nothing was revised, so that their news are the whole change.
        #expect(abs(children.reduce(0, +) - change) < 1e-9)
      default: break
      }
    }
    #expect(news == 2)
  }

  @Test("Exchanged sides have the same weights, to the last bit") func swap() throws {
    let one = try Self.scheme.weights(Self.sample([0.9, 0.7, 0.5]))
    let other = try Self.scheme.weights(Self.sample([0.9, 0.7, 0.5], swapped: true))
    #expect(one == other)
  }

  @Test("A child that moves against the rest is an error, or has the weight 0") func opposing() throws {
    let sample = Self.sample([0.9, 0.8, -0.7])
    let error = #expect(throws: WeightingFailure.self) { try Self.scheme.weights(sample) }
    guard case .opposing(let child, let loading) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(child == 2 && loading < -0.4)
    let (vectors, findings) = try Weighting.dynamicFactor(
      factors: 1, order: 1, hasPersistentErrors: true, rows: .monthEnds, isOpposingZero: true, pool: .all
    ).learnedWeights(sample, ids: ["a", "b", "c"])
    #expect(vectors[0][2] == 0 && findings.contains(.zeroed(["c"])))
  }

  @Test("More factors than the data carry, too few months and constants are refused") func refused() throws {
    func failure(_ factors: Int, _ sample: ScoreSample) -> WeightingFailure? {
      do {
        _ = try Weighting.dynamicFactor(
          factors: factors, order: 1, hasPersistentErrors: true, rows: .monthEnds, isOpposingZero: false,
          pool: .all
        ).learnedWeights(sample, ids: sample.letters)
        return nil
      } catch { return error }
    }
    let sample = Self.sample([0.9, 0.7, 0.5])
    #expect(failure(3, sample) == .tooManyFactors(3, carried: 2))
    let few = ScoreSample(Matrix(rows: [[1, 2, 3], [2, 3, 5], [1, 4, 4]]), paths: [[0], [1], [2]])
    #expect(failure(1, few) == .tooFewRows(count: 1, needed: 3))
    #expect(
      failure(1, ScoreSample(Matrix(rows: (0..<9).map { [Double($0 % 4), 1] }))) == .constant(child: 1))
  }
}
