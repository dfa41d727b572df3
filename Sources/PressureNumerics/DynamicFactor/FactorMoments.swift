internal import COpenBLAS

/// What the maximisation step needs of the unknowns, summed over months: expected products of neighbouring factors and
/// values, for each series by the distance of its neighbours, and those of each block of factors.
struct FactorMoments {
  let factors: Int
  let span: Int
  /// Per series and gap (0: the beginning of a chain): the count; E[f_t f_t′], E[f_t f_s′], E[f_s f_s′]; E[z_t f_t],
  /// E[z_t f_s], E[z_s f_t], E[z_s f_s]; E[z_t²], E[z_t z_s], E[z_s²].
  private(set) var values: [Double]
  /// Per block E[(f_t, f_{t−1}, …)(…)′] over the months after the first ones, and the number of these months.
  private(set) var lagged: [Matrix]
  /// Per block the same of the first months, the latest first.
  private(set) var initial: [Matrix]
  private(set) var months: [Double]
  private(set) var panels: Double

  private var width: Int { 4 + 3 * factors * factors + 4 * factors }

  func start(_ series: Int, _ gap: Int) -> Int { (series * (span + 1) + gap) * width }

  /// The moments of one panel.
  init(_ posterior: FactorPosterior, _ model: DynamicFactorModel) {
    let layout = posterior.layout
    (factors, span, panels) = (layout.factors, layout.span, 1)
    let r = factors
    values = Array(repeating: 0, count: model.specification.series * (span + 1) * (4 + 3 * r * r + 4 * r))
    (lagged, initial, months) = ([], [], [])
    addBlocks(posterior, model)
    let factor = FactorProducts(posterior)
    addClose(layout, factor)
    for i in 0..<model.specification.series {
      for pair in layout.distantPairs[i] {
        add(pair, of: i, factor)
      }
      for k in layout.unknownTransitions[i] { addUnknown(i, k, posterior, factor, model.specification) }
    }
  }

  /// Adds the moments of another panel of the same shape.
  mutating func add(_ other: FactorMoments) {
    precondition(values.count == other.values.count, "moments of another shape")
    for k in values.indices { values[k] += other.values[k] }
    for b in lagged.indices {
      lagged[b] = lagged[b].plus(other.lagged[b])
      initial[b] = initial[b].plus(other.initial[b])
      months[b] += other.months[b]
    }
    panels += other.panels
  }

  private mutating func addBlocks(_ posterior: FactorPosterior, _ model: DynamicFactorModel) {
    let layout = posterior.layout
    for (b, first) in model.specification.firstFactors.enumerated() {
      let (k, order) = (model.specification.blocks[b].count, model.specification.blocks[b].order)
      let lags = max(1, order)
      func products(_ t: Int, _ count: Int, into result: inout Matrix) {
        for i in 0..<k * count {
          for j in 0...i {
            let (a, c) = (layout.base[t - i / k] + first + i % k, layout.base[t - j / k] + first + j % k)
            result[i, j] += posterior.covariance(a, c) + posterior.mean[a] * posterior.mean[c]
          }
        }
      }
      var sum = Matrix(repeating: 0, rows: k * (order + 1), columns: k * (order + 1))
      var beginning = Matrix(repeating: 0, rows: k * lags, columns: k * lags)
      for t in lags..<max(lags, layout.times) { products(t, order + 1, into: &sum) }
      products(lags - 1, lags, into: &beginning)
      lagged.append(sum.mirrored)
      initial.append(beginning.mirrored)
      months.append(Double(max(0, layout.times - lags)))
    }
  }

