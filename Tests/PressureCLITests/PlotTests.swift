import Foundation
import FoundationXML
import PressureReports
import TestSupport
import Testing

@testable import PressureCLI

/// The texts of a drawing's first title and description; `nil` where the drawing is no XML.
private final class DrawingTexts: NSObject, XMLParserDelegate {
  private(set) var title = ""
  private(set) var meaning = ""
  private(set) var labels: [String] = []
  private var open: [String] = []
  private var seen: Set<String> = []

  init?(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(name)
    if name == "text" { labels.append("") }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    open.removeLast()
    seen.insert(name)
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    switch open.last {
    case "title" where !seen.contains("title"): title += text
    case "desc" where !seen.contains("desc"): meaning += text
    case "text": labels[labels.count - 1] += text
    default: break
    }
  }
}

@Suite("pressure plot") struct PlotTests {
  static let model = "seeds/us-china-2025.yaml"
  static let panel = "Tests/PressureCLITests/Models/panel.yaml"
  /// The charts that the shipped case has; two sides have no agreement of ranks.
  static let shipped = ChartKind.allCases.filter { $0 != .agreement }

  /// The options that keep a chart of a test quick.
  static func few(_ chart: ChartKind) -> [String] {
    switch chart {
    case .uncertainty: ["--draws", "1000"]
    case .sensitivity: ["--draws", "64", "--resamples", "100"]
    default: []
    }
  }

  @Test("Every chart of the shipped case is XML with a title and a description", arguments: shipped)
  func draws(_ chart: ChartKind) throws {
    let svg = try Command.output(["plot", chart.rawValue, PlotTests.model] + PlotTests.few(chart))
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.hasSuffix("</svg>\n"))
    let texts = try #require(DrawingTexts(svg))
    #expect(texts.title.count > 10 && texts.meaning.count > 40)
    #expect(texts.labels.contains { $0.contains("United States – China") }, "the sources")
  }

  @Test("Bars of a comparison are the numbers of pressure compare")
  func comparison() throws {
    let options = ["--schemes", "equal,critic", "--aggregations", "geometric:0.01"]
    let svg = try Command.output(["plot", "compare", PlotTests.model] + options)
    let report = try JSON(Command.output(["compare", PlotTests.model, "--format", "json"] + options))
    let labels = try #require(DrawingTexts(svg)).labels
    let schemes = report["schemes"].array
    #expect(schemes.count == 4, "the model's own, and three with another aggregation")
    for scheme in schemes {
      for side in scheme["sides"].array {
        let incentive = String(format: "%.3f", try #require(side["incentive"].number))
        #expect(labels.contains(incentive), "\(labels)")
      }
    }
  }

  @Test("A chart of sensitivity is of the output asked for, with the indices of pressure sensitivity")
  func sensitivity() throws {
    let options = ["--of", "china.incentive", "--draws", "128", "--seed", "3", "--resamples", "100"]
    let svg = try Command.output(["plot", "sensitivity", PlotTests.model] + options)
    let report = try JSON(Command.output(["sensitivity", PlotTests.model, "--format", "json"] + options))
    let texts = try #require(DrawingTexts(svg))
    #expect(texts.title == "What the doubt rests on: the incentive of China")
    let totals = report["inputs"].array.compactMap { $0["total"]["value"].number }
    let largest = try #require(totals.max())
    #expect(texts.labels.contains(String(format: "%.3f", largest)))
  }

  @Test("A chart of uncertainty has the numbers of pressure uncertainty in its tips")
  func uncertainty() throws {
    let options = ["--draws", "1000", "--seed", "5", "--sampling", "sobol"]
    let svg = try Command.output(["plot", "uncertainty", PlotTests.model] + options)
    let report = try JSON(Command.output(["uncertainty", PlotTests.model, "--format", "json"] + options))
    let output = try #require(report["outputs"].array.first { $0["name"].string == "china.incentive" })
    let quantiles = output["quantiles"].array.compactMap { $0["value"].number }
    let band = String(format: "(%.3f to %.3f)", try #require(quantiles.first), try #require(quantiles.last))
    #expect(svg.contains("Incentive, China: ") && svg.contains(band), "\(band)")
  }

  @Test("Agreement needs three sides, and a panel has it")
  func agreement() throws {
    let failure = try #require(Command.failure(["plot", "agreement", PlotTests.model]))
    #expect(failure.status == 65 && failure.message.contains("three sides"))
    let svg = try Command.output(["plot", "agreement", PlotTests.panel, "--schemes", "equal,entropy"])
    #expect(try #require(DrawingTexts(svg)).labels.contains("Spearman"))
  }

  @Test(
    "Options that mean nothing for a chart are refused",
    arguments: [
      ["history", "--schemes", "equal"], ["contributions", "--draws", "1000"], ["compare", "--seed", "1"],
      ["uncertainty", "--of", "ripeness"], ["uncertainty", "--resamples", "200"],
      ["sensitivity", "--aggregations", "median"], ["frontier", "--threads", "1"],
      ["incentive", "--sampling", "sobol"],
    ])
  func meaningless(_ arguments: [String]) throws {
    let failure = try #require(
      Command.failure(["plot", arguments[0], PlotTests.model] + arguments.dropFirst()))
    #expect(failure.status == 64)
    #expect(failure.message.contains("\(arguments[1]) means nothing for 'plot \(arguments[0])'"))
  }

  @Test("What the commands refuse, the charts refuse in the same words")
  func mistakes() throws {
    for (arguments, words) in [
      (["plot", "sensitivity", PlotTests.model, "--of", "china.incentiv"], "china.incentive"),
      (["plot", "sensitivity", PlotTests.model, "--draws", "1"], "at least 64"),
      (["plot", "uncertainty", PlotTests.model, "--draws", "10"], "at least 100"),
      (["plot", "compare", PlotTests.model, "--schemes", "nothing"], "nothing"),
    ] {
      let failure = try #require(Command.failure(arguments), "\(arguments)")
      #expect(failure.message.contains(words), "\(failure.message)")
    }
  }

  @Test("A chart for which there are no figures says what it needs")
  func missing() throws {
    let failure = try #require(Command.failure(["plot", "frontier", "seeds/minimal.yaml"]))
    #expect(failure.status == 65)
    #expect(failure.message.contains("nothing to draw") && failure.message.contains("conflict section"))
  }

  @Test("A width that no chart fits is refused")
  func width() throws {
    let failure = try #require(Command.failure(["plot", "history", PlotTests.model, "--width", "10"]))
    #expect(failure.status == 64 && failure.message.contains("320"))
  }
}
