import Foundation
import FoundationXML
import PressureReports
import TestSupport
import Testing

@testable import PressureCLI

@Suite("pressure plot") struct PlotTests {
  static let model = "seeds/us-china-2025.yaml"

  @Test("Every chart of the shipped case is XML", arguments: ChartKind.allCases)
  func draws(_ chart: ChartKind) throws {
    let svg = try Command.output(["plot", chart.rawValue, PlotTests.model])
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.contains("<title"))
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
