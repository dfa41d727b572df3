internal import PressureIndex
internal import PressureSyntax
internal import Robustness

extension UncertaintyReport {
  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(provenance.asOf.map { "As of \($0). \(answer)" } ?? answer)
    if let notApplicable {
      document.paragraph("The incentive to negotiate cannot be scored: \(notApplicable).")
    }
    if !isStated {
      document.paragraph(
        "The model file does not say what is uncertain, so the defaults listed below were taken: they are round "
          + "numbers, not knowledge. Write 'uncertainty:' into it to state your own.")
    }
    if !outputs.isEmpty {
      document.heading("How sure the numbers are")
      for group in groups { document.table(table(group.header, group.rows)) }
      document.paragraph(
        "\"Stated\" is the model as it stands; 5% to 95% are quantiles of the draws. \(errors)")
    }
    addEvents(to: &document)
    document.heading("What is uncertain")
    document.list(inputs.map { $0 + "." })
    if failed > 0 {
      document.heading("Draws that failed: \(failed) of \(draws)")
      document.list(
        failures.map { "Draw \($0.draw): \($0.reason) (\($0.values.joined(separator: "; "))).".capped })
    }
    document.heading("How it was computed")
    document.list(
      [
        "\(draws) draws, \(sampling == "sobol" ? "scrambled Sobol sequence" : "random (Philox)"), seed \(seed)."
      ]
        + provenance.lines)
    return document
  }

  /// A table for each side, then one for what concerns both; with many sides one of their pressures.
  private var groups: [(header: String, rows: [(name: String, output: Output)])] {
    let sides = outputs.compactMap(\.side).uniqued
    if sides.count > AttributedSides.limit {
      let pressures = outputs.filter { $0.measure == "pressure" }
      return [("Pressure", pressures.map { (sideNames[$0.side ?? ""] ?? "", $0) })]
    }
    let own = sides.map { side in
      (sideNames[side] ?? side, outputs.filter { $0.side == side }.map { ($0.label, $0) })
    }
    let joint = outputs.filter { $0.side == nil }.map { ($0.label, $0) }
    return own + (joint.isEmpty ? [] : [("First less second, and together", joint)])
  }

  private func table(_ header: String, _ rows: [(name: String, output: Output)]) -> Document.Table {
    var table = Document.Table(
      [(header, .left), ("stated", .right)]
        + ["5%", "25%", "50%", "75%", "95%", "mean", "sd"].map { ($0, .right) })
    for (name, output) in rows {
      table.add(
        [name, score(output.stated)] + output.quantiles.map { score($0.value) }
          + [score(output.mean.value), score(output.standardDeviation.value)])
    }
    return table
  }

  /// The largest Monte Carlo errors; the others are in the CSV and JSON forms.
  private var errors: String {
    let mean = outputs.map(\.mean.standardError).max() ?? 0
    let deviation = outputs.map(\.standardDeviation.standardError).max() ?? 0
    let quantile = outputs.flatMap { $0.quantiles.map(\.standardError) }.max() ?? 0
    return "Monte Carlo standard errors are at most \(significant(mean, 2)) for a mean, "
      + "\(significant(deviation, 2)) for a standard deviation and \(significant(quantile, 2)) for a quantile; "
      + "each is in the CSV and JSON forms."
  }

  private func addEvents(to document: inout Document) {
    let sides = ranks.map(\.side).uniqued
    if sideNames.count > Ensemble.mostRankedSides {
      document.paragraph("Ranks are counted of at most \(Ensemble.mostRankedSides) sides.")
    }
    if sides.count > 1 {
      document.heading("Probabilities, with Monte Carlo standard errors")
      var table = Document.Table([("", .left), ("probability", .right), ("s.e.", .right)])
      if sides.count <= AttributedSides.limit {
        for rank in ranks where sides.count > 2 || rank.rank == 1 {
          let place = sides.count == 2 ? "is under the higher pressure" : "has rank \(rank.rank) by pressure"
          table.add(["\(sideNames[rank.side] ?? rank.side) \(place)"] + cells(rank.probability))
        }
        for event in events { table.add([words(event)] + cells(event.probability)) }
        document.table(table)
      } else {
        document.table(rankTable(sides))
      }
    }
    if concessions.isEmpty { return }
    document.heading("What would be in the package")
    var table = Document.Table([
      ("", .left), ("given by", .left), ("probability", .right), ("s.e.", .right), ("as stated", .left),
    ])
    for concession in concessions {
      table.add(
        [concession.name, sideNames[concession.giver] ?? concession.giver] + cells(concession.probability)
          + [concession.isStated ? "in" : "out"])
    }
    document.table(table)
  }

  private func rankTable(_ sides: [String]) -> Document.Table {
    var table = Document.Table([
      ("Rank", .left), ("first", .right), ("top three", .right), ("last", .right),
      ("mean rank", .right), ("s.e.", .right),
    ])
    for side in sides {
      let own = ranks.filter { $0.side == side }.map(\.probability.value)
      let mean = own.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
      let square = own.enumerated().reduce(0) { $0 + Double(($1.offset + 1) * ($1.offset + 1)) * $1.element }
      let error = (max(0, square - mean * mean) / Double(max(draws - failed, 1))).squareRoot()
      table.add([
        sideNames[side] ?? side, score(own[0]), score(own.prefix(3).reduce(0, +)), score(own[own.count - 1]),
        fixed(mean, 2), fixed(error, 4),
      ])
    }
    return table
  }

  private func cells(_ estimate: Estimate) -> [String] {
    [score(estimate.value), fixed(estimate.standardError, 4)]
  }

  private func words(_ event: Event) -> String {
    let name = event.side.map { sideNames[$0] ?? $0 } ?? ""
    return switch event.event {
    case "needsItMore": "\(name) needs an agreement more (larger N)"
    case "strongerIncentive": "\(name) has the stronger incentive (larger I)"
    case "zoneOfAgreement": "There is a zone of agreement"
    default: "The moment is ripe (both incentives above one half)"
    }
  }
}

extension UncertaintyReport.Output {
  /// What the number is, as tables call it.
  var label: String {
    switch OutputLayout.Measure(rawValue: measure) {
    case .pressure: "Pressure P"
    case .hurting: "Hurting H"
    case .burden: "Burden b, pp"
    case .gain: "Gain G, pp"
    case .holdingOut: "Holding out A, pp"
    case .motivation: "Motivation N"
    case .optimism: "Optimism p"
    case .incentive: "INCENTIVE I"
    case .ripeness: "Joint ripeness J"
    case .asymmetry: "Difference in N"
    case .incentiveDifference: "Difference in I"
    case .pressureDifference: "Difference in P"
    case .rank: "Rank by P"
    case nil: measure
    }
  }
}

extension [String] {
  /// The different texts in the order of their first appearance.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension String {
  /// The text, or its beginning where it is very long.
  fileprivate var capped: String { count > 1500 ? prefix(1500) + "…" : self }
}
