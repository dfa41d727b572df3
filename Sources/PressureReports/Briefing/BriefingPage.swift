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
      let reasons = BriefingReasons(report)
      let sections = [
        BriefingGauges(report).html, reasons.doubt, reasons.why, reasons.change, interactive, past, package,
        data,
        method, reproduction,
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
    let answer = report.answer.enumerated().map { n, part in
      "<p\(n == 0 ? " class=\"answer\"" : "")>\(part.escapedForXML)</p>"
    }.joined()
    let asOf = report.score.provenance.asOf.map { "As of \($0)" } ?? ""
    return """
      <h1>\(report.score.provenance.model.title.escapedForXML)</h1>
      <p class="soft">\(asOf.escapedForXML)</p>
      \(answer)
      """
  }

  // MARK: Past and agreement

  private var past: String? {
    let charts = [report.chart(.history), report.chart(.incentive)].compactMap(\.self)
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
    if let chart = report.chart(.frontier) {
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
    var files = Document.Table([("File", .left), ("Rows", .right), ("SHA-256", .left)])
    for file in report.score.provenance.data {
      files.add([file.path, String(file.rows), file.sha256.map { String($0.prefix(16)) + "…" } ?? "-"])
    }
    let warnings = report.check.warnings.map { "<li>\($0.escapedForXML)</li>" }.joined()
    return """
      <h2>Data</h2>
      <p>Vintage: \(report.score.provenance.vintage.escapedForXML).</p>
      \(missingList)
      \(HTMLRenderer.set(files))
      <ul>\(warnings)\(report.notComputed.map { "<li>\($0.escapedForXML)</li>" }.joined())</ul>
      """
  }

  private var method: String {
    let lines = (report.score.provenance.lines + report.lookAheadElsewhere).map {
      "<li>\($0.escapedForXML)</li>"
    }.joined()
    let assumptions = report.score.assumptions.map { "<li>\($0.escapedForXML)</li>" }.joined()
    return """
      <h2>Method and assumptions</h2><ul>\(lines)</ul>
      <details><summary>Every default that was taken</summary><ul>\(assumptions)</ul></details>
      """
  }

  private var reproduction: String {
    let source = report.score.provenance.model
    var options = report.score.provenance.asOf.map { " --as-of \($0)" } ?? ""
    if let draws = report.uncertainty {
      options += " --draws \(draws.draws) --seed \(draws.seed) --sampling \(draws.sampling)"
    }
    return """
      <h2>To compute it again</h2>
      <p>The model file <code>\(source.path.escapedForXML)</code>, SHA-256 <code>\(source.sha256)</code>:</p>
      <pre><code>pressure report \(source.path.escapedForXML)\(options) --output report.html</code></pre>
      <details><summary>The model file</summary><pre><code>\(report.assessment.model.text.linesEscapedForXML)</code></pre></details>
      """
  }

  // MARK: What other choices would change

  private var interactive: String? {
    model.map { InteractiveSection($0, report).html }
  }
}
