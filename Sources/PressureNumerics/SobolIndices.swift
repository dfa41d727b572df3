/// How much of the variance of an output each factor explains.
///
/// With f the output less its mean and V its variance over A and B together: the first-order index
/// S_i = mean(f_B (f_ABi − f_A)) / V is the part that factor i explains alone; the total index
/// ST_i = mean((f_A − f_ABi)²) / 2V adds all interactions in which it takes part; the second-order index
/// S_ij = mean(f_BAi f_ABj − f_A f_B) / V − S_i − S_j is the interaction of two. Estimates of small indices may
/// come out slightly below 0.
///
/// Source: Saltelli et al., Comput. Phys. Commun. 181, 2010, table 2 (b) and (f), the latter by Jansen 1999;
/// Saltelli, Comput. Phys. Commun. 145, 2002 (second order).
public struct SobolIndices: Hashable, Codable, Sendable {
  /// An index with what the bootstrap says of its error.
  public struct Estimate: Hashable, Codable, Sendable {
    /// The index.
    public let value: Double
    /// The standard deviation of the index over the resamples.
    public let standardError: Double
    /// The lower end of the band.
    public let lower: Double
    /// The upper end of the band.
    public let upper: Double
  }

  /// The mean of the output over A and B.
  public let mean: Double
  /// Its variance over A and B, dividing by their number.
  public let variance: Double
  /// Per factor the first-order index.
  public let first: [Estimate]
  /// Per factor the total index.
  public let total: [Estimate]
  /// Per factor i and j > i the second-order index, in the order (0, 1), (0, 2), …; empty if not asked for.
  public let second: [Estimate]
  /// The number of bootstrap resamples.
  public let resamples: Int
  /// The share of the resamples inside a band.
  public let level: Double

  /// The indices of one output, or `nil` where it does not vary and so there is nothing to explain: a spread below
  /// 1e-13 of the mean, or below 1e-7 of the mean's distance from the reference, cannot be told from rounding.
  ///
  /// Bands hold `level` of `resamples` bootstrap resamples: as many batches as there are, drawn with
  /// replacement, by seed. All resamples together are one matrix product of how often each batch was drawn with
  /// the sums of the batches. Batches of the Sobol sequence are more alike than random ones, so the bands then
  /// err on the wide side.
  ///
  /// Cost: O(resamples · batches · factors), with second order · factors².
  ///
  /// - Precondition: there are at least two batches and two resamples.
  public init?(_ sums: SobolSums, resamples: Int, seed: UInt64, level: Double = 0.95) {
    let weights = BootstrapCounts(items: sums.batches, resamples: resamples, seed: seed)
    self.init(sums, weights: weights, level: level)
  }

  /// The indices by resamples drawn before, which many outputs can share.
  public init?(_ sums: SobolSums, weights: BootstrapCounts, level: Double = 0.95) {
    precondition(sums.batches == weights.items, "resamples of another number of batches")
    let terms = Matrix(rows: sums.width, columns: sums.batches, storage: sums.rows)
    let solutions = SobolSolutions(terms, weights, sums.factors, hasSecondOrder: sums.hasSecondOrder)
    let (estimatedMean, estimatedVariance) = (solutions.mean, solutions.variance)
    // What rounding leaves of a constant is no variance: of values themselves, and of squares about the reference.
    let scale = max(abs(sums.reference), abs(sums.reference + estimatedMean)) * 0x1p-44
    let least = max(scale * scale, estimatedMean * estimatedMean * 0x1p-46)
    guard estimatedVariance > least else { return nil }
    let estimates = solutions.estimates(level: level)
    let d = sums.factors
    mean = sums.reference + estimatedMean
    variance = estimatedVariance
    first = Array(estimates[..<d])
    total = Array(estimates[d..<2 * d])
    second = Array(estimates[(2 * d)...])
    resamples = weights.resamples
    self.level = level
  }

  /// The second-order index of two different factors, in either order; `nil` if not asked for.
  public func second(_ i: Int, _ j: Int) -> Estimate? {
    let (i, j, d) = (min(i, j), max(i, j), first.count)
    precondition(i >= 0 && i < j && j < d, "no such pair")
    return second.isEmpty ? nil : second[i * (2 * d - i - 1) / 2 + j - i - 1]
  }
}
