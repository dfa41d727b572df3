import Foundation
import FoundationXML
import PressureIndex
import Testing

@testable import PressureReports

/// What an XML parser makes of a drawing.
final class DrawingReader: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var texts: [String: String] = [:]
  private var open: [String] = []

  /// `nil` where `xml` is not well formed.
  init?(_ xml: String) {
    super.init()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append((name, attributes))
    open.append(name)
  }

  func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    texts[open.last ?? "", default: ""] += text
  }

  func count(_ name: String, _ style: String? = nil) -> Int {
    elements.count { $0.name == name && (style == nil || $0.attributes["class"]?.contains(style!) == true) }
  }
}

@Suite("Charts") struct ChartTests {
  static let hostile = "<script>alert(1)</script> & \"quotes\" \u{1B}[31m ]]>"

  static func line(_ name: String = "China") -> LineChart {
    let days = (0..<5).map { Day(number: 19_000 + 30 * $0) }
    return LineChart(
      title: "Pressure \(name)", description: "It rises.", sources: "NBS & others", unit: "0 to 1",
      lines: [
        LineChart.Line(
          name: name, side: 0, isDashed: false,
          points: zip(days, [0.1, 0.2, nil, 0.4, nil]).map {
            LineChart.Point($0, $1, band: $1.map { $0 - 0.05...$0 + 0.05 })
          })
      ],
      events: [LineChart.Event(day: days[1], kind: .hostile, label: name)], range: 0...1)
  }

  static func bars(_ name: String = "Resolve") -> BarChart {
    BarChart(
      title: "Total effects", description: "Resolve matters most.", sources: "pressure",
      unit: "share of variance",
      groups: [
        BarChart.Group(
          label: name,
          bars: [
            BarChart.Bar("total", side: 0, 0.5, whisker: 0.4...0.6),
            BarChart.Bar("first order", side: 0, -0.1, isLight: true),
          ])
      ])
  }

  static func stack(_ name: String = "Real estate") -> StackedChart {
    StackedChart(
      title: "Contributions", description: "They add up.", sources: "NBS", unit: "pressure",
      parts: [name, "Prices"],
      bars: [StackedChart.Bar(name: "China", side: 0, values: [0.3, -0.1])])
  }

  static func frontier(_ name: String = "Nash") -> FrontierChart {
    let points = [(0.1, 0.5), (0.3, 0.3)].map { FrontierChart.Point(x: $0.0, y: $0.1, label: name) }
    return FrontierChart(
      title: "Packages", description: "Two.", sources: "the model", xTitle: "China", yTitle: "United States",
      others: [FrontierChart.Point(x: 0, y: 0, label: "nothing")], frontier: points,
      solutions: [(name, points[0])])
  }

  static func heat(_ name: String = "equal") -> HeatMap {
    HeatMap(
      title: "Agreement", description: "High.", sources: "the model", rows: [name, "pca"],
      columns: [name, "pca"],
      values: [[1, -0.5], [-0.5, nil]])
  }

  static func all(_ name: String) -> [any Chart] {
    [line(name), bars(name), stack(name), frontier(name), heat(name)]
  }

