import PressureNumerics

extension Bench {
  /// Many units under many random weights, and the product that bounds them.
  static let ensembles: [String: Workload] = [
    "ensemble": { parameters in
      let scores = try parameters.matrix()
      let draws = try parameters.integer("draws")
      let threads = try parameters.integer("threads")
      let countsRanks = try parameters.integer("ranks") == 1
      let isGeometric = try parameters.integer("geometric") == 1
      let quantiles = try parameters.integer("quantiles") == 1 ? [0.05, 0.5, 0.95] : []
      return {
        // Packing the indicators is part of the run.
        let ensemble = ScoreEnsemble(
          scores, aggregation: isGeometric ? .geometric : .arithmetic, weights: .simplex, seed: 42)
        let result = ensemble.run(
          draws: draws, probabilities: quantiles, countsRanks: countsRanks, threads: threads)
        return [
          "means": result.means, "deviations": result.standardDeviations,
          "quantiles": result.quantiles.storage, "ranks": result.rankShares?.storage ?? [],
        ]
      }
    },
    "dgemm": { parameters in
      let size = try parameters.integer("size")
      let stream = RandomStream(seed: 1, stream: 0)
      let matrix = Matrix(
        rows: size, columns: size, storage: (0..<size * size).map { stream.uniform(at: UInt64($0)) })
      return { ["corner": [matrix.multiplied(by: matrix)[0, 0]]] }
    },
  ]
}

extension Parameters {
  /// The matrix of `data`, `units` × `indicators`, column after column.
  func matrix() throws -> Matrix {
    try Matrix(rows: integer("units"), columns: integer("indicators"), storage: numbers("data"))
  }
}
