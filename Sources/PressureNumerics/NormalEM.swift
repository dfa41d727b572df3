/// Maximum-likelihood estimates of a multivariate normal distribution from a sample with gaps, by the EM algorithm,
/// and the sample with each gap filled by its conditional mean.
///
/// Each step computes the conditional means and covariances of the gaps given the row's own values, then the mean and
/// the covariance (divisor n) of what has been completed. Columns are standardised first, so that neither the result
/// nor the stopping rule depends on their units; rows are put into an order of their own, so that the result does not
/// depend on theirs, to the last digit.
///
/// Source: Dempster, Laird and Rubin, JRSS-B 39, 1977; Little and Rubin, Statistical Analysis with Missing Data, 11.2.
public struct NormalEM: Sendable {
  /// Why a sample has no estimates.
  public enum Failure: Error, Hashable, Sendable {
    /// A column has fewer than two values, or only equal ones.
    case constant(column: Int)
    /// The values of a column are a linear combination of other columns, or there are too few rows to tell.
    case singular(column: Int)
    /// The estimates still moved after the largest number of steps.
    case notConverged(steps: Int)
  }

  /// The mean of each column.
  public let mean: [Double]
  /// The covariance matrix, with divisor n.
  public let covariance: Matrix
  /// The sample with its gaps filled by their means given the row's own values.
  public let completed: Matrix
  /// The number of steps.
  public let steps: Int

  /// Estimates from `sample`, whose elements count where `mask` is 1.
  ///
  /// Cost per step: n p² operations and, for each different pattern of gaps, p³. Steps stop when no standardised mean
  /// or covariance moves by more than `tolerance`.
  ///
  /// - Parameter tolerance: the largest change, in standard deviations, of the last step.
  public init(
    _ sample: Matrix, mask: Matrix, tolerance: Double = 1e-11, maximumSteps: Int = 10_000
  ) throws(Failure) {
    precondition(sample.rows == mask.rows && sample.columns == mask.columns, "a mask of another shape")
    let scales = try NormalEM.scales(sample, mask)
    let order = NormalEM.canonicalOrder(sample, mask)
    var state = State(sample, mask, order: order, scales: scales)
    var steps = 0
    while true {
      steps += 1
      if try state.step() <= tolerance { break }
      if steps == maximumSteps { throw .notConverged(steps: steps) }
    }
    var completed = sample
    for (i, row) in order.enumerated() {
      for column in 0..<sample.columns where mask[row, column] == 0 {
        completed[row, column] = scales[column].center + scales[column].spread * state.values[i, column]
      }
    }
    self.completed = completed
    self.steps = steps
    mean = scales.indices.map { scales[$0].center + scales[$0].spread * state.mean[$0] }
    var covariance = state.covariance
    for i in scales.indices {
      for j in scales.indices { covariance[i, j] *= scales[i].spread * scales[j].spread }
    }
    self.covariance = covariance
  }

  fileprivate struct Scale {
    let center: Double
    let spread: Double
  }

  private static func scales(_ sample: Matrix, _ mask: Matrix) throws(Failure) -> [Scale] {
    var scales: [Scale] = []
    for column in 0..<sample.columns {
      let values = (0..<sample.rows).filter { mask[$0, column] == 1 }.map { sample[$0, column] }
      guard values.count >= 2, case let spread = Statistics.standardDeviation(values), spread > 0 else {
        throw .constant(column: column)
      }
      scales.append(Scale(center: Statistics.mean(values), spread: spread))
    }
    return scales
  }

  /// The rows by pattern of gaps, then by values: rows with one pattern are neighbours.
  private static func canonicalOrder(_ sample: Matrix, _ mask: Matrix) -> [Int] {
    (0..<sample.rows).sorted { a, b in
      for column in 0..<sample.columns where mask[a, column] != mask[b, column] {
        return mask[a, column] > mask[b, column]
      }
      for column in 0..<sample.columns where mask[a, column] == 1 && sample[a, column] != sample[b, column] {
        return sample[a, column] < sample[b, column]
      }
      return false
    }
  }
}

