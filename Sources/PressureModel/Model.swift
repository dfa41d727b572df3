public import Negotiation
public import PressureIndex
public import PressureSyntax
public import Robustness

/// A model file: what is measured, of whom, by which method, and what the sides could give each other.
///
/// ```swift
/// let model = try Model(contentsOf: "seeds/us-china-2025.yaml")
/// let assessment = try model.assess(asOf: Day("2025-05-02"))
/// ```
public struct Model: Sendable {
  /// The title.
  public let title: String
  /// The file, as the user named it.
  public let path: String
  /// The SHA-256 checksum of the file.
  public let sha256: String
  /// The file's text.
  public let text: String
  /// The as-of date that the file states.
  public let asOf: Day?
  /// Sides, series, hierarchy, method.
  public internal(set) var specification: IndexSpecification
  /// The data files.
  public let dataFiles: [DataFile]
  /// The conflict section, if there is one.
  public internal(set) var conflict: Conflict?
  /// What is uncertain, if the file says so.
  public let uncertainty: Uncertainty?
  /// Every choice that the file leaves open, with the default taken.
  public let assumptions: [Assumption]

  /// Reads the model file at `path`; `-` is standard input.
  ///
  /// - Throws: every mistake that could be found, with its place.
  public init(contentsOf path: String) throws(Diagnostics) {
    let bytes = try InputFile.read(
      path: path, limit: NodeReader.maximumBytes, allowsStandardInput: true)
    try self.init(bytes, path: path)
  }

  /// Reads the text of a model file, which messages call `path`; data files are found relative to its folder.
  public init(_ bytes: [UInt8], path: String) throws(Diagnostics) {
    try self.init(bytes, path: path, varying: nil)
  }

  /// Reads the text of a model file with other values of keys of `method:` and `preparation:`; such a variant has no
  /// uncertainty.
  init(_ bytes: [UInt8], path: String, varying keys: VariedKeys?) throws(Diagnostics) {
    let name = path == "-" ? "standard input" : path
    let stated = try NodeReader.read(bytes, file: name)
    let root = keys.map { stated.setting($0) } ?? stated
    let problems = Problems()
    guard let fields = Fields<ModelFileKey>(root, "a model", problems) else {
      throw Diagnostics(problems.all)
    }
    let title = fields.required(.title, Decode.text)
    let asOf = fields.optional(.asOf, Decode.day)
    let sidesNode = fields.required(.sides) { node, _ in node }
    let indexNode = fields.required(.index) { node, _ in node }
    let dataNode = fields.required(.data) { node, _ in node }
    guard let sidesNode, let indexNode else { throw Diagnostics(problems.all) }
    let specification = IndexSpecification(
      .init(
        sides: sidesNode, series: fields[.series], index: indexNode, method: fields[.method],
        hurting: fields[.hurting], preparation: fields[.preparation], weights: fields[.weights]),
      problems)
    // Sections that refer to sides and series are read even when the index has mistakes, so that all are
    // reported together.
    let sides = specification?.sides.map(\.id) ?? Model.sideIDs(sidesNode)
    let files = dataNode.map { Model.dataFiles($0, sides: sides, problems) } ?? []
    let series = specification?.seriesIDs
    var conflict = fields[.conflict].flatMap { node in
      series.flatMap { Conflict(node, sides: sides, series: $0, problems: problems) }
    }
    if let specification, conflict != nil, !specification.method.isUnitInterval(specification.indicators) {
      problems.report(
        "the conflict section needs pressure between 0 and 1, which this normalization does not give",
        at: fields[.conflict]!,
        help: "choose goalposts, min-max, percentile, normal-cdf or empirical-cdf, with the range [0, 1]")
    }
    if conflict != nil, let group = specification?.groupsOutsideUnitInterval.first {
      problems.report(
        "the conflict section needs pressure between 0 and 1, which the aggregation of "
          + "\(group.id.isEmpty ? "the index" : group.id.quoted) does not give",
        at: fields[.conflict]!,
        help:
          "leave out 'scale: raw', or choose another aggregation: 'pressure methods aggregation' shows ranges"
      )
    }
    problems.collecting { () throws(Diagnostics) in
      try conflict?.readActs(from: FilePath.folder(of: path), sides: sides)
    }
    let uncertainty =
      keys == nil
      ? fields[.uncertainty].flatMap { node in
        specification.map { Uncertainty(node, $0, conflict, problems: problems) }
      } : nil
    try problems.throwIfAny()
    guard let title, let specification else { preconditionFailure("a mistake was not reported") }
    self.title = title
    self.path = path
    self.sha256 = PressureSyntax.sha256(bytes)
    self.text = String(decoding: bytes, as: UTF8.self)
    self.asOf = asOf
    self.specification = specification
    self.dataFiles = files
    self.conflict = conflict
    self.uncertainty = uncertainty
    self.assumptions = problems.assumptions + (conflict?.assumptions.map { Assumption($0) } ?? [])
  }

  /// The folder from which relative paths of the file start.
  public var folder: String { FilePath.folder(of: path) }

  private static func sideIDs(_ node: Node) -> [String] {
    switch node.content {
    case .mapping(let entries): entries.map(\.key)
    case .sequence(let items):
      items.compactMap { if case .scalar(let text, _) = $0.content { text } else { nil } }
    case .scalar: []
    }
  }

  private static func dataFiles(_ node: Node, sides: [String], _ problems: Problems) -> [DataFile] {
    let files = Decode.list(of: { DataFile($0, sides: sides, problems: $1) })(node, problems)
    if files?.isEmpty == true, case .sequence(let items) = node.content, items.isEmpty {
      problems.report("the model names no data files", at: node, help: "list at least one CSV file")
    }
    return files ?? []
  }

  /// The files that the model reads besides itself.
  public var inputPaths: [String] { dataFiles.map { FilePath.join(folder, $0.path) } + actPaths }

  /// The file of acts, if there is one.
  public var actPaths: [String] { conflict?.actsFile.map { [FilePath.join(folder, $0.path)] } ?? [] }
}

extension Conflict {
  /// Reads the file of acts, if the section names one; its path starts from `folder`.
  mutating func readActs(from folder: String, sides: [String]) throws(Diagnostics) {
    guard let file = actsFile else { return }
    let path = FilePath.join(folder, file.path)
    let bytes = try InputFile.read(path: path, limit: NodeReader.maximumBytes)
    acts = try Act.list(from: TextTable(bytes: bytes, file: path), sides: sides)
  }
}
