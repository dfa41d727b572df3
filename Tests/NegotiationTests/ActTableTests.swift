import Negotiation
import PressureIndex
import PressureSyntax
import Testing

@Suite struct ActTableTests {
  private func table(_ header: [String], _ rows: [[String]]) -> TextTable {
    TextTable(
      file: "acts.csv", header: header,
      rows: rows.enumerated().map { TextTable.Row(line: $0.offset + 2, fields: $0.element) })
  }

  private func mistakes(_ header: [String], _ rows: [[String]]) -> String {
    do {
      _ = try Act.list(from: table(header, rows), sides: ["china", "united-states"])
      return ""
    } catch {
      return error.description
    }
  }

  @Test func allColumns() throws {
    let acts = try Act.list(
      from: table(
        ["basis", "event", "date", "actor", "weight", "kind"],
        [
          ["published", "Truce", "2025-05-12", "both", "", "cooperative"],
          ["guess", "", "2025-04-09", "united-states", "0.5", "hostile"],
          ["x", "Round", "2025-05-10", "china", "2", "talks"],
        ]), sides: ["china", "united-states"])
    #expect(acts.map(\.date.description) == ["2025-05-12", "2025-04-09", "2025-05-10"])
    #expect(acts.map(\.actor) == [.both, .side(1), .side(0)])
    #expect(acts.map(\.kind) == [.cooperative, .hostile, .talks])
    #expect(acts.map(\.weight) == [1, 0.5, 2])
    #expect(acts.map(\.event) == ["Truce", nil, "Round"])
    #expect(acts[1].location == SourceLocation(file: "acts.csv", line: 3))
  }

  @Test func noRows() throws {
    #expect(try Act.list(from: table(["date", "actor", "kind"], []), sides: ["a", "b"]).isEmpty)
  }

  @Test func missingColumns() {
    let text = mistakes(["date", "actr", "kind"], [])
    #expect(text == "acts.csv: error: the table of acts has no column 'actor'\n  help: did you mean 'actr'?")
    #expect(mistakes(["date", "date", "actor", "kind"], []).contains("the column 'date' appears 2 times"))
  }

  @Test func everyMistakeWithItsLine() {
    let text = mistakes(
      ["date", "actor", "kind", "weight"],
      [
        ["2025-02-30", "china", "hostile", "1"], ["2025-02-03", "chnia", "hostile", "1"],
        ["2025-02-03", "china", "hostil", "1"], ["2025-02-03", "china", "hostile", "-1"],
        ["2025-02-03", "china", "hostile", "NaN"], ["", "", "", ""],
        ["2025-02-03", "china", "hostile", "1e7"],
      ])
    for line in [
      "acts.csv:2: error: expected a date such as 2025-05-02, found '2025-02-30'",
      "acts.csv:3: error: unknown actor 'chnia'", "did you mean 'china'?",
      "acts.csv:4: error: unknown kind of act 'hostil'", "did you mean 'hostile'?",
      "acts.csv:5: error: the weight of an act is -1, outside 0…1000000",
      "acts.csv:6: error: expected the weight of an act, a number; found 'NaN'",
      "acts.csv:7: error: expected a date", "acts.csv:7: error: unknown actor ''",
      "acts.csv:8: error: the weight of an act is 10000000",
    ] {
      #expect(text.contains(line), "\(line)")
    }
  }

  @Test func aFileOfActsIsKeptAsAPath() throws {
    let text = "conflict:\n  acts: ../fixtures/acts.csv\n  concessions: [{id: x, giver: a}]"
    var conflict = try conflict(text)
    #expect(conflict.acts == nil)
    #expect(conflict.actsFile?.path == "../fixtures/acts.csv")
    #expect(conflict.actsFile?.node.location == SourceLocation(file: "model.yaml", line: 2, column: 9))
    conflict.acts = [Act(date: Day("2025-05-01")!, actor: .side(1), kind: .cooperative)]
    let result = try incentive(of: conflict, asOf: Day("2025-05-01"), hurting: .plain(0.5, 0.5))
    #expect(result.sides.first.optimism == 2.0 / 3)
    #expect(result.sides.second.optimism == 0.5)
  }
}
