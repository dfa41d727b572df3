public import PressureSyntax

/// All observations of a model, by side and series.
public struct Observations: Sendable {
  /// What a data file held.
  public struct File: Sendable {
    /// The file as messages name it.
    public let name: String
    /// Records besides the header.
    public let rows: Int
    /// Cells without a value.
    public let gaps: Int
    /// Rows left out since they are of sides or series that the model does not declare.
    public let ignoredRows: Int
    /// The names of those sides and series, and in a wide file of columns, in the order of their first
    /// appearance.
    public let ignoredNames: [String]
    /// Columns of a long file that hold nothing the model reads.
    public let unusedColumns: [String]
    /// Whether any observation has a release date.
    public let hasReleases: Bool
    /// The SHA-256 checksum of the file, if it was asked for.
    public internal(set) var sha256: String?
  }

  /// The data files, in the model's order.
  public let files: [File]
  /// The texts of the sources.
  public let sources: [String]
  private let seriesCount: Int
  private let table: [Series?]

  init(files: [File], sources: [String], seriesCount: Int, table: [Series?]) {
    self.files = files
    self.sources = sources
    self.seriesCount = seriesCount
    self.table = table
  }

  /// The same files with other series.
  func replacingSeries(_ replace: (Series) -> Series) -> Observations {
    Observations(
      files: files, sources: sources, seriesCount: seriesCount, table: table.map { $0.map(replace) })
  }

  /// The number of observations, gaps of long files included.
  public var rowCount: Int { table.reduce(0) { $0 + ($1?.count ?? 0) } }

  /// Whether any observation has a release date.
  public var hasReleases: Bool { files.contains(where: \.hasReleases) }

  /// The observations of a series by a side, both by their positions in the model; `nil` if there are none.
  public func series(side: Int, series: Int) -> Series? {
    precondition(series >= 0 && series < seriesCount, "no such series")
    return table[side * seriesCount + series]
  }

  /// Where an observation stands.
  public func location(of series: Series, _ index: Int) -> SourceLocation {
    SourceLocation(file: files[Int(series.files[index])].name, line: Int(series.lines[index]))
  }

  /// The source of an observation, if its file names one.
  public func source(of series: Series, _ index: Int) -> String? {
    series.sources[index] == Series.unsourced ? nil : sources[Int(series.sources[index])]
  }
}
