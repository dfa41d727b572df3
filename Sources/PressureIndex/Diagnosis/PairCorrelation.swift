internal import PressureNumerics

/// How two indicators or groups move together over the sample, both turned so that more is more pressure.
public struct PairCorrelation: Sendable, Hashable {
  /// The node that comes first.
  public let first: Int
  /// The other.
  public let second: Int
  /// The group of which both are children; `nil` where they are indicators of different groups.
  public let group: Int?
  /// How many rows have both.
  public let count: Int
  /// Pearson's r; `nil` for fewer than three rows, or where one of the two is constant over them.
  public let pearson: Double?
  /// Spearman's ρ.
  public let spearman: Double?
  /// Kendall's τ_b.
  public let kendall: Double?

  /// The fewest rows with which a correlation says anything: two always correlate fully.
  public static let fewestRows = 3

  /// Whether the two say nearly the same: |r| is at least `threshold`.
  public func isRedundant(_ threshold: Double) -> Bool { pearson.map { abs($0) >= threshold } ?? false }

  /// Whether they work against each other inside one group: r is below `threshold`.
  public func isNegative(_ threshold: Double) -> Bool {
    group != nil && (pearson.map { $0 < threshold } ?? false)
  }

  /// All pairs of indicators, and all pairs of siblings.
  ///
  /// Cost: pairs · rows · log(rows).
  static func all(_ hierarchy: Hierarchy, _ sample: DiagnosisSample) -> [PairCorrelation] {
    let columns = Array(hierarchy.nodes.indices.dropFirst())
    var scores = Matrix(repeating: 0, rows: sample.rows.count, columns: columns.count)
    var mask = scores
    for (k, node) in columns.enumerated() {
      for (i, row) in sample.rows.enumerated() where sample.nodes.mask[row, node] == 1 {
        scores[i, k] = sample.nodes.values[row, node]
        mask[i, k] = 1
      }
    }
    let moments = PairwiseMoments(scores, mask: mask)
    var result: [PairCorrelation] = []
    for (k, second) in columns.enumerated() {
      for (j, first) in columns[..<k].enumerated() {
        let (a, b) = (hierarchy.nodes[first], hierarchy.nodes[second])
        let group = a.parent == b.parent ? a.parent : nil
        guard group != nil || a.indicator != nil && b.indicator != nil else { continue }
        let both = sample.rows.indices.filter { mask[$0, j] == 1 && mask[$0, k] == 1 }
        let isEnough = both.count >= fewestRows
        let (x, y) = (both.map { scores[$0, j] }, both.map { scores[$0, k] })
        result.append(
          PairCorrelation(
            first: first, second: second, group: group, count: both.count,
            pearson: isEnough ? moments.correlation(j, k) : nil,
            spearman: isEnough ? RankCorrelation.spearman(x, y) : nil,
            kendall: isEnough ? RankCorrelation.kendall(x, y) : nil))
      }
    }
    return result
  }
}
