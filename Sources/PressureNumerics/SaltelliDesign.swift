/// Where a model is evaluated to tell which of its factors its output depends on.
///
/// Two independent sets of points in the unit cube, A and B; for each factor i the set AB_i, which is A with
/// column i of B; with second order also BA_i, which is B with column i of A. A sample is one point of each.
/// Sample s depends on the seed and s alone.
///
/// Source: Saltelli, Making best use of model evaluations to compute sensitivity indices, Comput. Phys. Commun.
/// 145, 2002; Saltelli et al., Comput. Phys. Commun. 181, 2010.
public struct SaltelliDesign: Hashable, Codable, Sendable {
  /// How points are chosen.
  public enum Sampling: String, Hashable, Codable, CaseIterable, Sendable {
    /// Independent random points.
    case random
    /// The scrambled Sobol sequence, whose error falls faster; best with powers of two.
    case sobol
  }

  /// The number of factors.
  public let factors: Int
  /// How points are chosen.
  public let sampling: Sampling
  /// The seed of the points.
  public let seed: UInt64
  /// Whether the sets BA_i are wanted, for interactions of pairs.
  public let hasSecondOrder: Bool

  /// Describes a design.
  ///
  /// - Precondition: there is a factor, and for ``Sampling/sobol`` at most half of
  ///   ``SobolSequence/maximumDimensions``.
  public init(factors: Int, sampling: Sampling, seed: UInt64, hasSecondOrder: Bool = false) {
    precondition(factors > 0, "no factors")
    precondition(
      sampling == .random || 2 * factors <= SobolSequence.maximumDimensions, "too many factors")
    self.factors = factors
    self.sampling = sampling
    self.seed = seed
    self.hasSecondOrder = hasSecondOrder
  }

  /// The number of evaluations a sample takes: d + 2, or 2d + 2 with second order.
  public var evaluationsPerSample: Int { (hasSecondOrder ? 2 : 1) * factors + 2 }

  /// The points A and B of the given samples: one row a sample, one column a factor, numbers in (0, 1).
  ///
  /// To be asked of ``generator`` where there are many.
  public func points(_ samples: Range<Int>) -> (a: Matrix, b: Matrix) { generator.points(samples) }

  /// What makes the points.
  public var generator: Generator { Generator(self) }

  /// Makes the points of a design, range by range.
  public struct Generator: Sendable {
    private let factors: Int
    private let seed: UInt64
    private let sequence: SobolSequence?

    fileprivate init(_ design: SaltelliDesign) {
      (factors, seed) = (design.factors, design.seed)
      sequence =
        design.sampling == .sobol ? SobolSequence(dimensions: 2 * design.factors, seed: design.seed) : nil
    }

    /// The points A and B of the given samples: one row a sample, one column a factor, numbers in (0, 1).
    public func points(_ samples: Range<Int>) -> (a: Matrix, b: Matrix) {
      let both =
        sequence?.points(samples)
        ?? RandomStream.uniforms(seed: seed, draws: samples, indices: 0..<2 * factors)
      let half = samples.count * factors
      return (
        Matrix(rows: samples.count, columns: factors, storage: Array(both.storage[..<half])),
        Matrix(rows: samples.count, columns: factors, storage: Array(both.storage[half...]))
      )
    }
  }
}
