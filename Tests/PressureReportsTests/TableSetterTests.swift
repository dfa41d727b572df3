import Testing

@testable import PressureReports

@Suite("Tables as text") struct TableSetterTests {
  private func lines(_ columns: [(String, Document.Table.Alignment)], _ rows: [[String]], width: Int)
    -> [String]
  {
    TableSetter(columns: columns.map { (header: $0.0, alignment: $0.1) }, rows: rows, width: width).parts()
      .map { part in
        (part.head + part.rows).map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
          .joined(separator: "\n")
      }
  }

  @Test("As wide as the widest cell, two blanks apart") func plain() {
    #expect(
      lines([("", .left), ("value", .right)], [["home prices", "1.5"], ["x", "-10"]], width: 80) == [
        "             value\nhome prices    1.5\nx              -10"
      ])
  }

  @Test("Headers of numbers run over several lines before names are narrowed") func headers() {
    #expect(
      lines([("", .left), ("United States of America", .right)], [["home prices", "1.5"]], width: 30) == [
        [
          "             United States of", "                      America", "home prices               1.5",
        ].joined(separator: "\n")
      ])
  }

  @Test("Names are narrowed, and keep their indentation") func narrowed() {
    #expect(
      lines([("", .left), ("value", .right)], [["  A long name of a thing", "1.5"]], width: 24) == [
        "                   value\n  A long name of     1.5\n   a thing"
      ])
  }

  @Test("What still does not fit is set in parts, each with the first column") func parts() {
    let columns = [("", Document.Table.Alignment.left)] + (1...5).map { ("side \($0)", .right) }
    let row = ["index"] + (1...5).map { "0.\($0)" }
    #expect(
      lines(columns, [row], width: 24) == [
        "       side 1  side 2\nindex     0.1     0.2", "       side 3  side 4\nindex     0.3     0.4",
        "       side 5\nindex     0.5",
      ])
  }

  @Test("No line is wider than asked, whatever the table", arguments: 1...40)
  func width(_ columns: Int) {
    let header = (0..<columns).map {
      ("column number \($0)", $0 % 3 == 0 ? Document.Table.Alignment.left : .right)
    }
    let rows = (0..<3).map { row in (0..<columns).map { "cell \(row * $0 * 1001)" } }
    for width in [40, 80] {
      for part in lines(header, rows, width: width) {
        #expect(part.split(separator: "\n").allSatisfy { $0.displayWidth <= width })
      }
    }
  }
}
