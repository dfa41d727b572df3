internal import PressureSyntax

/// Each side's headline numbers with the bands of their doubt; a panel of many units has a ranking instead.
struct BriefingGauges {
  private let report: BriefingReport

  init(_ report: BriefingReport) { self.report = report }

  var html: String {
    let sides = report.score.sides
    if sides.count > ChartStyle.colourCount {
      return "<h2>The ranking</h2>" + HTMLRenderer.set(report.score.rankingTable) + note
    }
    return "<div class=\"gauges\">\(sides.indices.map(card).joined())</div>\(note)"
  }

  /// The gauge of the number that answers the question: the incentive, or the pressure without one.
  static func headline(_ report: BriefingReport, side: Int, isLive: Bool = false) -> Gauge? {
    let isIncentive = report.score.sides[side].incentive != nil
    return gauge(report, side, isIncentive ? .incentive : .pressure, isLive: isLive)
  }

  private enum Measure: String { case incentive, pressure }

  private static func gauge(
    _ report: BriefingReport, _ side: Int, _ measure: Measure, isLive: Bool = false
  ) -> Gauge? {
    let score = report.score.sides[side]
    // A gauge is for scores on its scale.
    guard let value = measure == .incentive ? score.incentive : score.pressure, (0...1).contains(value)
    else { return nil }
    return Gauge(
      name: "\(score.name), \(measure == .incentive ? "incentive to negotiate" : "pressure")", side: side,
      value: value, band: report.band(side: side, measure.rawValue), marksHalf: measure == .incentive,
      isLive: isLive)
  }

  private func card(_ n: Int) -> String {
    let side = report.score.sides[n]
    let isIncentive = side.incentive != nil
    var html =
      "<section class=\"gauge \(ChartStyle.side(n))\"><h3 class=\"coloured\">\(side.name.escapedForXML)</h3>"
    if isIncentive { html += number("Incentive to negotiate", side.incentive, .incentive, n, isLarge: true) }
    html += number("Pressure", side.pressure, .pressure, n, isLarge: !isIncentive)
    var rows = [("Hurting: pressure and its momentum", score(side.hurting))]
    if isIncentive {
      rows += [
        ("Motivation: gain against holding out", score(side.motivation)),
        ("Optimism that a gesture is returned", score(side.optimism)),
        ("Resolve, a judgement of the model", score(side.resolve)),
        (
          "Resolve at which opening just pays",
          side.anyResolveHolds == true ? "any" : score(side.breakEvenResolve)
        ),
      ]
    }
    rows.append(("Coverage", percent(side.coverage)))
    let list = rows.map { "<dt>\($0.0.escapedForXML)</dt><dd>\($0.1.escapedForXML)</dd>" }.joined()
    return html + "<dl>\(list)</dl></section>"
  }

  /// A number with its band in words and as a gauge.
  private func number(
    _ name: String, _ value: Double?, _ measure: Measure, _ side: Int, isLarge: Bool
  ) -> String {
    let band = report.band(side: side, measure.rawValue).map {
      " <span class=\"soft\">\(fixed($0.lowerBound, 2)) to \(fixed($0.upperBound, 2))</span>"
    }
    let figure = measure == .pressure ? report.score.scale.figure(value) : score(value)
    let gauge = BriefingGauges.gauge(report, side, measure)?.inline(id: "gauge-\(measure.rawValue)-\(side)")
    return
      "<div>\(name)</div><div class=\"\(isLarge ? "value" : "value small")\">\(figure)\(band ?? "")</div>\(gauge ?? "")"
  }

  private var note: String {
    var parts: [String] = []
    if report.score.joint != nil { parts.append("Above one half, opening talks pays in expectation.") }
    if let draws = report.uncertainty, !draws.outputs.isEmpty {
      parts.append(
        "Light bands hold nine of ten of \(draws.counted) draws of what is uncertain, by the model's own choices."
      )
    } else if report.score.joint != nil {
      parts.append(
        "The light band of an incentive is the belief that a gesture is returned, between its 5 % and 95 % quantile."
      )
    }
    parts += report.score.judgements
    return parts.isEmpty ? "" : "<p class=\"soft\">\(parts.joined(separator: " ").escapedForXML)</p>"
  }
}

extension BriefingReport {
  /// The band of a side's number over the draws; of an incentive without draws, the one of the belief.
  func band(side: Int, _ measure: String) -> ClosedRange<Double>? {
    let score = score.sides[side]
    if let uncertainty { return uncertainty.band(score.id, measure) }
    return measure == "incentive" ? score.incentiveBand.map { $0[0]...$0[1] } : nil
  }
}
