extension DynamicFactorModel {
  /// A model to begin with: principal components of the panels with their gaps filled by straight lines, regressions
  /// on them, and the autocorrelations of what is left.
  static func start(
    _ panels: [Matrix], _ specification: Specification
  ) throws(DynamicFactorFit.Failure) -> DynamicFactorModel {
    let (n, r) = (specification.series, specification.factors)
    for i in 0..<n {
      let seen = panels.flatMap { panel in panel.column(i).filter { !$0.isNaN } }
      if seen.count < 3 || seen.min() == seen.max() { throw .noVariation(series: i) }
    }
    if r >= n && n > 1 || r > n { throw .tooManyFactors(requested: r, carried: max(1, n - 1)) }
    // A quarterly figure sums the months with weights of 9 together.
    let filled = panels.map { panel in
      var result = panel
      for i in 0..<n {
        let scale: Double = specification.isQuarterly[i] ? 9 : 1
        for (t, value) in filledByLines(Array(panel.column(i))).enumerated() { result[t, i] = value / scale }
      }
      return result
    }
    var covariance = Matrix(repeating: 0, rows: n, columns: n)
    for panel in filled { covariance = covariance.plus(panel.transposed.multiplied(by: panel)) }
    let (vectors, values) = leadingVectors(covariance, r)
    let carried = values.count { $0 > 1e-9 * covariance.trace }
    if carried < r { throw .tooManyFactors(requested: r, carried: carried) }
    let components = filled.map { $0.multiplied(by: vectors) }
    var (persistence, variances) = ([Double](), [Double]())
    for i in 0..<n {
      let errors = zip(filled, components).map { panel, component in
        (0..<panel.rows).map { t in
          (0..<r).reduce(panel[t, i]) { $0 - component[t, $1] * vectors[i, $1] }
        }
      }
      let (square, product, count) = autocovariance(errors)
      let rho =
        specification.hasPersistentErrors && square > 0 ? min(0.9, max(-0.9, product / square)) : 0
      persistence.append(rho)
      variances.append(max(square / count * (1 - rho * rho), 1e-3))
    }
    var (transitions, innovations) = ([[Matrix]](), [Matrix]())
    for (b, first) in specification.firstFactors.enumerated() {
      let (k, order) = (specification.blocks[b].count, specification.blocks[b].order)
      var innovation = Matrix(repeating: 0, rows: k, columns: k)
      var transition = innovation
      for a in 0..<k {
        let (square, product, count) = autocovariance(components.map { Array($0.column(first + a)) })
        let rho = order == 0 ? 0 : min(0.9, max(-0.9, product / square))
        transition[a, a] = rho
        innovation[a, a] = square / count * (1 - rho * rho)
      }
      let none = Matrix(repeating: 0, rows: k, columns: k)
      transitions.append((0..<order).map { $0 == 0 ? transition : none })
      innovations.append(innovation)
    }
    return DynamicFactorModel(
      specification,
      Parameters(
        loadings: vectors, transitions: transitions, innovations: innovations, persistence: persistence,
        variances: variances))
  }
}

/// Σ x_t², Σ x_t x_{t−1} and the number of values, each summed path by path, so that the order of two paths leaves it.
private func autocovariance(_ paths: [[Double]]) -> (square: Double, product: Double, count: Double) {
  var total = (square: 0.0, product: 0.0, count: 0.0)
  for path in paths {
    total.square += path.reduce(0) { $0 + $1 * $1 }
    total.product += zip(path.dropFirst(), path).reduce(0) { $0 + $1.0 * $1.1 }
    total.count += Double(path.count)
  }
  return total
}

/// Values with their gaps filled by straight lines, and the ends by the nearest value; 0 where there is none.
private func filledByLines(_ values: [Double]) -> [Double] {
  let seen = values.indices.filter { !values[$0].isNaN }
  guard let first = seen.first, let last = seen.last else { return Array(repeating: 0, count: values.count) }
  var result = values
  for t in 0..<first { result[t] = values[first] }
  for t in last..<values.count { result[t] = values[last] }
  for (a, b) in zip(seen, seen.dropFirst()) {
    for t in a..<b { result[t] = values[a] + (values[b] - values[a]) * Double(t - a) / Double(b - a) }
  }
  return result
}

/// The leading eigenvectors of a symmetric positive semidefinite matrix and their values, by orthogonal iteration; each
/// turned so that its elements sum to 0 or more.
private func leadingVectors(_ matrix: Matrix, _ count: Int) -> (vectors: Matrix, values: [Double]) {
  let n = matrix.rows
  var vectors = Matrix(repeating: 0, rows: n, columns: count)
  for i in 0..<n {
    // Any start that is not orthogonal to the vectors would do; it is the same in each run.
    for a in 0..<count { vectors[i, a] = 1 + Double((i + 1) * (a + 1) * 7919 % 101) / 101 }
  }
  var values = [Double](repeating: 0, count: count)
  for _ in 0..<500 {
    var next = matrix.multiplied(by: vectors)
    var change = 0.0
    for a in 0..<count {
      for b in 0..<a {
        let along = (0..<n).reduce(0) { $0 + next[$1, a] * next[$1, b] }
        for i in 0..<n { next[i, a] -= along * next[i, b] }
      }
      let length = (0..<n).reduce(0) { $0 + next[$1, a] * next[$1, a] }.squareRoot()
      change = max(change, abs(length - values[a]) / max(length, .leastNormalMagnitude))
      values[a] = length
      if length > 0 { for i in 0..<n { next[i, a] /= length } }
    }
    vectors = next
    if change < 1e-12 { break }
  }
  for a in 0..<count where (0..<n).reduce(0, { $0 + vectors[$1, a] }) < 0 {
    for i in 0..<n { vectors[i, a] = -vectors[i, a] }
  }
  return (vectors, values)
}
