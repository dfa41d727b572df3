import PressureSyntax
import Testing

@testable import PressureIndex

@Suite("Preparation") struct PreparationTests {
  static let minMax = "method: {normalization: min-max}"

  static func has(_ text: String, _ words: String...) {
    for word in words { #expect(text.contains(word), "\(word) in: \(text)") }
  }

  @Test("Values over their denominators, with a scale") func denominators() throws {
    let series = "series: [{id: gdp}]\n\(Self.minMax)"
    let model = try PreparationModel(
      series, indicators: ["{id: x, direction: raises, denominator: {series: gdp, scale: 100}}"],
      [("x", [1, 2, 3, 4]), ("gdp", [10, 4, nil, 2])])
    #expect(model.values() == [10, 50, nil, 200])
    #expect(model.index.gap(row: 2, indicator: 0) == .noDenominator("gdp"))
    let reading = try #require(model.index.panel[1, 0].reading)
    #expect(reading.raw == 2 && reading.denominator == 4 && reading.value == 50)
    // The quotient comes before the transform.
    let log = try PreparationModel(
      series, indicators: ["{id: x, direction: raises, denominator: gdp, transform: log}"],
      [("x", [1, 2, 3, 4]), ("gdp", [1, 2, 6, 2])])
    #expect(log.values() == [0, 0, -0.6931471805599453, 0.6931471805599453])
  }

  @Test("Denominators of the same period, as they were public") func datedDenominators() throws {
    let model = try IndexModel(
      """
      sides: [a]
      series: [{id: gdp}, {id: area}]
      index:
        - {id: x, goalposts: [0, 10], denominator: gdp, transform: {change: 1}}
        - {id: y, goalposts: [0, 10], denominator: area}
      """,
      """
      side,indicator,period,released,value
      a,x,2023,2024-01-10,6
      a,x,2024,2025-01-10,12
      a,gdp,2023,2024-02-10,2
      a,gdp,2024,2025-03-10,3
      a,gdp,2024,2025-09-10,4
      a,y,2024,2025-01-10,8
      a,area,2024,2025-01-10,4
      """)
    // Until the denominator of 2024 is out there is no change to compute.
    #expect(try model.value("x", asOf: "2025-03-09") == nil)
    #expect(try model.value("x", asOf: "2025-03-10") == 1)
    #expect(try model.value("x", asOf: "2025-09-10") == 0)
    #expect(try model.value("y", asOf: "2025-01-10") == 2)
  }

  @Test("Denominators that cannot divide") func badDenominators() {
    let series = "series: [{id: gdp}]\n\(Self.minMax)"
    let indicators = ["{id: x, direction: raises, denominator: gdp}"]
    let x: (String, [Double?]) = ("x", [1, 2, 3, 4])
    Self.has(
      PreparationModel.mistake(series, indicators: indicators, [x, ("gdp", [1, 0, 1, 1])]), "d.csv:7",
      "'x' cannot be divided by 0, its denominator 'gdp'", "above 0")
    Self.has(
      PreparationModel.mistake(series, indicators: ["{id: x, direction: raises, denominator: gpd}"], [x]),
      "unknown series 'gpd'", "did you mean 'gdp'?")
  }

  @Test("Sides with too few values are left out of everything") func screening() throws {
    let table: [(String, [Double?])] = [
      ("x", [1, 2, 100, 3]), ("y", [1, 2, nil, 3]), ("z", [1, 2, nil, nil]),
    ]
    let indicators = table.map { "{id: \($0.0), direction: raises}" }
    let model = try PreparationModel(
      "preparation: {screen: {available: 0.6}}\n\(Self.minMax)", indicators: indicators, table)
    #expect(model.scores() == [0, 0.5, nil, 1])
    #expect(model.index.score(row: 2) == nil && model.index.score(row: 3) != nil)
    #expect(model.index.gap(row: 2, indicator: 0) == .screened(values: 1, of: 3, zeros: nil))
    #expect(model.index.prepared.changes.map(\.step) == [.screened])
    // Two of three are not below a threshold of ⅔.
    let exact = try PreparationModel(
      "preparation: {screen: {available: 0.6666666666666666}}\n\(Self.minMax)", indicators: indicators, table)
    #expect(exact.index.score(row: 3) != nil)
  }

  @Test("Sides whose values are 0") func zeros() throws {
    let table: [(String, [Double?])] = [("x", [1, 0, 2, 3]), ("y", [1, 0, 0, 3]), ("z", [1, 5, nil, 2])]
    let indicators = table.map { "{id: \($0.0), direction: raises}" }
    func scored(_ screen: String) throws -> [Bool] {
      let model = try PreparationModel(
        "preparation: {screen: \(screen)}\n\(Self.minMax)", indicators: indicators, table)
      return (0..<4).map { model.index.score(row: $0) != nil }
    }
    #expect(try scored("{non-zero: 0.5}") == [true, false, true, true])
    #expect(try scored("{non-zero: 0.6}") == [true, false, false, true])
    #expect(try scored("{available: 0.9, non-zero: 0.3}") == [true, true, false, true])
    #expect(try scored("none") == [true, true, true, true])
    Self.has(PreparationModel.mistake("preparation: {screen: {}}\n\(Self.minMax)"), "needs a threshold")
  }

  @Test("Interpolation knows no future") func interpolation() throws {
    let csv = """
      side,indicator,period,value
      a,x,2023-01,1
      a,x,2023-04,7
      a,x,2024-01,20
      a,x,2024-02,40
      """
    func model(_ impute: String) throws -> IndexModel {
      try IndexModel(
        """
        sides: [a]
        index: [{id: x, goalposts: [0, 10], transform: {change: 12}, impute: \(impute), maximum-age: 2 years}]
        """, csv)
    }
    func value(_ impute: String, _ day: String) throws -> Double? {
      let model = try model(impute)
      let panel = try Panel(
        model.observations, model.specification, asOf: [Day(day)], requiresFirstDate: false)
      return try Prepared(panel).value(row: 0, indicator: 0)
    }
    #expect(try value("none", "2024-02-29") == 19)
    // February 2023 lies on the line from January's 1 to April's 7.
    #expect(try value("interpolate", "2024-02-29") == 37)
    #expect(try value("interpolate", "2024-01-31") == 19)
    let prepared = try model("interpolate").index("2024-02-29").prepared
    let changes = prepared.changes.filter { $0.step == .interpolated }
    #expect(changes.count == 10)
    #expect(changes[0].period == Period("2023-02") && changes[0].to == 3)
    // As of March nothing after January was out: no line, and no gap inside.
    let early = try IndexModel(
      "sides: [a]\nindex: [{id: x, goalposts: [0, 10], impute: interpolate}]", csv
    ).index("2023-03-31").prepared
    #expect(early.changes.isEmpty && early.value(row: 0, indicator: 0) == 1)
    let daily = PreparationTests.mistake(
      "sides: [a]\nindex: [{id: x, goalposts: [0, 10], impute: interpolate}]",
      "side,indicator,period,value\na,x,2024-01-01,1\na,x,2024-01-05,2\n", "2024-01-05")
    Self.has(daily, "'x' is daily", "leave 'interpolate' out")
  }

  @Test("The latest value, however old") func last() throws {
    let csv = "side,indicator,period,value\na,x,2023-01,4\na,x,2022-01,2\nb,x,2024-06,6\n"
    func index(_ impute: String) throws -> PressureIndex {
      try IndexModel(
        "sides: [a, b]\nindex: [{id: x, direction: raises, normalization: min-max, impute: \(impute)}]", csv
      ).index("2024-06-30")
    }
    #expect(try index("none").score(row: 0) == nil)
    let filled = try index("last")
    // The sample is 2, 4, 6: the imputed value is not counted twice.
    #expect(filled.prepared.value(row: 0, indicator: 0) == 4 && filled.score(row: 0) == 0.5)
    #expect(filled.prepared.samples(of: 0, date: 0)[0].sorted() == [2, 4, 6])
    #expect(filled.prepared.changes[0].period == Period("2023-01"))
  }

  @Test("Outliers are treated before values are normalised, and every change is on record") func treatment()
    throws
  {
    let values: [Double?] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]
    let model = try PreparationModel(
      "preparation: {treat: winsorise-or-log}\n\(Self.minMax)", groups: Array(repeating: "e", count: 10),
      indicators: ["{id: x, direction: raises}", "{id: y, direction: raises, treat: none}"],
      [("x", values), ("y", values)])
    #expect(model.scores(0) == [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1, 1])
    #expect(model.scores(1)[8] == 8.0 / 99)
    let changes = model.index.prepared.changes
    #expect(changes.count == 1 && changes[0].step == .winsorised && changes[0].side == 9)
    #expect(changes[0].from == 100 && changes[0].to == 9)
    #expect(model.values(0)[9] == 100)
    #expect(model.index.prepared.treatments.map(\.indicator) == [0])
    #expect(model.index.prepared.treatments[0].treatment.changed == 1)
    Self.has(
      PreparationModel.mistake(
        "preparation: {treat: log}\n\(Self.minMax)", groups: ["e", "e"],
        indicators: ["{id: x, direction: raises}"], [("x", [1, 2])]),
      "'x' has 2 values", "the treatment of outliers needs 4", "treat: none")
    Self.has(PreparationModel.mistake("preparation: {treat: winsorize}"), "did you mean 'winsorise'?")
    Self.has(
      PreparationModel.mistake("preparation: {treat: {method: log, lambda: 1}}"),
      "'lambda' means nothing to log")
  }

