internal import PressureIndex
internal import PressureNumerics

/// The rows of a panel in which the same indicators are observed and the same weights hold before any draw.
struct RowPattern: Sendable {
  /// A leaf of a part whose score differs from draw to draw.
  enum Source: Sendable {
    /// An indicator whose goalposts or values vary, by its position among those that do.
    case varied(Int)
    /// Another part, by its position.
    case segment(Int)
  }

  /// What a part of the hierarchy is in these rows.
  struct Part: Sendable {
    /// The nodes of the leaves whose scores no draw changes.
    let fixed: [Int]
    /// φ of their scores, rows × leaves; `nil` where there are none.
    let product: PanelProduct?
    /// The smallest and the largest of the scores in each row.
    let range: [ClosedRange<Double>?]
    /// The leaves whose scores differ from draw to draw.
    let varying: [(node: Int, source: Source)]
    /// Whether φ is not defined of a score that no draw changes, so that every draw fails.
    let fails: Bool
  }

  /// The number of the weight vector.
  let vector: Int
  /// The rows of the panel.
  let rows: [Int]
  /// For each node whether it is an observed indicator.
  let isObserved: [Bool]
  /// One for each part of the hierarchy.
  let parts: [Part]
  /// Row by row the value that is scored between goalposts and the slot of its error, for each varied indicator.
  let values: [[(value: Double, slot: Int)]]

  /// The patterns of some rows, in the order of their first ones.
  static func all(
    _ pressure: PressureIndex, _ segments: [MeanSegment], _ varied: [PanelIndex.Varied], rows: [Int]
  ) -> [RowPattern] {
    struct Key: Hashable {
      let vector: Int
      let isObserved: [Bool]
    }
    let hierarchy = pressure.panel.specification.hierarchy
    let leaves = hierarchy.leaves
    let keys = rows.map { row in
      var isObserved = Array(repeating: false, count: hierarchy.nodes.count)
      for (indicator, leaf) in leaves.enumerated() {
        isObserved[leaf] = pressure.score(row: row, indicator: indicator) != nil
      }
      return Key(vector: pressure.weights.vector(ofRow: row), isObserved: isObserved)
    }
    var members: [Key: [Int]] = [:]
    var order: [Key] = []
    for (key, row) in zip(keys, rows) {
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(row)
    }
    return order.map { key in
      let rows = members[key] ?? []
      return RowPattern(
        vector: key.vector, rows: rows, isObserved: key.isObserved,
        parts: segments.map { Part(pressure, $0, segments, varied, rows: rows, key.isObserved) },
        values: rows.map { row in
          varied.map { item in
            let value = pressure.panel[row, item.indicator].reading?.value ?? 0
            return (value, ObservationErrors.slot(pressure.panel, row: row, indicator: item.indicator) ?? 0)
          }
        })
    }
  }
}

extension RowPattern.Part {
  init(
    _ pressure: PressureIndex, _ segment: MeanSegment, _ segments: [MeanSegment],
    _ varied: [PanelIndex.Varied], rows: [Int], _ isObserved: [Bool]
  ) {
    let leaves = pressure.panel.specification.hierarchy.leaves
    var (fixed, varying): ([Int], [(node: Int, source: RowPattern.Source)]) = ([], [])
    for leaf in segment.leaves {
      if let lower = segments.firstIndex(where: { $0.root == leaf }) {
        varying.append((leaf, .segment(lower)))
      } else if isObserved[leaf] {
        if let position = varied.firstIndex(where: { leaves[$0.indicator] == leaf }) {
          varying.append((leaf, .varied(position)))
        } else {
          fixed.append(leaf)
        }
      }
    }
    var fails = false
    var matrix = Matrix(repeating: 0, rows: rows.count, columns: max(fixed.count, 1))
    var range: [ClosedRange<Double>?] = []
    for (i, row) in rows.enumerated() {
      let scores = fixed.compactMap { leaf in
        leaves.firstIndex(of: leaf).flatMap { pressure.score(row: row, indicator: $0) }
      }
      for (k, score) in scores.enumerated() {
        if let value = segment.mean.forward(score) { matrix[i, k] = value } else { fails = true }
      }
      range.append(Statistics.range(scores))
    }
    self.init(
      fixed: fixed, product: fixed.isEmpty ? nil : PanelProduct(matrix), range: range, varying: varying,
      fails: fails)
  }
}
