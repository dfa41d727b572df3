@preconcurrency internal import CKernels

/// Some rows of exponentially weighted covariances, in blocks of eight, that one worker takes through all times.
///
/// What all blocks need of a time, deviations and scaled parts, each worker computes for itself: it is little beside the
/// rows, and nobody waits.
struct FadingRows: Sendable {
  /// At each time Σ a, a = w ∘ s.
  private(set) var sums: [Double] = []

  private let blocks: [Int]
  private let width: Int
  private let decay: Double
  /// Per own block eight rows of σ, 8 numbers for each column.
  private var covariances: [[Double]]

  /// How many times go by together: as many as leave all that is needed of them in the nearest caches.
  private static let chunk = 64

  /// Begins with rows of I/12, the variance of a uniform.
  init(_ blocks: [Int], _ width: Int, _ decay: Double) {
    (self.blocks, self.width, self.decay) = (blocks, width, decay)
    covariances = blocks.map { block in
      var rows = [Double](repeating: 0, count: 8 * width)
      for i in block * 8..<min(width, block * 8 + 8) { rows[i * 8 + i % 8] = 1.0 / 12 }
      return rows
    }
  }

  /// Writes the contributions of the own rows, one column of `parts.rows` numbers a part.
  mutating func run(_ parts: Matrix, _ weights: Matrix, to contributions: UnsafeMutablePointer<Double>) {
    // Those that fill up the last eight have no score at any time, and no weight.
    let (none, nothing) = (
      [Double](repeating: .nan, count: parts.rows), [Double](repeating: 0, count: weights.rows)
    )
    parts.storage.withUnsafeBufferPointer { parts in
      weights.storage.withUnsafeBufferPointer { weights in
        none.withUnsafeBufferPointer { none in
          nothing.withUnsafeBufferPointer { nothing in
            run(
              columns(parts, none), columns(weights, nothing), weightStep: nothing.count == 1 ? 0 : 1,
              times: none.count, contributions)
          }
        }
      }
    }
  }

  private func columns(_ all: UnsafeBufferPointer<Double>, _ rest: UnsafeBufferPointer<Double>)
    -> [UnsafePointer<Double>?]
  {
    (0..<width.roundedUp(toMultipleOf: 8)).map {
      $0 < width ? all.baseAddress! + $0 * rest.count : rest.baseAddress
    }
  }

  private mutating func run(
    _ parts: [UnsafePointer<Double>?], _ weights: [UnsafePointer<Double>?], weightStep: Int, times: Int,
    _ contributions: UnsafeMutablePointer<Double>
  ) {
    let (stride, chunk) = (parts.count, FadingRows.chunk)
    let deviations = Room<Double>(chunk * stride, 0)
    let scaled = Room<Double>(chunk * stride, 0)
    let weighted = Room<Double>(chunk * 8, 0)
    let variances = Room<Double>(stride, 1.0 / 12)
    sums.reserveCapacity(times)
    for start in Swift.stride(from: 0, to: times, by: chunk) {
      let length = min(chunk, times - start)
      weighted.fill(0)
      parts.withUnsafeBufferPointer { parts in
        weights.withUnsafeBufferPointer { weights in
          for block in Swift.stride(from: 0, to: stride, by: 8) {
            VectorKernels.time.ciss_scale(
              parts.baseAddress! + block, weights.baseAddress! + block, weightStep, start, length, decay,
              variances.start + block, deviations.start + block, scaled.start + block, weighted.start, stride)
          }
        }
      }
      for t in 0..<length { sums.append((0..<8).reduce(0) { $0 + weighted.start[8 * t + $1] }) }
      for (own, block) in blocks.enumerated() {
        VectorKernels.time.ciss_rows(
          deviations.start, scaled.start, stride, block * 8, width, length, decay, &covariances[own],
          contributions + block * 8 * times + start, times)
      }
    }
  }

  /// The correlations after the last time, of all rows.
  static func correlations(_ shares: [FadingRows], _ width: Int) -> Matrix {
    var covariances = Matrix(repeating: 0, rows: width, columns: width)
    for share in shares {
      for (own, block) in share.blocks.enumerated() {
        for i in block * 8..<min(width, block * 8 + 8) {
          for j in 0..<width { covariances[i, j] = share.covariances[own][j * 8 + i % 8] }
        }
      }
    }
    var result = Matrix.identity(width)
    for i in 0..<width {
      for j in 0..<width where i != j {
        let scale = (covariances[i, i] * covariances[j, j]).squareRoot()
        result[i, j] = scale > 0 ? min(1, max(-1, covariances[i, j] / scale)) : 0
      }
    }
    return result
  }
}
