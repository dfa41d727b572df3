internal import PressureNumerics

/// The scores of one group's children from which its weights are learned: a row for each side and date, a column for
/// each child.
///
/// The direction is applied in scores already: more is more pressure in every column.
struct ScoreSample {
  /// Rows × children; 0 where there is no score.
  let values: Matrix
  /// Rows × children; 1 where there is a score.
  let mask: Matrix
  /// The rows of each side in the order of time.
  let paths: [[Int]]
  /// What is known besides where rows are months that values describe.
  var periods: Periods?

  /// The rows as months.
  struct Periods {
    /// For each child whether it is quarterly: then it has scores in the last months of quarters.
    let isQuarterly: [Bool]
    /// Rows × children: the scores that were known at the end of the month before the date; NaN where there was none.
    let earlier: Matrix
  }

  /// Without `paths`, the rows are those of one side.
  init(_ values: Matrix, mask: Matrix? = nil, paths: [[Int]]? = nil) {
    self.values = values
    self.paths = paths ?? [Array(0..<values.rows)]
    self.mask = mask ?? Matrix(repeating: 1, rows: values.rows, columns: values.columns)
  }

  /// The sample with its rows in the order of their scores, so that sums over them do not depend on the order of the
  /// sides, not even in the last digit.
  var sortedByScores: ScoreSample {
    let keys = (0..<values.rows).map { row in
      (0..<values.columns).map { mask[row, $0] == 1 ? values[row, $0] : -Double.infinity }
    }
    let order = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    func sorted(_ matrix: Matrix) -> Matrix {
      Matrix(
        rows: matrix.rows, columns: matrix.columns,
        storage: (0..<matrix.columns).flatMap { column in order.map { matrix[$0, column] } })
    }
    return ScoreSample(sorted(values), mask: sorted(mask))
  }

  /// The number of children.
  var children: Int { values.columns }

  /// The scores of a child, where it has one.
  func scores(of child: Int) -> [Double] {
    (0..<values.rows).filter { mask[$0, child] == 1 }.map { values[$0, child] }
  }

  /// The rows in which every child has a score.
  var completeRows: [Int] {
    (0..<values.rows).filter { row in (0..<children).allSatisfy { mask[row, $0] == 1 } }
  }

  /// One number for each child, which needs at least `needed` scores of its own.
  func mapChildren(
    needing needed: Int, _ transform: (Int, [Double]) throws(WeightingFailure) -> Double
  ) throws(WeightingFailure) -> [Double] {
    var result: [Double] = []
    for child in 0..<children {
      let scores = scores(of: child)
      if scores.count < needed { throw .tooFew(child: child, count: scores.count, needed: needed) }
      result.append(try transform(child, scores))
    }
    return result
  }

  /// The correlations of the children over pairwise-complete rows.
  func correlations() throws(WeightingFailure) -> Matrix {
    let moments = PairwiseMoments(values, mask: mask)
    for child in 0..<children {
      let count = Int(moments.counts[child, child])
      if count < 3 { throw .tooFew(child: child, count: count, needed: 3) }
      if moments.correlation(child, child) == nil { throw .constant(child: child) }
    }
    switch moments.correlations() {
    case .success(let matrix): return matrix
    case .failure(let failure): throw .uncorrelatable(first: failure.first, second: failure.second)
    }
  }

  /// The standard deviation of each child's scores.
  func deviations() throws(WeightingFailure) -> [Double] {
    try mapChildren(needing: 2) { _, scores in Statistics.standardDeviation(scores) }
  }
}

extension [Double] {
  /// The numbers divided by their sum, or a failure where all are 0.
  func normalized() throws(WeightingFailure) -> [Double] {
    let total = reduce(0, +)
    guard total > 0 else { throw .allZero }
    return map { $0 / total }
  }
}
