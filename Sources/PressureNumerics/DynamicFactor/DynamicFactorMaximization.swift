internal import RealModule

extension DynamicFactorModel {
  /// The least variance of an error, for series that are scaled to variance 1: one without any would make the
  /// likelihood infinite.
  static let leastVariance = 1e-6
  /// The greatest persistence of an error.
  static let greatestPersistence = 0.999

  /// The model that makes the expected likelihood of values and factors larger, never smaller: first each series'
  /// loadings with its error's persistence and variance held, then these with the loadings held; then the factors.
  ///
  /// A series' values, not its errors, are what is completed, so that loadings move: given its errors, a series
  /// without measurement error would fix them. Source of the conditional steps: Meng and Rubin, Biometrika 80, 1993.
  func maximized(_ moments: FactorMoments, threads: Int = 1) -> DynamicFactorModel {
    var result = self
    let (n, groups) = (specification.series, 4)
    let parts = Parallel.map(blocks: groups, threads: threads) { group in
      (n * group / groups..<n * (group + 1) / groups).map { i in
        let series = SeriesMoments(moments, i)
        let old = (0..<specification.factors).map { parameters.loadings[i, $0] }
        let loading = series.loading(parameters.persistence[i], else: old)
        let (persistence, variance) = series.errors(loading).best(
          from: parameters.persistence[i], persistent: specification.hasPersistentErrors)
        return (loading: loading, persistence: persistence, variance: variance)
      }
    }
    for (i, own) in parts.joined().enumerated() {
      for a in own.loading.indices { result.parameters.loadings[i, a] = own.loading[a] }
      (result.parameters.persistence[i], result.parameters.variances[i]) = (own.persistence, own.variance)
    }
    for b in specification.blocks.indices { result.maximizeBlock(b, moments) }
    return result
  }

  /// The autoregression of a block. Least squares ignore the stationary distribution of the first months. Where that
  /// counts for more than what they gain, the step is taken to what both together want to first order, which is none
  /// where the expected likelihood is greatest; then half of it, a quarter, and so on.
  private mutating func maximizeBlock(_ b: Int, _ moments: FactorMoments) {
    let (k, order) = (specification.blocks[b].count, specification.blocks[b].order)
    let (sum, first) = (moments.lagged[b], moments.initial[b])
    if order == 0 {
      let all = sum.plus(first)
      parameters.innovations[b] = all.map { $0 / (moments.months[b] + moments.panels) }
      return
    }
    let past = sum.block(k..<k * (order + 1), k..<k * (order + 1))
    let cross = sum.block(0..<k, k..<k * (order + 1))
    guard let factor = try? Cholesky(past) else { return }
    let best = factor.solve(cross.transposed).transposed
    let old = BlockParameters(transitions: parameters.transitions[b], innovation: parameters.innovations[b])
    func expected(_ block: BlockParameters) -> Double? {
      self.expected(
        block.transitions, block.innovation, sum, first, moments.months[b], moments.panels)
    }
    /// The parameters with the transitions side by side, and what `more` adds to the innovation.
    func block(_ transitions: Matrix, _ more: Matrix?) -> BlockParameters {
      let residual = sum.block(0..<k, 0..<k).plus(transitions.multiplied(by: cross.transposed).map { -$0 })
        .plus(cross.multiplied(by: transitions.transposed).map { -$0 })
        .plus(transitions.multiplied(by: past).multiplied(by: transitions.transposed))
      let innovation = residual.map { $0 / moments.months[b] }
      return BlockParameters(
        transitions: (0..<order).map { transitions.block(0..<k, $0 * k..<($0 + 1) * k) },
        innovation: (more.map { innovation.plus($0) } ?? innovation).symmetrized)
    }
    guard let before = expected(old) else { return }
    var target = block(best, nil)
    if let after = expected(target), after >= before {
      (parameters.transitions[b], parameters.innovations[b]) = (target.transitions, target.innovation)
      return
    }
    if let gradient = old.gradientOfStart(first, panels: moments.panels) {
      let noise = old.innovation
      let pull = factor.solve(noise.multiplied(by: gradient.transitions).transposed).transposed
      let more = noise.multiplied(by: gradient.innovation).multiplied(by: noise).map {
        2 * $0 / moments.months[b]
      }
      target = block(best.plus(pull), more)
    }
    var step = 1.0
    for _ in 0..<12 {
      let mixed = old.mixed(target, step)
      if let after = expected(mixed), after >= before {
        (parameters.transitions[b], parameters.innovations[b]) = (mixed.transitions, mixed.innovation)
        return
      }
      step /= 2
    }
  }

