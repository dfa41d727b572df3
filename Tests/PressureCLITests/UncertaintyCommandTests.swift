import PressureSyntax
import TestSupport
import Testing

@Suite("Uncertainty, sensitivity and merge by the command") struct UncertaintyCommandTests {
  static let model = "seeds/minimal.yaml"
  let run = [
    "uncertainty", UncertaintyCommandTests.model, "--draws", "2500", "--seed", "3", "--format", "json",
  ]

  @Test("The same bytes for any number of threads, and from merged parts")
  func sameBytes() throws {
    let whole = try Command.output(run + ["--threads", "1"])
    #expect(try Command.output(run + ["--threads", "3"]) == whole)
    let folder = try TemporaryFolder()
    let draws = Array(run.dropLast(2))
    try Command.run(draws + ["--draws-to", "1000", "--output", folder("a.part")])
    try Command.run(draws + ["--draws-from", "1000", "--threads", "2", "--output", folder("b.part")])
    let merged = try Command.output(
      ["merge", Self.model, folder("b.part"), folder("a.part"), "--format", "json"])
    #expect(merged == whole)

    let missing = Command.failure(["merge", Self.model, folder("a.part")])
    #expect(missing?.status == 65)
    #expect(
      missing?.message
        == "error: draws are missing: 1000 to 2500\n  help: make them with --draws-from 1000 --draws-to 2500")
    let twice = Command.failure(["merge", Self.model, folder("a.part"), folder("a.part")])
    #expect(twice?.message.contains("two parts hold the draws 0..<1000") == true)
    let foreign = Command.failure(["merge", "seeds/worked-case.yaml", folder("a.part"), folder("b.part")])
    #expect(
      foreign?.message.contains(
        "this part does not belong to seeds/worked-case.yaml: it was made from another model file") == true)
    let noPart = Command.failure(["merge", Self.model, Self.model])
    #expect(noPart?.message.contains("this is no partial result of a run") == true)
  }

  @Test(
    "Usage",
    arguments: [
      (["uncertainty", model, "--draws", "50"], Int32(65), "50 draws are too few"),
      (
        ["uncertainty", model, "--draws", "5000", "--draws-to", "1500"], 65,
        "parts of a run are multiples of 1000"
      ),
      (["uncertainty", model, "--draws-from", "3000", "--draws-to", "3000"], 64, "No draw lies between"),
      (["uncertainty", model, "--threads", "0"], 64, "--threads is a number from 1 to 1024; found 0."),
      (["uncertainty", model, "--sampling", "sobl"], 64, "sobl"),
      (["uncertainty", model, "--draws", "900000000000000"], 65, "GB of memory, and this machine has"),
      (["sensitivity", model, "--draws", "10"], 65, "10 samples are too few"),
      (["sensitivity", model, "--of", "north.presure"], 64, "did you mean 'north.pressure'?"),
      (["sensitivity", model, "--resamples", "3"], 65, "3 resamples are outside 100 to 100000"),
    ])
  func usage(_ arguments: [String], _ status: Int32, _ message: String) {
    let failure = Command.failure(arguments)
    #expect(failure?.status == status)
    #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
  }

  /// South's rank is 1 or 2 of three: what its draws and the stated scores say.
  @Test("The rank of a side is an output of sensitivity") func rank() throws {
    let arguments = ["sensitivity", Self.model, "--of", "south.rank", "--draws", "256", "--resamples", "100"]
    let report = try JSON(Command.output(arguments + ["--format", "json"]))
    #expect(report["output"]["name"].string == "south.rank" && report["output"]["measure"].string == "rank")
    let score = try JSON(Command.output(["score", Self.model, "--format", "json"]))
    let south = try #require(score["sides"].array.first { $0["id"].string == "south" })
    #expect(report["output"]["stated"].number == south["rank"].number)
    let problems = try JSONSchema("sensitivity.schema.json", folder: Repository.file("docs/schema"))
      .problems(of: report)
    #expect(problems.isEmpty, "\(problems)")
    let failure = Command.failure(["sensitivity", Self.model, "--of", "south.ranks"])
    #expect(failure?.message.contains("did you mean 'south.rank'?") == true)
  }

  @Test("An output that does not vary has no indices, and the report says so")
  func constant() throws {
    let folder = try TemporaryFolder()
    let text = try Repository.text("seeds/worked-case.yaml")
      .replacing("../fixtures", with: Repository.file("fixtures"))
    try folder.write(
      text + "\nuncertainty: {parameters: {conflict.resolve.china: {uniform: [0.5, 1.5]}}}\n",
      to: "model.yaml")
    let report = try Command.output(
      ["sensitivity", folder("model.yaml"), "--of", "china.pressure", "--draws", "64"])
    #expect(report.contains("does not vary: it is 0.533 in every"))
    let json = try JSON(
      Command.output(
        ["sensitivity", folder("model.yaml"), "--of", "china.pressure", "--draws", "64", "--format", "json"]))
    #expect(json["output"]["variance"].number == 0)
    #expect(json["inputs"][0]["first"] == .null)
  }

  @Test("An interrupt ends a run at once with status 130, and leaves no file")
  func interrupt() throws {
    let folder = try TemporaryFolder()
    // The program starts with interrupts ignored, as behind a shell, so that one that comes before it has begun is lost;
    // it is sent again. It takes the shell's place: a shell that was started with signals blocked would wait for ever.
    let outcome = try Executable.shell(
      "trap '' INT; "
        + "(for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.5; kill -INT $$ || break; done) > /dev/null 2>&1 & "
        + "exec \"$PRESSURE\" uncertainty seeds/us-china-2025.yaml --draws 50000000 --output \(folder("out.txt"))"
    )
    #expect(outcome.status == 130)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.allSatisfy { $0 == "\n" }, "no bar where there is no terminal")
    #expect(try folder.names.isEmpty)
  }

  @Test("A run over a second shows a bar with rate and time left on a terminal", .enabled(if: Self.hasScript))
  func progressOnATerminal() throws {
    // 'script' runs the program in a pseudo-terminal and copies what it shows.
    let outcome = try Executable.shell(
      "script -qec \"timeout --foreground -s INT 6 $PRESSURE uncertainty seeds/us-china-2025.yaml --draws 50000000\" "
        + "/dev/null < /dev/null", environment: ["TERM": "xterm"])
    let bars = outcome.output.matches(
      of: /\r\[#*\.*\] +\d+ % +\d+ of \d+ draws, (\d+)\/s, \d+ (s|min) left\u{1B}\[K/)
    #expect(bars.count > 2, "\(outcome.output)")
    #expect(bars.allSatisfy { Int($0.output.1) ?? 0 > 0 })
    // Without colours asked for, or on a terminal that cannot draw a line again, there is none.
    for surroundings in [["TERM": "dumb"], ["TERM": "xterm", "NO_COLOR": "1"]] {
      let plain = try Executable.shell(
        "script -qec \"timeout --foreground -s INT 4 $PRESSURE uncertainty seeds/us-china-2025.yaml --draws 50000000\" "
          + "/dev/null < /dev/null", environment: surroundings)
      #expect(!plain.output.contains("left"))
    }
  }

  @Test("A run under a second shows no bar on a terminal", .enabled(if: Self.hasScript))
  func noProgressOfShortRuns() throws {
    let outcome = try Executable.shell(
      "script -qec \"$PRESSURE uncertainty seeds/minimal.yaml --draws 100\" /dev/null < /dev/null",
      environment: ["TERM": "xterm"])
    #expect(outcome.output.contains("How sure the numbers are"))
    #expect(!outcome.output.contains("left"))
  }

  /// Whether there is the 'script' of util-linux.
  static let hasScript =
    (try? Executable.shell("script --version | grep -q util-linux").status) == 0

  @Test("Merged parts that missed a quantile name it, and the draws to make again")
  func missedQuantile() throws {
    let folder = try TemporaryFolder()
    let draws = Array(run.dropLast(2))
    for (name, ends) in [("a", ["--draws-to", "1000"]), ("b", ["--draws-from", "1000"])] {
      try Command.run(draws + ends + ["--output", folder("\(name).part")])
      // As if the brackets of the first side's pressure were far below all of it.
      let lines = try folder.text(of: "\(name).part").split(separator: "\n").map(String.init)
      let body = try Self.withBracketsMoved(lines[1])
      try folder.write(
        "{\"schema\":\"pressure/part/2\",\"sha256\":\"\(sha256(Array(body.utf8)))\"}\n\(body)\n",
        to: "\(name).part")
    }
    let failure = Command.failure(["merge", Self.model, folder("a.part"), folder("b.part")])
    #expect(failure?.status == 65)
    #expect(
      failure?.message
        == "error: the 5 % quantile of north.pressure lies outside what the parts kept\n"
        + "  help: make the draws 0 to 2500 again in one piece, which finds every quantile, or all parts with another seed"
    )
  }

  /// The body of a part with all values of the first bracket counted as below it.
  private static func withBracketsMoved(_ body: String) throws -> String {
    let first = try #require(
      body.firstMatch(of: /"brackets":\[\{"atLower":(\d+),"atUpper":(\d+),"below":(\d+),/))
    let moved = "\"brackets\":[{\"atLower\":0,\"atUpper\":0,\"below\":100000,"
    return body.replacingCharacters(in: first.range, with: moved)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
