/// A small delimited table as text, with line numbers for messages.
public struct TextTable: Sendable {
  /// A record of the table.
  public struct Row: Sendable {
    /// The line on which the record begins, counted from 1.
    public let line: Int
    /// One field per column of the header.
    public let fields: [String]

    /// Creates a record.
    public init(line: Int, fields: [String]) {
      self.line = line
      self.fields = fields
    }
  }

  /// The file as the user named it.
  public let file: String
  /// The names of the columns.
  public let header: [String]
  /// The records.
  public let rows: [Row]

  /// Creates a table; each row has as many fields as the header.
  public init(file: String, header: [String], rows: [Row]) {
    self.file = file
    self.header = header
    self.rows = rows
  }

  /// Reads the delimited text `bytes`, which messages call `file`; the delimiter is detected unless it is
  /// given.
  ///
  /// ``TextTableScanner`` says what a delimited text is. A table of a header alone has no rows. Errors,
  /// reported together: column names that stand twice, records with more or fewer fields than the header (no
  /// more than 20), and what the scanner refuses. Cost: one `String` per field.
  public init(bytes: [UInt8], file: String, delimiter: Delimiter? = nil) throws(Diagnostics) {
    let problems = Problems()
    let table = try bytes.withUnsafeBufferPointer { bytes throws(Diagnostics) in
      var scanner = try TextTableScanner(bytes, file: file, delimiter: delimiter)
      let header = try scanner.header()
      var rows: [Row] = []
      do throws(Diagnostic) {
        while problems.all.count < 20, try scanner.next() {
          if scanner.count == header.count {
            rows.append(Row(line: scanner.line, fields: (0..<scanner.count).map { scanner.text($0) }))
          } else {
            let place = SourceLocation(file: file, line: scanner.line)
            problems.report(
              Diagnostic(
                scanner.raggedMessage(expected: header.count), at: place, help: TextTableScanner.raggedHelp))
          }
        }
      } catch {
        problems.report(error)
      }
      return TextTable(file: file, header: header, rows: rows)
    }
    try problems.throwIfAny()
    self = table
  }
}
