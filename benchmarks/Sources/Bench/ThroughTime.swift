import Dispatch
import PressureNumerics

extension Bench {
  /// Methods that go through time.
  static let throughTime: [String: Workload] = [
    "correlation": { parameters in
      let parts = try parameters.integer("parts")
      let times = try parameters.integer("times")
      let numbers = try parameters.numbers("walks")
      let walks = Matrix(rows: times, columns: parts, storage: numbers)
      let threads = try parameters.integer("threads")
      let weights = Matrix(repeating: 1 / Double(parts), rows: 1, columns: parts)
      return {
        let scores = expandingFractions(walks, threads: threads)
        let index = CorrelationWeightedIndex(parts: scores, weights: weights, threads: threads)
        return ["values": index.values]
      }
    },
    "dynamic-factor": { parameters in
      let months = try parameters.integer("months")
      let monthly = try parameters.integer("monthly")
      let quarterly = try parameters.integer("quarterly")
      let factors = try parameters.integer("factors")
      let iterations = try parameters.integer("iterations")
      let threads = try parameters.integer("threads")
      // Where a first number is given, the result is the time of one iteration: what more of them take.
      let first = try parameters.integer("first")
      let n = monthly + quarterly
      // The panel row after row, then the loadings, for a model that both sides start from.
      let numbers = try parameters.numbers("panel")
      func matrix(_ start: Int, _ rows: Int, _ columns: Int) -> Matrix {
        Matrix(
          rows: (0..<rows).map { Array(numbers[start + $0 * columns..<start + ($0 + 1) * columns]) })
      }
      let persistent = try parameters.integer("persistent") == 1
      let model = DynamicFactorModel(
        .init(
          blocks: [.init(count: factors, order: 1)], hasPersistentErrors: persistent,
          isQuarterly: (0..<n).map { $0 >= monthly }),
        .init(
          loadings: matrix(months * n, n, factors),
          transitions: [[Matrix.identity(factors).map { 0.5 * $0 }]], innovations: [.identity(factors)],
          persistence: Array(repeating: persistent ? 0.3 : 0, count: n),
          variances: Array(repeating: 1, count: n)))
      let panel = matrix(0, months, n)
      func fit(_ iterations: Int) throws -> (fit: DynamicFactorFit, seconds: Double) {
        let start = DispatchTime.now().uptimeNanoseconds
        // One expectation more than the peer, to see what the last maximisation gave.
        let fit = try DynamicFactorFit(
          [panel], from: model, maximumIterations: iterations + 1, tolerance: 0, threads: threads)
        return (fit, Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
      }
      return {
        let few = first > 0 ? try fit(first).seconds : 0
        let (result, all) = try fit(iterations)
        let likelihood = ["logLikelihood": [result.logLikelihoods[0]]]
        if first == 0 { return likelihood }
        return likelihood.merging(["seconds": [(all - few) / Double(iterations - first)]]) { own, _ in own }
      }
    },
  ]
}
