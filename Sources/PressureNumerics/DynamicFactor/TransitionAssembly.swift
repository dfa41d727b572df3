internal import COpenBLAS
internal import RealModule

/// What the transitions of chains add to the precision of the unknowns depends on the parameters through these numbers.
struct TransitionCoefficients: Sendable {
  let factors: Int
  let span: Int
  /// Per series and gap (0: the beginning of a chain): what remains of an error, and the variance of what is new, its
  /// reciprocal and its logarithm.
  private(set) var powers: [Double]
  private(set) var precisions: [Double]
  private(set) var logarithms: [Double]
  /// Series × factors: λ.
  let loadings: [Double]
  /// Series × factors²: λλ′ over the variance of the beginning. Series × 3 factors²: that of a pair of months, for the
  /// later, both, and the earlier.
  private(set) var startSquares: [Double]
  private(set) var pairSquares: [Double]
  /// Series × factors, and series × 2 factors: λ over the variance, by which values of the later and the earlier month
  /// count for the factors of the later and the earlier.
  private(set) var startLoadings: [Double]
  private(set) var laterLoadings: [Double]
  private(set) var earlierLoadings: [Double]

  init(_ model: DynamicFactorModel, span: Int) {
    let (n, r) = (model.specification.series, model.specification.factors)
    (factors, self.span) = (r, span)
    let zeros = [Double](repeating: 0, count: n * (span + 1))
    (powers, precisions, logarithms) = (zeros, zeros, zeros)
    loadings = (0..<n).flatMap { model.parameters.loadings.row($0) }
    startSquares = Array(repeating: 0, count: n * r * r)
    pairSquares = Array(repeating: 0, count: n * 3 * r * r)
    startLoadings = Array(repeating: 0, count: n * r)
    (laterLoadings, earlierLoadings) = (
      [Double](repeating: 0, count: n * 2 * r), [Double](repeating: 0, count: n * 2 * r)
    )
    for i in 0..<n {
      let (rho, variance) = (model.parameters.persistence[i], model.parameters.variances[i])
      for gap in 0...span {
        var (power, own) = errorTransition(rho, variance, gap: gap)
        if gap == 0 { (power, own) = (0, variance / (1 - rho * rho)) }
        powers[i * (span + 1) + gap] = power
        precisions[i * (span + 1) + gap] = 1 / own
        logarithms[i * (span + 1) + gap] = Double.log(own)
      }
      let alone = (1 - rho * rho) / variance
      for a in 0..<r {
        let loading = loadings[i * r + a]
        startLoadings[i * r + a] = loading * alone
        laterLoadings[i * 2 * r + a] = loading / variance
        laterLoadings[i * 2 * r + r + a] = -rho * loading / variance
        earlierLoadings[i * 2 * r + a] = -rho * loading / variance
        earlierLoadings[i * 2 * r + r + a] = rho * rho * loading / variance
        for c in 0..<r {
          let square = loading * loadings[i * r + c]
          startSquares[(i * r + a) * r + c] = square * alone
          pairSquares[i * 3 * r * r + a * r + c] = square / variance
          pairSquares[i * 3 * r * r + r * r + a * r + c] = -rho * square / variance
          pairSquares[i * 3 * r * r + 2 * r * r + a * r + c] = rho * rho * square / variance
        }
      }
    }
  }
}

/// Where the products of the factors of two months are kept: the first place, and the distance of the next column; rows
/// are the later month's.
struct FactorPlaces: Sendable {
  private let starts: [Int]
  private let steps: [Int]
  private let span: Int

  init(_ layout: FactorLayout, _ matrix: BlockTridiagonal) {
    span = layout.span
    var (starts, steps) = ([Int](), [Int]())
    for t in 0..<layout.times {
      for gap in 0...layout.span {
        let s = max(0, t - gap)
        starts.append(matrix.place(layout.base[t], layout.base[s]))
        steps.append(matrix.size(layout.block(ofTime: t)))
      }
    }
    (self.starts, self.steps) = (starts, steps)
  }

  @inline(__always)
  func callAsFunction(_ time: Int, _ gap: Int) -> (start: Int, step: Int) {
    (starts[time * (span + 1) + gap], steps[time * (span + 1) + gap])
  }
}

/// Adds what transitions say of the unknowns to their precision and to the linear term.
struct TransitionAssembly {
  let layout: FactorLayout
  let coefficients: TransitionCoefficients
  let places: FactorPlaces
  let storage: UnsafeMutablePointer<Double>
  let linear: UnsafeMutablePointer<Double>

  private var factors: Int { layout.factors }