  /// The expected log density of a block's factors, up to a constant; `nil` if they are not stationary.
  private func expected(
    _ transitions: [Matrix], _ innovation: Matrix, _ sum: Matrix, _ first: Matrix, _ months: Double,
    _ panels: Double
  ) -> Double? {
    let k = innovation.rows
    guard let noise = try? Cholesky(innovation),
      let stationary = stationaryCovariance(transitions, innovation),
      let start = try? Cholesky(stationary)
    else { return nil }
    var innovationOf = Matrix(repeating: 0, rows: k, columns: k * (transitions.count + 1))
    for i in 0..<k {
      innovationOf[i, i] = 1
      for (lag, transition) in transitions.enumerated() {
        for j in 0..<k { innovationOf[i, (lag + 1) * k + j] = -transition[i, j] }
      }
    }
    let residual = innovationOf.multiplied(by: sum).multiplied(by: innovationOf.transposed)
    return -0.5
      * (months * noise.logDeterminant + noise.solve(residual).trace + panels * start.logDeterminant
        + start.solve(first).trace)
  }
}

/// The autoregression of a block of factors.
private struct BlockParameters {
  var transitions: [Matrix]
  var innovation: Matrix

  /// The way to `other`, of which `share` is gone.
  func mixed(_ other: BlockParameters, _ share: Double) -> BlockParameters {
    if share == 1 { return other }
    return BlockParameters(
      transitions: zip(transitions, other.transitions).map { $0.mixed($1, share) },
      innovation: innovation.mixed(other.innovation, share))
  }

  /// The derivatives of the expected log density of the first months, with second moments `first` summed over the
  /// panels, by the transitions side by side and by the innovation (a symmetric one, each element for itself); `nil`
  /// where they are not stationary.
  ///
  /// With P = F P F′ + Q̃ and M the derivative by P, N = F′ N F + M gives 2 N F P for F and N for Q̃.
  func gradientOfStart(_ first: Matrix, panels: Double) -> (transitions: Matrix, innovation: Matrix)? {
    let k = innovation.rows
    guard let stationary = stationaryCovariance(transitions, innovation),
      let start = try? Cholesky(stationary)
    else { return nil }
    let inverse = start.inverse
    let byCovariance = inverse.multiplied(by: first).multiplied(by: inverse).plus(
      inverse.map { -panels * $0 }
    )
    .map { $0 / 2 }.symmetrized
    let factor = companion(transitions, k)
    guard let adjoint = stationarySum(factor.transposed, byCovariance) else { return nil }
    let byFactor = adjoint.multiplied(by: factor).multiplied(by: stationary)
    return (
      byFactor.block(0..<k, 0..<factor.columns).map { 2 * $0 }, adjoint.block(0..<k, 0..<k)
    )
  }
}

/// The moments of one series by the distance of neighbours.
private struct SeriesMoments {
  let moments: FactorMoments
  let series: Int

  init(_ moments: FactorMoments, _ series: Int) { (self.moments, self.series) = (moments, series) }

  private func square(_ gap: Int, _ which: Int, _ a: Int, _ c: Int) -> Double {
    let r = moments.factors
    return moments.values[moments.start(series, gap) + 1 + which * r * r + a * r + c]
  }
  private func product(_ gap: Int, _ which: Int, _ a: Int) -> Double {
    let r = moments.factors
    return moments.values[moments.start(series, gap) + 1 + 3 * r * r + which * r + a]
  }

