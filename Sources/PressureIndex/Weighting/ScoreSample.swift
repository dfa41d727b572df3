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

  init(_ values: Matrix, mask: Matrix? = nil) {
    self.values = values
    self.mask = mask ?? Matrix(repeating: 1, rows: values.rows, columns: values.columns)
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
