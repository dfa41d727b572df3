import PressureSyntax
import Testing

@testable import PressureIndex

private func decode(_ yaml: String) throws -> (file: DataFile?, mistakes: [String]) {
  let problems = Problems()
  let node = try NodeReader.read(Array(yaml.utf8), file: "m.yaml")
  let file = DataFile(node, sides: ["china", "united-states"], problems: problems)
  #expect((file == nil) == !problems.isEmpty)
  return (file, problems.all.map(\.description))
}

@Suite("Entries of 'data:'")
struct DataFileTests {
  @Test("A path alone takes every default")
  func path() throws {
    let file = try #require(try decode("observations.csv").file)
    #expect(file.path == "observations.csv")
    #expect(file.location == SourceLocation(file: "m.yaml", line: 1, column: 1))
    #expect(file.layout == .long)
    #expect(file.columns.isEmpty && file.indicators.isEmpty && file.sides.isEmpty && file.missing.isEmpty)
    #expect(file.side == nil && file.delimiter == nil && file.thousands == nil && file.source == nil)
    #expect(file.decimal == ".")
    #expect(!file.ignoresUnknown && !file.allowsStandardInput)
  }

  @Test("Every key")
  func everyKey() throws {
    let file = try #require(
      try decode(
        """
        file: wide.csv
        layout: wide
        columns: {side: country, period: date, source: src, released: rel}
        indicators: {"GDP per head": gdp}
        sides: {CHN: china}
        delimiter: ";"
        decimal: ","
        thousands: " "
        missing: [NA, "..", "-", ":"]
        unknown: ignore
        source: World Bank
        """
      ).file)
    #expect(file.path == "wide.csv")
    #expect(file.layout == .wide)
    #expect(file.columns == [.side: "country", .period: "date", .source: "src", .released: "rel"])
    #expect(file.indicators.map(\.text) == ["GDP per head"])
    #expect(file.indicators.map(\.id) == ["gdp"])
    #expect(file.indicators[0].location?.line == 4)
    #expect(file.sides.map(\.text) == ["CHN"] && file.sides.map(\.id) == ["china"])
    #expect(file.delimiter == .semicolon)
    #expect(file.decimal == "," && file.thousands == " ")
    #expect(file.missing == ["NA", "..", "-", ":"])
    #expect(file.ignoresUnknown)
    #expect(file.source == "World Bank")
  }

  @Test(
    "The delimiter's words",
    arguments: [("\",\"", TextTable.Delimiter.comma), ("tab", .tab), ("\"\\t\"", .tab)])
  func delimiter(word: String, expected: TextTable.Delimiter) throws {
    #expect(try decode("{file: a.csv, delimiter: \(word)}").file?.delimiter == expected)
  }

  @Test("A null value counts as absent")
  func null() throws {
    let file = try #require(
      try decode("{file: a.csv, layout: ~, columns: {side: null}, side: china, decimal: }").file)
    #expect(file.layout == .long && file.columns.isEmpty && file.side == "china" && file.decimal == ".")
  }

  @Test("All mistakes are reported together")
  func together() throws {
    #expect(
      try decode(
        """
        layuot: wide
        layout: lnog
        columns: {sdie: country, value: obs, period: obs}
        sides: {CHN: chnia}
        side: Japan
        delimiter: "|"
        decimal: ";"
        missing: NA
        unknown: skip
        """
      ).mistakes == [
        """
        m.yaml:1:1: error: unknown key 'layuot' in a data file (at layuot)
          help: did you mean 'layout'?
        """,
        "m.yaml:1:1: error: the key 'file' is required here\n  help: add 'file: …'",
        """
        m.yaml:2:9: error: unknown layout 'lnog' (at layout)
          help: did you mean 'long'?
        """,
        """
        m.yaml:3:11: error: unknown column 'sdie' (at columns.sdie)
          help: did you mean 'side'?
        """,
        """
        m.yaml:3:46: error: the column 'obs' cannot hold both value and period (at columns.period)
          help: name another column for one of them
        """,
        """
        m.yaml:6:12: error: expected a delimiter, found the text "|" (at delimiter)
          help: write ",", ";" or tab
        """,
        """
        m.yaml:7:10: error: expected one of ".", ",", found the text ";" (at decimal)
          help: write it in quotes
        """,
        """
        m.yaml:8:10: error: expected a list, found 'NA' (at missing)
          help: put it in brackets: [NA]
        """,
        """
        m.yaml:9:10: error: unknown choice 'skip' (at unknown)
          help: the choices are: error, ignore
        """,
        """
        m.yaml:5:7: error: unknown side 'Japan' (at side)
          help: the sides are: china, united-states
        """,
        """
        m.yaml:4:14: error: unknown side 'chnia' (at sides.CHN)
          help: did you mean 'china'?
        """,
      ])
  }

  @Test("Choices that contradict each other")
  func contradictions() throws {
    #expect(
      try decode("{file: a.csv, decimal: \",\", thousands: \",\"}").mistakes == [
        """
        m.yaml:1:40: error: the thousands separator is the decimal mark, ',' (at thousands)
          help: give 'decimal:' and 'thousands:' different marks
        """
      ])
    #expect(
      try decode("{file: a.csv, side: china, columns: {side: country}}").mistakes == [
        """
        m.yaml:1:21: error: the side is given twice: by 'side:' and by a column (at side)
          help: leave one of them out
        """
      ])
    #expect(
      try decode("{file: a.csv, layout: wide, columns: {value: obs}}").mistakes == [
        """
        m.yaml:1:46: error: a wide file has no column of values: each series has its own (at columns.value)
          help: map column names to series with 'indicators:'
        """
      ])
  }

  @Test("Something that is no data file at all")
  func wrongKind() throws {
    #expect(
      try decode("[a.csv]").mistakes == [
        "m.yaml:1:1: error: expected a data file, a mapping with keys such as file, layout, columns; found a list\n  help: write 'key: value' on a line of its own, or {key: value, key: value}"
      ])
    #expect(try decode("{file: a.csv, indicators: [gdp]}").mistakes.count == 1)
    #expect(try decode("{file: a.csv, columns: country}").mistakes.count == 1)
    #expect(
      try decode("{file: }").mistakes == [
        """
        m.yaml:1:2: error: the key 'file' is required here, and has no value (at file)
          help: add 'file: …'
        """
      ])
  }
}
