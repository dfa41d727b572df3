public import PressureSyntax

/// A project of the R package COINr as a model file and a data file of this program.
///
/// The tables are those of `new_coin()`: iData with a row for each unit, iMeta with a row for each of its columns and
/// for each aggregate. Direction 1 becomes `raises`, −1 `relieves`: what COINr's index is high in, the pressure of the
/// model is high in.
public struct COINrImport: Sendable {
  /// The choices that the tables leave open; all are written into the model file, to be changed there.
  public struct Options: Sendable {
    /// How gaps are filled: a word of `impute:`, or `nil` for the default.
    public var imputation: String?
    /// The grouping for imputation by groups; `nil` takes the one with the fewest groups that can fill every gap.
    public var grouping: String?
    /// Whether outliers are treated.
    public var treatsOutliers = true

    /// The defaults: gaps filled by group means where there is a grouping, outliers treated.
    public init() {}
  }

  /// The text of the model file.
  public let model: String
  /// The text of the data file.
  public let data: String
  /// What was imported, in a few sentences.
  public let summary: [String]

  /// The name of the data file, to which the model file refers.
  public static let dataFile = "data.csv"
  /// The name of the model file.
  public static let modelFile = "model.yaml"

  /// Imports the tables `iData` and `iMeta`.
  ///
  /// - Throws: every mistake of a table that could be found, with its place; a grouping that there is not.
  public init(iData: TextTable, iMeta: TextTable, options: Options = Options()) throws(Diagnostics) {
    let metadata = try COINrMetadata(iMeta)
    let data = try COINrData(iData, metadata)
    let imputation = try COINrImport.imputation(data, metadata, options)
    let writer = COINrModelWriter(
      metadata: metadata, data: data, imputation: imputation, treatsOutliers: options.treatsOutliers,
      sources: (iData.file, iMeta.file))
    model = writer.model
    self.data = writer.dataTable
    let times = Set(data.rows.compactMap(\.period)).count
    summary = [
      "\(data.units.count) units\(times > 1 ? " at \(times) times" : ""), "
        + "\(metadata.entries(.indicator).count) indicators, \(metadata.entries(.aggregate).count) aggregates, "
        + "\(metadata.entries(.denominator).count) denominators, \(metadata.entries(.group).count) groupings.",
      "\(data.gaps(metadata)) gaps; impute: \(imputation.words).",
      options.treatsOutliers ? "Outliers are treated: winsorise-or-log." : "Outliers are left as they are.",
    ]
  }

  /// How gaps are filled, in the words of a model file.
  struct Imputation {
    let method: String
    let grouping: String?

    var words: String { grouping.map { "{method: \(method), by: \(yaml($0))}" } ?? method }
  }

  private static func imputation(
    _ data: COINrData, _ metadata: COINrMetadata, _ options: Options
  ) throws(Diagnostics) -> Imputation {
    let groupings = metadata.entries(.group).map(\.code)
    if let wanted = options.grouping {
      guard groupings.contains(wanted) else {
        throw Diagnostics(
          Diagnostic(
            "iMeta has no grouping \(wanted.quoted)",
            help: suggestion(for: wanted, among: groupings, plural: "groupings")))
      }
      return Imputation(method: options.imputation ?? "group-mean", grouping: wanted)
    }
    let method = options.imputation ?? "group-mean"
    guard method.hasPrefix("group-") else { return Imputation(method: method, grouping: nil) }
    let usable = groupings.compactMap { name -> (name: String, groups: Int)? in
      let groups = Set(data.units.compactMap { $0.groups[name] })
      let isWhole = data.units.allSatisfy { $0.groups[name] != nil }
      return isWhole && groups.count > 1 && fillsAll(name, data, metadata) ? (name, groups.count) : nil
    }
    // The fewest groups: each mean is then that of the most units.
    if let best = usable.min(by: { $0.groups < $1.groups }) {
      return Imputation(method: method, grouping: best.name)
    }
    if options.imputation == nil { return Imputation(method: "mean", grouping: nil) }
    throw Diagnostics(
      Diagnostic(
        "no grouping of iMeta has a value of every indicator in each of its groups",
        help: "choose '--impute mean', or name a grouping with '--impute-group'"))
  }

  /// Whether every group has a value of each indicator, at each time.
  private static func fillsAll(_ grouping: String, _ data: COINrData, _ metadata: COINrMetadata) -> Bool {
    let groupOf = Dictionary(uniqueKeysWithValues: data.units.map { ($0.code, $0.groups[grouping] ?? "") })
    var needed: Set<[String]> = []
    var present: Set<[String]> = []
    for row in data.rows {
      for entry in metadata.entries(.indicator) {
        let key = [groupOf[row.unit] ?? "", row.period ?? "", entry.code]
        let hasDenominator = entry.denominator.map { row.values[$0] != nil } ?? true
        if row.values[entry.code] != nil, hasDenominator { present.insert(key) } else { needed.insert(key) }
      }
    }
    return needed.isSubset(of: present)
  }
}

/// Text as YAML: plain where that is plain enough, else in double quotes.
func yaml(_ text: String) -> String {
  let isPlain =
    text.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
    && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
  if isPlain, !["null", "true", "false", "yes", "no"].contains(text.lowercased()) { return text }
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\t": result += "\\t"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    default:
      if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x85 || scalar.value == 0xA0
        || (0x2028...0x2029).contains(scalar.value) || scalar.value == 0xFEFF
      {
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result + "\""
}
