internal import COpenBLAS

/// The correlation-weighted index of parts that move together: (w ∘ s)′ C_t (w ∘ s), which is high only where many
/// parts are high and have lately risen and fallen with one another.
///
/// C_t holds the correlations ρ_ij = σ_ij/√(σ_ii σ_jj) of exponentially weighted covariances
/// σ_t = λσ_{t−1} + (1 − λ) s̃_t s̃_t′, s̃ = s − ½, started at σ_0 = I/12, the variance of a uniform. With weights that
/// sum to 1 and parts in 0…1 the index lies in 0…1. Its Euler contributions a ∘ (C a), a = w ∘ s, sum to it.
///
/// A part without a score adds nothing to the covariances at that time, while the older ones go on fading: they
/// stay positive semidefinite, and what is not seen loses its correlation. Nothing later than t is used at t, and
/// values that are appended leave the earlier results as they were, to the last bit.
///
/// Source: Hollo, Kremer and Lo Duca, CISS, ECB Working Paper 1426, 2012; section 8 of METHODS.
public struct CorrelationWeightedIndex: Sendable {
  /// Times × parts; a ∘ (C a). 0 for a part without a score.
  public let contributions: Matrix
  /// The index at each time: the sum of its contributions, kept within 0…(Σ a)².
  public let values: [Double]
  /// The correlations at the last time; the identity if there is none.
  public let lastCorrelations: Matrix

  /// λ of the original.
  public static let standardDecay = 0.93

  /// The index of `parts` over time.
  ///
  /// Times go in blocks of fixed shape, padded with zeros: inside a block σ_t is σ at its beginning and a sum over the
  /// block's own times, so that all that costs is products of matrices. Cost: about 16 · n · (n + 32) operations per
  /// time and n parts.
  ///
  /// - Parameters:
  ///   - parts: times × parts, in 0…1; NaN where there is no score.
  ///   - weights: times × parts, or one row for all times; 0 or more. The weights of the parts that are present are
  ///     used as they stand: rescale them first where that is wanted.
  ///   - decay: λ, in 0…<1: how much of yesterday's covariance remains.
  public init(parts: Matrix, weights: Matrix, decay: Double = standardDecay) {
    precondition((0..<1).contains(decay), "a decay outside 0..<1")
    precondition(weights.columns == parts.columns && (weights.rows == 1 || weights.rows == parts.rows))
    precondition(BLAS.isReproducible)
    let (times, width) = (parts.rows, parts.columns)
    var recursion = Recursion(width: width, decay: decay)
    var contributions = [Double](repeating: 0, count: times * width)
    var values = [Double](repeating: 0, count: times)
    for start in stride(from: 0, to: times, by: Recursion.block) {
      let end = min(times, start + Recursion.block)
      recursion.advance { deviations, scaled in
        for i in 0..<width {
          let column = parts.column(i)
          let own = weights.column(i)
          var k = i
          for t in start..<end {
            let part = column[column.startIndex + t]
            // A part that is not a number adds nothing.
            if part == part {
              deviations[k] = part - 0.5
              scaled[k] = part * own[own.startIndex + (weights.rows == 1 ? 0 : t)]
            }
            k += width
          }
        }
      }
      for t in start..<end {
        var (sum, most) = (0.0, 0.0)
        for k in (t - start) * width..<(t - start + 1) * width {
          sum += recursion.contributions[k]
          most += recursion.scaled[k]
        }
        // Rounding alone could leave the range from no correlation at all to parts that are one.
        values[t] = min(max(0, sum), most * most)
      }
      for i in 0..<width {
        for t in start..<end {
          contributions[i * times + t] = recursion.contributions[(t - start) * width + i]
        }
      }
    }
    self.contributions = Matrix(rows: times, columns: width, storage: contributions)
    self.values = values
    lastCorrelations = recursion.correlations(after: times == 0 ? 0 : (times - 1) % Recursion.block + 1)
  }
}

extension CorrelationWeightedIndex {
  /// The Euler contributions a ∘ (C a), a = w ∘ s, of one time with known `correlations`; they sum to the index.
  ///
  /// Cost: O(n²).
  public static func contributions(parts: [Double], weights: [Double], correlations: Matrix) -> [Double] {
    precondition(parts.count == weights.count && correlations.rows == parts.count)
    let a = zip(parts, weights).map { $0 * $1 }
    return a.indices.map { i in a[i] * a.indices.reduce(0) { $0 + correlations[i, $1] * a[$1] } }
  }
}

