import Foundation
import TestSupport
import Testing

@testable import PressureCLI

extension GoldenOutput {
  /// Every golden. A new command or format adds lines here and runs `script/goldens`, which writes the files; one
  /// in JSON also needs its schema in `docs/schema`.
  static let all =
    [
      GoldenOutput("score-us-china.txt", "score seeds/us-china-2025.yaml"),
      GoldenOutput("score-us-china.md", "score seeds/us-china-2025.yaml"),
      GoldenOutput("score-us-china.csv", "score seeds/us-china-2025.yaml"),
      GoldenOutput("score-us-china.json", "score seeds/us-china-2025.yaml"),
      GoldenOutput("score-us-china-2025-03-15.txt", "score seeds/us-china-2025.yaml --as-of 2025-03-15"),
      GoldenOutput("score-minimal.txt", "score seeds/minimal.yaml"),
      GoldenOutput("explain-us-china.txt", "explain seeds/us-china-2025.yaml china"),
      GoldenOutput("explain-us-china.md", "explain seeds/us-china-2025.yaml china"),
      GoldenOutput("explain-us-china.csv", "explain seeds/us-china-2025.yaml china"),
      GoldenOutput("explain-us-china.json", "explain seeds/us-china-2025.yaml china"),
      GoldenOutput("preparation-panel.txt", "explain Tests/PressureCLITests/Models/panel.yaml --preparation"),
      GoldenOutput("preparation-panel.csv", "explain Tests/PressureCLITests/Models/panel.yaml --preparation"),
      GoldenOutput(
        "preparation-panel.json", "explain Tests/PressureCLITests/Models/panel.yaml --preparation"),
      GoldenOutput("preparation-panel.md", "explain Tests/PressureCLITests/Models/panel.yaml --preparation"),
      GoldenOutput("score-panel.txt", "score Tests/PressureCLITests/Models/panel.yaml"),
      GoldenOutput("score-panel.json", "score Tests/PressureCLITests/Models/panel.yaml"),
      GoldenOutput("explain-panel.txt", "explain Tests/PressureCLITests/Models/panel.yaml h"),
      GoldenOutput("score-panel-median.json", "score Tests/PressureCLITests/Models/panel-median.yaml"),
      GoldenOutput("score-panel-median.csv", "score Tests/PressureCLITests/Models/panel-median.yaml"),
      GoldenOutput("explain-panel-median.txt", "explain Tests/PressureCLITests/Models/panel-median.yaml h"),
      GoldenOutput("explain-panel-median.json", "explain Tests/PressureCLITests/Models/panel-median.yaml"),
      GoldenOutput("compare-panel-median.txt", "compare Tests/PressureCLITests/Models/panel-median.yaml"),
      GoldenOutput("compare-panel-median.json", "compare Tests/PressureCLITests/Models/panel-median.yaml"),
      GoldenOutput("check-us-china.txt", "check seeds/us-china-2025.yaml"),
      GoldenOutput("check-us-china.md", "check seeds/us-china-2025.yaml"),
      GoldenOutput("check-us-china.csv", "check seeds/us-china-2025.yaml"),
      GoldenOutput("check-us-china.json", "check seeds/us-china-2025.yaml"),
      GoldenOutput("check-minimal.txt", "check seeds/minimal.yaml"),
      GoldenOutput("compare-us-china.txt", "compare seeds/us-china-2025.yaml"),
      GoldenOutput("compare-us-china.md", "compare seeds/us-china-2025.yaml"),
      GoldenOutput("compare-us-china.csv", "compare seeds/us-china-2025.yaml --from 2025-02"),
      GoldenOutput("compare-us-china.json", "compare seeds/us-china-2025.yaml --from 2025-02"),
    ]
    + ["txt", "md", "json"].map {
      GoldenOutput("compare-unsampled.\($0)", "compare Tests/PressureCLITests/Models/unsampled.yaml")
    } + throughTime + uncertain + aboutMethods + briefings + pages + charts

