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
}
