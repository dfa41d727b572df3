internal import COpenBLAS
internal import RealModule

/// The unknowns of one panel given its observations: their means and, between months at most `span` apart, their
/// covariances; and the likelihood of the observations.
///
/// The density of unknowns x and observations y is exp(−½ x′Kx + h′x − ½c) up to its constants, with K block
/// tridiagonal. So x given y has mean K⁻¹h and covariance K⁻¹, and log p(y) = ½(h′K⁻¹h − c − log det K) + constants.
///
/// Cost: 9 · (T/span) · (span · m)³ operations for m unknowns a month, and 6 n T r² for n series and r factors; no
/// quantity of the size of the series' number cubed, as a filter with their errors in its state would have.
struct FactorPosterior {
  let layout: FactorLayout
  /// The means.
  private(set) var mean: [Double]
  /// After the pass the blocks of the covariance.
  private(set) var matrix: BlockTridiagonal
  /// The logarithm of the density of the observations.
  private(set) var logLikelihood = 0.0
  /// h, which the news needs.
  private(set) var linear: [Double]

  init(_ layout: FactorLayout) {
    self.layout = layout
    matrix = BlockTridiagonal(starts: layout.blockStarts)
    mean = Array(repeating: 0, count: layout.base[layout.times])
    linear = mean
  }

  /// The covariance of two unknowns at most `span` months apart.
  @inline(__always)
  func covariance(_ a: Int, _ b: Int) -> Double { matrix[a, b] }

  /// Computes everything for the parameters of `model`; the covariances only where they are wanted.
  ///
  /// - Returns: `false` if the precision is not positive definite in rounded arithmetic.
  mutating func update(_ model: DynamicFactorModel, covariances: Bool = true) -> Bool {
    matrix.clear()
    linear.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    var constant = addFactors(model)
    constant += addObservedTransitions(model)
    constant += addUnknownTransitions(model)
    guard let logDeterminant = matrix.factorize() else { return false }
    mean = linear
    matrix.solve(&mean)
    if covariances { matrix.invert() }
    let quadratic = zip(mean, linear).reduce(0) { $0 + $1.0 * $1.1 }
    let dimension = layout.observations + mean.count
    // Each unknown is integrated out: that takes a √2π away again.
    logLikelihood =
      0.5 * (quadratic - logDeterminant - constant - Double(dimension - mean.count) * Double.log(2 * .pi))
      - Double(layout.quarterlyFigures) * Double.log(3)
    return true
  }

  /// The precision of the factors themselves; returns the sum of the logarithms of their variances.
  private mutating func addFactors(_ model: DynamicFactorModel) -> Double {
    var constant = 0.0
    for (b, first) in model.specification.firstFactors.enumerated() {
      let (k, order) = (model.specification.blocks[b].count, model.specification.blocks[b].order)
      let transitions = model.parameters.transitions[b]
      let innovation = model.parameters.innovations[b]
      guard let stationary = stationaryCovariance(transitions, innovation),
        let start = try? Cholesky(stationary, tolerance: 0),
        let noise = try? Cholesky(innovation, tolerance: 0)
      else { preconditionFailure("factors that are not stationary") }
      let lags = max(1, order)
      precondition(layout.times >= lags, "fewer months than lags")
      let initial = start.inverse
      for i in 0..<k * lags {
        for j in 0...i {
          // Lag 0 comes first: the latest of the initial months.
          let (a, c) = (
            layout.base[lags - 1 - i / k] + first + i % k, layout.base[lags - 1 - j / k] + first + j % k
          )
          matrix.add(initial[i, j], a, c)
        }
      }
      constant += start.logDeterminant
      // Coefficients of (f_t, f_{t−1}, …) in the innovation, and their precision.
      var innovationOf = Matrix(repeating: 0, rows: k, columns: k * (order + 1))
      for i in 0..<k {
        innovationOf[i, i] = 1
        for (lag, transition) in transitions.enumerated() {
          for j in 0..<k { innovationOf[i, (lag + 1) * k + j] = -transition[i, j] }
        }
      }
      let weight = innovationOf.transposed.multiplied(by: noise.solve(innovationOf))
      for t in lags..<max(lags, layout.times) {
        for i in 0..<weight.rows {
          for j in 0...i {
            matrix.add(
              weight[i, j], layout.base[t - i / k] + first + i % k, layout.base[t - j / k] + first + j % k)
          }
        }
      }
      constant += Double(max(0, layout.times - lags)) * noise.logDeterminant
    }
    return constant
  }

