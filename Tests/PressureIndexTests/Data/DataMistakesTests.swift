import PressureSyntax
import Testing

@testable import PressureIndex

private let header = "side,indicator,period,value\n"

@Suite("Mistakes in data files")
struct DataMistakesTests {
  @Test("A file that is missing, and a folder")
  func noInput() {
    let folder = DataFolder()
    var missing = DataFile("none.csv")
    missing.location = SourceLocation(file: "m.yaml", line: 3, column: 5)
    #expect(
      mistakes([missing, DataFile("."), DataFile("-")], in: folder) == [
        """
        none.csv: error: no such file
          help: paths under 'data:' start from the folder of the model file
        """,
        ".: error: expected a file, found a directory\n  help: name a regular file",
        "-: error: no such file\n  help: check the name and the folder",
      ])
    do {
      _ = try folder.read([missing])
    } catch {
      #expect(error.all.map(\.kind) == [.noInput])
    }
  }

  @Test("An empty file, and a header alone")
  func empty() {
    let empty = "d.csv: error: the file is empty\n  help: a table begins with a line of column names"
    let noRows =
      "d.csv: error: the file has a header but no rows\n  help: add rows, or leave the file out of 'data:'"
    #expect(mistakes("") == [empty])
    #expect(mistakes("\n\n") == [empty])
    #expect(mistakes(header) == [noRows])
    #expect(mistakes(header + ",,,\n") == [noRows])
  }

  @Test("Ragged rows")
  func ragged() {
    let help = "\n  help: leave a gap empty between its delimiters, and quote a field that holds one"
    #expect(
      mistakes(header + "china,gdp,2024\nchina,gdp,2023,1,2\nchina,gdp,2022\n") == [
        "d.csv:2: error: expected 4 fields, as in the header, found 3 (also on line 4)" + help,
        "d.csv:3: error: expected 4 fields, as in the header, found 5" + help,
      ])
  }

  @Test("What the scanner refuses stands beside the other mistakes")
  func scanner() {
    #expect(
      mistakes(header + "china,gdp,2024,x\nchina,\"gdp,2023,1\n") == [
        """
        d.csv:2: error: 'x' is not a number
          help: if it marks a gap, declare it in the model: 'missing: ["x"]'
        """,
        "d.csv:3: error: a quote that is never closed",
      ])
    #expect(
      mistakes(Array((header + "china,gdp,2024,1\nchi").utf8) + [0xE9, 0x0A]) == [
        "d.csv:3: error: the file is not UTF-8 text\n  help: save it as UTF-8"
      ])
    #expect(
      mistakes(header + "china,gdp,2024,1\nch\0ina,gdp,2023,1\n") == [
        "d.csv:3: error: the file has a NUL byte; it is not text\n  help: save it as UTF-8"
      ])
  }

  @Test(
    "Texts that are no numbers, each with its own help",
    arguments: [
      ("5.2%", "'5.2%' is not a number", "leave the '%' out; the model gives the unit"),
      ("NA", "'NA' is not a number", "if it marks a gap, declare it in the model: 'missing: [\"NA\"]'"),
      ("..", "'..' is not a number", "if it marks a gap, declare it in the model: 'missing: [\"..\"]'"),
      ("-", "'-' is not a number", "if it marks a gap, declare it in the model: 'missing: [\"-\"]'"),
      (":", "':' is not a number", "if it marks a gap, declare it in the model: 'missing: [\":\"]'"),
      ("nan", "'nan' is not a number", "if it marks a gap, declare it in the model: 'missing: [\"nan\"]'"),
      ("-inf", "the value '-inf' is not finite", "leave the cell empty if the value is not known"),
      ("1e999", "the value '1e999' is beyond the range of numbers", "the largest is about 1.8e308"),
      ("−5", "'−5' is not a number", "write the minus sign as '-'"),
      ("\"1,25\"", "'1,25' is not a number", "if ',' is the decimal mark, add 'decimal: \",\"'"),
      (
        "\"1,250\"", "'1,250' is not a number",
        "if ',' is the decimal mark, add 'decimal: \",\"'; if ',' separates thousands, add 'thousands: \",\"'"
      ),
      (
        "\"1,234,567.5\"", "'1,234,567.5' is not a number",
        "if ',' separates thousands, add 'thousands: \",\"'"
      ),
      ("1 234.5", "'1 234.5' is not a number", "if ' ' separates thousands, add 'thousands: \" \"'"),
      ("1'234", "'1'234' is not a number", "if ''' separates thousands, add 'thousands: \"'\"'"),
      ("\"1.234,5\"", "'1.234,5' is not a number", "add 'decimal: \",\"' and 'thousands: \".\"'"),
      ("\"1 234,5\"", "'1 234,5' is not a number", "add 'decimal: \",\"' and 'thousands: \" \"'"),
      (
        "\u{1B}[2J", "'\\u{1b}[2J' is not a number",
        "if it marks a gap, declare it in the model: 'missing: [\"\\u{1b}[2J\"]'"
      ),
    ])
  func number(cell: String, message: String, help: String) {
    #expect(mistakes(header + "china,gdp,2024,\(cell)\n") == ["d.csv:2: error: \(message)\n  help: \(help)"])
  }

  @Test("In a wide file the column is named too")
  func wideNumber() {
    #expect(
      mistakes("side,gdp,cpi\nchina,1,abc\n") { $0.layout = .wide } == [
        """
        d.csv:2: error: 'abc' is not a number, in column 'cpi'
          help: if it marks a gap, declare it in the model: 'missing: ["abc"]'
        """
      ])
  }

  @Test(
    "Texts that are no periods",
    arguments: [
      ("2025-02-30", "there is no date 2025-02-30", "dates are written YYYY-MM-DD and must exist"),
      ("2025-13", "there is no month 2025-13", "months are numbered from 01 to 12"),
      ("2025-Q5", "there is no quarter 2025-Q5", "quarters are numbered from Q1 to Q4"),
      (
        "30/04/2025", "'30/04/2025' is not a period",
        "write a year 2025, a quarter 2025-Q2, a month 2025-04 or a day 2025-04-30"
      ),
      (
        "2025Q1", "'2025Q1' is not a period",
        "write a year 2025, a quarter 2025-Q2, a month 2025-04 or a day 2025-04-30"
      ),
    ])
  func period(cell: String, message: String, help: String) {
    #expect(mistakes(header + "china,gdp,\(cell),5\n") == ["d.csv:2: error: \(message)\n  help: \(help)"])
  }

  @Test("Release dates that are none")
  func release() {
    let header = "side,indicator,period,value,released\n"
    #expect(
      mistakes(header + "china,gdp,2024,5,2025-02-29\nchina,gdp,2023,5,2025-01\n") == [
        "d.csv:2: error: there is no date 2025-02-29\n  help: dates are written YYYY-MM-DD and must exist",
        "d.csv:3: error: '2025-01' is not a release date\n  help: write the day of publication as 2025-05-02",
      ])
  }

  @Test("Sides and indicators that the model does not declare, or that are missing")
  func unknownNames() {
    let ignore = "'unknown: ignore' leaves out what the model does not declare"
    #expect(
      mistakes(
        header
          + "chnia,gdp,2024,5\nchina,gpd,2024,5\njapan,gdp,2024,5\nchnia,gdp,2023,5\n,gdp,2024,1\nchina,,2024,1\n"
      )
        == [
          "d.csv:2: error: unknown side 'chnia' (also on line 5)\n  help: did you mean 'china'? \(ignore)",
          "d.csv:3: error: unknown indicator 'gpd'\n  help: did you mean 'gdp'? \(ignore)",
          "d.csv:4: error: unknown side 'japan'\n  help: the sides are: china, united-states; \(ignore)",
          "d.csv:6: error: the side is missing", "d.csv:7: error: the indicator is missing",
        ])
    #expect(
      mistakes("side,gpd,cpi\nchina,1,2\n") { $0.layout = .wide } == [
        "d.csv:1: error: unknown indicator 'gpd'\n  help: did you mean 'gdp'? \(ignore)"
      ])
    #expect(
      mistakes(header + ",gdp,2024,5\n") { $0.ignoresUnknown = true } == [
        "d.csv:2: error: the side is missing"
      ])
    #expect(
      mistakes(header + "CHM,gdp,2024,5\n") { $0.sides = [.init("CHN", id: "china")] } == [
        "d.csv:2: error: unknown side 'CHM'\n  help: did you mean 'CHN'? \(ignore)"
      ])
  }

  @Test("Several mistakes in one row are all reported")
  func severalInARow() {
    #expect(
      mistakes(header + "japan,m2,2025-02-30,abc\n").map { $0.split(separator: "\n")[0] } == [
        "d.csv:2: error: unknown indicator 'm2'", "d.csv:2: error: unknown side 'japan'",
        "d.csv:2: error: there is no date 2025-02-30", "d.csv:2: error: 'abc' is not a number",
      ])
  }

  @Test("Duplicate observations name both lines")
  func duplicates() {
    let help = "\n  help: keep one of them; revisions of a value need a column 'released'"
    #expect(
      mistakes(header + "china,gdp,2024,5\nchina,gdp,2023,4\nchina,gdp,2024,5\nchina,gdp,2024,\n") == [
        "d.csv:4: error: duplicate observation: 'gdp' of 'china' for 2024 is also on line 2\(help)",
        "d.csv:5: error: two values of one observation: 'gdp' of 'china' for 2024 is empty here, and 5 at d.csv:2\(help)",
      ])
    #expect(
      mistakes(
        "side,indicator,period,value,released\nchina,gdp,2024,5,2025-01-17\nchina,gdp,2024,6,2025-01-17\nchina,gdp,2024,7,\n"
      )
        == [
          "d.csv:3: error: two values of one observation: 'gdp' of 'china' for 2024, released 2025-01-17 is 6 here, and 5 at d.csv:2\n  help: keep one of them, or give the revision the day on which it was released"
        ])
    #expect(
      mistakes("side,indicator,value\nchina,gdp,5\nchina,gdp,6\n") == [
        """
        d.csv:3: error: two values of one observation: 'gdp' of 'china' is 6 here, and 5 at d.csv:2
          help: observations at several times need a column 'period'
        """
      ])
    let folder = DataFolder()
    let files = [
      folder.file(header + "china,gdp,2023,5\nchina,gdp,2024,5\n", "a.csv"),
      folder.file("side,period,gdp\nchina,2024,5\n", "b.csv") { $0.layout = .wide },
    ]
    #expect(
      mistakes(files, in: folder) == [
        "b.csv:2: error: duplicate observation: 'gdp' of 'china' for 2024 is also at a.csv:3\(help)"
      ])
  }

  @Test("Mixed frequencies in a series name both lines; two sides may differ")
  func mixedFrequencies() throws {
    let help = "\n  help: one series has one frequency; give the other one an id of its own"
    #expect(
      mistakes(header + "china,gdp,2024,5\nchina,gdp,2025-Q1,5\nchina,gdp,2025-Q2,5\n") == [
        "d.csv:3: error: 'gdp' of 'china' is quarterly here and annual on line 2 (also on line 4)\(help)"
      ])
    let folder = DataFolder()
    let files = [
      folder.file("side,indicator,value\nchina,gdp,5\n", "a.csv"),
      folder.file(header + "china,gdp,2024-01,5\n", "b.csv"),
    ]
    #expect(
      mistakes(files, in: folder) == [
        "b.csv:2: error: 'gdp' of 'china' is monthly here and undated at a.csv:2\(help)"
      ])
    #expect(try observations(header + "china,gdp,2024,5\nunited-states,gdp,2025-Q1,5\n").rowCount == 2)
  }

  @Test("A file in which only some rows have a period")
  func partlyDated() {
    #expect(
      mistakes(header + "china,gdp,2024,5\nchina,cpi,,5\nchina,gdp,,5\n") == [
        "d.csv:3: error: no period here, but line 2 has one\n  help: give every row a period, or none"
      ])
  }

  @Test("Required columns that are missing")
  func missingColumns() {
    #expect(
      mistakes("sdie,indicator,values,notes\nchina,gdp,5,x\n") == [
        "d.csv:1: error: no column 'side'\n  help: if 'sdie' holds it; name it with 'columns: {side: sdie}'",
        "d.csv:1: error: no column 'value'\n  help: if 'values' holds it; name it with 'columns: {value: values}'",
      ])
    #expect(
      mistakes("side,year,gdp,cpi\nchina,2024,5,1\n") == [
        "d.csv:1: error: no column 'indicator'\n  help: the header names the series 'gdp': if each series has a column, add 'layout: wide'",
        "d.csv:1: error: no column 'value'\n  help: the header names the series 'gdp': if each series has a column, add 'layout: wide'",
      ])
    #expect(
      mistakes("country,gdp\nchina,5\n") { $0.layout = .wide }[0]
        == "d.csv:1: error: no column 'side'\n  help: the columns are: country, gdp; name it with 'columns: {side: …}'"
    )
    #expect(
      mistakes("side|indicator|value\nchina|gdp|5\n")[0]
        == "d.csv:1: error: no column 'side'\n  help: the header has one column, 'side|indicator|value'; columns are separated by commas, semicolons or tabs"
    )
  }

  @Test("Columns that the model names and the header lacks")
  func mappedColumns() {
    #expect(
      mistakes("side,indicator,period,obs\nchina,gdp,2024,5\n") {
        $0.columns = [.value: "obsv", .source: "origin"]
      } == [
        "d.csv:1: error: no column 'obsv', which the model names for the value\n  help: did you mean 'obs'?",
        "d.csv:1: error: no column 'origin', which the model names for the source\n  help: the columns are: side, indicator, period, obs",
      ])
    #expect(
      mistakes("side,GDP\nchina,5\n") {
        $0.layout = .wide
        $0.indicators = [.init("GDP", id: "gdp"), .init("CPI inflation", id: "cpi")]
      } == [
        "d.csv:1: error: no column 'CPI inflation', which the model maps to 'cpi'\n  help: the columns are: side, GDP"
      ])
  }

  @Test("Columns that contradict the model or each other")
  func contradictoryColumns() {
    #expect(
      mistakes(header + "china,gdp,2024,5\n") { $0.side = "china" } == [
        "d.csv:1: error: the model gives the file the one side 'china', but it has a column 'side'\n  help: leave 'side:' out, or rename the column"
      ])
    #expect(
      mistakes("side,gdp,gdp\nchina,5,6\n") { $0.layout = .wide } == [
        "d.csv:1: error: the columns 2 and 3 have one name, 'gdp'\n  help: rename one of them"
      ])
    #expect(
      mistakes("side,gdp,GDP\nchina,5,6\n") {
        $0.layout = .wide
        $0.indicators = [.init("GDP", id: "gdp")]
      } == ["d.csv:1: error: the columns 'gdp' and 'GDP' are the same series"])
    #expect(
      mistakes(header + "china,gdp,2024,5\n") { $0.layout = .wide } == [
        "d.csv:1: error: the columns 'indicator' and 'value' are those of a long file\n  help: leave 'layout: wide' out"
      ])
    #expect(
      mistakes("side,period\nchina,2024\n") { $0.layout = .wide } == [
        "d.csv:1: error: no column is a series of the model"
      ])
    #expect(
      mistakes("side,gdp,\nchina,1,2\n") { $0.layout = .wide } == ["d.csv:1: error: column 3 has no name"])
  }

  @Test("Texts that stand for ids which the model does not declare are placed in the model")
  func unknownAliases() {
    #expect(
      mistakes(header + "china,gdp,2024,5\n") {
        $0.indicators = [
          .init("GDP", id: "gpd", location: SourceLocation(file: "m.yaml", line: 7, column: 20))
        ]
        $0.side = "japan"
        $0.location = SourceLocation(file: "m.yaml", line: 5, column: 3)
      } == [
        "m.yaml:5:3: error: unknown side 'japan', for which 'japan' stands in 'd.csv'\n  help: the sides are: china, united-states",
        "m.yaml:7:20: error: unknown series 'gpd', for which 'GDP' stands in 'd.csv'\n  help: did you mean 'gdp'?",
      ])
  }

  @Test("No more than 20 different mistakes of a file are listed, in the order of their lines")
  func limit() {
    let rows = (1...35).map { "china,gdp,\(1950 + $0),x\($0)\n" }.joined()
    let found = mistakes(header + rows)
    #expect(found.count == 21)
    #expect(found[0].hasPrefix("d.csv:2: error: 'x1' is not a number"))
    #expect(found[19].hasPrefix("d.csv:21: error: 'x20' is not a number"))
    #expect(found[20] == "d.csv: error: and 15 more mistakes")
    #expect(mistakes(header + rows + "china,cpi,2024,NA\n").last == "d.csv: error: and 16 more mistakes")
    let repeated = mistakes(header + (1...9).map { "china,gdp,200\($0),NA\n" }.joined())
    #expect(repeated.count == 1)
    #expect(
      repeated[0].hasPrefix("d.csv:2: error: 'NA' is not a number (also on lines 3, 4, 5 and 5 more)\n"))
    let two = DataFolder()
    #expect(
      mistakes([two.file(header + rows, "a.csv"), two.file(header + rows, "b.csv")], in: two).count == 42)
  }

  @Test("A file of mistakes is not read to its end")
  func patience() {
    let rows = (0..<20_000).map { "china,gdp,2024,x\($0)\n" }.joined()
    #expect(mistakes(header + rows).last == "d.csv: error: and at least 9980 more mistakes")
  }

  @Test("A damaged file is read or refused with its place, never worse")
  func damaged() throws {
    var random = SplitMix(state: 29)
    let pieces: [[UInt8]] =
      [",", "\n", "\r", "\"", "\"\"", "\t", ";", "\0", "é", "1e999", "-", "2025-02-30", "NA"].map {
        Array($0.utf8)
      }
      + [[0xFF], [0xC3]]
    let intact = Array(
      "side,indicator,period,value,source,released\nchina,gdp,2024,5.0,\"N, BS\",2025-01-17\nchina,cpi,2025-04,,,\n"
        .utf8)
    var refused = 0
    for round in 0..<3000 {
      var bytes = intact
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let from = Int.random(in: 0...bytes.count, using: &random)
        let to = min(bytes.count, from + Int.random(in: 0...3, using: &random))
        bytes.replaceSubrange(from..<to, with: pieces.randomElement(using: &random)!)
      }
      let found = mistakes(bytes) { $0.layout = round % 3 == 0 ? .wide : .long }
      if found.isEmpty { continue }
      refused += 1
      #expect(found.allSatisfy { $0.hasPrefix("d.csv:") && $0.contains("error: ") }, "\(found)")
    }
    #expect(refused > 1000 && refused < 3000)
  }
}
