import PressureIndex
import PressureReports
import TestSupport
import Testing

@Suite("pressure methods") struct MethodsReportTests {
  /// The page is the command's own output: `pressure methods --format markdown --output docs/methods.md`.
  @Test("docs/methods.md is what the command prints") func page() throws {
    let page = try Repository.text("docs/methods.md")
    #expect(try MethodsReport().formatted(.markdown, style: TextStyle()) == page)
  }

  @Test("Text fits 80 columns but for examples, and ASCII where asked") func text() throws {
    let text = try MethodsReport().formatted(.text, style: TextStyle(usesUnicode: false))
    #expect(text.utf8.allSatisfy { $0 < 128 })
    #expect(!text.contains("\\u{"))
    for line in text.split(separator: "\n") where !line.hasPrefix("    ") {
      #expect(line.count <= 80, "\(line)")
    }
    let list = try MethodsReport(isShort: true).formatted(.text, style: TextStyle())
    for method in MethodDescription.all { #expect(list.contains("  \(method.name) ")) }
  }

  @Test("JSON and CSV hold every method") func data() throws {
    let json = try JSON(MethodsReport().formatted(.json, style: TextStyle()))
    #expect(json["schema"].string == "pressure/methods/1")
    #expect(json["methods"].array.count == MethodDescription.all.count)
    #expect(json["methods"].array.map { $0["name"].string } == MethodDescription.all.map(\.name))
    let csv = try MethodsReport().formatted(.csv, style: TextStyle())
    #expect(csv.hasPrefix("kind,name,meaning,formula,options,range,note,source,example\n"))
  }
}
