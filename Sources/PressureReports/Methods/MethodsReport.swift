public import PressureIndex

/// The methods that a model file can name: formula, options, source and an example of each.
public struct MethodsReport: Report {
  /// The name and version of the JSON form.
  public let schema = "pressure/methods/1"
  /// The methods, in the order of the steps.
  public let methods: [MethodDescription]
  private let isShort: Bool

  /// The report of `methods`.
  ///
  /// - Parameter isShort: whether text gives only a line for each; the other formats say everything.
  public init(_ methods: [MethodDescription] = MethodDescription.all, isShort: Bool = false) {
    (self.methods, self.isShort) = (methods, isShort)
  }

  enum CodingKeys: String, CodingKey { case schema, methods }

  /// The report in `format`.
  public func formatted(_ format: ReportFormat, style: TextStyle) throws -> String {
    switch format {
    case .text: return TextRenderer(style: style).render(isShort ? list : document)
    case .markdown: return MarkdownRenderer().render(document)
    case .csv: return table
    case .json: return try encoded
    case .html: return HTMLPage(document).html
    }
  }

  private var byKind: [(kind: MethodDescription.Kind, methods: [MethodDescription])] {
    MethodDescription.Kind.allCases.map { kind in (kind, methods.filter { $0.kind == kind }) }
      .filter { !$0.1.isEmpty }
  }

  private var list: Document {
    var document = Document()
    document.title("Methods that a model file can name")
    for (kind, methods) in byKind {
      document.heading(kind.title)
      var table = Document.Table([("", .left), ("", .left)])
      for method in methods { table.add(["  " + method.name, method.meaning]) }
      document.table(table)
    }
    document.paragraph(
      "'pressure methods NAME' shows formula, options, source and an example of one or of a kind.")
    return document
  }

  private var document: Document {
    var document = Document()
    document.title("Methods")
    document.paragraph(
      "Every method that a model file can name. u are scores, w weights that sum to 1 over the children present, x "
        + "values in their own unit. A method without options may be written as its name alone.")
    for (kind, methods) in byKind {
      document.heading(kind.title)
      document.paragraph(kind.meaning.filter { $0 != "`" })
      for method in methods {
        document.subheading(method.name)
        document.paragraph(method.meaning)
        document.list(
          ["Formula: \(method.formula)"]
            + method.options.map {
              "Option \($0.name): \($0.meaning); " + ($0.standard.map { "default \($0)" } ?? "required")
            }
            + [method.range.map { "Range: \($0)" }, method.caveat.map { "Note: \($0)" }].compactMap { $0 }
            + ["Source: \(method.source)"])
        document.code(method.example, language: "yaml")
      }
    }
    return document
  }

  private var table: String {
    var writer = CSVWriter(header: [
      "kind", "name", "meaning", "formula", "options", "range", "note", "source", "example",
    ])
    for method in methods {
      let options = method.options.map { "\($0.name) (\($0.standard ?? "required"))" }
      writer.add(
        [
          method.kind.rawValue, method.name, method.meaning, method.formula, options.joined(separator: "; "),
          method.range ?? "", method.caveat ?? "", method.source, method.example,
        ].map { .text($0) })
    }
    return writer.text
  }
}