/// The estimates between two steps, of standardised columns.
private struct State {
  private(set) var values: Matrix
  private(set) var mean: [Double]
  private(set) var covariance: Matrix
  /// For each pattern of gaps its rows, its observed and its missing columns.
  private let patterns: [(rows: Range<Int>, observed: [Int], missing: [Int])]

  init(_ sample: Matrix, _ mask: Matrix, order: [Int], scales: [NormalEM.Scale]) {
    values = Matrix(repeating: 0, rows: sample.rows, columns: sample.columns)
    for (i, row) in order.enumerated() {
      for (column, scale) in scales.enumerated() where mask[row, column] == 1 {
        values[i, column] = (sample[row, column] - scale.center) / scale.spread
      }
    }
    var patterns: [(rows: Range<Int>, observed: [Int], missing: [Int])] = []
    let columns = Array(0..<sample.columns)
    for (i, row) in order.enumerated() {
      let observed = columns.filter { mask[row, $0] == 1 }
      if let last = patterns.last, last.observed == observed {
        patterns[patterns.count - 1].rows = last.rows.lowerBound..<i + 1
      } else {
        patterns.append((i..<i + 1, observed, columns.filter { mask[row, $0] == 0 }))
      }
    }
    self.patterns = patterns
    mean = Array(repeating: 0, count: sample.columns)
    covariance = .identity(sample.columns)
  }

  /// One step; returns the largest change of a mean or covariance.
  mutating func step() throws(NormalEM.Failure) -> Double {
    let count = mean.count
    var extra = Matrix(repeating: 0, rows: count, columns: count)
    for pattern in patterns where !pattern.missing.isEmpty {
      try expect(pattern.rows, pattern.observed, pattern.missing, &extra)
    }
    let n = Double(values.rows)
    let newMean = (0..<count).map { Statistics.mean(values.column($0)) }
    var centred = values
    for column in 0..<count {
      for row in 0..<values.rows { centred[row, column] -= newMean[column] }
    }
    let products = centred.transposed.multiplied(by: centred)
    var newCovariance = covariance
    var change = 0.0
    for i in 0..<count {
      change = max(change, abs(newMean[i] - mean[i]))
      for j in 0..<count {
        newCovariance[i, j] = (products[i, j] + extra[i, j]) / n
        change = max(change, abs(newCovariance[i, j] - covariance[i, j]))
      }
    }
    (mean, covariance) = (newMean, newCovariance)
    return change
  }

  /// Fills the gaps of rows with one pattern by their conditional means, and adds their conditional covariance, once
  /// for each row, to `extra`.
  private mutating func expect(
    _ rows: Range<Int>, _ observed: [Int], _ missing: [Int], _ extra: inout Matrix
  ) throws(NormalEM.Failure) {
    let factor: Cholesky
    do {
      factor = try Cholesky(covariance.selecting(observed, observed), tolerance: 1e-10)
    } catch {
      throw .singular(column: observed[error.column])
    }
    let cross = covariance.selecting(observed, missing)
    let slopes = factor.solve(cross)
    var deviations = Matrix(repeating: 0, rows: rows.count, columns: observed.count)
    for (j, column) in observed.enumerated() {
      for (i, row) in rows.enumerated() { deviations[i, j] = values[row, column] - mean[column] }
    }
    let predicted = deviations.multiplied(by: slopes)
    let explained = cross.transposed.multiplied(by: slopes)
    for (j, column) in missing.enumerated() {
      for (i, row) in rows.enumerated() { values[row, column] = mean[column] + predicted[i, j] }
      for (k, other) in missing.enumerated() {
        // The mean of the two halves is symmetric to the last digit.
        let known = 0.5 * (explained[j, k] + explained[k, j])
        extra[column, other] += Double(rows.count) * (covariance[column, other] - known)
      }
    }
  }
}

extension Matrix {
  /// The elements in the given rows and columns, in the given order.
  fileprivate func selecting(_ rows: [Int], _ columns: [Int]) -> Matrix {
    var result = Matrix(repeating: 0, rows: rows.count, columns: columns.count)
    for (j, column) in columns.enumerated() {
      for (i, row) in rows.enumerated() { result[i, j] = self[row, column] }
    }
    return result
  }
}
