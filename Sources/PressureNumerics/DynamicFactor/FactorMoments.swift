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

  /// The moments of one panel, the same on any number of threads.
  init(_ posterior: FactorPosterior, _ model: DynamicFactorModel, threads: Int = 1) {
    let layout = posterior.layout
    (factors, span, panels) = (layout.factors, layout.span, 1)
    let (r, n) = (factors, model.specification.series)
    let width = 4 + 3 * r * r + 4 * r
    values = Array(repeating: 0, count: n * (span + 1) * width)
    (lagged, initial, months) = ([], [], [])
    addBlocks(posterior, model)
    let factor = FactorProducts(posterior)
    let rows = width * (span + 1)
    values.withUnsafeMutableBufferPointer { values in
      // Every group of series has numbers of its own.
      nonisolated(unsafe) let work = SeriesSums(
        posterior: posterior, factor: factor, values: values.baseAddress!, width: width, rows: rows)
      let groups = 4
      _ = Parallel.map(blocks: groups, threads: threads) { group in
        work.addClose(n * group / groups..<n * (group + 1) / groups)
      }
      // Quarterly series, which cost most, often stand together.
      _ = Parallel.map(blocks: groups, threads: threads) { group in
        for i in stride(from: group, to: n, by: groups) {
          for pair in layout.distantPairs[i] { work.add(pair, of: i) }
          work.addUnknown(i)
        }
      }
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
      func firstProducts(_ t: Int, _ count: Int, into result: inout Matrix) {
        for i in 0..<k * count {
          for j in 0...i {
            let (a, c) = (layout.base[t - i / k] + first + i % k, layout.base[t - j / k] + first + j % k)
            result[i, j] += posterior.covariance(a, c) + posterior.mean[a] * posterior.mean[c]
          }
        }
      }
      var sum = Matrix(repeating: 0, rows: k * (order + 1), columns: k * (order + 1))
      var beginning = Matrix(repeating: 0, rows: k * lags, columns: k * lags)
      let width = k * (order + 1)
      var products = [Double](repeating: 0, count: width * width)
      posterior.matrix.storage.withUnsafeBufferPointer { covariance in
        posterior.mean.withUnsafeBufferPointer { mean in
          for t in lags..<max(lags, layout.times) {
            for later in 0...order {
              for earlier in later...order {
                let own = posterior.places(t - later, earlier - later)
                let (now, then) = (layout.base[t - later] + first, layout.base[t - earlier] + first)
                for c in 0..<k {
                  let column = own.start + (first + c) * own.step + first
                  for a in (earlier == later ? c : 0)..<k {
                    products[(earlier * k + c) * width + later * k + a] +=
                      covariance[column + a] + mean[now + a] * mean[then + c]
                  }
                }
              }
            }
          }
        }
      }
      // Rows are the later month's: within a month below the diagonal, between months above it.
      for i in 0..<width {
        for j in 0...i {
          sum[i, j] = i / k == j / k ? products[j * width + i] : products[i * width + j]
        }
      }
      firstProducts(lags - 1, lags, into: &beginning)
      lagged.append(sum.mirrored)
      initial.append(beginning.mirrored)
      months.append(Double(max(0, layout.times - lags)))
    }
  }
}

/// The sums of single series.
private struct SeriesSums {
  let posterior: FactorPosterior
  let factor: FactorProducts
  let values: UnsafeMutablePointer<Double>
  /// The numbers of one gap, and of one series.
  let width: Int
  let rows: Int

  private var layout: FactorLayout { posterior.layout }

  private func start(_ series: Int, _ gap: Int) -> UnsafeMutablePointer<Double> {
    values + series * rows + gap * width
  }

