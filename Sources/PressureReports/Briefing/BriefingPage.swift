internal import FoundationEssentials
internal import PressureIndex
internal import PressureModel
internal import PressureSyntax

/// A briefing as a page: the answer first, then its reasons, then what it rests on.
struct BriefingPage {
  let report: BriefingReport
  private let model: PageModel?

  init(_ report: BriefingReport) {
    self.report = report
    model = PageModel(report.assessment, presets: BriefingPage.presets(report))
  }

  /// The weights of the schemes that were compared, where they are the same for all sides and nothing else differs.
  private static func presets(_ report: BriefingReport) -> [PageModel.Preset] {
    let nodes = report.assessment.model.specification.hierarchy.nodes
    return (report.comparison?.schemes ?? []).compactMap { scheme in
      if scheme.weighting == nil || scheme.aggregation != nil { return nil }
      if scheme.weights.contains(where: { $0.side != nil }) { return nil }
      let found = scheme.weights.flatMap { $0.weights.map { ($0.id, $0.weight) } }
      let weights = Dictionary(found, uniquingKeysWith: { first, _ in first })
      let all = nodes.dropFirst().map { weights[$0.id] }
      if all.contains(nil) { return nil }
      return PageModel.Preset(name: scheme.name, weights: [1] + all.compactMap(\.self))
    }
  }

  var html: String {
    get throws {
      var page = HTMLPage(title: report.score.provenance.model.title)
      page.header = header
      let sections = [
        gauges, doubt, drivers, past, package, schemes, interactive, data, method, reproduction,
      ]
      page.body = sections.compactMap(\.self).joined(separator: "\n")
      page.footer = "<p>Made by pressure \(report.score.provenance.program.version.escapedForXML).</p>"
      if let model {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        page.model = String(decoding: try encoder.encode(model), as: UTF8.self)
      }
      return page.html
    }
  }

  // MARK: The answer

  private var header: String {
    let asOf = report.score.provenance.asOf.map { "As of \($0)" } ?? ""
    return """
      <h1>\(report.score.provenance.model.title.escapedForXML)</h1>
      <p class="soft">\(asOf.escapedForXML)</p>
      <p class="answer">\(report.score.answer.escapedForXML)</p>
      """
  }

  /// The sides with their headline numbers; a panel of many units has a ranking instead.
  private var gauges: String? {
    let sides = report.score.sides
    if sides.count > 6 { return nil }
    let cards = sides.enumerated().map { n, side in
      let isIncentive = side.incentive != nil
      let value = side.incentive ?? side.pressure
      let band = side.incentiveBand.map { $0[0]...$0[1] }
      var rows: [(String, String)] = []
      if isIncentive { rows.append(("Pressure", score(side.pressure))) }
      rows.append(("Hurting (pressure and its momentum)", score(side.hurting)))
      if isIncentive {
        rows.append(("Motivation: gain against holding out", score(side.motivation)))
        rows.append(("Optimism that a gesture is returned", score(side.optimism)))
        rows.append(
          (
            "Band of the incentive",
            band.map { "\(fixed($0.lowerBound, 2)) to \(fixed($0.upperBound, 2))" } ?? "-"
          ))
        rows.append(
          (
            "Resolve that would cancel it",
            side.anyResolveHolds == true ? "any" : score(side.breakEvenResolve)
          ))
      }
      rows.append(("Coverage", percent(side.coverage)))
      let gauge = value.map {
        Gauge(
          name: "\(side.name), \(isIncentive ? "incentive to negotiate" : "pressure")", side: n, value: $0,
          band: isIncentive ? band : nil, marksHalf: isIncentive
        ).inline(id: "gauge-\(n)")
      }
      let list = rows.map { "<dt>\($0.0.escapedForXML)</dt><dd>\($0.1.escapedForXML)</dd>" }.joined()
      return """
        <section class="gauge s\(n % ChartStyle.colourCount)"><h3 class="coloured">\(side.name.escapedForXML)</h3>
        <div>\(isIncentive ? "Incentive to negotiate" : "Pressure")</div><div class="value">\(score(value))</div>
        \(gauge ?? "")<dl>\(list)</dl></section>
        """
    }
    let note =
      report.score.joint == nil
      ? ""
      : "<p class=\"soft\">Above one half, opening pays in expectation. The light band is the belief that a gesture is "
        + "returned, between its 5 % and 95 % quantile.</p>"
    return "<div class=\"gauges\">\(cards.joined())</div>\(note)"
  }

  // MARK: Why

