internal import PressureNumerics
internal import PressureSyntax

/// The rows from which a diagnosis learns: the sides at the ends of the months up to the as-of date and at that date,
/// or the units of a cross-section. Nothing in them was published after the as-of date.
public struct DiagnosisSample: Sendable {
  /// The number of rows.
  public let count: Int
  /// The number of sides.
  public let sides: Int
  /// The first and the last date; `nil` for data without dates.
  public let dates: ClosedRange<Day>?

  /// The panel's rows.
  let rows: [Int]
  /// The scores of every node in every row of the panel, all weighed as at the as-of date.
  let nodes: NodeScores
  /// Each node's weight among its siblings at the as-of date, the mean over the sides.
  let weights: [Double]

  init(_ index: PressureIndex) throws(Diagnostics) {
    let panel = index.panel
    let specification = panel.specification
    rows = panel.sampleRows(date: 0)
    count = rows.count
    sides = specification.sides.count
    let days = rows.compactMap { panel.dates[$0 / specification.sides.count] }
    if let first = days.min(), let last = days.max() { dates = first...last } else { dates = nil }
    // Today's weights at all dates: importance is a property of them, not of what they were.
    let now = specification.sides.indices.map { index.weights[panel.row(side: $0)] }
    let pinned = Weights(
      vectors: now, vectorOfRow: (0..<panel.rowCount).map { $0 % specification.sides.count })
    weights = specification.hierarchy.nodes.indices.map { node in Statistics.mean(now.map { $0[node] }) }
    do {
      nodes = try NodeScores(
        specification.hierarchy, weights: pinned, scores: index.scores.values, mask: index.scores.mask,
        layout: panel.layout)
    } catch {
      throw Diagnostics(error.diagnostic(panel))
    }
  }

  /// The scores of nodes in the rows in which all of them have one.
  func complete(_ columns: [Int]) -> [[Double]] {
    let kept = rows.filter { row in columns.allSatisfy { nodes.mask[row, $0] == 1 } }
    return columns.map { column in kept.map { nodes.values[$0, column] } }
  }
}
