import PressureSyntax
import Testing

@testable import PressureIndex

/// A model of undated data, one line of values for each side.
struct PreparationModel {
  let index: PressureIndex

  /// - Parameters:
  ///   - head: the keys `preparation`, `method` and `series`, as far as they are wanted.
  ///   - groups: each side's group `region`.
  ///   - indicators: lines of the index, each an indicator in flow style.
  ///   - table: for each series its values by side; `nil` is a gap.
  init(
    _ head: String, groups: [String] = ["e", "e", "w", "w"], indicators: [String],
    _ table: [(String, [Double?])]
  ) throws {
    let sides = groups.indices.map { "s\($0): {groups: {region: \(groups[$0])}}" }
    let rows = table.flatMap { series, values in
      values.enumerated().compactMap { side, value in value.map { "s\(side),\(series),\($0)" } }
    }
    index = try IndexModel(
      """
      sides: {\(sides.joined(separator: ", "))}
      \(head)
      index:
      \(indicators.map { "  - \($0)" }.joined(separator: "\n"))
      """, "side,indicator,value\n" + rows.joined(separator: "\n")
    ).index()
  }

  func values(_ indicator: Int = 0) -> [Double?] {
    index.panel.specification.sides.indices.map { index.prepared.value(row: $0, indicator: indicator) }
  }

  func scores(_ indicator: Int = 0) -> [Double?] {
    index.panel.specification.sides.indices.map { index.score(row: $0, indicator: indicator) }
  }

  /// What is wrong with a model, in words.
  static func mistake(
    _ head: String, groups: [String] = ["e", "e", "w", "w"],
    indicators: [String] = ["{id: x, direction: raises}", "{id: y, direction: raises}"],
    _ table: [(String, [Double?])] = [("x", [1, 2, 3, nil]), ("y", [1, 2, 3, 4])]
  ) -> String {
    do {
      _ = try PreparationModel(head, groups: groups, indicators: indicators, table)
      return ""
    } catch { return "\(error)" }
  }
}
