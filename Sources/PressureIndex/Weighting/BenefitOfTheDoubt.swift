internal import PressureNumerics

/// Benefit of the doubt: for each row the weights with which it scores highest, in comparison with all rows.
///
/// max Σ w_k u_ik such that Σ w_k u_jk ≤ 1 for all rows j, w ≥ 0; where shares are bounded, each child's part
/// w_k u_ik of the sum lies within them. The optimum is the row's efficiency. Scores must be at least 0.
///
/// A row without some of the scores is compared with the rows that have all of its. Where several weights are best,
/// which are found does not depend on the order of the rows. For a row whose scores are all 0 every weighting is as
/// good: it gets equal ones.
///
/// The programs hold only the rows that bind: each is solved with those known so far, and a row that breaks its
/// condition is added until none does. Cost: rows² · children operations, and a small program for each row.
///
/// Source: Cherchye et al., Soc. Indic. Res. 82, 2007; Melyn and Moesen 1991.
enum BenefitOfTheDoubt {
  /// The best weights of a row.
  struct Result: Sendable, Hashable {
    /// As the program has them: 0 for a child without a score.
    let weights: [Double]
    /// Σ w_k u_ik, at most 1.
    let efficiency: Double
  }

  /// The best weights of each row of `sample`; `nil` for a row without any score.
  ///
  /// - Parameter shares: the least and the greatest part of the sum that may come from one child.
  static func results(
    _ sample: ScoreSample, shares: ClosedRange<Double> = 0...1
  ) throws(WeightingFailure) -> [Result?] {
    for child in 0..<sample.children {
      if let score = sample.scores(of: child).first(where: { $0 < 0 }) {
        throw .notPositive(child: child, score: score, allowsZero: true)
      }
    }
    var results = [Result?](repeating: nil, count: sample.values.rows)
    let patterns = Dictionary(grouping: 0..<sample.values.rows) { row in
      (0..<sample.children).filter { sample.mask[row, $0] == 1 }
    }
    for (present, rows) in patterns where !present.isEmpty {
      let comparable = (0..<sample.values.rows).filter { row in
        present.allSatisfy { sample.mask[row, $0] == 1 }
      }
      var frontier = Frontier(comparable.map { row in present.map { sample.values[row, $0] } })
      // In the order of the scores, so that the order of the rows makes no difference.
      let sorted = rows.map { row in (row, present.map { sample.values[row, $0] }) }
        .sorted { $0.1.lexicographicallyPrecedes($1.1) }
      for (row, scores) in sorted {
        // A least share asks for a score above 0 in every child.
        if shares.lowerBound > 0, scores.contains(where: { $0 > 0 }), let zero = scores.firstIndex(of: 0) {
          throw .notPositive(child: present[zero], score: 0, allowsZero: false)
        }
        let best: [Double]
        do {
          best = try frontier.weights(for: scores, shares: shares)
        } catch {
          throw .unsolvable("\(error)")
        }
        var weights = [Double](repeating: 0, count: sample.children)
        for (position, child) in present.enumerated() { weights[child] = best[position] }
        results[row] = Result(
          weights: weights, efficiency: zip(best, scores).reduce(0) { $0 + $1.0 * $1.1 })
      }
    }
    return results
  }

  /// The rows that are compared with, and those of them that bind.
  private struct Frontier {
    private let units: [[Double]]
    private let points: Matrix
    private var binding: [[Double]]
    private var solver: LinearProgramSolver?

    init(_ units: [[Double]]) {
      self.units = units
      points = Matrix(rows: units)
      // The greatest score of each child bounds its weight.
      binding = (0..<(units.first?.count ?? 0)).compactMap { child in
        units.max { ($0[child], $0.reduce(0, +)) < ($1[child], $1.reduce(0, +)) }
      }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    mutating func weights(
      for scores: [Double], shares: ClosedRange<Double>
    ) throws(LinearProgram.Failure) -> [Double] {
      if scores.allSatisfy({ $0 == 0 }) {
        return scores.map { _ in 1 / Double(scores.count) }
      }
      while true {
        let weights = try solve(scores, shares).variables.map { max(0, $0) }
        let sums = points.multiplied(by: Matrix(rows: weights.count, columns: 1, storage: weights)).storage
        guard let worst = sums.indices.max(by: { sums[$0] < sums[$1] }), sums[worst] > 1 + 1e-9,
          !binding.contains(units[worst])
        else { return weights }
        binding.append(units[worst])
        solver = nil
      }
    }

    private mutating func solve(
      _ scores: [Double], _ shares: ClosedRange<Double>
    ) throws(LinearProgram.Failure) -> LinearProgram.Solution {
      let rows = binding.map { LinearProgram.Row(dense: $0, -.infinity...1) }
      // A child that is 0 everywhere adds nothing, whatever its weight.
      let bounds = scores.indices.map { child in
        binding.contains { $0[child] > 0 } ? 0...Double.infinity : 0...0
      }
      if shares == 0...1 {
        let solver =
          self.solver ?? LinearProgramSolver(LinearProgram(.maximum, scores, bounds: bounds, rows: rows))
        self.solver = solver
        return try solver.solve(objective: scores)
      }
      var bounded = rows
      for child in scores.indices {
        // w_c u_c − share · Σ w u
        func row(_ share: Double) -> [Double] {
          scores.indices.map { ($0 == child ? scores[$0] : 0) - share * scores[$0] }
        }
        bounded.append(.init(dense: row(shares.lowerBound), 0...Double.infinity))
        bounded.append(.init(dense: row(shares.upperBound), -.infinity...0))
      }
      return try LinearProgram(.maximum, scores, bounds: bounds, rows: bounded).solve()
    }
  }
}
