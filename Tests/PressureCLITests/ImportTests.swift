import TestSupport
import Testing

@testable import PressureCLI

@Suite("pressure import") struct ImportTests {
  static let tables = ["coinr-iData.csv", "coinr-iMeta.csv"].map { "Tests/PressureModelTests/Goldens/\($0)" }

  @Test("Writes a model that scores, and replaces nothing unasked") func writes() throws {
    let folder = try TemporaryFolder()
    let target = folder("project")
    try Command.run(["import", "--coinr"] + Self.tables + ["--output", target])
    let score = try Command.output(["score", "\(target)/model.yaml"])
    #expect(score.contains("Of 12 sides") && score.contains("on a scale from 0 to 100"))
    #expect(score.contains("4 values imputed"))
    let again = try #require(Command.failure(["import", "--coinr"] + Self.tables + ["--output", target]))
    #expect(
      again.status == 73 && again.message.contains("is there already") && again.message.contains("--force"))
    try Command.run(
      ["import", "--coinr"] + Self.tables + ["--output", target, "--force", "--no-treat", "--impute", "mean"])
    let changes = try Command.output(["explain", "\(target)/model.yaml", "--preparation"])
    #expect(changes.contains("imputation: mean") && !changes.contains("Winsorised"))
  }

  @Test("Wrong usage") func usage() throws {
    func failure(_ arguments: [String]) throws -> Command.Failure {
      try #require(Command.failure(["import"] + arguments))
    }
    #expect(try failure(Self.tables).status == 64)
    #expect(try failure(["--coinr", Self.tables[0]]).status == 64)
    #expect(
      try failure(["--coinr"] + Self.tables + ["--impute", "mean", "--impute-group", "Shore"]).status == 64)
    let missing = try failure(["--coinr", Self.tables[0], "no-such-file.csv"])
    #expect(missing.status == 66)
    let folder = try TemporaryFolder()
    let nowhere = try failure(["--coinr"] + Self.tables + ["--output", folder("a/b/c")])
    #expect(nowhere.status == 73 && nowhere.message.contains("cannot make the folder"))
  }
}
