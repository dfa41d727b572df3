internal import PressureNumerics

/// The linear best-worst method: weights from how much more the best child matters than each other, and each other than
/// the worst.
///
/// min ξ such that |w_B − a_Bj w_j| ≤ ξ and |w_j − a_jW w_W| ≤ ξ for all j, w ≥ 0, Σw = 1; a linear program. ξ is 0
/// where the statements agree with each other.
///
/// Source: Rezaei, Omega 64, 2016.
enum BestWorst {
  /// What follows from the statements.
  struct Result {
    let weights: [Double]
    /// ξ, the closer to 0 the more consistent.
    let inconsistency: Double
  }

  /// - Parameters:
  ///   - bestToOthers: a_Bj, at least 1; 1 for the best itself.
  ///   - othersToWorst: a_jW, at least 1; 1 for the worst itself.
  static func result(
    best: Int, worst: Int, bestToOthers: [Double], othersToWorst: [Double]
  ) throws(WeightingFailure) -> Result {
    let n = bestToOthers.count
    if n == 1 { return Result(weights: [1], inconsistency: 0) }
    var rows = [LinearProgram.Row((0..<n).map { ($0, 1) }, 1...1)]
    /// |w_first − factor · w_second| ≤ ξ, with ξ the last variable.
    func limit(_ first: Int, _ factor: Double, _ second: Int) {
      if first == second { return }
      rows.append(.init([(first, 1), (second, -factor), (n, -1)], -.infinity...0))
      rows.append(.init([(first, -1), (second, factor), (n, -1)], -.infinity...0))
    }
    for child in 0..<n { limit(best, bestToOthers[child], child) }
    for child in 0..<n where child != best { limit(child, othersToWorst[child], worst) }
    let objective = (0...n).map { $0 == n ? 1.0 : 0 }
    do {
      let solution = try LinearProgram(.minimum, objective, rows: rows).solve()
      let weights = try solution.variables.prefix(n).map { max(0, $0) }.normalized()
      return Result(weights: weights, inconsistency: max(0, solution.variables[n]))
    } catch let failure as WeightingFailure {
      throw failure
    } catch {
      throw .unsolvable("\(error)")
    }
  }
}
