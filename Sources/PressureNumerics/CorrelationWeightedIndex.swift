@preconcurrency internal import CKernels

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
  /// in the nearest cache: nothing of the size of times × parts × parts is ever written. Cost: 6 · n² operations per time
  /// and n parts. The bits do not depend on the number of threads or on the set of instructions.
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
    let recursion = Recursion(parts: parts, weights: weights, decay: decay, threads: threads)
    let (times, width) = (parts.rows, parts.columns)
    var (sums, most) = ([Double](repeating: 0, count: times), [Double](repeating: 0, count: times))
    var contributions = [Double](repeating: 0, count: times * width)
    contributions.withUnsafeMutableBufferPointer { contributions in
      for i in 0..<width {
        let block = recursion.blocks[i / 8]
        for t in 0..<times {
          let own = block.contributions[t * 8 + i % 8]
          contributions[i * times + t] = own
          sums[t] += own
          most[t] += block.weighted[t * 8 + i % 8]
        }
      }
    }
    self.contributions = Matrix(rows: times, columns: width, storage: contributions)
    // Rounding alone could leave the range from no correlation at all to parts that are one.
    values = zip(sums, most).map { min(max(0, $0), $1 * $1) }
    lastCorrelations = recursion.lastCorrelations
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

/// The covariances through all times, eight rows at a time.
private struct Recursion {
  /// Eight parts.
  struct Block: Sendable {
    /// Times × 8: a = w ∘ s.
    var weighted: [Double]
    /// Times × 8: a ∘ (C a).
    var contributions: [Double]
    /// Their rows of σ after the last time, 8 numbers for each column.
    var covariances: [Double]
  }

  let width: Int
  private(set) var blocks: [Block] = []

  /// How many times a worker takes through all of its rows before it goes on: as much as the second cache holds.
  private static let chunk = 256

  init(parts: Matrix, weights: Matrix, decay: Double, threads: Int) {
    let width = parts.columns
    self.width = width
    let (times, count) = ((parts.rows + 3) / 4 * 4, (width + 7) / 8)
    let stride = count * 8
    if width == 0 || parts.rows == 0 {
      blocks = (0..<count).map { Recursion.begun($0, width, times: 0) }
      return
    }
    var deviations = [Double](repeating: 0, count: times * stride)
    var scaled = deviations
    blocks = deviations.withUnsafeMutableBufferPointer { deviations in
      scaled.withUnsafeMutableBufferPointer { scaled in
        // Each block writes columns of its own, and reads all of them only when all are there.
        nonisolated(unsafe) let (deviations, scaled) = (deviations.baseAddress!, scaled.baseAddress!)
        let begun = Parallel.map(blocks: count, threads: threads) { number in
          var block = Recursion.begun(number, width, times: times)
          block.scale(
            number, parts, weights, decay, deviations + number * 8, scaled + number * 8, stride: stride)
          return block
        }
        let workers = min(threads, count)
        let shares = Parallel.map(blocks: workers, threads: threads) { worker in
          var own = Swift.stride(from: worker, to: count, by: workers).map { (number: $0, block: begun[$0]) }
          for start in Swift.stride(from: 0, to: times, by: Recursion.chunk) {
            let length = min(Recursion.chunk, times - start)
            for k in own.indices {
              own[k].block.advance(
                from: start, by: length, first: own[k].number * 8, width, decay, deviations, scaled,
                stride: stride)
            }
          }
          return own
        }
        var result = begun
        for (number, block) in shares.joined() { result[number] = block }
        return result
      }
    }
  }

  /// Rows of I/12, the variance of a uniform.
  private static func begun(_ number: Int, _ width: Int, times: Int) -> Block {
    var covariances = [Double](repeating: 0, count: 8 * width)
    for i in number * 8..<min(width, number * 8 + 8) { covariances[i * 8 + i % 8] = 1.0 / 12 }
    let zeros = [Double](repeating: 0, count: times * 8)
    return Block(weighted: zeros, contributions: zeros, covariances: covariances)
  }

  var lastCorrelations: Matrix {
    var result = Matrix(repeating: 0, rows: width, columns: width)
    func covariance(_ i: Int, _ j: Int) -> Double { blocks[i / 8].covariances[j * 8 + i % 8] }
    for i in 0..<width {
      for j in 0..<width {
        let scale = (covariance(i, i) * covariance(j, j)).squareRoot()
        result[i, j] = i == j ? 1 : scale > 0 ? min(1, max(-1, covariance(i, j) / scale)) : 0
      }
    }
    return result
  }
}

extension Recursion.Block {
  /// Takes the rows through `length` times.
  fileprivate mutating func advance(
    from start: Int, by length: Int, first: Int, _ width: Int, _ decay: Double,
    _ deviations: UnsafePointer<Double>, _ scaled: UnsafePointer<Double>, stride: Int
  ) {
    contributions.withUnsafeMutableBufferPointer { out in
      covariances.withUnsafeMutableBufferPointer { covariances in
        VectorKernels.time.ciss_rows(
          deviations + start * stride, scaled + start * stride, stride, first, width, length, decay,
          covariances.baseAddress!, out.baseAddress! + start * 8)
      }
    }
  }

  /// Writes s̃ and z = a ∘ σ_ii^−½ of the eight parts, so that a′ C a = z′ σ z, and a.
  fileprivate mutating func scale(
    _ number: Int, _ parts: Matrix, _ weights: Matrix, _ decay: Double,
    _ deviations: UnsafeMutablePointer<Double>, _ scaled: UnsafeMutablePointer<Double>, stride: Int
  ) {
    let rows = parts.rows
    var variances = [Double](repeating: 1.0 / 12, count: 8)
    // Parts that fill up the eight are not there at any time.
    let none = [Double](repeating: .nan, count: rows)
    let ones = [Double](repeating: 1, count: rows)
    parts.storage.withUnsafeBufferPointer { parts in
      weights.storage.withUnsafeBufferPointer { columns in
        none.withUnsafeBufferPointer { none in
          ones.withUnsafeBufferPointer { ones in
            let known = (number * 8..<number * 8 + 8).map { $0 * rows < parts.count }
            let values = known.indices.map { i -> UnsafePointer<Double>? in
              known[i] ? parts.baseAddress! + (number * 8 + i) * rows : none.baseAddress!
            }
            let own = known.indices.map { i -> UnsafePointer<Double>? in
              known[i] ? columns.baseAddress! + (number * 8 + i) * weights.rows : ones.baseAddress!
            }
            VectorKernels.time.ciss_scale(
              values, own, weights.rows == 1 ? 0 : 1, rows, decay, &variances, deviations, scaled, &weighted,
              stride)
          }
        }
      }
    }
  }
}