  /// Observed starts and pairs of neighbouring months, as products of masks and of the factors' moments; the factors'
  /// alone also where values are unknown.
  func addClose(_ series: Range<Int>) {
    if series.isEmpty { return }
    let (r, n, times, count) = (factor.factors, layout.chains.count, layout.times, series.count)
    let square = r * r
    func product(_ left: [Double], _ right: [Double], _ columns: Int) -> [Double] {
      var result = [Double](repeating: 0, count: count * columns)
      left.withUnsafeBufferPointer { left in
        cblas_dgemm(
          CblasRowMajor, CblasTrans, CblasNoTrans, Int32(count), Int32(columns), Int32(times), 1,
          left.baseAddress! + series.lowerBound, Int32(n), right, Int32(columns), 0, &result, Int32(columns))
      }
      return result
    }
    let startSquares = product(layout.allStarts, factor.now, square)
    let startProducts = product(layout.startValues, factor.means, r)
    let squares = product(layout.allPairs, factor.close, 3 * square)
    let products = product(layout.pairValues, factor.closeMeans, 2 * r)
    let productsBefore = product(layout.pairValuesBefore, factor.closeMeans, 2 * r)
    for (k, i) in series.enumerated() {
      let statistics = layout.closeStatistics[i]
      let (alone, pair) = (start(i, 0), start(i, 1))
      alone[0] += statistics.starts
      for a in 0..<square { alone[1 + a] += startSquares[k * square + a] }
      for a in 0..<r { alone[1 + 3 * square + a] += startProducts[k * r + a] }
      alone[1 + 3 * square + 4 * r] += statistics.startSquare
      pair[0] += statistics.pairs
      for a in 0..<3 * square { pair[1 + a] += squares[k * 3 * square + a] }
      for a in 0..<2 * r {
        pair[1 + 3 * square + a] += products[k * 2 * r + a]
        pair[1 + 3 * square + 2 * r + a] += productsBefore[k * 2 * r + a]
      }
      let last = pair + 1 + 3 * square + 4 * r
      last[0] += statistics.now
      last[1] += statistics.product
      last[2] += statistics.before
    }
  }

  /// The factors of two months apart, or of the beginning.
  private func addSquares(_ at: UnsafeMutablePointer<Double>, _ time: Int, _ gap: Int) {
    let (r, square) = (factor.factors, factor.factors * factor.factors)
    factor.now.withUnsafeBufferPointer { now in
      let before = time - gap
      for a in 0..<square {
        at[a] += now[time * square + a]
        at[2 * square + a] += now[before * square + a]
      }
      factor.products(time, gap) { a, c, value in at[square + a * r + c] += value }
    }
  }

  func add(_ pair: FactorLayout.Pair, of i: Int) {
    let (r, square) = (factor.factors, factor.factors * factor.factors)
    let before = pair.time - pair.gap
    let own = start(i, pair.gap)
    own[0] += 1
    addSquares(own + 1, pair.time, pair.gap)
    let at = own + 1 + 3 * square
    factor.means.withUnsafeBufferPointer { means in
      for a in 0..<r {
        let (now, then) = (means[pair.time * r + a], means[before * r + a])
        at[a] += pair.now * now
        at[r + a] += pair.now * then
        at[2 * r + a] += pair.before * now
        at[3 * r + a] += pair.before * then
      }
    }
    at[4 * r] += pair.now * pair.now
    at[4 * r + 1] += pair.now * pair.before
    at[4 * r + 2] += pair.before * pair.before
  }

  /// The transitions of a series with unknown values.
  func addUnknown(_ i: Int) {
    let unknowns = posterior.unknowns
    posterior.matrix.storage.withUnsafeBufferPointer { storage in
      posterior.mean.withUnsafeBufferPointer { mean in
        unknowns.terms.withUnsafeBufferPointer { terms in
          unknowns.products.withUnsafeBufferPointer { products in
            for position in unknowns.bySeries[i] {
              addUnknown(
                unknowns.transitions[position], storage.baseAddress!, mean.baseAddress!, terms.baseAddress!,
                products.baseAddress!)
            }
          }
        }
      }
    }
  }

