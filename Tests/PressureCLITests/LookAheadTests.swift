import PressureReports
import TestSupport
import Testing

@testable import PressureCLI

/// Methods that do not promise that a score knows nothing from after its date are labelled so wherever their numbers go.
@Suite("The label of methods that look ahead") struct LookAheadTests {
  static let folder = "Tests/PressureCLITests/Models"
  /// A model whose scores are fitted over the whole sample.
  static let window = "\(folder)/look-ahead-window.yaml"
  /// One whose learned weights also weigh earlier months.
  static let weights = "\(folder)/look-ahead-weights.yaml"
  /// One that looks ahead nowhere.
  static let realTime = "seeds/us-china-2025.yaml"

  /// Every command that reports numbers of a model, some with the options on which more than one index comes in.
  static let commands = [
    ["score", window], ["score", weights], ["explain", window], ["explain", window, "china"],
    ["explain", window, "--preparation"], ["check", window],
    ["compare", window], ["compare", window, "--from", "2025-02", "--schemes", "equal"],
    ["compare", weights, "--schemes", "equal"],
    ["compare", realTime, "--schemes", "entropy", "--aggregations", "correlation"],
    ["uncertainty", window, "--draws", "200"],
    ["sensitivity", window, "--draws", "64", "--resamples", "100"],
    ["history", window, "--from", "2025-03"], ["history", weights, "--from", "2025-03"],
    ["history", window, "--from", "2025-03", "--also", "median", "--events"],
    ["what-if", window, "--set", "resolve.china=2"],
    ["diff", window, "--from", "2025-04-15"], ["diff", window, realTime], ["diff", realTime, window],
    ["revisions", window],
    ["backtest", window, "--from", "2024-06", "--horizon", "30", "--draws", "100", "--force"],
    ["report", window, "--draws", "200"], ["diagnose", window],
  ]

  /// Commands that report no numbers of a model, or are tested for themselves.
  static let others: Set<String> = ["methods", "import", "plot", "merge"]

  /// Whether what a command wrote carries the label: in CSV every row does.
  private func isLabelled(_ output: String, _ format: ReportFormat) -> Bool {
    switch format {
    case .json: output.contains("\"lookAhead\" : \"NOT FREE OF LOOK-AHEAD")
    case .csv:
      output.split(separator: "\n").count > 1
        && output.split(separator: "\n").dropFirst().allSatisfy { $0.contains("not free of look-ahead") }
    case .text, .markdown, .html:
      output.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("NOT FREE OF LOOK-AHEAD")
    }
  }

  @Test("In every command and format", arguments: commands, ReportFormat.allCases)
  func labelled(_ arguments: [String], _ format: ReportFormat) throws {
    let output = try Command.output(arguments + ["--format", format.rawValue])
    #expect(isLabelled(output, format), "\(output.prefix(400))")
  }

  @Test("No command is left out") func complete() {
    let names = Set(
      PressureTool.configuration.subcommands.map { $0.configuration.commandName ?? $0._commandName })
    #expect(names == Set(LookAheadTests.commands.map { $0[0] }).union(LookAheadTests.others))
  }

  @Test("Merged draws", arguments: ReportFormat.allCases) func merged(_ format: ReportFormat) throws {
    let folder = try TemporaryFolder()
    let draws = ["uncertainty", LookAheadTests.window, "--draws", "1500", "--seed", "3"]
    try Command.run(draws + ["--draws-to", "1000", "--output", folder("a.part")])
    try Command.run(draws + ["--draws-from", "1000", "--output", folder("b.part")])
    let output = try Command.output(
      ["merge", LookAheadTests.window, folder("a.part"), folder("b.part"), "--format", format.rawValue])
    #expect(isLabelled(output, format))
  }

  @Test("Draws of alternatives that look ahead, of a model that does not", arguments: ReportFormat.allCases)
  func alternatives(_ format: ReportFormat) throws {
    let folder = try TemporaryFolder()
    let fixtures = Repository.file("fixtures")
    let text = try Repository.text(LookAheadTests.window).replacing("../../../fixtures", with: fixtures)
      .replacing("{normalization: {method: min-max, window: full}}", with: "{normalization: min-max}")
    let model = try folder.write(
      text + "  method:\n    normalization: [min-max, {method: min-max, window: full}]\n", to: "m.yaml")
    #expect(try !isLabelled(Command.output(["score", model, "--format", format.rawValue]), format))
    for arguments in [
      ["uncertainty", model, "--draws", "200"],
      ["sensitivity", model, "--draws", "64", "--resamples", "100"],
    ] {
      #expect(isLabelled(try Command.output(arguments + ["--format", format.rawValue]), format))
    }
    // In the report the draws alone are labelled, and the rows of the table that come from them.
    let report = try Command.output(["report", model, "--draws", "200", "--format", format.rawValue])
    if format == .csv {
      let rows = report.split(separator: "\n").dropFirst()
      #expect(rows.contains { isLabelled("header\n\($0)", .csv) } && !isLabelled(report, .csv))
    } else {
      #expect(isLabelled(report, format))
    }
    for kind in [ChartKind.uncertainty, .sensitivity, .contributions] {
      let options = kind == .contributions ? [] : ["--draws", "200"]
      let drawing = words(try Command.output(["plot", kind.rawValue, model] + options))
      #expect(drawing.contains("not free of look-ahead") == (kind != .contributions), "\(kind)")
    }
  }

  @Test("Models that do not look ahead have no label", arguments: ReportFormat.allCases)
  func unlabelled(_ format: ReportFormat) throws {
    for command in [["score"], ["compare"], ["uncertainty", "--draws", "200"]] {
      let arguments =
        [command[0], LookAheadTests.realTime] + command.dropFirst() + ["--format", format.rawValue]
      #expect(try !isLabelled(Command.output(arguments), format), "\(command)")
    }
  }

  /// What is written in a drawing, its lines joined.
  private func words(_ svg: String) -> String {
    svg.replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("In every chart", arguments: ChartKind.allCases) func charts(_ kind: ChartKind) throws {
    let folder = try TemporaryFolder()
    var model = LookAheadTests.window
    if kind == .agreement {
      // Ranks need three sides.
      let data = Repository.file("fixtures/minimal/observations.csv")
      model = try folder.write(
        Repository.text("seeds/minimal.yaml").replacing("../fixtures/minimal/observations.csv", with: data)
          .replacing(
            "method: {minimum-coverage: 0.3}",
            with: "method: {minimum-coverage: 0.3, normalization: {method: min-max, window: full}}"
          ).replacing("goalposts: [2, -8]", with: "direction: relieves")
          .replacing("goalposts: [2, -1]", with: "direction: relieves"), to: "m.yaml")
    }
    var options: [String] = []
    if kind == .uncertainty || kind == .sensitivity { options += ["--draws", "200"] }
    if kind == .sensitivity { options += ["--resamples", "100"] }
    let drawing = try Command.output(["plot", kind.rawValue, model] + options)
    #expect(words(drawing).contains("not free of look-ahead"))
  }
}
