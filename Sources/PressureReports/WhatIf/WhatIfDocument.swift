internal import PressureSyntax

extension WhatIfReport {
  var figures: [Figure] {
    scenarios.flatMap { scenario in
      scenario.set.flatMap { setting in
        [
          Figure("set", item: scenario.name, "\(setting.name).before", setting.before),
          Figure("set", item: scenario.name, "\(setting.name).after", setting.after),
        ]
      }
        + scenario.headline.flatMap { line in
          [("before", line.before), ("after", line.after), ("change", line.change)].map {
            Figure("headline", side: line.side ?? "", item: scenario.name, "\(line.measure).\($0.0)", $0.1)
          }
        }
        + scenario.moved.flatMap { move in
          [("before", move.before), ("after", move.after), ("change", move.change)].map {
            Figure("moved", side: move.side, item: scenario.name, "\(move.indicator).\($0.0)", $0.1)
          }
        }
    }
  }

  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(
      (provenance.asOf.map { "As of \($0). " } ?? "")
        + "What would change if something were other than it is. Everything else is left as it is.")
    for scenario in scenarios { add(scenario, to: &document) }
    document.heading("How it was computed")
    document.list(
      [
        "A supposed value takes the place of what was known at the as-of date: for the index, and for the conflict's "
          + "burden where it reads the same series as of that date. Earlier pressures stay, so that momentum moves too."
      ] + provenance.lines)
    return document
  }

  private func name(of side: String?) -> String { names.first { $0.id == side }?.name ?? "Both" }

  private func add(_ scenario: ScenarioOutcome, to document: inout Document) {
    document.heading(scenario.name)
    document.list(
      scenario.set.map { setting in
        let before = setting.before.map { significant($0) } ?? "no value of its own"
        let readers = setting.readBy.isEmpty ? "" : " (read by \(setting.readBy.joined(separator: ", ")))"
        return "\(setting.name) is \(significant(setting.after)) in place of \(before)\(readers)."
      })
    if let reason = scenario.notApplicable {
      document.paragraph("There is no incentive to negotiate: \(reason).")
    }
    var table = Document.Table([
      ("", .left), ("", .left), ("Before", .right), ("After", .right), ("Change", .right),
    ])
    for line in scenario.headline {
      table.add([name(of: line.side), line.name, score(line.before), score(line.after), signed(line.change)])
    }
    document.table(table)
    if !scenario.moved.isEmpty {
      document.subheading("Contributions to pressure that moved")
      var table = Document.Table([
        ("", .left), ("Indicator", .left), ("Before", .right), ("After", .right), ("Change", .right),
      ])
      for move in scenario.moved {
        table.add([
          name(of: move.side), move.indicator, score(move.before), score(move.after), signed(move.change),
        ])
      }
      document.table(table)
    }
    if let packages = scenario.packages { document.paragraph(sentence(packages)) }
    if !scenario.cutsStoppedAtZero.isEmpty {
      document.paragraph(
        "Together \(scenario.cutsStoppedAtZero.joined(separator: " and ")) would take the supposed tariff below 0; they "
          + "take it to 0.")
    }
  }

  private func sentence(_ packages: PackageChange) -> String {
    func words(_ package: [String]?) -> String {
      package.map { $0.isEmpty ? "nothing" : $0.joined(separator: ", ") } ?? "none"
    }
    if packages.before == packages.after { return "The Nash package stays: \(words(packages.after))." }
    return "The Nash package is \(words(packages.after)), and was \(words(packages.before))."
  }
}