  /// Observed starts and pairs of neighbouring months, as products of masks and of the factors' moments.
  private mutating func addClose(_ layout: FactorLayout, _ factor: FactorProducts) {
    let (r, times) = (factors, layout.times)
    let n = layout.chains.count
    let square = r * r
    func product(_ left: [Double], _ right: [Double], _ columns: Int) -> [Double] {
      var result = [Double](repeating: 0, count: n * columns)
      cblas_dgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, Int32(n), Int32(columns), Int32(times), 1, left, Int32(n),
        right,
        Int32(columns), 0, &result, Int32(columns))
      return result
    }
    let startSquares = product(layout.starts, factor.now, square)
    let startProducts = product(layout.startValues, factor.means, r)
    let squares = product(layout.pairs, factor.close, 3 * square)
    let products = product(layout.pairValues, factor.closeMeans, 2 * r)
    let productsBefore = product(layout.pairValuesBefore, factor.closeMeans, 2 * r)
    for i in 0..<n {
      let statistics = layout.closeStatistics[i]
      let alone = start(i, 0)
      values[alone] += statistics.starts
      for a in 0..<square { values[alone + 1 + a] += startSquares[i * square + a] }
      for a in 0..<r { values[alone + 1 + 3 * square + a] += startProducts[i * r + a] }
      values[alone + 1 + 3 * square + 4 * r] += statistics.startSquare
      let pair = start(i, 1)
      values[pair] += statistics.pairs
      for a in 0..<3 * square { values[pair + 1 + a] += squares[i * 3 * square + a] }
      for a in 0..<2 * r {
        values[pair + 1 + 3 * square + a] += products[i * 2 * r + a]
        values[pair + 1 + 3 * square + 2 * r + a] += productsBefore[i * 2 * r + a]
      }
      let last = pair + 1 + 3 * square + 4 * r
      values[last] += statistics.now
      values[last + 1] += statistics.product
      values[last + 2] += statistics.before
    }
  }

  private mutating func add(_ pair: FactorLayout.Pair, of i: Int, _ factor: FactorProducts) {
    let (r, square) = (factors, factors * factors)
    let before = pair.time - pair.gap
    var at = start(i, pair.gap)
    values[at] += 1
    at += 1
    for a in 0..<square {
      values[at + a] += factor.now[pair.time * square + a]
      values[at + 2 * square + a] += factor.now[before * square + a]
    }
    for a in 0..<r {
      for c in 0..<r {
        values[at + square + a * r + c] += factor.product(pair.time, a, before, c)
      }
      let (now, then) = (factor.means[pair.time * r + a], factor.means[before * r + a])
      values[at + 3 * square + a] += pair.now * now
      values[at + 3 * square + r + a] += pair.now * then
      values[at + 3 * square + 2 * r + a] += pair.before * now
      values[at + 3 * square + 3 * r + a] += pair.before * then
    }
    at += 3 * square + 4 * r
    values[at] += pair.now * pair.now
    values[at + 1] += pair.now * pair.before
    values[at + 2] += pair.before * pair.before
  }

  private mutating func addUnknown(
    _ i: Int, _ k: Int, _ posterior: FactorPosterior, _ factor: FactorProducts,
    _ specification: DynamicFactorModel.Specification
  ) {
    let (layout, r, square) = (posterior.layout, factors, factors * factors)
    let node = layout.chains[i][k]
    let mean = posterior.mean(of: node)
    let isStart = layout.isStart(i, k, specification)
    let before = isStart ? nil : layout.chains[i][k - 1]
    var at = start(i, before.map { node.time - $0.time } ?? 0)
    values[at] += 1
    at += 1
    for a in 0..<square { values[at + a] += factor.now[node.time * square + a] }
    for a in 0..<r {
      let unknown = layout.base[node.time] + a
      values[at + 3 * square + a] +=
        mean * posterior.mean[unknown] + posterior.covariance(of: node, with: unknown)
    }
    values[at + 3 * square + 4 * r] += mean * mean + posterior.covariance(of: node, with: node)
    guard let before else { return }
    let earlier = posterior.mean(of: before)
    for a in 0..<r {
      let (now, then) = (layout.base[node.time] + a, layout.base[before.time] + a)
      for c in 0..<r {
        values[at + square + a * r + c] += factor.product(node.time, a, before.time, c)
        values[at + 2 * square + a * r + c] += factor.now[before.time * square + a * r + c]
      }
      values[at + 3 * square + r + a] +=
        mean * posterior.mean[then] + posterior.covariance(of: node, with: then)
      values[at + 3 * square + 2 * r + a] +=
        earlier * posterior.mean[now] + posterior.covariance(of: before, with: now)
      values[at + 3 * square + 3 * r + a] +=
        earlier * posterior.mean[then] + posterior.covariance(of: before, with: then)
    }
    at += 3 * square + 4 * r
    values[at + 1] += mean * earlier + posterior.covariance(of: node, with: before)
    values[at + 2] += earlier * earlier + posterior.covariance(of: before, with: before)
  }
}

