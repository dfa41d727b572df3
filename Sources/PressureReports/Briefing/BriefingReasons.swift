internal import PressureSyntax

/// Why the answer is what it is, how sure, and what would change it.
struct BriefingReasons {
  private let report: BriefingReport
  private var sides: [SideScore] { report.score.sides }

  init(_ report: BriefingReport) { self.report = report }

  // MARK: How sure

  var doubt: String? {
    guard let uncertainty = report.uncertainty else { return nil }
    var html = "<h2>How sure that is</h2><p>\(draws(uncertainty).escapedForXML)</p>"
    if let chart = report.chart(.uncertainty) { html += HTMLRenderer.figure(chart, id: "uncertainty") }
    let origin =
      uncertainty.isStated ? "as the model file says" : "by default, since the model file does not say"
    let inputs = uncertainty.inputs.map { "<li>\($0.escapedForXML)</li>" }.joined()
    return html + "<details><summary>What each draw varies, \(origin)</summary><ul>\(inputs)</ul></details>"
  }

  /// What was drawn; what came of it is in the lead and in the chart.
  private func draws(_ run: UncertaintyReport) -> String {
    if run.outputs.isEmpty { return run.answer }
    let failed =
      run.failed == 0 ? "" : " \(run.failed) of \(run.draws) draws failed, and no number here counts them."
    return
      "The model was computed \(run.draws) times, each time with other weights, goalposts, methods, parameters and "
      + "values, within what \(run.isStated ? "its file calls uncertain" : "is uncertain by default"): "
      + "\(run.inputs.count) inputs at once.\(failed)"
  }

  // MARK: Why

  var why: String? {
    guard let chart = report.chart(.contributions), sides.count <= ChartStyle.colourCount else { return nil }
    return "<h2>Why</h2>" + reasons.map { "<p>\($0.escapedForXML)</p>" }.joined()
      + HTMLRenderer.figure(chart, id: "contributions")
      + sides.map { side in
        "<details><summary>\(side.name.escapedForXML): every indicator</summary>"
          + HTMLRenderer.set(indicatorTable(side)) + "</details>"
      }.joined()
  }

  /// How each incentive comes about, in a sentence each.
  var reasons: [String] { sides.compactMap(incentive) }

  /// How a side's incentive comes about.
  private func incentive(_ side: SideScore) -> String? {
    guard let incentive = side.incentive, let gain = side.gain, let holdingOut = side.holdingOut else {
      return nil
    }
    let against =
      gain > 0
      ? "the package would give it \(fixed(gain, 2)) percentage points of its GDP, holding out "
        + "\(fixed(holdingOut, 2))"
      : "no package would give it anything"
    return
      "\(side.name): \(score(incentive)) is the mean of its motivation, \(score(side.motivation)) (\(against)), "
      + "and of its optimism that a gesture is returned, \(score(side.optimism))."
  }

  private func indicatorTable(_ side: SideScore) -> Document.Table {
    var table = Document.Table([
      ("Indicator", .left), ("Value", .right), ("Unit", .left), ("Period", .left), ("Public on", .left),
      ("Score", .right), ("Weight", .right), ("Adds", .right), ("Source", .left),
    ])
    for pillar in side.pillars {
      table.add([
        pillar.name, "", "", "", "", score(pillar.score), fixed(pillar.weight, 2),
        pillar.contribution.map { fixed($0, 3) } ?? "", "",
      ])
      for indicator in side.indicators where indicator.pillar == pillar.id {
        table.add([
          "  " + indicator.name, indicator.value.map { significant($0) } ?? "missing", indicator.unit ?? "",
          indicator.period ?? "", indicator.publicOn ?? "", score(indicator.score),
          fixed(indicator.weight, 2),
          indicator.contribution.map { fixed($0, 3) } ?? "", indicator.source ?? "",
        ])
      }
    }
    return table
  }

  // MARK: What would change it

  var change: String? {
    if changes.isEmpty { return nil }
    let items = changes.map { "<li>\($0.escapedForXML)</li>" }
    var html = "<h2>What would change it</h2><ul>\(items.joined())</ul>"
    for (kind, id) in [
      (ChartKind.sensitivity, "sensitivity"), (.compare, "schemes"), (.agreement, "agreement"),
    ] {
      if let chart = report.chart(kind) { html += HTMLRenderer.figure(chart, id: id) }
    }
    let missing = (report.comparison?.notComputed ?? []).map {
      "<li>\("\($0.scheme): \($0.reason)".escapedForXML)</li>"
    }
    return html
      + (missing.isEmpty ? "" : "<p>Schemes that these data do not allow:</p><ul>\(missing.joined())</ul>")
  }

  /// What would change the answer, a paragraph for each reason.
  var changes: [String] {
    [resolve, weights, report.sensitivity.map { "The doubt. \($0.answer)" }].compactMap(\.self)
  }

  /// From which resolve on the two sides change places, and opening begins or ceases to pay.
  private var resolve: String? {
    guard sides.count == 2, let a = sides[0].incentive, let b = sides[1].incentive, score(a) != score(b),
      sides.allSatisfy({ $0.resolve != nil })
    else { return nil }
    let (more, less) = a > b ? (sides[0], sides[1]) : (sides[1], sides[0])
    let turns = [
      more.equalResolve.map { "above \(fixed($0, 2)) for \(more.name)" },
      less.equalResolve.map { "below \(fixed($0, 2)) for \(less.name)" },
    ].compactMap(\.self)
    let turn =
      turns.isEmpty
      ? "No resolve of one of them alone would give \(less.name) the stronger incentive."
      : "\(less.name) would have the stronger incentive with a resolve \(turns.joined(separator: ", or "))."
    return "Resolve. Nobody can observe it; the model takes \(fixed(more.resolve!, 2)) for \(more.name) and "
      + "\(fixed(less.resolve!, 2)) for \(less.name). \(turn) \(sides.map(opening).joined(separator: " "))"
  }

  /// Up to which resolve opening pays for a side.
  private func opening(_ side: SideScore) -> String {
    guard let resolve = side.breakEvenResolve else {
      return "For \(side.name) resolve does not matter: it has no capacity left to hold out."
    }
    return resolve > 0
      ? "Opening pays for \(side.name) below \(fixed(resolve, 2))."
      : "Opening would not pay for \(side.name) even without any resolve."
  }

  private var weights: String? {
    guard let comparison = report.comparison else { return nil }
    guard let lead = comparison.lead else { return "Weights. \(comparison.answer)" }
    let names = Dictionary(uniqueKeysWithValues: sides.map { ($0.id, $0.name) })
    let sentence = lead.overall.sentence(
      leader: names[lead.leader] ?? lead.leader, other: names[lead.other])
    return "Weights. \(comparison.answer) By pressure, \(sentence)"
  }
}

extension String {
  /// The text with its first letter capital.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
