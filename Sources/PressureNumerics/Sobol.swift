internal import CKernels

/// The Sobol sequence: points that fill the unit cube more evenly than random ones, addressed by index.
///
/// Point i of dimension j is the exclusive or of the direction numbers of j at the bits of the Gray code of i.
/// A seed scrambles it (nested uniform scrambling, after Owen): each point is then uniform on the cube, the
/// evenness stays, and runs with different seeds give an unbiased mean and an error. The first 2ᵏ points belong
/// together: take powers of two.
///
/// Numbers are multiples of 2⁻³² plus 2⁻³³, so never 0 or 1.
///
/// Source: Sobol 1967; directions of Joe and Kuo, SIAM J. Sci. Comput. 30, 2008; Owen, Randomly permuted
/// (t,m,s)-nets, 1995; the permutations by hashing of Burley, Practical Hash-based Owen Scrambling, JCGT 9, 2020.
public struct SobolSequence: Sendable {
  /// The greatest number of dimensions.
  public static var maximumDimensions: Int { ck_sobol_dimensions }
  /// The number of points.
  public static let period = 1 << 32

  /// The number of coordinates of a point.
  public let dimensions: Int
  /// The seed of the scrambling, or `nil` for the plain sequence.
  public let seed: UInt64?

  /// Per dimension 32 direction numbers with their bits reversed.
  private let directions: [UInt32]
  /// Per dimension the key of its scrambling; 0 leaves it plain.
  private let keys: [UInt32]

  /// Prepares the sequence, scrambled by `seed`.
  ///
  /// - Precondition: `dimensions` lies in 0…``maximumDimensions``.
  public init(dimensions: Int, seed: UInt64?) {
    precondition(dimensions >= 0 && dimensions <= SobolSequence.maximumDimensions, "too many dimensions")
    self.dimensions = dimensions
    self.seed = seed
    directions = (0..<dimensions).flatMap(SobolSequence.reversedDirections)
    keys = (0..<dimensions).map { dimension in
      guard let seed else { return 0 }
      // A stream far from those of draws, which count from 0.
      let bits = RandomStream(seed: seed, stream: .max).bits(at: UInt64(dimension))
      return max(UInt32(truncatingIfNeeded: bits), 1)
    }
  }

  /// One coordinate of one point.
  ///
  /// - Precondition: `index` lies below ``period``, `dimension` below ``dimensions``.
  public func value(at index: Int, dimension: Int) -> Double {
    var result = 0.0
    fill(&result, from: index, count: 1, dimension: dimension)
    return result
  }

  /// The points with the given indices: one row a point, one column a dimension.
  ///
  /// Cost: about 1 ns a number.
  ///
  /// - Precondition: the indices lie below ``period``.
  public func points(_ indices: Range<Int>) -> Matrix {
    let numbers = [Double](unsafeUninitializedCapacity: indices.count * dimensions) { buffer, count in
      if let start = buffer.baseAddress, !indices.isEmpty {
        for dimension in 0..<dimensions {
          fill(
            start + dimension * indices.count, from: indices.lowerBound, count: indices.count,
            dimension: dimension)
        }
      }
      count = indices.count * dimensions
    }
    return Matrix(rows: indices.count, columns: dimensions, storage: numbers)
  }

  /// Writes one coordinate of `count` points.
  func fill(_ out: UnsafeMutablePointer<Double>, from index: Int, count: Int, dimension: Int) {
    precondition(index >= 0 && index + count <= SobolSequence.period, "no such point")
    directions.withUnsafeBufferPointer { directions in
      guard let start = directions.baseAddress else { preconditionFailure("no dimensions") }
      VectorKernels.table.sobol(start + 32 * dimension, keys[dimension], UInt32(index), count, out)
    }
  }

  /// The direction numbers v₀ … v₃₁ of a dimension, bit 31 of v₀ being its first, with their bits reversed.
  ///
  /// With the polynomial xˢ + a₁xˢ⁻¹ + … + 1 and m from the table,
  /// v_k = a₁v_{k−1} ⊕ … ⊕ a_{s−1}v_{k−s+1} ⊕ v_{k−s} ⊕ (v_{k−s} >> s).
  private static func reversedDirections(of dimension: Int) -> [UInt32] {
    let row = ck_sobol_table()[dimension]
    let degree = Int(row.degree)
    let initial = withUnsafeBytes(of: row.initial) { Array($0.bindMemory(to: UInt16.self)) }
    var numbers: [UInt32] = []
    for k in 0..<32 {
      if degree == 0 {
        // The van der Corput sequence.
        numbers.append(1 << (31 - k))
      } else if k < degree {
        numbers.append(UInt32(initial[k]) << (31 - k))
      } else {
        var number = numbers[k - degree] ^ (numbers[k - degree] >> degree)
        for i in 1..<degree where row.polynomial >> (degree - i) & 1 == 1 { number ^= numbers[k - i] }
        numbers.append(number)
      }
    }
    return numbers.map { number in (0..<32).reduce(0) { $0 | (number >> $1 & 1) << (31 - $1) } }
  }
}
