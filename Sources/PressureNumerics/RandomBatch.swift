internal import CKernels

extension RandomStream {
  /// The uniform numbers of many draws at once: element (b, j) is `uniform(at: indices.lowerBound + j)` of the
  /// stream `draws.lowerBound + b` of `seed`, bit for bit.
  ///
  /// A draw is a stream, so that it is the same whoever computes it, and with whichever others.
  /// Cost: about 1 ns a number in vectors of eight draws.
  public static func uniforms(seed: UInt64, draws: Range<Int>, indices: Range<Int>) -> Matrix {
    let rows = draws.count.roundedUp(toMultipleOf: VectorKernels.width)
    let numbers = [Double](unsafeUninitializedCapacity: rows * indices.count) { buffer, count in
      if let start = buffer.baseAddress, rows > 0 {
        fill(
          start, seed: seed, firstDraw: draws.lowerBound, draws: rows,
          firstIndex: indices.lowerBound, indices: indices.count, stride: rows)
      }
      count = rows * indices.count
    }
    let matrix = Matrix(rows: rows, columns: indices.count, storage: numbers)
    return rows == draws.count ? matrix : matrix.padded(rows: draws.count, columns: indices.count)
  }

  /// Writes the uniform numbers of `draws` streams, a multiple of the vector width, to columns `stride` apart.
  static func fill(
    _ out: UnsafeMutablePointer<Double>, seed: UInt64, firstDraw: Int, draws: Int, firstIndex: Int,
    indices: Int, stride: Int
  ) {
    VectorKernels.table.uniforms(
      seed, UInt64(firstDraw), draws, UInt64(firstIndex), indices, out, stride)
  }
}
