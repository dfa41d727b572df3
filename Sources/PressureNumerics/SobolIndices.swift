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
    let resampled = terms.multiplied(by: weights.matrix)
    // The first column takes each batch once: the estimate itself.
    let solutions = (0..<resampled.columns).map { column in
      SobolSolution(resampled.column(column), sums.factors, hasSecondOrder: sums.hasSecondOrder)
    }
    let estimate = solutions[0]
    // What rounding leaves of a constant is no variance: of values themselves, and of squares about the reference.
    let scale = max(abs(sums.reference), abs(sums.reference + estimate.mean)) * 0x1p-44
    let least = max(scale * scale, estimate.mean * estimate.mean * 0x1p-46)
    guard estimate.variance > least else { return nil }
    // A resample without variance says nothing; it can only be one of very few batches.
    let usable = solutions.dropFirst().filter { $0.variance > 0 }
    func band(_ path: KeyPath<SobolSolution, [Double]>) -> [Estimate] {
      estimate[keyPath: path].indices.map { i in
        let value = estimate[keyPath: path][i]
        let values = usable.map { $0[keyPath: path][i] }.sorted()
        guard values.count > 1 else {
          return Estimate(value: value, standardError: 0, lower: value, upper: value)
        }
        return Estimate(
          value: value, standardError: Statistics.standardDeviation(values),
          lower: Statistics.quantile(ofSorted: values, (1 - level) / 2),
          upper: Statistics.quantile(ofSorted: values, (1 + level) / 2))
      }
    }
    mean = sums.reference + estimate.mean
    variance = estimate.variance
    first = band(\.first)
    total = band(\.total)
    second = band(\.second)
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

/// The indices by the sums of one resample.
struct SobolSolution {
  private(set) var mean = 0.0
  private(set) var variance = 0.0
  private(set) var first: [Double] = []
  private(set) var total: [Double] = []
  private(set) var second: [Double] = []

  /// `sums` are those of ``SobolSums/width(factors:hasSecondOrder:)``. Terms that are linear in the output carry
  /// the correction to the resample's own mean.
  init(_ sums: ArraySlice<Double>, _ factors: Int, hasSecondOrder: Bool) {
    let start = sums.startIndex
    let n = sums[start]
    mean = (sums[start + 1] + sums[start + 2]) / (2 * n)
    variance = max(0, (sums[start + 3] + sums[start + 4]) / (2 * n) - mean * mean)
    guard variance > 0 else { return }
    let scale = n * variance
    let perFactor = start + 5
    for i in 0..<factors {
      let base = perFactor + 3 * i
      first.append((sums[base + 1] - mean * sums[base]) / scale)
      total.append(sums[base + 2] / (2 * scale))
    }
    guard hasSecondOrder else { return }
    let swapped = perFactor + 3 * factors
    var pair = swapped + factors
    for i in 0..<factors {
      for j in (i + 1)..<max(factors, i + 1) {
        let linear = sums[perFactor + 3 * j] + sums[swapped + i]
        second.append((sums[pair] - mean * linear) / scale - first[i] - first[j])
        pair += 1
      }
    }
  }
}
