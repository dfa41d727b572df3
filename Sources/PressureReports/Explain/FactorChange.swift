internal import PressureIndex

/// What moved a side's factor in a group with dynamic-factor weights since the end of the month before.
public struct FactorChange: Sendable, Encodable {
  /// The news of one child.
  public struct News: Sendable, Encodable {
    /// The child's id.
    public let id: String
    /// What its news did to the factor, in the factor's standard deviations.
    public let impact: Double
    /// Its share of the sizes of all impacts, with its sign; 0 where nothing came in.
    public let share: Double
  }

  /// The group's id; `index` for the index itself.
  public let group: String
  /// The change of the factor, in its standard deviations: the sum of the impacts.
  public let change: Double
  /// The news of each child, in the model's order.
  public let news: [News]

  /// The changes of a side's factors at the as-of date.
  static func all(of index: PressureIndex, side: Int) -> [FactorChange] {
    let nodes = index.panel.specification.hierarchy.nodes
    return index.weightDerivations.flatMap { derivation in
      derivation.findings.compactMap { finding in
        guard case .news(let path, let children, let total) = finding, derivation.side ?? path == side else {
          return nil
        }
        let size = children.reduce(0) { $0 + abs($1) }
        let ids = nodes[derivation.group].children.map { nodes[$0].id }
        return FactorChange(
          group: derivation.group == 0 ? "index" : nodes[derivation.group].id, change: total,
          news: zip(ids, children).map { News(id: $0, impact: $1, share: size > 0 ? $1 / size : 0) })
      }
    }
  }

  /// The table of the news.
  var table: Document.Table {
    var table = Document.Table([
      (group, .left), ("moved the factor by", .right), ("share of the news", .right),
    ])
    for item in news { table.add(["  " + item.id, fixed(item.impact, 3), percent(item.share)]) }
    table.add(["  together", fixed(change, 3), ""])
    return table
  }

  func figures(side: String) -> [Figure] {
    [Figure("factor", side: side, item: group, "change", change)]
      + news.flatMap { item in
        [
          Figure("news", side: side, item: item.id, "impact", item.impact),
          Figure("news", side: side, item: item.id, "share", item.share),
        ]
      }
  }
}