  /// Whether to write the goldens instead of comparing with them; `script/goldens` sets it.
  static let areRenewed = ProcessInfo.processInfo.environment["PRESSURE_RENEW_GOLDENS"] == "1"
}

@Suite("What the command writes") struct GoldenOutputTests {
  @Test("As in the golden file", arguments: GoldenOutput.all)
  func golden(_ golden: GoldenOutput) throws {
    let output = try golden.output()
    if GoldenOutput.areRenewed {
      if (try? GoldenOutput.difference(output, golden.expected())) != .some(nil) { try golden.renew(output) }
      return
    }
    let expected = try golden.expected()
    let difference = GoldenOutput.difference(output, expected)
    #expect(difference == nil, "\(golden.file): \(difference ?? ""); if that is right, run script/goldens")
  }

  @Test(
    "Text within 80 columns, without control characters or blanks at the ends of lines",
    arguments: GoldenOutput.all.filter { $0.format == "text" })
  func width(_ golden: GoldenOutput) throws {
    for line in try golden.output().split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.count <= 80 && line.last != " ", "\(line)")
      #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }, "\(line)")
    }
  }

  @Test("The README shows the beginning of the score")
  func readme() throws {
    let golden = GoldenOutput.all[0]
    #expect(golden.file == "score-us-china.txt")
    let output = try #require(golden.output().split(separator: "\n\nGestures,").first)
    let readme = try Repository.text("README.md")
    let parts = try #require(
      readme.wholeMatch(of: /(?s)(.*<!-- score: [^\n]*-->\n```\n)(.*?)(```\n<!-- end -->.*)/))
    if GoldenOutput.areRenewed {
      if String(parts.output.2) != output + "\n" {
        try "\(parts.output.1)\(output)\n\(parts.output.3)".write(
          toFile: Repository.file("README.md"), atomically: true, encoding: .utf8)
      }
      return
    }
    let difference = GoldenOutput.difference(output + "\n", String(parts.output.2))
    #expect(difference == nil, "README.md: \(difference ?? ""); if that is right, run script/goldens")
  }

  @Test("Only the goldens that are compared lie in the folder")
  func files() throws {
    let folder = Repository.file("Tests/PressureCLITests/Goldens")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "README.md" }
    #expect(files.sorted() == GoldenOutput.all.map(\.file).sorted())
  }
}

@Suite("The schemas of the JSON reports") struct SchemaTests {
  /// Commands whose JSON is checked besides the goldens.
  static let commands =
    ["us-china-2025", "worked-case", "minimal"].flatMap { seed in
      ["score", "explain", "check"].map { [$0, "seeds/\(seed).yaml"] }
    } + [["score", "seeds/us-china-2025.yaml", "--as-of", "2025-03-15"]]

  @Test(
    "Every JSON report is as its schema says",
    arguments: GoldenOutput.all.filter { $0.format == "json" }.map(\.arguments) + commands)
  func validates(_ arguments: [String]) throws {
    let report = try JSON(Command.output(arguments + ["--format", "json"]))
    // pressure/score/1 is described by score.schema.json.
    let name = try #require(report["schema"].string).split(separator: "/")
    try #require(name.count == 3 && name[0] == "pressure")
    let schema = try JSONSchema("\(name[1]).schema.json", folder: Repository.file("docs/schema"))
    let problems = try schema.problems(of: report)
    #expect(problems.isEmpty, "\(problems.prefix(10).joined(separator: "\n"))")
  }

  @Test("A schema for each report, and no other")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Repository.file("docs/schema"))
    let reports = try GoldenOutput.all.filter { $0.format == "json" }.map { golden in
      // pressure/score/1 is described by score.schema.json.
      let name = try #require(JSON(golden.expected())["schema"].string).split(separator: "/")
      return "\(name[1]).schema.json"
    }
    #expect(Set(files.filter { $0.hasSuffix(".json") }) == Set(reports + ["common.schema.json"]))
  }
}