/// One block of times after the other. Arrays hold a block's times one after the other, the parts of each together.
private struct Recursion {
  static let block = 32

  let width: Int
  let decay: Double
  /// σ at the beginning of the block, and its successor.
  private var covariance: [Double]
  private var next: [Double]
  /// σ_ii at the end of each time of the block before the newest.
  private var variances: [Double]
  private var deviations: [Double]
  private(set) var scaled: [Double]
  private(set) var contributions: [Double]

  init(width: Int, decay: Double) {
    self.width = width
    self.decay = decay
    covariance = [Double](repeating: 0, count: width * width)
    for i in 0..<width { covariance[i * width + i] = 1.0 / 12 }
    next = covariance
    variances = [Double](repeating: 1.0 / 12, count: width)
    deviations = [Double](repeating: 0, count: Recursion.block * width)
    scaled = deviations
    contributions = deviations
  }

  /// Takes the next block: `fill` writes its s̃ and a into arrays of zeros.
  mutating func advance(_ fill: (inout [Double], inout [Double]) -> Void) {
    guard width > 0 else { return }
    let block = Recursion.block
    covariance = next
    for k in deviations.indices { (deviations[k], scaled[k]) = (0, 0) }
    fill(&deviations, &scaled)
    // z = a ∘ σ_ii^−½, so that a′ C a = z′ σ z. A variance that has faded to 0 belongs to a part that is not there.
    var z = scaled
    variances.withUnsafeMutableBufferPointer { variances in
      z.withUnsafeMutableBufferPointer { z in
        deviations.withUnsafeBufferPointer { deviations in
          for t in 0..<block {
            let row = t * width
            for i in 0..<width {
              let deviation = deviations[row + i]
              let variance = decay * variances[i] + (1 - decay) * deviation * deviation
              variances[i] = variance
              z[row + i] /= max(variance, .leastNormalMagnitude).squareRoot()
            }
          }
        }
      }
    }
    // Column t: σ at the beginning times z_t; then λ^(t − τ)(1 − λ) s̃_τ′ z_t, which weighs s̃_τ in the sum.
    var product = [Double](repeating: 0, count: block * width)
    var weight = [Double](repeating: 0, count: block * block)
    let (n, b) = (Int32(width), Int32(block))
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, n, b, n, 1, covariance, n, z, n, 0, &product, n)
    cblas_dgemm(
      CblasColMajor, CblasTrans, CblasNoTrans, b, b, n, 1 - decay, deviations, n, z, n, 0, &weight, b)
    var power = 1.0
    for t in 0..<block {
      power *= decay
      for i in 0..<width { product[t * width + i] *= power }
      var fading = 1.0
      for tau in (0...t).reversed() {
        weight[t * block + tau] *= fading
        fading *= decay
      }
      for tau in (t + 1)..<max(block, t + 1) { weight[t * block + tau] = 0 }
    }
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, n, b, b, 1, deviations, n, weight, b, 1, &product, n)
    for k in contributions.indices { contributions[k] = z[k] * product[k] }
    next = covariance(after: block)
  }

  /// σ after the first `count` times of the block.
  private func covariance(after count: Int) -> [Double] {
    var result = covariance
    var fading = [Double](repeating: 0, count: Recursion.block * width)
    var power = 1.0
    for t in (0..<count).reversed() {
      for i in 0..<width { fading[t * width + i] = (1 - decay) * power * deviations[t * width + i] }
      power *= decay
    }
    let (n, b) = (Int32(width), Int32(Recursion.block))
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasTrans, n, n, b, 1, fading, n, deviations, n, power, &result, n)
    return result
  }

  func correlations(after count: Int) -> Matrix {
    var result = Matrix(repeating: 0, rows: width, columns: width)
    guard width > 0 else { return result }
    let covariance = covariance(after: count)
    for i in 0..<width {
      for j in 0..<width {
        let scale = (covariance[i * width + i] * covariance[j * width + j]).squareRoot()
        // The average of both sides of the diagonal, whose last digits may differ.
        let common = (covariance[i * width + j] + covariance[j * width + i]) / 2
        result[i, j] = i == j ? 1 : scale > 0 ? min(1, max(-1, common / scale)) : 0
      }
    }
    return result
  }
}
