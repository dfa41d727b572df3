import PressureSyntax
import Testing

@testable import PressureIndex

/// The index part of a model and its data, both from text.
struct IndexModel {
  let specification: IndexSpecification
  let observations: Observations

  /// - Parameters:
  ///   - yaml: the keys `sides`, `index` and, where wanted, `series`, `method`, `weights` and `hurting`.
  ///   - csv: the observations, in the long layout.
  init(_ yaml: String, _ csv: String) throws {
    let root = try NodeReader.read(Array(yaml.utf8), file: "m.yaml")
    let problems = Problems()
    let specification = IndexSpecification(
      .init(
        sides: try #require(root["sides"]), series: root["series"], index: try #require(root["index"]),
        method: root["method"], hurting: root["hurting"], preparation: root["preparation"],
        weights: root["weights"]),
      problems)
    try problems.throwIfAny()
    self.specification = try #require(specification)
    let folder = DataFolder()
    observations = try folder.read(
      [folder.file(csv)], sides: self.specification.sides.map(\.id), series: self.specification.seriesIDs)
  }

  /// What is known as of `dates`; none of them for data without dates.
  func panel(_ dates: String..., sampled: Bool = false) throws -> Panel {
    let days = try dates.map { try #require(Day($0)) }
    return try Panel(observations, specification, asOf: days.isEmpty ? [nil] : days, sampled: sampled)
  }

  /// The index as of `dates`; none of them for data without dates.
  func index(_ dates: String...) throws -> PressureIndex {
    let days = try dates.map { try #require(Day($0)) }
    return try PressureIndex(Panel(observations, specification, asOf: days.isEmpty ? [nil] : days))
  }

  /// The indicator `id` of `side` as of a day: its value and period, or why there is none.
  func cell(_ id: String, _ side: Int = 0, asOf day: String) throws -> Panel.Cell {
    let position = try #require(specification.indicators.firstIndex { $0.id == id })
    let indicator = specification.indicators[position]
    let asOf: Day = try #require(Day(day))
    let vintage = try Vintage(
      observations, side: side, indicator.measure(side), asOf: asOf,
      options: specification.vintageOptions(indicator, side: side))
    return vintage.gap.map(Panel.Cell.missing)
      ?? .observed(Panel.Reading(vintage, indicator.measure(side), observations))
  }

  /// The value in use of `id` as of a day, or `nil`.
  func value(_ id: String, _ side: Int = 0, asOf day: String) throws -> Double? {
    try cell(id, side, asOf: day).reading?.value
  }
}

/// Whether two numbers agree to 1e-12 of the larger one: a few hundred roundings.
func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(abs(a), abs(b)) }
