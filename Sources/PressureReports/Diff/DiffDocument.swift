internal import PressureSyntax

extension DiffReport {
  var figures: [Figure] {
    var figures = headline.flatMap(\.figures) + attributions.flatMap(\.figures)
    for change in data {
      figures.append(Figure("value", side: change.side, item: change.indicator, "before", change.before))
      figures.append(Figure("value", side: change.side, item: change.indicator, "after", change.after))
    }
    return figures
  }

  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph("From \(words(from)) to \(words(to)): what changed, and what it came from.")
    document.heading("Headline numbers")
    document.table(HeadlineChange.table(headline, names))
    add(attributions, names, to: &document)
    for reason in unattributed { document.paragraph("Not attributed: \(reason).") }
    addStructure(to: &document)
    addData(to: &document)
    document.heading("How it was computed")
    document.list(
      [
        "Each part is a Shapley value: what its source adds on average over all orders in which the sources could "
          + "have changed. The parts of a number sum to its change."
      ] + provenance.lines)
    return document
  }

  private func words(_ end: End) -> String {
    [from.path == to.path ? nil : end.path, end.asOf].compactMap(\.self).joined(separator: " as of ")
  }

  private func addStructure(to document: inout Document) {
    if added.isEmpty, removed.isEmpty { return }
    document.heading("What is measured")
    document.list(
      [("Added", added), ("Removed", removed)].filter { !$0.1.isEmpty }.map {
        "\($0.0): \($0.1.joined(separator: ", "))."
      } + ["The index is one source of change, since the two do not measure the same."])
  }

  private func addData(to document: inout Document) {
    if data.isEmpty { return }
    document.heading("Values that differ")
    var table = Document.Table([
      ("", .left), ("Indicator", .left), ("Before", .right), ("Period", .left), ("After", .right),
      ("Period", .left),
    ])
    for change in data {
      table.add([
        names.first { $0.id == change.side }?.name ?? change.side, change.indicator,
        change.before.map { significant($0, 4) } ?? "-", change.beforePeriod ?? "",
        change.after.map { significant($0, 4) } ?? "-", change.afterPeriod ?? "",
      ])
    }
    document.table(table)
  }
}

/// Adds a table for each side, and one for what concerns both, with a column per number and a row per source.
func add(
  _ attributions: [DiffReport.AttributedChange], _ names: [(id: String, name: String)],
  to document: inout Document
) {
  let symbols = [
    "pressure": "P", "hurting": "H", "motivation": "N", "optimism": "p", "incentive": "I", "ripeness": "J",
  ]
  for (id, name) in names.map({ ($0.id as String?, $0.name) }) + [(nil, "Both sides together")] {
    let own = attributions.filter { $0.side == id }
    guard let first = own.first else { continue }
    document.heading("\(name): what the changes came from")
    var table = Document.Table([("", .left)] + own.map { (symbols[$0.measure] ?? $0.measure, .right) })
    table.add(["Before"] + own.map { score($0.before) })
    let rows = first.parts.indices.filter { position in
      own.contains { abs($0.parts[position].value) > 1e-12 }
    }.sorted { a, b in
      // The largest part of the last number first: it is what the others lead to.
      let (x, y) = (abs(own[own.count - 1].parts[a].value), abs(own[own.count - 1].parts[b].value))
      return x > y || x == y && a < b
    }
    for row in rows {
      table.add(["  " + words(first.parts[row].source)] + own.map { signed($0.parts[row].value) })
    }
    table.add(["After"] + own.map { score($0.after) })
    document.table(table)
    if let error = own.flatMap(\.parts).compactMap(\.standardError).max() {
      document.paragraph("The parts are sampled; their standard errors are at most \(significant(error, 2)).")
    }
  }
}

/// A source of change as people read it.
private func words(_ source: String) -> String {
  switch source {
  case "momentum": "earlier pressure (momentum)"
  case "normalization": "normalization, goalposts"
  case "hurting": "weight of momentum"
  case "index": "the index"
  case "conflict": "numbers of the conflict"
  case "terms": "terms in force"
  case "acts": "acts and channels"
  default: source.hasPrefix("data.") ? String(source.dropFirst(5)) : source
  }
}

extension HeadlineChange {
  /// A table of changes.
  static func table(_ changes: [HeadlineChange], _ names: [(id: String, name: String)]) -> Document.Table {
    var table = Document.Table([
      ("", .left), ("", .left), ("Before", .right), ("After", .right), ("Change", .right),
    ])
    for line in changes {
      table.add([
        names.first { $0.id == line.side }?.name ?? "Both", line.name, score(line.before), score(line.after),
        signed(line.change),
      ])
    }
    return table
  }
}