  private func addUnknown(
    _ transition: UnknownTransitions.Transition, _ covariance: UnsafePointer<Double>,
    _ mean: UnsafePointer<Double>, _ all: UnsafePointer<UnknownTransitions.Term>,
    _ products: UnsafePointer<Int>
  ) {
    let (r, square) = (factor.factors, factor.factors * factor.factors)
    let own = start(transition.series, transition.gap)
    let hasBefore = transition.before >= 0
    own[0] += 1
    if transition.isDistant { addSquares(own + 1, transition.time, transition.gap) }
    let at = own + 1 + 3 * square
    let terms = all + transition.first
    let (now, then) = (layout.base[transition.time], layout.base[max(0, transition.before)])
    var (value, earlier) = (transition.constant, transition.constantBefore)
    var (variance, both, varianceBefore) = (0.0, 0.0, 0.0)
    var product = transition.firstProduct
    for p in 0..<transition.count {
      let term = terms[p]
      value += term.now * mean[term.unknown]
      earlier += term.before * mean[term.unknown]
      for q in 0..<p {
        let element = covariance[products[product]]
        product += 1
        variance += 2 * term.now * terms[q].now * element
        both += (term.now * terms[q].before + term.before * terms[q].now) * element
        varianceBefore += 2 * term.before * terms[q].before * element
      }
      let element = covariance[products[product]]
      product += 1
      variance += term.now * term.now * element
      both += term.now * term.before * element
      varianceBefore += term.before * term.before * element
      var place = term.nowPlace
      for a in 0..<r {
        at[a] += term.now * covariance[place]
        at[2 * r + a] += term.before * covariance[place]
        place += term.nowStep
      }
      guard hasBefore else { continue }
      place = term.beforePlace
      for a in 0..<r {
        at[r + a] += term.now * covariance[place]
        at[3 * r + a] += term.before * covariance[place]
        place += term.beforeStep
      }
    }
    for a in 0..<r { at[a] += value * mean[now + a] }
    at[4 * r] += value * value + variance
    guard hasBefore else { return }
    for a in 0..<r {
      at[r + a] += value * mean[then + a]
      at[2 * r + a] += earlier * mean[now + a]
      at[3 * r + a] += earlier * mean[then + a]
    }
    at[4 * r + 1] += value * earlier + both
    at[4 * r + 2] += earlier * earlier + varianceBefore
  }
}

/// The factors' means and second moments, month after month.
struct FactorProducts: Sendable {
  let factors: Int
  /// E[f_t], and (E[f_t], E[f_{t−1}]).
  private(set) var means: [Double]
  private(set) var closeMeans: [Double]
  /// E[f_t f_t′], and E[f_t f_t′], E[f_t f_{t−1}′], E[f_{t−1} f_{t−1}′] side by side.
  private(set) var now: [Double]
  private(set) var close: [Double]
  private let places: FactorPlaces
  private let covariances: [Double]

  init(_ posterior: FactorPosterior) {
    let (layout, r) = (posterior.layout, posterior.layout.factors)
    let (times, square) = (layout.times, r * r)
    factors = r
    places = posterior.places
    covariances = posterior.matrix.storage
    means = Array(repeating: 0, count: times * r)
    closeMeans = Array(repeating: 0, count: times * 2 * r)
    now = Array(repeating: 0, count: times * square)
    close = Array(repeating: 0, count: times * 3 * square)
    for t in 0..<times {
      for a in 0..<r {
        means[t * r + a] = posterior.mean[layout.base[t] + a]
        closeMeans[t * 2 * r + a] = means[t * r + a]
        if t > 0 { closeMeans[t * 2 * r + r + a] = means[(t - 1) * r + a] }
      }
      let own = places(t, 0)
      for a in 0..<r {
        for c in 0...a {
          let value = covariances[own.start + c * own.step + a] + means[t * r + a] * means[t * r + c]
          (now[t * square + a * r + c], now[t * square + c * r + a]) = (value, value)
        }
      }
      for a in 0..<square { close[t * 3 * square + a] = now[t * square + a] }
      guard t > 0 else { continue }
      for a in 0..<square { close[t * 3 * square + 2 * square + a] = now[(t - 1) * square + a] }
      let between = places(t, 1)
      for a in 0..<r {
        for c in 0..<r {
          close[t * 3 * square + square + a * r + c] =
            covariances[between.start + c * between.step + a] + means[t * r + a] * means[(t - 1) * r + c]
        }
      }
    }
  }

  /// Hands on E[f_ta f_sc] with s = t − gap.
  @inline(__always)
  func products(_ t: Int, _ gap: Int, _ body: (_ a: Int, _ c: Int, _ value: Double) -> Void) {
    let between = places(t, gap)
    covariances.withUnsafeBufferPointer { covariances in
      means.withUnsafeBufferPointer { means in
        for c in 0..<factors {
          for a in 0..<factors {
            body(
              a, c,
              covariances[between.start + c * between.step + a] + means[t * factors + a]
                * means[(t - gap) * factors + c])
          }
        }
      }
    }
  }
}

extension FactorPosterior {
  /// The mean of a monthly value.
  func mean(of node: FactorLayout.Node) -> Double {
    node.terms.reduce(node.constant) { $0 + $1.coefficient * mean[$1.unknown] }
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
