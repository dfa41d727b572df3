internal import PressureSyntax

extension ExplainReport {
  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(
      "How each number comes about" + (provenance.asOf.map { ", as of \($0)" } ?? "")
        + ". Data: \(provenance.vintage).")
    for side in sides {
      document.heading("\(side.name): from observations to pressure")
      for indicator in side.indicators { document.table(table(indicator)) }
      document.table(sum(side))
      if let factors = side.factors {
        document.heading("\(side.name): what moved its factors since the month's end before")
        for factor in factors { document.table(factor.table) }
        document.paragraph(
          "In standard deviations of the factor: what came in, less what was expected of it, times its weight; revisions "
            + "included. Shares are of the sizes of all news, with their signs.")
      }
      if !side.steps.isEmpty {
        document.heading("\(side.name): from pressure to incentive")
        var table = Document.Table([("", .left), ("", .left), ("value", .right), ("from", .left)])
        for step in ExplainReport.withoutFaded(side.steps) {
          table.add([
            step.symbol, step.meaning, step.value.map { fixed($0, 4) } ?? "-", step.origin,
          ])
        }
        document.table(table)
      }
    }
    document.heading("How it was computed")
    document.list(provenance.lines)
    return document
  }

  private func table(_ indicator: IndicatorExplanation) -> Document.Table {
    var table = Document.Table([(indicator.id, .left), (indicator.name, .left)])
    func row(_ name: String, _ text: String?) { if let text { table.add(["  " + name, text]) } }
    row("in", indicator.groups.isEmpty ? nil : indicator.groups.joined(separator: " / "))
    if let missing = indicator.missing {
      row("missing", missing)
      return table
    }
    // The unit is that of the value: the series that a change is computed from has another.
    let unit = indicator.unit.map { $0.hasPrefix("%") ? " \($0)" : " (\($0))" } ?? ""
    let isLevel = indicator.transform == "level"
    row(
      "observed",
      indicator.observed.map {
        shortest($0) + (isLevel ? unit : "") + (indicator.period.map { ", for \($0)" } ?? "")
      })
    row(
      "public on",
      indicator.publicOn.map { day in
        guard let release = indicator.release else { return day + " (by the publication lag)" }
        let notes =
          (release > 1 ? ["release \(release) of the period"] : [])
          + (indicator.flash == true ? ["a flash estimate, before the period ended"] : [])
        return day + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
      })
    row("source", indicator.source)
    row("place", indicator.place)
    row("divided by", indicator.denominator.map { shortest($0) })
    row(
      "imputed",
      indicator.imputed.map { reason in "\(indicator.value.map { significant($0) } ?? ""): \(reason)" })
    if !isLevel, indicator.imputed == nil {
      row(
        "prepared",
        indicator.value.map {
          "\(significant($0))\(unit) = \(indicator.transform)"
            + (indicator.base.map { ", from \(shortest($0))" } ?? "")
        })
    }
    row("treated", indicator.treated.map { "\(significant($0)), as an outlier; see 'explain --preparation'" })
    row("score", "\(score(indicator.score)), \(indicator.scale)")
    row(
      "weight",
      "\(fixed(indicator.weight, 3)) in its group, \(fixed(indicator.effectiveWeight, 4)) of the index")
    row(
      "adds",
      indicator.contribution.map {
        fixed($0, 4)
          + (indicator.standardError.map { " (sampled, standard error \(significant($0, 2)))" } ?? "")
      } ?? "not measured for this many sides: name one")
    if indicator.differentMeasures { row("note", "different measures: the sides are compared by judgement") }
    return table
  }

  /// The steps, with the acts that count less than the four decimals show as one line.
  private static func withoutFaded(_ steps: [SideExplanation.Step]) -> [SideExplanation.Step] {
    let faded = steps.filter { $0.symbol == "w" && ($0.value ?? 0) < 0.00005 }
    guard faded.count > 1,
      let first = steps.firstIndex(where: { $0.symbol == "w" && ($0.value ?? 0) < 0.00005 })
    else { return steps }
    var rest = steps.filter { !($0.symbol == "w" && ($0.value ?? 0) < 0.00005) }
    rest.insert(
      .init(
        symbol: "w", meaning: "\(faded.count) acts long past",
        value: faded.reduce(0) { $0 + ($1.value ?? 0) },
        origin: "each counts less than 0.00005"), at: first)
    return rest
  }

  private func sum(_ side: SideExplanation) -> Document.Table {
    var table = Document.Table([("Sum", .left), ("", .left)])
    if let baseline = side.baselinePressure {
      if baseline != 0 { table.add(["  baseline", fixed(baseline, 4)]) }
      table.add(["  indicators", fixed(side.indicators.reduce(0) { $0 + ($1.contribution ?? 0) }, 4)])
    }
    table.add(["  pressure", side.pressure.map { fixed($0, 4) } ?? "no score: too little is observed"])
    return table
  }

  var figures: [Figure] { sides.flatMap(\.figures) }
}

extension SideExplanation {
  fileprivate var figures: [Figure] {
    var figures = [Figure("side", side: id, "pressure", pressure)]
    if let baselinePressure {
      figures.append(Figure("side", side: id, "baselinePressure", baselinePressure))
    }
    for indicator in indicators {
      var measures: [(String, Double?)] = [
        ("observed", indicator.observed), ("base", indicator.base), ("value", indicator.value),
        ("score", indicator.score), ("weight", indicator.weight),
        ("effectiveWeight", indicator.effectiveWeight),
      ]
      if let contribution = indicator.contribution { measures.append(("contribution", contribution)) }
      figures += measures.map { Figure("indicator", side: id, item: indicator.id, $0.0, $0.1) }
    }
    figures += (factors ?? []).flatMap { $0.figures(side: id) }
    return figures + steps.map { Figure("step", side: id, item: $0.meaning, $0.symbol, $0.value) }
  }
}