/// The factors' means and second moments, month after month.
struct FactorProducts {
  let factors: Int
  let posterior: FactorPosterior
  /// E[f_t], and (E[f_t], E[f_{t−1}]).
  private(set) var means: [Double]
  private(set) var closeMeans: [Double]
  /// E[f_t f_t′], and E[f_t f_t′], E[f_t f_{t−1}′], E[f_{t−1} f_{t−1}′] side by side.
  private(set) var now: [Double]
  private(set) var close: [Double]

  init(_ posterior: FactorPosterior) {
    let (layout, r) = (posterior.layout, posterior.layout.factors)
    let (times, square) = (layout.times, r * r)
    factors = r
    self.posterior = posterior
    means = Array(repeating: 0, count: times * r)
    closeMeans = Array(repeating: 0, count: times * 2 * r)
    now = Array(repeating: 0, count: times * square)
    close = Array(repeating: 0, count: times * 3 * square)
    for t in 0..<times {
      for a in 0..<r {
        let unknown = layout.base[t] + a
        means[t * r + a] = posterior.mean[unknown]
        closeMeans[t * 2 * r + a] = posterior.mean[unknown]
        if t > 0 { closeMeans[t * 2 * r + r + a] = means[(t - 1) * r + a] }
        for c in 0..<r {
          let here = posterior.covariance(unknown, layout.base[t] + c)
          now[t * square + a * r + c] = here + posterior.mean[unknown] * posterior.mean[layout.base[t] + c]
          close[t * 3 * square + a * r + c] = now[t * square + a * r + c]
          guard t > 0 else { continue }
          close[t * 3 * square + square + a * r + c] = product(t, a, t - 1, c)
          close[t * 3 * square + 2 * square + a * r + c] = now[(t - 1) * square + a * r + c]
        }
      }
    }
  }

  /// E[f_ta f_sc].
  @inline(__always)
  func product(_ t: Int, _ a: Int, _ s: Int, _ c: Int) -> Double {
    let (p, q) = (posterior.layout.base[t] + a, posterior.layout.base[s] + c)
    return posterior.covariance(p, q) + posterior.mean[p] * posterior.mean[q]
  }
}

extension FactorPosterior {
  /// The mean of a monthly value.
  func mean(of node: FactorLayout.Node) -> Double {
    node.terms.reduce(node.constant) { $0 + $1.coefficient * mean[$1.unknown] }
  }

  func covariance(of node: FactorLayout.Node, with unknown: Int) -> Double {
    node.terms.reduce(0) { $0 + $1.coefficient * covariance($1.unknown, unknown) }
  }

  func covariance(of node: FactorLayout.Node, with other: FactorLayout.Node) -> Double {
    other.terms.reduce(0) { $0 + $1.coefficient * covariance(of: node, with: $1.unknown) }
  }
}

extension Matrix {
  /// The sum of two matrices of one shape.
  func plus(_ other: Matrix) -> Matrix {
    Matrix(rows: rows, columns: columns, storage: zip(storage, other.storage).map { $0 + $1 })
  }

  /// The symmetric matrix with this lower triangle.
  var mirrored: Matrix {
    var result = self
    for i in 0..<rows {
      for j in 0..<i { result[j, i] = self[i, j] }
    }
    return result
  }
}
