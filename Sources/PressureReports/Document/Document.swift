/// A report for people before it has a form: headings, sentences and tables, in reading order.
struct Document {
  /// A part of the report.
  enum Block {
    /// The title of the whole.
    case title(String)
    /// The heading of a section.
    case heading(String)
    /// The heading of a part of a section.
    case subheading(String)
    /// Running text.
    case paragraph(String)
    /// Short sentences, one per line.
    case list([String])
    /// Lines to be kept as they are, such as those of a model file.
    case code(String, language: String)
    /// Figures.
    case table(Table)
    /// A picture of figures that the text tells in another way; for formats that show pictures.
    case figure(any Chart)
  }

  /// Columns and rows of text.
  struct Table {
    /// How a column is set.
    enum Alignment { case left, right }

    /// The columns' headers and alignments.
    var columns: [(header: String, alignment: Alignment)]
    /// The rows; each has a cell for each column.
    private(set) var rows: [[String]] = []

    init(_ columns: [(String, Alignment)]) { self.columns = columns.map { (header: $0.0, alignment: $0.1) } }

    mutating func add(_ row: [String]) {
      precondition(row.count == columns.count, "a row of \(row.count) cells under \(columns.count) columns")
      rows.append(row)
    }
  }

  private(set) var blocks: [Block] = []

  /// The first title.
  var name: String {
    blocks.lazy.compactMap { if case .title(let text) = $0 { text } else { nil } }.first ?? ""
  }

  mutating func title(_ text: String) { blocks.append(.title(text)) }
  mutating func heading(_ text: String) { blocks.append(.heading(text)) }
  mutating func subheading(_ text: String) { blocks.append(.subheading(text)) }
  mutating func paragraph(_ text: String) { blocks.append(.paragraph(text)) }
  mutating func list(_ items: [String]) { if !items.isEmpty { blocks.append(.list(items)) } }
  mutating func code(_ text: String, language: String) { blocks.append(.code(text, language: language)) }
  mutating func table(_ table: Table) { blocks.append(.table(table)) }
  mutating func figure(_ chart: some Chart) { blocks.append(.figure(chart)) }
}
