internal import PressureNumerics
internal import PressureSyntax

/// One side's pressure at one date: the index, its pillars and its indicators.
public struct SideResult: Sendable {
  /// A group or an indicator with what it adds to the index.
  public struct Part: Sendable {
    /// Its position in the hierarchy.
    public let node: Int
    /// Its score, or `nil`.
    public let score: Double?
    /// Its weight among its siblings, normalised.
    public let weight: Double
    /// What it adds to the index; `nil` where that was not measured.
    public let contribution: Double?
    /// For a sampled contribution of an indicator, its standard error.
    public let standardError: Double?
    /// The share of its weight that is observed.
    public let coverage: Double
  }

  /// The side's position.
  public let side: Int
  /// The date; `nil` for undated data.
  public let asOf: Day?
  /// The index, or `nil` where too little is observed.
  public let score: Double?
  /// The share of the pillars' weight that has a score.
  public let coverage: Double
  /// The index with every indicator at the baseline; with the contributions it sums to the index. `nil` where they
  /// were not measured.
  public let constant: Double?
  /// Every node of the hierarchy but the index itself, in its order.
  public let parts: [Part]

  init(_ index: PressureIndex, side: Int, date: Int, isAttributed: Bool) throws(Diagnostics) {
    let hierarchy = index.panel.specification.hierarchy
    let row = index.panel.row(side: side, date: date)
    let contributions = isAttributed ? try Contributions(index, row: row) : nil
    var byNode = [Double](repeating: 0, count: hierarchy.nodes.count)
    for position in hierarchy.nodes.indices.reversed() {
      let node = hierarchy.nodes[position]
      if let indicator = node.indicator { byNode[position] = contributions?.values[indicator] ?? 0 }
      // Children come after their parents, so that a group is complete before it is added to its own.
      if let parent = node.parent { byNode[parent] += byNode[position] }
    }
    self.side = side
    asOf = index.panel.dates[date]
    score = index.score(row: row)
    coverage = index.nodes.coverage[row, 0]
    constant = isAttributed ? contributions?.constant ?? 0 : nil
    let weights = index.weights[row]
    var parts: [Part] = []
    for position in hierarchy.nodes.indices.dropFirst() {
      var standardError: Double?
      if let indicator = hierarchy.nodes[position].indicator {
        standardError = contributions?.standardErrors?[indicator]
      }
      parts.append(
        Part(
          node: position, score: index.score(row: row, node: position), weight: weights[position],
          contribution: isAttributed ? byNode[position] : nil, standardError: standardError,
          coverage: index.nodes.coverage[row, position]))
    }
    self.parts = parts
  }
}
