import TestSupport
import Testing

@Suite("What is said of the back-test") struct BacktestPageTests {
  /// The numbers of the README and the output on the page are those of the golden report.
  @Test("README and docs/through-time.md repeat the report") func repeated() throws {
    let report = try Repository.text("Tests/PressureCLITests/Goldens/backtest-us-china.txt")
    let page = try Repository.text("docs/through-time.md")
    let example = try #require(
      page.split(separator: "### The shipped case").last?.split(separator: "```").dropFirst().first)
    #expect(report.contains(example))
    let readme = try Repository.text("README.md").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let words = report.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "Of 99 month ends, 14 were followed by talks or de-escalation within 60 days, in 3 episodes."))
    #expect(
      readme.contains(
        "of 99 month ends 14 were followed by talks or de-escalation within 60 days, in 3 episodes"))
    #expect(words.contains("In 47% of the pairs") && readme.contains("in 47% of the pairs of months"))
    #expect(words.contains("49% worse.") && readme.contains("were 49% worse"))
  }
}
