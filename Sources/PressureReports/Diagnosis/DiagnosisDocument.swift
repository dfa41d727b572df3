internal import PressureIndex

extension DiagnosisReport {
  /// The most pairs of a group that are listed whole; of more, those that are flagged.
  private static let listedPairs = 15
  /// The most sides that get a column each.
  private static let listedSides = 3

  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(sampleSentence)
    document.heading("Worth a look")
    document.list(findings)
    if findings.isEmpty { document.paragraph("Nothing is flagged.") }
    document.heading("Indicators over the sample")
    document.table(statisticsTable)
    document.list([
      "Values in the indicator's own unit; * scores, where the sides have different measures.",
      "now: the share of the sides with a value at the as-of date. Skewness and kurtosis of type 2; outliers: "
        + "|skewness| of 2 or more and excess kurtosis of 3.5 or more.",
    ])
    document.heading("Correlations inside groups")
    addCorrelations(to: &document)
    document.heading("Do groups measure one thing?")
    document.table(groupTable)
    document.list(
      groups.compactMap { group in group.note.map { "\(DiagnosisReport.name(group.id)): \($0)." } })
    document.heading("What parts are stated to weigh, and what they do")
    document.table(importanceTable)
    document.list([
      "S: the share of the index's variance over the sample along a straight line in the part; by curve: along a smooth "
        + "curve (local linear regression). Shares are of all indicators, or of the groups beside a group. Equal weights "
        + "are not equal importance."
    ])
    document.heading("The index without a part")
    document.table(leftOutTable)
    document.list(leftOut.compactMap { part in part.note.map { "Without \(part.id): \($0)." } })
    document.heading("How it was computed")
    document.list(provenance.lines)
    return document
  }

  private var sampleSentence: String {
    let sides = "\(sample.sides) side\(sample.sides == 1 ? "" : "s")"
    guard let from = sample.from, let until = sample.until else {
      return "The sample is the \(sides), at no date: \(sample.rows) row\(sample.rows == 1 ? "" : "s")."
    }
    return
      "The sample is \(sides) at the ends of the months from \(from) and at \(until), with what was public by "
      + "then: \(sample.rows) rows. Scores are turned so that more is more pressure."
  }

  /// What deserves a look, in words.
  private var findings: [String] {
    var lines: [String] = []
    func ids(_ flag: String) -> [String] { statistics.filter { $0.flag == flag }.map(\.id) }
    for (flag, sentence) in [
      ("no value", "No value in the sample"), ("constant", "Constant over the sample"),
      ("outliers", "Outliers pull the distribution"),
    ] where !ids(flag).isEmpty { lines.append("\(sentence): \(ids(flag).joined(separator: ", ")).") }
    func pairs(_ flag: String) -> [String] {
      correlations.filter { $0.flags.contains(flag) }
        .sorted { abs($0.pearson ?? 0) > abs($1.pearson ?? 0) }
        .map { "\($0.first) and \($0.second) (\(DiagnosisReport.decimals($0.pearson)))" }
    }
    func shortened(_ list: [String]) -> String {
      list.prefix(6).joined(separator: ", ") + (list.count > 6 ? " and \(list.count - 6) more" : "")
    }
    let (redundant, negative) = (pairs("redundant"), pairs("negative"))
    if !redundant.isEmpty {
      lines.append(
        "Nearly the same, |r| of \(significant(thresholds.redundant)) or more: \(shortened(redundant)).")
    }
    if !negative.isEmpty {
      lines.append(
        "Against each other inside a group, r below \(significant(thresholds.negative)): "
          + "\(shortened(negative)).")
    }
    let uneven = importances.filter { part in
      guard part.kind == "indicator", let relative = part.relativeImportance, part.relativeWeight > 0 else {
        return false
      }
      return relative > 2 * part.relativeWeight || relative < part.relativeWeight / 2
    }
    if !uneven.isEmpty {
      lines.append(
        "Twice the importance that the weight says, or half of it: \(shortened(uneven.map(\.id))).")
    }
    let turning = leftOut.filter { $0.sides.contains { ($0.rankChange ?? 0) != 0 } }
    if !turning.isEmpty {
      lines.append("Ranks change without: \(shortened(turning.map(\.id))).")
    } else if sample.sides > 1, leftOut.contains(where: { !$0.sides.isEmpty }) {
      lines.append("No rank changes, whichever single part is left out.")
    }
    return lines
  }

  private var statisticsTable: Document.Table {
    var table = Document.Table([
      ("", .left), ("rows", .right), ("now", .right), ("min", .right), ("mean", .right), ("max", .right),
      ("sd", .right), ("skew", .right), ("kurt", .right), ("", .left),
    ])
    func number(_ value: Double?) -> String { value.map { significant($0, 3) } ?? "-" }
    for row in statistics {
      table.add([
        row.id + (row.of == "scores" ? " *" : ""), percent(row.coverage), percent(row.coverageNow),
        number(row.least), number(row.mean), number(row.greatest), number(row.standardDeviation),
        DiagnosisReport.decimals(row.skewness), DiagnosisReport.decimals(row.excessKurtosis), row.flag ?? "",
      ])
    }
    return table
  }

  private func addCorrelations(to document: inout Document) {
    var table = Document.Table([
      ("", .left), ("", .left), ("Pearson", .right), ("Spearman", .right), ("Kendall", .right),
      ("rows", .right),
      ("", .left),
    ])
    var omitted = 0
    func add(_ pairs: [Correlation]) {
      guard !pairs.isEmpty else { return }
      let listed = pairs.count <= DiagnosisReport.listedPairs ? pairs : pairs.filter { !$0.flags.isEmpty }
      omitted += pairs.count - listed.count
      for pair in listed {
        table.add([
          pair.first, pair.second, DiagnosisReport.decimals(pair.pearson),
          DiagnosisReport.decimals(pair.spearman), DiagnosisReport.decimals(pair.kendall), String(pair.count),
          pair.flags.joined(separator: ", "),
        ])
      }
    }
    for group in groups { add(correlations.filter { $0.group == group.id }) }
    let between = correlations.filter { $0.group == nil && !$0.flags.isEmpty }
    add(between)
    document.table(table)
    var lines: [String] = []
    if !between.isEmpty { lines.append("Pairs of different groups are listed where they are flagged.") }
    if omitted > 0 {
      lines.append(
        "\(omitted) pairs of large groups without a flag are left out here; JSON and CSV have all.")
    }
    lines.append(
      "A dash: fewer than 3 rows have both, or one of the two does not vary over them.")
    document.list(lines)
  }

  private var groupTable: Document.Table {
    var table = Document.Table([
      ("", .left), ("rows", .right), ("alpha", .right), ("1st share", .right), ("eigenvalues", .left),
    ])
    for group in groups {
      let eigenvalues = group.eigenvalues.prefix(5).map { fixed($0, 2) }.joined(separator: ", ")
      let first = group.eigenvalues.first.map { percent($0 / Double(group.eigenvalues.count)) }
      table.add([
        DiagnosisReport.name(group.id), String(group.count), DiagnosisReport.decimals(group.alpha),
        first ?? "-",
        eigenvalues + (group.eigenvalues.count > 5 ? ", …" : ""),
      ])
    }
    return table
  }

  private func indented(_ id: String) -> String {
    let depth = hierarchy.nodes.first { $0.id == id }?.depth ?? 1
    return String(repeating: "  ", count: max(0, depth - 1)) + id
  }

  private var importanceTable: Document.Table {
    var table = Document.Table([
      ("", .left), ("weight", .right), ("S", .right), ("by curve", .right), ("share of weight", .right),
      ("share of S", .right),
    ])
    for part in importances {
      table.add([
        indented(part.id), fixed(part.weight, 3), score(part.importance), score(part.curveImportance),
        percent(part.relativeWeight),
        part.relativeImportance.map(percent) ?? "-",
      ])
    }
    return table
  }

  private var leftOutTable: Document.Table {
    func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + fixed(value, 3) }
    let names = leftOut.first { !$0.sides.isEmpty }?.sides.map(\.id) ?? []
    if names.count <= DiagnosisReport.listedSides {
      var table = Document.Table(
        [("without", .left)] + names.map { ($0, .right) } + [("ranks", .left)])
      for part in leftOut where !part.sides.isEmpty {
        let moved = part.sides.filter { ($0.rankChange ?? 0) != 0 }
        table.add(
          [indented(part.id)] + part.sides.map { $0.change.map(signed) ?? "-" }
            + [moved.isEmpty ? "as before" : moved.map { "\($0.id) \($0.rank!)" }.joined(separator: ", ")])
      }
      return table
    }
    var table = Document.Table([
      ("without", .left), ("largest change", .right), ("of", .left), ("ranks changed", .right),
      ("most places", .right),
    ])
    for part in leftOut where !part.sides.isEmpty {
      let largest = part.sides.filter { $0.change != nil }.max { abs($0.change!) < abs($1.change!) }
      let moves = part.sides.map { abs($0.rankChange ?? 0) }
      table.add([
        indented(part.id), largest.map { signed($0.change!) } ?? "-", largest?.id ?? "",
        "\(moves.count { $0 > 0 })/\(moves.count)", String(moves.max() ?? 0),
      ])
    }
    return table
  }

  /// The name of a group; the index itself has no id.
  static func name(_ id: String) -> String { id.isEmpty ? "index" : id }

  static func decimals(_ value: Double?) -> String { value.map { fixed($0, 2) } ?? "-" }
}