  /// The generalised least squares of the values on the factors, both with the error's persistence taken out.
  func loading(_ rho: Double, else old: [Double]) -> [Double] {
    let r = moments.factors
    var left = Matrix(repeating: 0, rows: r, columns: r)
    var right = [Double](repeating: 0, count: r)
    for gap in 0...moments.span where moments.values[moments.start(series, gap)] > 0 {
      var (power, variance) = errorTransition(rho, 1, gap: gap)
      if gap == 0 { (power, variance) = (0, 1 / (1 - rho * rho)) }
      for a in 0..<r {
        for c in 0..<r {
          left[a, c] +=
            (square(gap, 0, a, c) - power * (square(gap, 1, a, c) + square(gap, 1, c, a))
              + power * power * square(gap, 2, a, c)) / variance
        }
        right[a] +=
          (product(gap, 0, a) - power * (product(gap, 1, a) + product(gap, 2, a))
            + power * power * product(gap, 3, a)) / variance
      }
    }
    guard let factor = try? Cholesky(left) else { return old }
    return factor.solve(right)
  }

  /// The moments of the errors that `loading` leaves.
  func errors(_ loading: [Double]) -> ErrorMoments {
    let r = moments.factors
    var result = ErrorMoments()
    for gap in 0...moments.span {
      let start = moments.start(series, gap)
      guard moments.values[start] > 0 else { continue }
      let last = start + 1 + 3 * r * r + 4 * r
      var (now, both, before) = (moments.values[last], moments.values[last + 1], moments.values[last + 2])
      for a in 0..<r {
        now -= 2 * loading[a] * product(gap, 0, a)
        both -= loading[a] * (product(gap, 1, a) + product(gap, 2, a))
        before -= 2 * loading[a] * product(gap, 3, a)
        for c in 0..<r {
          now += loading[a] * loading[c] * square(gap, 0, a, c)
          both += loading[a] * loading[c] * square(gap, 1, a, c)
          before += loading[a] * loading[c] * square(gap, 2, a, c)
        }
      }
      result.byGap.append((gap, moments.values[start], now, both, before))
    }
    return result
  }
}

/// Sums of squares and products of an error's neighbouring values, by the distance between them.
private struct ErrorMoments {
  var byGap: [(gap: Int, count: Double, now: Double, both: Double, before: Double)] = []

  /// −2 log density at persistence `rho` with the best variance, and that variance.
  private func profile(_ rho: Double) -> (deviance: Double, variance: Double) {
    var (count, sum, logarithms) = (0.0, 0.0, 0.0)
    for entry in byGap {
      var (power, variance) = errorTransition(rho, 1, gap: entry.gap)
      if entry.gap == 0 { (power, variance) = (0, 1 / (1 - rho * rho)) }
      count += entry.count
      sum += (entry.now - 2 * power * entry.both + power * power * entry.before) / variance
      logarithms += entry.count * Double.log(variance)
    }
    guard count > 0 else { return (0, 1) }
    let variance = max(sum / count, DynamicFactorModel.leastVariance)
    return (count * Double.log(variance) + sum / variance + logarithms, variance)
  }

  /// The best persistence and variance, by golden section; where that finds nothing better, the persistence `old`.
  func best(from old: Double, persistent: Bool) -> (Double, Double) {
    guard persistent else { return (0, profile(0).variance) }
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (-DynamicFactorModel.greatestPersistence, DynamicFactorModel.greatestPersistence)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (profile(left).deviance, profile(right).deviance)
    while high - low > 1e-9 {
      if atLeft < atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = profile(left).deviance
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = profile(right).deviance
      }
    }
    let found = (low + high) / 2
    let rho = profile(found).deviance < profile(old).deviance ? found : old
    return (rho, profile(rho).variance)
  }
}

extension Matrix {
  /// Some rows and columns.
  func block(_ rows: Range<Int>, _ columns: Range<Int>) -> Matrix {
    var result = Matrix(repeating: 0, rows: rows.count, columns: columns.count)
    for (i, row) in rows.enumerated() {
      for (j, column) in columns.enumerated() { result[i, j] = self[row, column] }
    }
    return result
  }

  /// (A + A′)/2.
  var symmetrized: Matrix { plus(transposed).map { $0 / 2 } }

  /// (1 − share) A + share · `other`.
  func mixed(_ other: Matrix, _ share: Double) -> Matrix {
    map { (1 - share) * $0 }.plus(other.map { share * $0 })
  }

  /// The sum of the diagonal.
  var trace: Double { (0..<min(rows, columns)).reduce(0) { $0 + self[$1, $1] } }
}
