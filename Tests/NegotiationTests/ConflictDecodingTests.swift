import Negotiation
import PressureIndex
import PressureSyntax
import Testing

/// Every mistake in the conflict section names the culprit and its place.
@Suite struct ConflictDecodingTests {
  static let sides = ["china", "united-states"]

  /// A section with `lines` and one good concession; the lines begin on line 5 of the file.
  private func found(_ lines: String, series: [String] = ["tariff-faced"]) throws -> String {
    let yaml = """
      conflict:
        concessions:
          - {id: pause, giver: china}
          - {id: talks, giver: united-states, tariff-change: 0}

      """
    return try mistakes(yaml + lines + "\n", sides: Self.sides, series: series)
  }

  private func burden(_ changes: [String: String]) -> String {
    var values = [
      "exports": "0.02", "value-added": "0.8", "imports": "0.01", "tariff": "0.5", "base-tariff": "0.1",
    ]
    values.merge(changes) { $1 }
    let keys = ["exports", "value-added", "imports", "tariff", "base-tariff", "elasticity", "redirection"]
    return "  burden:\n"
      + keys.compactMap { key in values[key].map { "    \(key): \($0)\n" } }.joined()
  }

  // MARK: The section

  @Test func unknownKeys() throws {
    let text = try found("  gesturs: [pause]")
    #expect(text.contains("model.yaml:5:3: error: unknown key 'gesturs' in a conflict (at conflict.gesturs)"))
    #expect(text.contains("did you mean 'gestures'?"))
  }