  @Test("Every drawing is XML with a title and a description, alone and in a page")
  func wellFormed() throws {
    for chart in ChartTests.all("China") {
      for svg in [chart.standalone(), chart.inline(id: "a"), chart.standalone(width: 375)] {
        let drawing = try #require(DrawingReader(svg), "\(chart.title): \(svg)")
        let root = try #require(drawing.elements.first)
        #expect(root.name == "svg" && root.attributes["role"] == "img")
        let ids = Set(drawing.elements.compactMap { $0.attributes["id"] })
        let labels = try #require(root.attributes["aria-labelledby"]).split(separator: " ").map(String.init)
        #expect(labels.count == 2 && labels.allSatisfy(ids.contains))
        #expect(drawing.texts["title"]?.hasPrefix(chart.title) == true)
        #expect(drawing.texts["desc"] == chart.description)
      }
      let alone = try #require(DrawingReader(chart.standalone()))
      #expect(
        alone.texts["text"]?.contains(chart.sources.prefix(3)) == true, "the sources stand under the chart")
    }
  }

  @Test("Text from data and models cannot become markup or control characters")
  func escapes() throws {
    for chart in ChartTests.all(ChartTests.hostile) {
      let svg = chart.standalone()
      #expect(!svg.contains("<script") && !svg.contains("\u{1B}"))
      #expect(DrawingReader(svg) != nil)
      #expect(!HTMLRenderer.figure(chart, id: "x").contains("<script"))
    }
  }

  @Test("A gap breaks a line, and a lone value is a point")
  func gaps() throws {
    let drawing = try #require(DrawingReader(ChartTests.line().inline(id: "a")))
    let paths = drawing.elements.filter { $0.name == "path" }.compactMap { $0.attributes["d"] }
    let moves = try #require(paths.map { $0.count { $0 == "M" } }.max())
    #expect(moves == 2, "two runs: \(paths)")
    #expect(drawing.count("polygon", "band") == 1, "a band needs two neighbours")
    #expect(drawing.count("circle", "fill") == 1, "the value between two gaps")
  }

  @Test("Values lie where the axis says")
  func geometry() throws {
    let scale = Scale(domain: 10...20, start: 0, end: 100)
    #expect(scale(10) == 0 && scale(15) == 50 && scale(20) == 100)
    #expect(scale(-5) == 0 && scale(99) == 100, "values outside lie on the nearer end")
    let up = Scale(domain: 0...1, start: 200, end: 100)
    #expect(up(0) == 200 && up(0.25) == 175)
  }

  @Test("Stacked parts add up on both sides of 0")
  func stacks() throws {
    let drawing = try #require(DrawingReader(ChartTests.stack().inline(id: "a")))
    let parts = drawing.elements.filter { $0.name == "rect" }
    #expect(parts.count == 2)
    func number(_ element: (name: String, attributes: [String: String]), _ key: String) throws -> Double {
      try #require(element.attributes[key].flatMap(Double.init))
    }
    let (first, second) = (parts[0], parts[1])
    // 0.3 to the right of 0 and 0.1 to its left: the second ends where the first begins, at a third of its width.
    let end = try number(second, "x") + number(second, "width")
    #expect(abs(try number(first, "x") - end) < 0.02)
    #expect(abs(try number(first, "width") - 3 * number(second, "width")) < 0.05)
  }

  @Test(
    "Ticks are round and inside the axis",
    arguments: [0.0...1, 0...0.037, -3...7, 0...1234, 0.2...0.21, -1e-6...1e-6, 0...100])
  func ticks(_ domain: ClosedRange<Double>) throws {
    let ticks = Tick.linear(domain)
    #expect((3...12).contains(ticks.count), "\(ticks)")
    let width = domain.upperBound - domain.lowerBound
    for tick in ticks {
      #expect(
        tick.value >= domain.lowerBound - 1e-9 * width && tick.value <= domain.upperBound + 1e-9 * width)
      #expect(
        abs(try #require(Double(tick.label)) - tick.value) < 1e-9 * max(1, abs(tick.value)) + 0.001 * width)
    }
    #expect(Set(ticks.map(\.label)).count == ticks.count, "labels differ: \(ticks.map(\.label))")
  }

  @Test("Dates are ticked by year or month")
  func dates() throws {
    let years = Tick.dates(try #require(Day("2018-01-31"))...#require(Day("2025-05-31")))
    #expect(years.map(\.label) == ["2019", "2020", "2021", "2022", "2023", "2024", "2025"])
    let months = Tick.dates(try #require(Day("2025-01-15"))...#require(Day("2025-05-02")))
    #expect(months.map(\.label) == ["2025-02", "2025-03", "2025-04", "2025-05"])
    let days = Tick.dates(try #require(Day("2025-01-15"))...#require(Day("2025-01-20")))
    #expect(days.map(\.label) == ["2025-01-15"])
  }

  @Test("The table behind a chart holds its numbers")
  func tables() {
    #expect(
      ChartTests.stack().table.rows == [["Real estate", "0.300"], ["Prices", "-0.100"], ["Sum", "0.200"]])
    #expect(ChartTests.line().table.rows.map { $0[1] } == ["0.100", "0.200", "-", "0.400", "-"])
    #expect(ChartTests.bars().table.rows.first == ["Resolve", "total", "0.500", "0.400", "0.600"])
    #expect(ChartTests.heat().table.rows == [["equal", "1.00", "-0.50"], ["pca", "-0.50", "-"]])
    #expect(ChartTests.frontier().table.rows.first == ["Nash", "0.100", "0.500", "Nash"])
  }
}