  private var drivers: String? {
    guard let chart = report.score.contributionsChart, report.score.sides.count <= 6 else { return nil }
    return "<h2>What drives it</h2>" + HTMLRenderer.figure(chart, id: "contributions")
      + report.score.sides.map { side in
        "<details><summary>\(side.name.escapedForXML): every indicator</summary>"
          + HTMLRenderer.set(indicatorTable(side)) + "</details>"
      }.joined()
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

  private var doubt: String? {
    let sources = report.score.chartSources
    var html = ""
    if let uncertainty = report.uncertainty {
      html += "<p>\(uncertainty.answer.escapedForXML)</p>"
      if let chart = uncertainty.chart(report.score.sides, sources: sources) {
        html += HTMLRenderer.figure(chart, id: "uncertainty")
      }
    }
    if let sensitivity = report.sensitivity {
      html += "<p>\(sensitivity.answer.escapedForXML)</p>"
      if let chart = sensitivity.chart(sources: sources) {
        html += HTMLRenderer.figure(chart, id: "sensitivity")
      }
    }
    return html.isEmpty ? nil : "<h2>How sure that is</h2>" + html
  }

  private var schemes: String? {
    guard let comparison = report.comparison else { return nil }
    let sources = report.score.chartSources
    var html = "<h2>Does the choice of weights matter?</h2><p>\(comparison.answer.escapedForXML)</p>"
    if let chart = comparison.chart(sources: sources) { html += HTMLRenderer.figure(chart, id: "schemes") }
    if let chart = comparison.agreementChart(sources: sources) {
      html += HTMLRenderer.figure(chart, id: "agreement")
    }
    let missing = comparison.notComputed.map { "<li>\("\($0.scheme): \($0.reason)".escapedForXML)</li>" }
      .joined()
    return html + (missing.isEmpty ? "" : "<p>Not computed:</p><ul>\(missing)</ul>")
  }

  private var past: String? {
    let charts = [report.history?.chart(.pressure), report.conflictHistory?.chart(.incentive)].compactMap(
      \.self)
    if charts.isEmpty { return nil }
    return "<h2>How it came to this</h2><p>Each date is scored with what was public on it.</p>"
      + charts.enumerated().map { HTMLRenderer.figure($0.element, id: "history-\($0.offset)") }.joined()
  }

  private var package: String? {
    guard let joint = report.score.joint else {
      return report.score.notApplicable.map {
        "<h2>The incentive to negotiate</h2><p>It cannot be scored: \($0.escapedForXML).</p>"
      }
    }
    var html = "<h2>What they could agree on</h2>"
    if let chart = report.score.frontierChart(report.assessment) {
      let items = joint.packages.nash.concessions.compactMap { id in joint.names[id] }.map {
        "<li>\($0.name.escapedForXML) <span class=\"soft\">(\(report.score.sides[$0.giver].name.escapedForXML))</span></li>"
      }
      html += "<p>The Nash package, which gives the largest product of gains:</p><ul>\(items.joined())</ul>"
      html += HTMLRenderer.figure(chart, id: "frontier")
    } else {
      html += "<p>No package of concessions is worth more than nothing to both sides.</p>"
    }
    return html
  }

  // MARK: What it rests on

  private var data: String {
    let missing = report.score.missing.map {
      "\($0.side), \($0.indicator): \($0.reason)".escapedForXML
    }
    let missingList =
      missing.isEmpty
      ? "<p>Nothing is missing: every indicator has a value for every side.</p>"
      : "<p>Missing:</p><ul>\(missing.map { "<li>\($0)</li>" }.joined())</ul>"
    let files = report.check.files.map { "<li>\($0.path.escapedForXML): \($0.rows) rows</li>" }.joined()
    let warnings = report.check.warnings.map { "<li>\($0.escapedForXML)</li>" }.joined()
    return """
      <h2>Data</h2>
      <p>\(report.score.provenance.vintage.escapedForXML).</p>
      \(missingList)
      <ul>\(files)\(warnings)\(report.notComputed.map { "<li>\($0.escapedForXML)</li>" }.joined())</ul>
      """
  }

  private var method: String {
    let lines = report.score.provenance.lines.map { "<li>\($0.escapedForXML)</li>" }.joined()
    let assumptions = report.score.assumptions.map { "<li>\($0.escapedForXML)</li>" }.joined()
    return """
      <h2>Method and assumptions</h2><ul>\(lines)</ul>
      <details><summary>Every default that was taken</summary><ul>\(assumptions)</ul></details>
      """
  }

  private var reproduction: String {
    let source = report.score.provenance.model
    let asOf = report.score.provenance.asOf.map { " --as-of \($0)" } ?? ""
    return """
      <h2>To compute it again</h2>
      <p>The model file <code>\(source.path.escapedForXML)</code>, SHA-256 <code>\(source.sha256)</code>:</p>
      <pre><code>pressure report \(source.path.escapedForXML)\(asOf) --output report.html</code></pre>
      <details><summary>The model file</summary><pre><code>\(report.assessment.model.text.linesEscapedForXML)</code></pre></details>
      """
  }

  // MARK: What other choices would change

  private var interactive: String? {
    model.map { InteractiveSection($0, report.score).html }
  }
}
