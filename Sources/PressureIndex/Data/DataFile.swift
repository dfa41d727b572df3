public import PressureSyntax

/// A data file of a model: where it is, and how its columns and texts are to be read.
public struct DataFile: Sendable {
  /// How observations lie in the table.
  public enum Layout: String, Sendable, CaseIterable {
    /// One observation per row.
    case long
    /// One row per side, or per side and period; one column per series.
    case wide
  }

  /// What a column holds. The raw value is the column's name unless the model says otherwise.
  public enum Role: String, Sendable, CaseIterable {
    /// The side observed.
    case side
    /// The series observed (long layout).
    case indicator
    /// The period of the observation; a file without it is undated.
    case period
    /// The value (long layout).
    case value
    /// Where the value was published.
    case source
    /// The day on which the value was published.
    case released
    /// Whether the value is a flash estimate, published before its period ended.
    case flash
  }

  /// A text in the file that stands for an id of the model.
  public struct Alias: Sendable, Hashable {
    /// The text in the file.
    public var text: String
    /// The id of a side or series.
    public var id: String
    /// Where the model says so.
    public var location: SourceLocation?

    /// Creates an alias.
    public init(_ text: String, id: String, location: SourceLocation? = nil) {
      self.text = text
      self.id = id
      self.location = location
    }
  }

  /// The path as the user wrote it, relative to the model file.
  public var path: String
  /// Where the model names the file.
  public var location: SourceLocation?
  /// Whether the path `-` means the standard input.
  public var allowsStandardInput = false
  /// How observations lie in the table.
  public var layout = Layout.long
  /// The names of columns that are not named for their role.
  public var columns: [Role: String] = [:]
  /// Texts that stand for series.
  public var indicators: [Alias] = []
  /// Texts that stand for sides.
  public var sides: [Alias] = []
  /// The side of all observations, for a file without a side column.
  public var side: String?
  /// The delimiter; detected from the header if `nil`.
  public var delimiter: TextTable.Delimiter?
  /// The decimal mark, `.` or `,`.
  public var decimal: Character = "."
  /// The thousands separator, if numbers have one: `,`, `.`, a space or `'`.
  public var thousands: Character?
  /// Texts that mark a gap, besides the empty cell.
  public var missing: [String] = []
  /// Whether rows (columns of a wide file) of sides or series that the model does not declare are left out;
  /// otherwise they are errors.
  public var ignoresUnknown = false
  /// The source of observations that name none.
  public var source: String?

  /// Creates an entry in which everything has its default.
  public init(_ path: String) { self.path = path }

  /// The largest data file, in bytes.
  public static let maximumBytes = 1 << 32
}