  @Test(arguments: [1, 3]) func exactlyTwoSides(_ count: Int) throws {
    let text = try mistakes("conflict: {concessions: []}", sides: Array(["a", "b", "c"].prefix(count)))
    #expect(
      text.contains("model.yaml:1:11: error: a conflict has exactly two sides, and this model has \(count)"))
  }

  @Test func noMapping() throws {
    #expect(try mistakes("conflict: [1]").contains("expected a conflict, a mapping with keys"))
  }

  @Test func theWordBothIsNoSide() throws {
    let text = try mistakes("conflict: {concessions: [{id: x, giver: both}]}", sides: ["both", "b"])
    #expect(text.contains("the side id 'both' is reserved"))
  }

  @Test func fromAfterUntil() throws {
    let text = try found("  from: 2026-01-01\n  until: 2025-01-01")
    #expect(
      text.contains(
        "model.yaml:5:9: error: begins on 2026-01-01, after it ends on 2025-01-01 (at conflict.from)"))
    let concession = try mistakes(
      "conflict:\n  concessions:\n    - {id: x, giver: a, from: 2025-02-01, until: 2025-01-31}")
    #expect(concession.contains("model.yaml:3:31: error: begins on 2025-02-01, after it ends on 2025-01-31"))
  }

  @Test func impossibleDates() throws {
    #expect(
      try found("  from: 2025-02-30").contains("model.yaml:5:9: error: expected a date such as 2025-05-02"))
  }

  @Test func allMistakesTogether() throws {
    let text = try found("  scale: 0\n  resolve: -1\n  leverage-sensitivity: -0.5\n  gestures: [puase]")
    #expect(text.contains("model.yaml:5:10: error: expected a number above 0, found 0 (at conflict.scale)"))
    #expect(
      text.contains("model.yaml:6:12: error: expected a number at least 0, found -1 (at conflict.resolve)"))
    #expect(text.contains("model.yaml:7:25: error: expected a number at least 0, found -0.5"))
    #expect(text.contains("model.yaml:8:14: error: unknown concession 'puase'"))
    #expect(text.contains("did you mean 'pause'?"))
  }

  @Test func numbersThatAreNotFinite() throws {
    for word in [".nan", "nan", "inf", ".inf", "1e999", "1,5", "5%", "'1'"] {
      #expect(try found("  scale: \(word)").contains("model.yaml:5:10: error: expected a number"), "\(word)")
    }
  }

  @Test func resolveOfOneSide() throws {
    let text = try found("  resolve: {chine: 1, united-states: -2}")
    #expect(text.contains("model.yaml:5:13: error: unknown side 'chine' (at conflict.resolve.chine)"))
    #expect(text.contains("did you mean 'china'?"))
    #expect(text.contains("model.yaml:5:38: error: expected a number at least 0, found -2"))
    #expect(
      try found("  resolve: [1, 2]").contains("model.yaml:5:12: error: expected a number, found a list"))
  }

  @Test func overrides() throws {
    let text = try found("  gesture-risk: {usa: 0.1}\n  precondition-cost: 0.2")
    #expect(text.contains("model.yaml:5:18: error: unknown side 'usa'"))
    #expect(text.contains("the sides are: china, united-states"))
    #expect(text.contains("model.yaml:6:22: error: expected a value for each side, such as {china: …"))
  }

  // MARK: Burden

  @Test func burdenOutOfRange() throws {
    let cases: [(key: String, value: String, message: String)] = [
      ("elasticity", "0", "expected a number above 0, found 0 (at conflict.burden.elasticity)"),
      ("redirection", "1.5", "expected a number between 0 and 1, found 1.5"),
      ("value-added", "1.2", "expected a number between 0 and 1, found 1.2"),
      ("value-added", "{china: -0.1, united-states: 0.8}", "(at conflict.burden.value-added.china)"),
      ("tariff", "-0.1", "expected a number at least 0, found -0.1"),
      ("exports", "{china: 0.1}", "the key 'united-states' is required here: exports of each side"),
      ("imports", "{china: 0.1, united-state: 0.1}", "unknown side 'united-state'"),
      ("imports", "{china: 0.1, united-states: ~}", "the key 'united-states' is required here"),
      ("base-tariff", "[0.1]", "expected a number, found a list"),
    ]
    for (key, value, message) in cases {
      let text = try found(burden([key: value]))
      #expect(text.contains(message), "\(key): \(value) gives \(text)")
      #expect(text.hasPrefix("model.yaml:"))
    }
  }

  @Test func burdenWithoutAQuantity() throws {
    let text = try found("  burden: {exports: 0.1, tarif: 0.2}")
    #expect(text.contains("unknown key 'tarif' in a burden"))
    for key in ["value-added", "imports", "tariff", "base-tariff"] {
      #expect(text.contains("model.yaml:5:11: error: the key '\(key)' is required here (at conflict.burden)"))
    }
  }

  @Test func quantitiesFromSeries() throws {
    let cases: [(value: String, message: String)] = [
      ("{series: tarif-faced}", "model.yaml:9:22: error: unknown series 'tarif-faced'"),
      ("{series: tariff-faced, of: other}", "error: unknown owner 'other'"),
      ("{series: tariff-faced, scale: 0}", "expected a number above 0, found 0"),
      ("{series: tariff-faced, on: 2025-13-01}", "expected a date such as 2025-05-02"),
      ("{of: own}", "the key 'series' is required here"),
      ("{serie: tariff-faced}", "unknown key 'serie' in a quantity read from a series"),
      ("{china: {series: nothing}, united-states: 0.1}", "unknown series 'nothing'"),
    ]
    for (value, message) in cases {
      let text = try found(burden(["tariff": value]))
      #expect(text.contains(message), "\(value) gives \(text)")
    }
    #expect(try found(burden(["tariff": "{series: tarif-faced}"])).contains("did you mean 'tariff-faced'?"))
    #expect(try found(burden(["tariff": "{series: x}"]), series: []).contains("there are no series"))
  }

  // MARK: Concessions, gestures and preconditions

  @Test func concessions() throws {
    let cases: [(item: String, message: String)] = [
      (
        "{id: x, giver: chian}",
        "model.yaml:3:22: error: unknown side 'chian' (at conflict.concessions[0].giver)"
      ),
      ("{id: x}", "model.yaml:3:7: error: the key 'giver' is required here (at conflict.concessions[0])"),
      ("{giver: china}", "the key 'id' is required here"),
      ("{id: x, giver: china, redline: true}", "unknown key 'redline' in a concession"),
      ("{id: x, giver: china, red-line: 3}", "expected true or false, found '3'"),
      ("{id: x, giver: china, value: 0.1}", "expected a value for each side"),
      ("{id: x, giver: china, cost: {chna: 1}}", "model.yaml:3:36: error: unknown side 'chna'"),
      ("{id: x, giver: china, value: {china: nan}}", "expected a number, found 'nan'"),
      ("{id: x, giver: china, tariff-change: -0.1}", "a tariff change needs the tariff that it changes"),
      ("3", "expected a concession, a mapping"),
    ]
    for (item, message) in cases {
      let text = try mistakes("conflict:\n  concessions:\n    - \(item)", sides: Self.sides)
      #expect(text.contains(message), "\(item) gives \(text)")
    }
  }

  @Test func noConcessions() throws {
    #expect(
      try mistakes("conflict: {scale: 1}").contains("the key 'concessions' is required here (at conflict)"))
    #expect(
      try mistakes("conflict:\n  concessions: []").contains(
        "model.yaml:2:16: error: the conflict has no concession"))
  }

  @Test func duplicateIds() throws {
    let text = try mistakes(
      "conflict:\n  concessions:\n    - {id: x, giver: a}\n    - {id: y, giver: a}\n    - {id: x, giver: b}")
    #expect(
      text
        == "model.yaml:5:12: error: duplicate concession id 'x', first on line 3 (at conflict.concessions[2].id)\n"
        + "  help: give one of them another id"
    )
  }

  @Test func gesturesAndPreconditions() throws {
    let text = try found(
      "  gestures: [pauze, {concession: talk}, {from: 2025-01-01}, [1]]\n  preconditions: [{concession: xyz, form: 1}]"
    )
    #expect(text.contains("model.yaml:5:14: error: unknown concession 'pauze' (at conflict.gestures[0])"))
    #expect(text.contains("did you mean 'pause'?"))
    #expect(text.contains("model.yaml:5:34: error: unknown concession 'talk'"))
    #expect(text.contains("the key 'concession' is required here (at conflict.gestures[2])"))
    #expect(text.contains("expected a concession with dates, a mapping"))
    #expect(text.contains("model.yaml:6:32: error: unknown concession 'xyz'"))
    #expect(text.contains("unknown key 'form'"))
  }

  @Test func aBrokenConcessionIsNotAlsoUnknown() throws {
    let text = try mistakes("conflict:\n  concessions: [{id: x, giver: c}]\n  gestures: [x]")
    #expect(text.contains("unknown side 'c'") && !text.contains("unknown concession"))
  }

  @Test func theSameGestureTwice() throws {
    let text = try found("  gestures:\n    - pause\n    - {concession: pause, from: 2025-01-01}")
    #expect(text.contains("model.yaml:7:7: error: the concession 'pause' is already counted on line 6"))
    let apart = "[{concession: pause, until: 2025-01-01}, {concession: pause, from: 2025-01-02}]"
    #expect(try found("  gestures: \(apart)") == "")
  }

  @Test func aRedLineIsNoGesture() throws {
    let text = try mistakes(
      "conflict:\n  concessions: [{id: x, giver: a, red-line: true}]\n  gestures: [x]\n  preconditions: [x]")
    #expect(
      text
        == "model.yaml:3:14: error: the concession 'x' is a red line, and no gesture (at conflict.gestures[0])"
    )
  }

  // MARK: Acts, channels and optimism

  @Test func inlineActs() throws {
    let cases: [(item: String, message: String)] = [
      ("{date: 2025-02-30, actor: china, kind: hostile}", "model.yaml:6:14: error: expected a date"),
      ("{date: 2025-02-03, actor: chnia, kind: hostile}", "model.yaml:6:33: error: unknown actor 'chnia'"),
      ("{date: 2025-02-03, actor: china, kind: hostlie}", "error: unknown kind of act 'hostlie'"),
      ("{date: 2025-02-03, actor: both, kind: talks, weight: -1}", "expected a number between 0 and 1000000"),
      ("{date: 2025-02-03, actor: both, kind: talks, wieght: 1}", "unknown key 'wieght' in an act"),
      ("{actor: china}", "the key 'date' is required here (at conflict.acts[0])"),
    ]
    for (item, message) in cases {
      let text = try found("  acts:\n    - \(item)")
      #expect(text.contains(message), "\(item) gives \(text)")
    }
    #expect(try found("  acts: {a: 1}").contains("expected a list of acts or the path of a CSV file"))
  }

  @Test func channels() throws {
    let cases: [(item: String, message: String)] = [
      ("{name: Envoy, side: usa}", "model.yaml:6:27: error: unknown side 'usa'"),
      ("{name: Envoy, side: both, strength: -1}", "expected a number between 0 and 1000000, found -1"),
      ("{side: both}", "the key 'name' is required here"),
      ("{name: Envoy}", "the key 'side' is required here"),
      (
        "{name: Envoy, side: both, from: 2025-02-01, until: 2025-01-01}",
        "begins on 2025-02-01, after it ends"
      ),
    ]
    for (item, message) in cases {
      let text = try found("  channels:\n    - \(item)")
      #expect(text.contains(message), "\(item) gives \(text)")
    }
  }

  @Test func optimism() throws {
    let cases: [(value: String, message: String)] = [
      ("{prior-cooperative: 0}", "model.yaml:5:33: error: expected a number above 0, found 0"),
      ("{prior-hostile: 1e9}", "expected a number between 0 and 1000000"),
      ("{half-life: 0 days}", "expected a number of days above 0, found '0 days'"),
      ("{half-life: 2 months}", "months differ in length: write days or weeks"),
      ("{half-life: 60}", "expected a length of time"),
      ("{halflife: 60 days}", "did you mean 'half-life'?"),
    ]
    for (value, message) in cases {
      let text = try found("  optimism: \(value)")
      #expect(text.contains(message), "\(value) gives \(text)")
    }
  }

  @Test func controlCharactersAreEscaped() throws {
    let text = try mistakes("conflict: {concessions: [{id: x, giver: \"\\e[31m\"}]}")
    #expect(text.contains("unknown side '\\u{1b}[31m'"))
  }
}
