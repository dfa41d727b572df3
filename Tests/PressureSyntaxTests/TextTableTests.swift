import Testing

@testable import PressureSyntax

private func table(_ text: String, _ delimiter: TextTable.Delimiter? = nil) throws -> TextTable {
  try TextTable(bytes: Array(text.utf8), file: "t.csv", delimiter: delimiter)
}

private func rows(_ text: String, _ delimiter: TextTable.Delimiter? = nil) throws -> [[String]] {
  let table = try table(text, delimiter)
  return [table.header] + table.rows.map(\.fields)
}

private func mistakes(_ bytes: [UInt8]) -> [String] {
  do {
    _ = try TextTable(bytes: bytes, file: "t.csv")
    return []
  } catch {
    return error.all.map(\.description)
  }
}

private func mistakes(_ text: String) -> [String] { mistakes(Array(text.utf8)) }

@Suite("Delimited text")
struct TextTableTests {
  @Test("Line ends, byte order mark, blank lines and a last line without an end")
  func lines() throws {
    let expected = [["a", "b"], ["1", "2"], ["3", "4"]]
    for text in [
      "a,b\n1,2\n3,4\n", "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "\u{FEFF}a,b\n1,2\n3,4\n",
      "\n\na,b\n\n1,2\n  \n3,4\n\n",
      "a,b\r\n\r\n1,2\n,\n \t,\n3,4\n\"\",\n",
    ] {
      #expect(try rows(text) == expected, "\(text.debugDescription)")
    }
    #expect(try table("\n\na,b\n\n1,2\r\n\r\n\"3\n\",4\n5,6").rows.map(\.line) == [5, 7, 9])
  }