  /// The products of factors of all beginnings and neighbouring months, and what observed values there say of them: sums
  /// over the series, as products of matrices.
  func addFactors(_ months: Range<Int>) {
    if months.isEmpty { return }
    let (r, n, count) = (factors, layout.chains.count, months.count)
    let square = r * r
    var squares = [Double](repeating: 0, count: count * square)
    var pairs = [Double](repeating: 0, count: count * 3 * square)
    var loads = [Double](repeating: 0, count: count * r)
    var pairLoads = [Double](repeating: 0, count: count * 2 * r)
    func multiply(_ left: [Double], _ right: [Double], _ columns: Int, into result: inout [Double]) {
      left.withUnsafeBufferPointer { left in
        cblas_dgemm(
          CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(count), Int32(columns), Int32(n), 1,
          left.baseAddress! + months.lowerBound * n, Int32(n), right, Int32(columns), 1, &result,
          Int32(columns))
      }
    }
    multiply(layout.allStarts, coefficients.startSquares, square, into: &squares)
    multiply(layout.startValues, coefficients.startLoadings, r, into: &loads)
    multiply(layout.allPairs, coefficients.pairSquares, 3 * square, into: &pairs)
    multiply(layout.pairValues, coefficients.laterLoadings, 2 * r, into: &pairLoads)
    multiply(layout.pairValuesBefore, coefficients.earlierLoadings, 2 * r, into: &pairLoads)
    for (k, t) in months.enumerated() {
      let now = layout.base[t]
      let own = places(t, 0)
      for a in 0..<r {
        linear[now + a] += loads[k * r + a] + pairLoads[k * 2 * r + a]
        for c in 0...a {
          storage[own.start + c * own.step + a] +=
            squares[k * square + a * r + c] + pairs[k * 3 * square + a * r + c]
        }
      }
      guard t > 0 else { continue }
      let (before, between, past) = (layout.base[t - 1], places(t, 1), places(t - 1, 0))
      for a in 0..<r {
        linear[before + a] += pairLoads[k * 2 * r + r + a]
        for c in 0..<r {
          storage[between.start + c * between.step + a] += pairs[k * 3 * square + square + a * r + c]
        }
        for c in 0...a {
          storage[past.start + c * past.step + a] += pairs[k * 3 * square + 2 * square + a * r + c]
        }
      }
    }
  }

  /// Observed neighbours further apart. Returns Σ (c²/v + log v).
  func addDistantPairs(_ months: Range<Int>) -> Double {
    var constant = 0.0
    for i in layout.distantPairs.indices {
      let pairs = layout.distantPairs[i]
      // They are in the order of time.
      var k = pairs.partitioning { $0.time >= months.lowerBound }
      while k < pairs.count, pairs[k].time < months.upperBound {
        let pair = pairs[k]
        constant += addDistant(
          series: i, time: pair.time, before: pair.time - pair.gap, gap: pair.gap,
          known: (pair.now, pair.before))
        k += 1
      }
    }
    return constant
  }

  /// The factors of two months apart; returns c²/v + log v.
  private func addDistant(
    series i: Int, time: Int, before: Int, gap: Int, known: (now: Double, before: Double)
  ) -> Double {
    let r = factors
    let at = i * (layout.span + 1) + gap
    let (power, precision) = (coefficients.powers[at], coefficients.precisions[at])
    let constant = known.now - power * known.before
    let (now, then) = (layout.base[time], layout.base[before])
    let (own, between, past) = (places(time, 0), places(time, gap), places(before, 0))
    coefficients.loadings.withUnsafeBufferPointer { all in
      let loadings = all.baseAddress! + i * r
      for c in 0..<r {
        let scaled = loadings[c] * precision
        linear[now + c] += scaled * constant
        linear[then + c] -= power * scaled * constant
        for a in 0..<r { storage[between.start + c * between.step + a] -= power * scaled * loadings[a] }
        for a in c..<r {
          storage[own.start + c * own.step + a] += scaled * loadings[a]
          storage[past.start + c * past.step + a] += power * power * scaled * loadings[a]
        }
      }
    }
    return constant * constant * precision + coefficients.logarithms[at]
  }

  /// Transitions with unknown values. Returns Σ (c²/v + log v).
  func addUnknown(_ unknowns: UnknownTransitions, _ range: Range<Int>) -> Double {
    let (r, gaps) = (factors, layout.span + 1)
    var constant = 0.0
    coefficients.loadings.withUnsafeBufferPointer { loadings in
      unknowns.transitions.withUnsafeBufferPointer { transitions in
        unknowns.terms.withUnsafeBufferPointer { terms in
          unknowns.products.withUnsafeBufferPointer { products in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 16) { sums in
              for position in range {
                let transition = transitions[position]
                let at = transition.series * gaps + transition.gap
                let (power, precision) = (coefficients.powers[at], coefficients.precisions[at])
                let known = transition.constant - power * transition.constantBefore
                let own = loadings.baseAddress! + transition.series * r
                var product = transition.firstProduct
                for p in 0..<transition.count {
                  let term = terms[transition.first + p]
                  sums[p] = term.now - power * term.before
                  let scaled = sums[p] * precision
                  linear[term.unknown] -= scaled * known
                  for q in 0...p {
                    storage[products[product]] += scaled * sums[q]
                    product += 1
                  }
                  var place = term.nowPlace
                  for a in 0..<r {
                    storage[place] -= scaled * own[a]
                    place += term.nowStep
                  }
                  guard transition.before >= 0 else { continue }
                  place = term.beforePlace
                  for a in 0..<r {
                    storage[place] += power * scaled * own[a]
                    place += term.beforeStep
                  }
                }
                if transition.isDistant {
                  constant += addDistant(
                    series: transition.series, time: transition.time, before: transition.before,
                    gap: transition.gap, known: (transition.constant, transition.constantBefore))
                  continue
                }
                constant += known * known * precision + coefficients.logarithms[at]
                if known != 0 {
                  let (now, then) = (layout.base[transition.time], layout.base[max(0, transition.before)])
                  for a in 0..<r {
                    linear[now + a] += precision * own[a] * known
                    linear[then + a] -= power * precision * own[a] * known
                  }
                }
              }
            }
          }
        }
      }
    }
    return constant
  }
}

extension Array {
  /// The first position from which `predicate` holds, where it holds for all elements after one for which it does.
  fileprivate func partitioning(_ predicate: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
