internal import SystemMemory

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
  /// Rows of the covariances go by themselves, eight at a time in vectors, through times four at a time, so that they stay
  /// in the nearest cache; no more than the contributions is written. Cost: 6 · n² operations per time and n parts. The
  /// bits do not depend on the number of threads or on the set of instructions.
  ///
  /// - Parameters:
  ///   - parts: times × parts, in 0…1; NaN where there is no score.
  ///   - weights: times × parts, or one row for all times; 0 or more. The weights of the parts that are present are
  ///     used as they stand: rescale them first where that is wanted.
  ///   - decay: λ, in 0…<1: how much of yesterday's covariance remains.
  ///   - threads: how many may share the work.
  public init(parts: Matrix, weights: Matrix, decay: Double = standardDecay, threads: Int = 1) {
    precondition((0..<1).contains(decay), "a decay outside 0..<1")
    precondition(weights.columns == parts.columns && (weights.rows == 1 || weights.rows == parts.rows))
    let (times, width) = (parts.rows, parts.columns)
    let blocks = (width + 7) / 8
    let workers = max(1, min(threads, blocks))
    var shares: [FadingRows] = []
    let storage = [Double](count: times * width) { contributions in
      // Each worker writes columns of its own.
      nonisolated(unsafe) let contributions = contributions
      shares = Parallel.map(blocks: workers, threads: threads) { worker in
        var share = FadingRows(Array(stride(from: worker, to: blocks, by: workers)), width, decay)
        share.run(parts, weights, to: contributions)
        return share
      }
    }
    contributions = Matrix(rows: times, columns: width, storage: storage)
    // Rounding alone could leave the range from no correlation at all to parts that are one.
    let most = shares.first?.sums ?? Array(repeating: 0, count: times)
    values = zip(sumsOfRows(contributions), most).map { min(max(0, $0), $1 * $1) }
    lastCorrelations = FadingRows.correlations(shares, width)
  }
}

private func sumsOfRows(_ matrix: Matrix) -> [Double] {
  var sums = [Double](repeating: 0, count: matrix.rows)
  for column in 0..<matrix.columns {
    let first = column * matrix.rows
    matrix.storage.withUnsafeBufferPointer { storage in
      for row in sums.indices { sums[row] += storage[first + row] }
    }
  }
  return sums
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
