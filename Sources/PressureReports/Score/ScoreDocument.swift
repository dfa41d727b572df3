internal import PressureIndex
internal import PressureSyntax

extension ScoreReport {
  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(provenance.asOf.map { "As of \($0). \(answer)" } ?? answer)
    document.paragraph(caution)
    if sides.count <= AttributedSides.limit {
      document.heading("Scores")
      document.table(scoreTable)
    } else {
      document.heading("Ranking")
      document.table(rankingTable)
    }
    if let joint { add(joint, to: &document) }
    if sides.count <= AttributedSides.limit {
      for side in sides { add(side, to: &document) }
    }
    document.heading("What is missing")
    document.list(missingLines + (preparation.map { [$0.sentence] } ?? []))
    document.heading("How it was computed")
    document.list(provenance.lines)
    return document
  }

  /// What the figures do not carry, said before anyone reads them.
  private var caution: String {
    (judgements + [
      "Weights and goalposts are taken as given here: 'pressure uncertainty \(provenance.model.path)' says how sure "
        + "the figures are."
    ]).joined(separator: " ")
  }

  /// What of the figures is judgement, in a sentence each.
  var judgements: [String] {
    var parts: [String] = []
    if joint != nil {
      parts.append(
        "Resolve, values and costs are judgements of the model file: read the break-even resolve, not only the "
          + "incentive.")
    }
    if differentMeasures.weight > 0 {
      parts.append(
        "\(percent(differentMeasures.weight)) of the index rests on different measures for the sides "
          + "(\(differentMeasures.indicators.joined(separator: ", "))), comparable only by judgement.")
    }
    return parts
  }

  private var scoreTable: Document.Table {
    var table = Document.Table([("", .left)] + sides.map { ($0.name, .right) })
    func row(_ name: String, _ value: (SideScore) -> String) { table.add([name] + sides.map(value)) }
    func optional(_ name: String, _ digits: Int, _ value: (SideScore) -> Double?) {
      guard sides.contains(where: { value($0) != nil }) else { return }
      row(name) { value($0).map { fixed($0, digits) } ?? "-" }
    }
    row("Pressure P (\(scale.ends))") { scale.figure($0.pressure) }
    optional("  \(provenance.method.momentumSpan) earlier", 3, \.earlierPressure)
    optional("Hurting H: pressure and its momentum", 3, \.hurting)
    row("Coverage") { percent($0.coverage) }
    guard joint != nil else { return table }
    optional("Tariff burden b, pp of own GDP", 3, \.burden)
    optional("Gain from the package G, pp", 3, \.gain)
    optional("Value of holding out A, pp", 3, \.holdingOut)
    optional("Motivation N", 3, \.motivation)
    optional("Optimism p: a gesture is returned", 3, \.optimism)
    row("  90 % band") { side in
      side.optimismBand.map { "\(fixed($0[0], 2)) to \(fixed($0[1], 2))" } ?? "-"
    }
    optional("Critical reciprocity p*", 3, \.criticalReciprocity)
    optional("INCENTIVE I = (N + p)/2", 3, \.incentive)
    row("  with p in its band") { side in
      side.incentiveBand.map { "\(fixed($0[0], 2)) to \(fixed($0[1], 2))" } ?? "-"
    }
    optional("Resolve a, a judgement of the model", 3, \.resolve)
    row("  break-even: where I is one half") {
      $0.anyResolveHolds == true ? "any" : score($0.breakEvenResolve)
    }
    row("  equal: where I is the other's") { score($0.equalResolve) }
    optional("Leverage in bargaining", 3, \.leverage)
    row("Zeuthen limit: the smaller yields") { score($0.zeuthenLimit) }
    return table
  }

  /// The sides by rank, with their pillars where those are few; of many sides the first and the last.
  var rankingTable: Document.Table {
    // Without an earlier pressure hurting is the pressure itself.
    let hasMomentum = sides.contains { $0.earlierPressure != nil }
    let pillars = sides[0].pillars.count <= 4 ? sides[0].pillars.indices : 0..<0
    var table = Document.Table(
      [("", .right), ("", .left), ("score", .right)] + (hasMomentum ? [("hurting", .right)] : [])
        + pillars.map { (sides[0].pillars[$0].id, .right) } + [("coverage", .right)])
    let sorted = sides.sorted { ($0.rank ?? .max) < ($1.rank ?? .max) }
    let (first, last) = sorted.count > 100 ? (50, 10) : (sorted.count, 0)
    func add(_ side: SideScore) {
      table.add(
        [side.rank.map(String.init) ?? "-", side.name, scale.figure(side.pressure)]
          + (hasMomentum ? [scale.figure(side.hurting)] : [])
          + pillars.map { scale.figure(side.pillars[$0].score) } + [percent(side.coverage)])
    }
    sorted.prefix(first).forEach(add)
    if sorted.count > first {
      let columns = table.columns.count
      table.add(
        ["", "… and \(sorted.count - first - last) more …"] + Array(repeating: "", count: columns - 2))
      sorted.suffix(last).forEach(add)
    }
    return table
  }

  private func add(_ joint: JointScore, to document: inout Document) {
    document.heading("Together")
    var table = Document.Table([("", .left), ("", .right)])
    table.add(["Joint ripeness J", score(joint.ripeness)])
    table.add(["Ripe (both incentives above one half)", joint.ripe ? "yes" : "no"])
    table.add(["Zone of agreement", joint.zoneOfAgreement ? "yes" : "no"])
    table.add(["Mutual hurting (the smaller H)", score(joint.mutualHurting)])
    table.add(["Asymmetry, N of \(sides[0].name) less N of \(sides[1].name)", score(joint.asymmetry)])
    if let next = joint.concedesNext { table.add(["Yields next (smaller Zeuthen limit)", name(of: next)]) }
    document.table(table)

    document.heading("The package")
    if !joint.zoneOfAgreement {
      document.paragraph("No package is worth more than nothing to both sides.")
    }
    var nash = Document.Table([("Nash package", .left), ("given by", .left)])
    for id in joint.packages.nash.concessions {
      let concession = joint.names[id]!
      nash.add([concession.name, sides[concession.giver].name])
    }
    if joint.packages.nash.concessions.isEmpty { nash.add(["nothing: the status quo", ""]) }
    document.table(nash)
    var solutions = Document.Table(
      [("Solution (gains in pp of own GDP)", .left)] + sides.map { ($0.name, .right) } + [
        ("concessions", .right)
      ])
    for solution in joint.packages.all {
      solutions.add(
        [solution.name] + sides.map { fixed(solution.package.utilities[$0.id]!, 3) }
          + [String(solution.package.concessions.count)])
    }
    document.table(solutions)
    document.paragraph(
      "\(joint.acceptable) of \(joint.admissible) packages that cross no red line leave neither side worse off; "
        + "\(joint.frontier.count) of them are on the Pareto frontier.")

    document.heading("Gestures, by value to the other side per own cost")
    var gestures = Document.Table([
      ("", .left), ("given by", .left), ("value to other", .right), ("own cost", .right), ("ratio", .right),
    ])
    for gesture in joint.gestures {
      gestures.add([
        joint.names[gesture.concession]!.name, name(of: gesture.giver), fixed(gesture.valueToOther, 3),
        fixed(gesture.ownCost, 3),
        gesture.ratio.map { fixed($0, 1) } ?? (gesture.ownCost < 0 ? "gains" : "free"),
      ])
    }
    document.table(gestures)
    if joint.gestures.contains(where: { $0.ownCost < 0 }) {
      document.paragraph(
        "A negative own cost is a gain: that concession would leave its giver better off even if nothing came back."
      )
    }
  }

  private func name(of side: String) -> String { sides.first { $0.id == side }!.name }

  private func add(_ side: SideScore, to document: inout Document) {
    document.heading("\(side.name): what drives it")
    // With a conflict the last column shows what the motivation owes to each pillar, otherwise a bar.
    let last: (String, Document.Table.Alignment) = side.drivers == nil ? ("", .left) : ("to N", .right)
    var table = Document.Table([
      ("", .left), ("value", .right), ("period", .left), ("score", .right), ("weight", .right),
      ("adds", .right),
      last,
    ])
    for pillar in side.pillars {
      let driver = side.drivers?.first { $0.pillar == pillar.id }
      let members = side.indicators.filter { $0.pillar == pillar.id && $0.id != pillar.id }
      let own = side.indicators.first { $0.id == pillar.id }
      table.add([
        pillar.name, own?.value.map { significant($0, 4) } ?? "", own?.period ?? "",
        scale.figure(pillar.score),
        fixed(pillar.weight, 2), scale.figure(pillar.contribution),
        side.drivers == nil ? (pillar.score.map(scale.bar) ?? "") : score(driver?.motivation),
      ])
      for indicator in members {
        table.add([
          "  " + indicator.name, indicator.value.map { significant($0, 4) } ?? "-", indicator.period ?? "",
          scale.figure(indicator.score), fixed(indicator.weight, 2), scale.figure(indicator.contribution), "",
        ])
      }
    }
    table.add(["Pressure", "", "", scale.figure(side.pressure), "", scale.figure(side.pressure), ""])
    document.table(table)
    if let base = side.baselineMotivation {
      document.paragraph(
        "\"To N\" is each pillar's part of the motivation N = \(score(side.motivation)) (Shapley values); "
          + "\(score(base)) of it would be there without any pressure.")
    }
  }

  /// Whether the index lies between 0 and 1; on another scale there is pressure but no hurting.
  private var isUnitInterval: Bool { !sides.contains { $0.pressure != nil && $0.hurting == nil } }

  private var missingLines: [String] {
    var lines = missing.prefix(20).map { missing in
      "\(name(of: missing.side)), \(missing.indicator): \(missing.reason)."
    }
    if missing.count > 20 { lines.append("And \(missing.count - 20) more: 'pressure check' lists all.") }
    if missing.isEmpty { lines.append("Nothing: every indicator has a value for every side.") }
    let scored = sides.filter { $0.pressure != nil && $0.hurting != nil }
    if !isUnitInterval {
      lines.append("Hurting: it needs an index between 0 and 1, and this method gives another scale.")
    }
    let steady = scored.filter { $0.earlierPressure == nil }
    if steady.count > 1, steady.count == scored.count {
      lines.append("No side has an earlier pressure, so that hurting has no momentum.")
    } else if steady.count > AttributedSides.limit {
      lines.append("\(steady.count) sides have no earlier pressure, so that their hurting has no momentum.")
    } else {
      lines += steady.map { "\($0.name): no earlier pressure, so that hurting has no momentum." }
    }
    return lines
  }
}

extension Provenance {
  /// The lines that close a report for people.
  var lines: [String] {
    let origins = (method.weights ?? []).filter { $0.weights.count > 1 }
    // Where each unit of a panel has weights of its own, the JSON form holds them.
    let shown = origins.prefix(12).map { $0.line + "." }
    let rest = origins.count - shown.count
    return [
      "Model: \(model.path), SHA-256 \(model.sha256.prefix(16))….",
      "Method: \(method.summary); hurting adds \(significant(method.momentum)) of the change over "
        + "\(method.momentumSpan).",
    ] + shown
      + (rest > 0 ? ["And \(rest) more groups and sides have weights of their own: see the JSON form."] : [])
      + (method.lookAheadLine.map { [$0] } ?? [])
      + [
        "Data: \(vintage).",
        "Program: pressure \(program.version), \(program.blas).",
      ]
  }
}
