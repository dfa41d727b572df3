/// A place in a text file, for messages.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// The file as the user named it.
  public var file: String
  /// The line, counted from 1; 0 when the whole file is meant.
  public var line: Int
  /// The column in characters, counted from 1; 0 when the whole line is meant.
  public var column: Int

  /// Creates the location of `file`, a line of it, or a column of a line.
  public init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file`, `file:line` or `file:line:column`, with control characters escaped.
  public var description: String {
    var text = file.escapingControls
    if line > 0 { text += ":\(line)" }
    if line > 0, column > 0 { text += ":\(column)" }
    return text
  }
}