  /// The transitions whose values are observed: products of masks and of the loadings' squares, month by month.
  private mutating func addObservedTransitions(_ model: DynamicFactorModel) -> Double {
    let (n, r, times) = (model.specification.series, layout.factors, layout.times)
    let width = r * r
    let parameters = model.parameters
    var constant = 0.0
    // For each series: λλ′ and λ over the variance, for a month alone, for the later, the earlier and both of a pair.
    var startSquare = [Double](repeating: 0, count: n * width)
    var pairSquares = [Double](repeating: 0, count: n * 3 * width)
    var startLoading = [Double](repeating: 0, count: n * r)
    var (nowLoading, beforeLoading) = (
      [Double](repeating: 0, count: n * 2 * r), [Double](repeating: 0, count: n * 2 * r)
    )
    for i in 0..<n {
      let (rho, variance) = (parameters.persistence[i], parameters.variances[i])
      let alone = (1 - rho * rho) / variance
      for a in 0..<r {
        let loading = parameters.loadings[i, a]
        startLoading[i * r + a] = loading * alone
        nowLoading[i * 2 * r + a] = loading / variance
        nowLoading[i * 2 * r + r + a] = -rho * loading / variance
        beforeLoading[i * 2 * r + a] = -rho * loading / variance
        beforeLoading[i * 2 * r + r + a] = rho * rho * loading / variance
        for c in 0..<r {
          let square = loading * parameters.loadings[i, c]
          startSquare[i * width + a * r + c] = square * alone
          pairSquares[i * 3 * width + a * r + c] = square / variance
          pairSquares[i * 3 * width + width + a * r + c] = -rho * square / variance
          pairSquares[i * 3 * width + 2 * width + a * r + c] = rho * rho * square / variance
        }
      }
      constant += observedConstant(i, rho, variance)
    }
    // Row t: the sums over the series. The arrays hold row after row.
    var squares = [Double](repeating: 0, count: times * width)
    var pairSums = [Double](repeating: 0, count: times * 3 * width)
    var loads = [Double](repeating: 0, count: times * r)
    var pairLoads = [Double](repeating: 0, count: times * 2 * r)
    func multiply(_ left: [Double], _ right: [Double], _ columns: Int, into result: inout [Double]) {
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(times), Int32(columns), Int32(n), 1, left, Int32(n),
        right,
        Int32(columns), 1, &result, Int32(columns))
    }
    multiply(layout.starts, startSquare, width, into: &squares)
    multiply(layout.startValues, startLoading, r, into: &loads)
    multiply(layout.pairs, pairSquares, 3 * width, into: &pairSums)
    multiply(layout.pairValues, nowLoading, 2 * r, into: &pairLoads)
    multiply(layout.pairValuesBefore, beforeLoading, 2 * r, into: &pairLoads)
    for t in 0..<times {
      let now = layout.base[t]
      for a in 0..<r {
        linear[now + a] += loads[t * r + a] + pairLoads[t * 2 * r + a]
        for c in 0...a {
          matrix.add(squares[t * width + a * r + c] + pairSums[t * 3 * width + a * r + c], now + a, now + c)
        }
        guard t > 0 else { continue }
        let before = layout.base[t - 1]
        linear[before + a] += pairLoads[t * 2 * r + r + a]
        for c in 0..<r { matrix.add(pairSums[t * 3 * width + width + a * r + c], now + a, before + c) }
        for c in 0...a { matrix.add(pairSums[t * 3 * width + 2 * width + a * r + c], before + a, before + c) }
      }
    }
    for i in 0..<n {
      for pair in layout.distantPairs[i] { constant += add(pair, of: i, parameters) }
    }
    return constant
  }

  /// Σ (c²/v + log v) of the starts and close pairs of one series.
  private func observedConstant(_ i: Int, _ rho: Double, _ variance: Double) -> Double {
    let statistics = layout.closeStatistics[i]
    let alone = variance / (1 - rho * rho)
    return statistics.starts * Double.log(alone) + statistics.startSquare / alone
      + statistics.pairs * Double.log(variance)
      + (statistics.now - 2 * rho * statistics.product + rho * rho * statistics.before) / variance
  }

  private mutating func add(
    _ pair: FactorLayout.Pair, of i: Int, _ parameters: DynamicFactorModel.Parameters
  ) -> Double {
    let (power, variance) = errorTransition(parameters.persistence[i], parameters.variances[i], gap: pair.gap)
    let (now, before) = (layout.base[pair.time], layout.base[pair.time - pair.gap])
    let constant = pair.now - power * pair.before
    for a in 0..<layout.factors {
      let loading = parameters.loadings[i, a] / variance
      linear[now + a] += loading * constant
      linear[before + a] -= power * loading * constant
      for c in 0..<layout.factors {
        let square = loading * parameters.loadings[i, c]
        matrix.add(-power * square, now + a, before + c)
        if c <= a {
          matrix.add(square, now + a, now + c)
          matrix.add(power * power * square, before + a, before + c)
        }
      }
    }
    return constant * constant / variance + Double.log(variance)
  }

  /// The transitions in which a value is unknown: sums of unknowns, whose squares are added one by one.
  private mutating func addUnknownTransitions(_ model: DynamicFactorModel) -> Double {
    let parameters = model.parameters
    var constant = 0.0
    var terms: [FactorLayout.Term] = []
    for i in 0..<model.specification.series {
      for k in layout.unknownTransitions[i] {
        let node = layout.chains[i][k]
        terms.removeAll(keepingCapacity: true)
        terms += node.terms
        var known = node.constant
        var variance: Double
        for a in 0..<layout.factors {
          terms.append(.init(unknown: layout.base[node.time] + a, coefficient: -parameters.loadings[i, a]))
        }
        if layout.isStart(i, k, model.specification) {
          variance = parameters.variances[i] / (1 - parameters.persistence[i] * parameters.persistence[i])
        } else {
          let before = layout.chains[i][k - 1]
          let power: Double
          (power, variance) = errorTransition(
            parameters.persistence[i], parameters.variances[i], gap: node.time - before.time)
          known -= power * before.constant
          for term in before.terms {
            terms.append(.init(unknown: term.unknown, coefficient: -power * term.coefficient))
          }
          for a in 0..<layout.factors {
            terms.append(
              .init(unknown: layout.base[before.time] + a, coefficient: power * parameters.loadings[i, a]))
          }
        }
        for (p, term) in terms.enumerated() {
          let scaled = term.coefficient / variance
          linear[term.unknown] -= scaled * known
          // A pair of different terms for one unknown stands twice on the diagonal.
          for q in 0..<p {
            let value = scaled * terms[q].coefficient
            matrix.add(term.unknown == terms[q].unknown ? 2 * value : value, term.unknown, terms[q].unknown)
          }
          matrix.add(scaled * term.coefficient, term.unknown, term.unknown)
        }
        constant += known * known / variance + Double.log(variance)
      }
    }
    return constant
  }
}

/// Over `gap` months of an autoregression: what remains of an error, ρ^gap, and the variance of what is new.
@inline(__always)
func errorTransition(_ rho: Double, _ variance: Double, gap: Int) -> (power: Double, variance: Double) {
  var (power, sum) = (1.0, 0.0)
  for _ in 0..<gap {
    sum += power * power
    power *= rho
  }
  return (power, variance * sum)
}

extension FactorLayout {
  /// Of one series: the number and the sums of squares and products of its observed starts and close pairs.
  struct CloseStatistics {
    var starts = 0.0
    var startSquare = 0.0
    var pairs = 0.0
    var now = 0.0
    var product = 0.0
    var before = 0.0
  }
}