  @Test("Sides with names and groups") func sides() throws {
    let model = try IndexModel(
      """
      sides: {a: {name: Austria, groups: {region: Europe, size: S}}, b: Brunei, c: {groups: {region: Asia}}}
      index: [{id: x, goalposts: [0, 1]}]
      """, "side,indicator,value\na,x,1\n")
    let sides = model.specification.sides
    #expect(sides.map(\.name) == ["Austria", "Brunei", "c"])
    #expect(sides[0].groups == ["region": "Europe", "size": "S"] && sides[1].groups.isEmpty)
    Self.has(
      Self.mistake("sides: {a: {nam: A}}\nindex: [{id: x, goalposts: [0, 1]}]", "side,x\n"),
      "unknown key 'nam'")
    Self.has(
      Self.mistake(
        """
        sides: {a: {groups: {region: Europe}}, b: B}
        preparation: {impute: {method: group-mean, by: region}}
        index: [{id: x, goalposts: [0, 1]}]
        """, "side,x\n"), "1 of 2 sides have no group 'region', first 'b'")
  }

  static func mistake(_ yaml: String, _ csv: String, _ date: String? = nil) -> String {
    do {
      let model = try IndexModel(yaml, csv)
      _ = try date.map { _ = try model.index($0) }
      return ""
    } catch { return "\(error)" }
  }
}
