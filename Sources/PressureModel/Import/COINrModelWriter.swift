internal import PressureSyntax

/// Writes an imported project as text.
struct COINrModelWriter {
  let metadata: COINrMetadata
  let data: COINrData
  let imputation: COINrImport.Imputation
  let treatsOutliers: Bool
  let sources: (iData: String, iMeta: String)

  /// The model file.
  var model: String {
    ([heading, sides, dataSection, series, preparation, method, "index:"].filter { !$0.isEmpty }
      + metadata.children(of: metadata.root.code).map { member($0, indent: "  ", isPillar: true) })
      .joined(separator: "\n") + "\n"
  }

  private var heading: String {
    """
    # Imported from the tables of a COINr project: \(sources.iData.escapingControls) and \(sources.iMeta.escapingControls).
    # A high score is a high value of that project's index: direction 1 is 'raises' here, and -1 is 'relieves'.
    title: \(yaml(metadata.root.name))
    """
  }

  private var sides: String {
    let lines = data.units.map { unit in
      let groups = metadata.entries(.group).compactMap { entry in
        unit.groups[entry.code].map { "\(yaml(entry.code)): \(yaml($0))" }
      }
      let name = "name: \(yaml(unit.name))"
      return groups.isEmpty
        ? "  \(yaml(unit.code)): \(yaml(unit.name))"
        : "  \(yaml(unit.code)): {\(name), groups: {\(groups.joined(separator: ", "))}}"
    }
    return (["sides:"] + lines).joined(separator: "\n")
  }

  private var dataSection: String {
    let renamed = data.codes.filter { column($0) != $0 }.map { "\(yaml(column($0))): \(yaml($0))" }
    let names = renamed.isEmpty ? "" : ", indicators: {\(renamed.joined(separator: ", "))}"
    return "data: [{file: \(COINrImport.dataFile), layout: wide\(names)}]"
  }

  /// The name of a code's column in the data file; another than the code where that says what a column is for.
  private func column(_ code: String) -> String {
    ["side", "period", "source", "released"].contains(code.lowercased()) ? "\(code) of the project" : code
  }

  private var series: String {
    let denominators = metadata.entries(.denominator)
    if denominators.isEmpty { return "" }
    let lines = denominators.map { entry in
      "  - {id: \(yaml(entry.code)), name: \(yaml(entry.name))\(entry.unit.map { ", unit: \(yaml($0))" } ?? "")}"
    }
    return (["series:  # the denominators"] + lines).joined(separator: "\n")
  }

  private var preparation: String {
    """
    # Each observation is divided by its denominator first. To leave out units with few values, add
    # 'screen: {available: 0.66}'.
    preparation:
      impute: \(imputation.words)
      treat: \(treatsOutliers ? "winsorise-or-log" : "none")
    """
  }

  private var method: String {
    """
    method:
      normalization: {method: min-max, range: [0, 100]}
      weighting: declared
      aggregation: arithmetic
    """
  }

  /// An aggregate with its members, or an indicator.
  private func member(_ entry: COINrMetadata.Entry, indent: String, isPillar: Bool) -> String {
    guard entry.kind == .aggregate else { return indicator(entry, indent: indent) }
    var lines = [
      "\(indent)- \(isPillar ? "pillar" : "group"): \(yaml(entry.code))",
      "\(indent)  name: \(yaml(entry.name))",
      "\(indent)  weight: \(entry.weight)",
    ]
    let children = metadata.children(of: entry.code)
    let groups = children.filter { $0.kind == .aggregate }
    let indicators = children.filter { $0.kind == .indicator }
    for (key, members) in [("groups", groups), ("indicators", indicators)] where !members.isEmpty {
      lines.append("\(indent)  \(key):")
      lines += members.map { member($0, indent: indent + "    ", isPillar: false) }
    }
    return lines.joined(separator: "\n")
  }

  private func indicator(_ entry: COINrMetadata.Entry, indent: String) -> String {
    var lines = [
      "\(indent)- id: \(yaml(entry.code))", "\(indent)  name: \(yaml(entry.name))",
      "\(indent)  direction: \(entry.direction == -1 ? "relieves" : "raises")",
      "\(indent)  weight: \(entry.weight)",
    ]
    if let unit = entry.unit { lines.append("\(indent)  unit: \(yaml(unit))") }
    if let denominator = entry.denominator { lines.append("\(indent)  denominator: \(yaml(denominator))") }
    if let target = entry.target { lines.append("\(indent)  target: \(target)") }
    return lines.joined(separator: "\n")
  }

  /// The data file, in the wide layout.
  var dataTable: String {
    let isDated = data.rows.contains { $0.period != nil }
    var lines = [
      (["side"] + (isDated ? ["period"] : []) + data.codes.map(column)).map(csv).joined(separator: ",")
    ]
    for row in data.rows {
      let head = [row.unit] + (isDated ? [row.period ?? ""] : [])
      lines.append((head.map(csv) + data.codes.map { row.values[$0] ?? "" }).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A field, in quotes where it needs them.
  private func csv(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0 == ";" || $0 == "\t" || $0.isNewline }) else {
      return text
    }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
