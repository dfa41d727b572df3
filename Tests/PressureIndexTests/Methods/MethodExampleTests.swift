import PressureSyntax
import TestSupport
import Testing

@testable import PressureIndex

/// A model file around the example of a method: three sides, two pillars and five indicators over two years of months.
struct ExampleModel {
  /// The whole model file but for its title and data.
  let yaml: String

  init(_ method: MethodDescription) {
    let indented = method.example.split(separator: "\n").map { "        \($0)" }.joined(separator: "\n")
    func indicator(_ id: String) -> String {
      guard method.place == .indicator, id == "inflation" else {
        return "      - {id: \(id), goalposts: [0, 100]}"
      }
      let goalposts = method.example.hasPrefix("goalposts") ? "" : "\n        goalposts: [0, 100]"
      return "      - id: \(id)\(goalposts)\n\(indented)"
    }
    let names = MethodDescription.exampleNames
    let groups = zip(names.pillars, [names.indicators.prefix(2), names.indicators.dropFirst(2)]).map {
      "  - pillar: \($0)\n    indicators:\n" + $1.map(indicator).joined(separator: "\n")
    }
    yaml =
      "sides: {\(names.sides.map { "\($0): {groups: {region: all}}" }.joined(separator: ", "))}\n"
      + (method.place == .model ? method.example + "\n" : "")
      + "index:\n" + groups.joined(separator: "\n") + "\n"
  }

  /// Values between 1 and 99, every side's and indicator's own, with something in common in each month; the first side
  /// never has the least.
  static let csv: String = {
    var random = SplitMix(state: 11)
    var lines = ["side,indicator,period,value"]
    for side in MethodDescription.exampleNames.sides {
      for month in 0..<24 {
        let common = Double(random.integer(1...50) + (side == "a" ? 15 : 0))
        let period = "\(2023 + month / 12)-" + (month % 12 < 9 ? "0" : "") + "\(month % 12 + 1)"
        for indicator in MethodDescription.exampleNames.indicators {
          lines.append("\(side),\(indicator),\(period),\(common + Double(random.integer(0...34)))")
        }
      }
    }
    return lines.joined(separator: "\n")
  }()
}

@Suite("Descriptions of methods") struct MethodExampleTests {
  @Test("Every example decodes, and its model scores", arguments: MethodDescription.all)
  func example(method: MethodDescription) throws {
    let model = try IndexModel(ExampleModel(method).yaml, ExampleModel.csv)
    let index = try PressureIndex(
      model.panel("2024-12-31", sampled: model.specification.needsSample))
    for side in model.specification.sides.indices {
      let score = try #require(index.score(row: side))
      #expect(score.isFinite)
      #expect(try index.result(side: side).parts.allSatisfy { $0.contribution?.isFinite == true })
    }
  }

  @Test("Every description says something in each part", arguments: MethodDescription.all)
  func complete(method: MethodDescription) {
    #expect(method.example.contains(method.name) || method.place == .indicator)
    #expect(method.meaning.hasSuffix("."))
    for text in [method.name, method.meaning, method.formula, method.source] {
      #expect(!text.isEmpty && !text.contains("\n"))
    }
    #expect(method.caveat.map { $0.hasSuffix(".") } ?? true)
    #expect(Set(method.options.map(\.name)).count == method.options.count)
  }

  @Test("No kind has two methods of one name") func unique() {
    #expect(Set(MethodDescription.all.map(\.id)).count == MethodDescription.all.count)
  }

  @Test("A method that is not there, and an option that it does not take")
  func mistakes() throws {
    func message(_ method: String) -> String {
      do {
        _ = try IndexModel(
          "sides: [a]\nmethod: {aggregation: \(method)}\nindex: [{id: x, goalposts: [0, 1]}]", "side,x\na,1")
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      message("geometrik") == """
        m.yaml:2:23: error: unknown aggregation 'geometrik' (at method.aggregation)
          help: did you mean 'geometric'?
        """)
    #expect(
      message("{method: arithmetic, offset: 1}") == """
        m.yaml:2:52: error: 'offset' means nothing to arithmetic (at method.aggregation.offset)
          help: it belongs to geometric, harmonic, power
        """)
    #expect(message("{method: geometric, ofset: 1}").contains("did you mean 'offset'?"))
    #expect(message("{offset: 1}").contains("the key 'method' is required here"))
  }
}
