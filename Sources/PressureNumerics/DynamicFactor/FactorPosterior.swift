internal import COpenBLAS
internal import RealModule

/// The unknowns of one panel given its observations: their means and, between months at most `span` apart, their
/// covariances; and the likelihood of the observations.
///
/// The density of unknowns x and observations y is exp(−½ x′Kx + h′x − ½c) up to its constants, with K block
/// tridiagonal. So x given y has mean K⁻¹h and covariance K⁻¹, and log p(y) = ½(h′K⁻¹h − c − log det K) + constants.
///
/// Cost: 8 · (T/span) · (span · m)³ operations for m unknowns a month, and 6 n T r² for n series and r factors; no
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
  let unknowns: UnknownTransitions
  let places: FactorPlaces

  init(_ layout: FactorLayout, _ specification: DynamicFactorModel.Specification) {
    self.layout = layout
    matrix = BlockTridiagonal(starts: layout.blockStarts)
    unknowns = UnknownTransitions(layout, specification, matrix)
    places = FactorPlaces(layout, matrix)
    mean = Array(repeating: 0, count: layout.base[layout.times])
    linear = mean
  }

  /// The covariance of two unknowns at most `span` months apart.
  @inline(__always)
  func covariance(_ a: Int, _ b: Int) -> Double { matrix[a, b] }

  /// Computes everything for the parameters of `model`, the same on any number of threads; the covariances only where
  /// they are wanted.
  ///
  /// - Returns: `false` if the precision is not positive definite in rounded arithmetic.
  mutating func update(_ model: DynamicFactorModel, covariances: Bool = true, threads: Int = 1) -> Bool {
    matrix.clear()
    linear.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    var constant = addFactors(model)
    constant += addTransitions(model, threads: threads)
    guard let logDeterminant = matrix.factorize(threads: threads) else { return false }
    mean = linear
    matrix.solve(&mean)
    if covariances { matrix.invert(threads: threads) }
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
      let places = places
      matrix.storage.withUnsafeMutableBufferPointer { storage in
        weight.storage.withUnsafeBufferPointer { weight in
          for t in lags..<max(lags, layout.times) {
            for later in 0...order {
              for earlier in later...order {
                let own = places(t - later, earlier - later)
                for c in 0..<k {
                  let column = own.start + (first + c) * own.step + first
                  for a in (earlier == later ? c : 0)..<k {
                    storage[column + a] += weight[(earlier * k + c) * k * (order + 1) + later * k + a]
                  }
                }
              }
            }
          }
        }
      }
      constant += Double(max(0, layout.times - lags)) * noise.logDeterminant
    }
    return constant
  }

  /// The transitions of all chains: two parts of time at once, then what lies between them.
  private mutating func addTransitions(_ model: DynamicFactorModel, threads: Int) -> Double {
    let coefficients = TransitionCoefficients(model, span: layout.span)
    let segments = FactorSegments(layout).all
    let (layout, unknowns, places) = (layout, unknowns, places)
    var constant = (0..<model.specification.series).reduce(0) { sum, i in
      sum + observedConstant(i, model.parameters.persistence[i], model.parameters.variances[i])
    }
    matrix.storage.withUnsafeMutableBufferPointer { storage in
      linear.withUnsafeMutableBufferPointer { linear in
        // The first two parts write to different elements.
        nonisolated(unsafe) let (storage, linear) = (storage.baseAddress!, linear.baseAddress!)
        let assembly = { @Sendable (part: Int) -> Double in
          let work = TransitionAssembly(
            layout: layout, coefficients: coefficients, places: places, storage: storage, linear: linear)
          work.addFactors(segments[part])
          return work.addDistantPairs(segments[part]) + work.addUnknown(unknowns, unknowns.segments[part])
        }
        for sum in Parallel.map(blocks: 2, threads: threads, assembly) { constant += sum }
        constant += assembly(2)
      }
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
