/// The part of a page in which readers choose weights and parameters and see the answer change.
struct InteractiveSection {
  private let model: PageModel
  private let report: BriefingReport

  init(_ model: PageModel, _ report: BriefingReport) { (self.model, self.report) = (model, report) }

  var html: String {
    """
    <section class="interactive" id="interactive"><h2>Try other choices</h2>
    <p>Move a slider, or pick a scheme: the numbers follow, by the same formulas as the command's. Weights count \
    relative to their group. Sliders of weights give all sides the same weights.</p>
    <div class="live" role="status" aria-live="polite"><p id="live-answer">\(report.score.answer.escapedForXML)</p></div>
    \(gauges)
    \(results)
    \(presets)
    \(weights)
    \(parameters)
    <div class="buttons"><button type="button" id="reset">Reset</button>
    <button type="button" id="copy">Copy as YAML</button><span id="copied" role="status"></span></div>
    <pre id="fragment" tabindex="0" aria-label="Model fragment" hidden></pre>
    <noscript><p>The sliders need JavaScript; everything else on this page does not.</p></noscript>
    </section>
    """
  }

  /// A gauge of each side whose needle follows the sliders. Its band was computed for the model's own choices, so the
  /// script takes it away while others are chosen.
  private var gauges: String {
    let cards = report.score.sides.indices.compactMap { side in
      BriefingGauges.headline(report, side: side, isLive: true).map {
        "<div class=\"gauge\" data-gauge=\"\(side)\" data-name=\"\($0.name.escapedForXML)\">"
          + "<div class=\"coloured \(ChartStyle.side(side))\">\($0.name.escapedForXML)</div>"
          + "\($0.inline(id: "live-gauge-\(side)"))</div>"
      }
    }
    if cards.isEmpty { return "" }
    return """
      <div class="gauges">\(cards.joined())</div>
      <p class="soft" id="live-band" data-changed="\(InteractiveSection.withoutBand)">\(InteractiveSection.withBand)</p>
      """
  }

  private static let withBand =
    "The light bands, and everything above this section, belong to the model's own choices."
  private static let withoutBand =
    "No bands: they were computed for the model's own choices, where the thin marks are. For the bands of yours, copy "
    + "them into the model file and run the report again. Everything above this section stays the model's own."

  private var results: String {
    var rows = [("Pressure", "pressure"), ("Rank by pressure", "rank"), ("Hurting", "hurting")]
    if model.conflict != nil {
      rows += [("Motivation", "motivation"), ("Incentive to negotiate", "incentive")]
    }
    let head = model.sides.map { "<th scope=\"col\" class=\"right\">\($0.name.escapedForXML)</th>" }.joined()
    let body = rows.map { name, measure in
      let cells = model.sides.indices.map { "<td class=\"right\" data-live=\"\($0):\(measure)\">-</td>" }
        .joined()
      return "<tr><th scope=\"row\">\(name)</th>\(cells)</tr>"
    }.joined()
    let span = model.sides.count
    let joint =
      model.conflict == nil
      ? ""
      : "<tr><th scope=\"row\">Joint ripeness</th><td class=\"right\" colspan=\"\(span)\" data-live=\"joint:ripeness\">-</td></tr>"
        + "<tr><th scope=\"row\">Ripe</th><td class=\"right\" colspan=\"\(span)\" data-live=\"joint:ripe\">-</td></tr>"
        + "<tr><th scope=\"row\">Nash package</th><td colspan=\"\(span)\" id=\"live-package\">-</td></tr>"
    return """
      <div class="scroll" tabindex="0"><table class="live-table"><caption class="soft">With your choices</caption>\
      <thead><tr><td></td>\(head)</tr></thead><tbody>\(body)\(joint)</tbody></table></div>
      """
  }

  private var presets: String {
    let options = model.presets.enumerated().map { n, preset in
      "<option value=\"\(n)\">\(preset.name.escapedForXML)</option>"
    }.joined()
    return """
      <p><label for="preset">Weights by scheme: </label><select id="preset"><option value="own">the model's own</option>\
      \(options)<option value="chosen">chosen with the sliders</option></select></p>
      """
  }

  private var weights: String {
    let pillars = model.nodes[0].children.map { pillar in
      slider(
        "weight:\(pillar)", model.nodes[pillar].name, model.nodes[pillar].weight, 0...1, 0.01, isInner: false)
        + inner(pillar)
    }.joined()
    return "<fieldset><legend>Weights</legend>\(pillars)</fieldset>"
  }

  private func inner(_ group: Int) -> String {
    let children = model.nodes[group].children
    let sliders = children.map { child in
      (children.count > 1
        ? slider(
          "weight:\(child)", model.nodes[child].name, model.nodes[child].weight, 0...1, 0.01, isInner: true)
        : "")
        + inner(child)
    }
    return sliders.joined()
  }

  private var parameters: String {
    guard let conflict = model.conflict else { return "" }
    let resolve = zip(model.sides, conflict.holdingOut).enumerated().map { n, side in
      slider(
        "resolve:\(n)", "Resolve, \(side.0.name)", side.1.resolve, 0...max(3, 2 * side.1.resolve), 0.05,
        isInner: false)
    }.joined()
    return "<fieldset><legend>Parameters</legend>" + resolve
      + slider(
        "elasticity", "Trade elasticity", conflict.elasticity,
        min(0.5, conflict.elasticity)...max(10, 2 * conflict.elasticity), 0.1, isInner: false)
      + slider(
        "redirection", "Share of lost sales redirected", conflict.redirection, 0...1, 0.01, isInner: false)
      + "</fieldset>"
  }

  private func slider(
    _ control: String, _ label: String, _ value: Double, _ range: ClosedRange<Double>, _ step: Double,
    isInner: Bool
  ) -> String {
    let id = "control-" + control.map { $0 == ":" ? "-" : String($0) }.joined()
    return """
      <div class="control\(isInner ? " inner" : "")"><label for="\(id)">\(label.escapedForXML)</label>\
      <input type="range" id="\(id)" data-control="\(control)" data-exact="\(value)" min="\(range.lowerBound)" \
      max="\(range.upperBound)" step="\(step)" value="\(value)"><output id="\(id)-value" for="\(id)">\
      \(significant(value, 3))</output></div>
      """
  }
}