  @Test("Quoted fields, as in RFC 4180")
  func quotes() throws {
    #expect(try rows("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n") == [["a", "b"], ["x, y", "say \"hi\""]])
    #expect(
      try rows("\"a\",\"b\"\r\n\"line\nbreak\",\"cr\r\nlf\"") == [["a", "b"], ["line\nbreak", "cr\r\nlf"]])
    #expect(try rows("a,b\n\"\"\"\",\"\"\n") == [["a", "b"], ["\"", ""]])
    #expect(try rows("a,b\n \"x\" ,\t\"y\"\t\n") == [["a", "b"], ["x", "y"]])
    #expect(
      try rows("a,b\n\"\"\"x\"\"\",\"\"\"y\"\"\"\n\"\"\"z\"\"\",1") == [
        ["a", "b"], ["\"x\"", "\"y\""], ["\"z\"", "1"],
      ])
  }

  @Test("Blanks around a field do not belong to it; blanks inside do")
  func blanks() throws {
    #expect(try rows(" a , b \n x y , \" z \" \n") == [["a", "b"], ["x y", "z"]])
    #expect(try rows("a\tb\tc\n\t x \t\n", .tab) == [["a", "b", "c"], ["", "x", ""]])
  }

  @Test("The delimiter is the one that stands most often in the header, outside of quotes")
  func delimiters() throws {
    #expect(try rows("a;b;c\n1,5;2;3\n") == [["a", "b", "c"], ["1,5", "2", "3"]])
    #expect(try rows("a\tb\n1,5\t2;3\n") == [["a", "b"], ["1,5", "2;3"]])
    #expect(
      try rows("side;\"GDP, per head, in euro\"\nx;1\n") == [
        ["side", "GDP, per head, in euro"], ["x", "1"],
      ])
    #expect(try rows("side;GDP, per head\nx;1\n") == [["side", "GDP, per head"], ["x", "1"]])
    #expect(try rows("one\n1\n") == [["one"], ["1"]])
    #expect(try rows("a;b,c\n1;2,3\n", .comma) == [["a;b", "c"], ["1;2", "3"]])
  }

  @Test("A header alone is a table without rows")
  func headerOnly() throws {
    #expect(try table("a,b\n").rows.isEmpty)
    #expect(try table("a,b").header == ["a", "b"])
  }

  @Test("An empty file", arguments: ["", "\n", "\r\n\r\n", "\u{FEFF}", "  \n", ",,\n,,\n"])
  func empty(text: String) {
    #expect(
      mistakes(text) == [
        "t.csv: error: the file is empty\n  help: a table begins with a line of column names"
      ])
  }

  private var raggedHelp: String {
    "\n  help: leave a gap empty between its delimiters, and quote a field that holds one"
  }

  @Test("Records with more or fewer fields than the header, all of them")
  func ragged() {
    #expect(
      mistakes("a,b,c\n1,2,3\n1,2\n\n1,2,3,4\n1\n") == [
        "t.csv:3: error: expected 3 fields, as in the header, found 2" + raggedHelp,
        "t.csv:5: error: expected 3 fields, as in the header, found 4" + raggedHelp,
        "t.csv:6: error: expected 3 fields, as in the header, found 1" + raggedHelp,
      ])
    #expect(
      mistakes("a\n1,2\n") == ["t.csv:2: error: expected 1 field, as in the header, found 2" + raggedHelp])
    #expect(mistakes("a,b\n" + String(repeating: "1\n", count: 100)).count == 20)
  }

  @Test("Column names that stand twice; unnamed columns may")
  func duplicateNames() throws {
    #expect(
      mistakes("a,b,a,b\n") == [
        "t.csv:1: error: the columns 1 and 3 have one name, 'a'\n  help: rename one of them",
        "t.csv:1: error: the columns 2 and 4 have one name, 'b'\n  help: rename one of them",
      ])
    #expect(try rows("a,,\n1,2,3\n") == [["a", "", ""], ["1", "2", "3"]])
  }

  @Test("A quote that is never closed is placed where it opens")
  func unclosedQuote() {
    #expect(mistakes("a,b\n1,2\n3,\"4\n5,6\n") == ["t.csv:3: error: a quote that is never closed"])
    #expect(mistakes("a,b\n1\n3,\"4\n5,6\n").count == 2)
    #expect(mistakes("\"") == ["t.csv:1: error: a quote that is never closed"])
    #expect(mistakes("a,b\n1,\"x\"\"") == ["t.csv:2: error: a quote that is never closed"])
  }

  @Test("Quotes where none can stand")
  func misplacedQuotes() {
    let help = "\n  help: put the whole field in quotes, and double the quotes inside it"
    #expect(
      mistakes("a,b\n1,5\" pipe\n") == [
        "t.csv:2: error: a quote inside a field that does not begin with one\(help)"
      ])
    #expect(mistakes("a,b\n\"x\"y,2\n") == ["t.csv:2: error: text after a closing quote\(help)"])
    #expect(mistakes("a,b\n\"x\" \"y\",2\n") == ["t.csv:2: error: text after a closing quote\(help)"])
  }

  @Test("A carriage return without a line feed")
  func carriageReturn() {
    let help = "\n  help: save the file with line ends LF or CRLF"
    #expect(mistakes("a,b\r1,2\r") == ["t.csv:1: error: a carriage return without a line feed\(help)"])
    #expect(mistakes("a,b\n1,2\r") == ["t.csv:2: error: a carriage return without a line feed\(help)"])
    #expect(mistakes("a,b\n1,2\r\r\n") == ["t.csv:2: error: a carriage return without a line feed\(help)"])
  }

  @Test("Text that is not UTF-8, with its line")
  func encoding() {
    let help = "\n  help: save it as UTF-8"
    #expect(
      mistakes(Array("a,b\n1,".utf8) + [0xE9, 0x0A]) == ["t.csv:2: error: the file is not UTF-8 text\(help)"])
    #expect(
      mistakes([0xFF, 0xFE, 0x61, 0x00]) == ["t.csv:1: error: the file is UTF-16, not UTF-8 text\(help)"])
    #expect(
      mistakes(Array("a,b\n1,2\n".utf8) + [0x31, 0x00, 0x0A]) == [
        "t.csv:3: error: the file has a NUL byte; it is not text\(help)"
      ])
  }

  @Test("Control characters in a message are escaped")
  func controls() {
    #expect(
      mistakes("\u{1B}[2J,\u{1B}[2J\n")[0].hasPrefix(
        "t.csv:1: error: the columns 1 and 2 have one name, '\\u{1b}[2J'"))
  }

  @Test("The first flaw in UTF-8 is where the standard library's decoder finds it")
  func utf8() {
    var random = SplitMix(state: 7)
    let pieces: [[UInt8]] = [
      [0x41], Array("plain ascii text".utf8), Array("é".utf8), Array("€".utf8), Array("😀".utf8),
      [0xC0, 0x80],
      [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0x80],
      [0xE2, 0x82],
      [0xF0, 0x9F, 0x98], [0xC3], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x8F, 0xBF, 0xBF],
    ]
    var flawed = 0
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let isGood = Int.random(in: 0..<4, using: &random) > 0
        bytes += pieces[Int.random(in: isGood ? 0..<5 : 0..<pieces.count, using: &random)]
      }
      let found = bytes.withUnsafeBufferPointer { TextTableEncoding.firstFlaw($0) }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect((found == nil) == isValid, "\(bytes)")
      if let found {
        flawed += 1
        #expect(String(validating: bytes[..<found], as: UTF8.self) != nil, "\(bytes)")
      }
    }
    #expect(flawed > 1000)
  }

  @Test("Marks are found wherever they lie in a block of 64 bytes")
  func marks() {
    var random = SplitMix(state: 13)
    for length in 0..<300 {
      let bytes = (0..<length).map { _ in
        Bool.random(using: &random)
          ? [0x2C, 0x0A, 0x0D, 0x22].randomElement(using: &random)!
          : UInt8.random(in: 0...255, using: &random)
      }
      let expected = bytes.indices.filter { [0x2C, 0x0A, 0x0D, 0x22].contains(bytes[$0]) }
      bytes.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        var marks = TextTableMarks(from: start, to: start + length, separator: 0x2C)
        var found: [Int] = []
        while case let mark = marks.next(), mark < start + length { found.append(mark - start) }
        #expect(found == expected)
        #expect(marks.next() == start + length)
      }
    }
  }

  @Test("Line ends and quotes that straddle blocks", arguments: 0..<140)
  func straddling(length: Int) throws {
    let filler = String(repeating: "x", count: length)
    let text = "a,b\r\n\(filler),\"q\"\"\(filler)\"\"\"\r\n\"\(filler)\r\n\",2\r\n"
    #expect(try rows(text) == [["a", "b"], [filler, "q\"\(filler)\""], ["\(filler)\r\n", "2"]])
  }

  @Test("Random tables are read back as they were written")
  func roundTrip() throws {
    var random = SplitMix(state: 11)
    let texts = [
      "", "a", "1.5", "x y", "é€😀", "com,ma", "semi;colon", "ta\tb", "li\nne", "cr\r\nlf", "\"", "\"\"",
      "q\"q",
    ]
    for _ in 0..<2000 {
      let delimiter = TextTable.Delimiter.allCases.randomElement(using: &random)!
      let columns = Int.random(in: 1...6, using: &random)
      let lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
      var records = [(0..<columns).map { "column \($0)" }]
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        // A first field with text, since records without any are skipped.
        records.append(["x"] + (1..<columns).map { _ in texts.randomElement(using: &random)! })
      }
      let lines = records.map { record in
        record.map { written($0, &random) }.joined(separator: String(UnicodeScalar(delimiter.rawValue)))
      }
      var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
      text += lines.joined(separator: lineEnd) + (Bool.random(using: &random) ? lineEnd : "")
      #expect(try rows(text, delimiter) == records)
      if columns > 1 { #expect(try rows(text) == records) }
    }
  }

  private func written(_ field: String, _ random: inout SplitMix) -> String {
    let needsQuotes = field.unicodeScalars.contains { ",;\t\n\r\"".unicodeScalars.contains($0) }
    if !needsQuotes, Bool.random(using: &random) { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

/// Sebastiano Vigna's SplitMix64, so that a test's random input is the same every time.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
