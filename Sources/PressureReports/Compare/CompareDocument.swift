internal import PressureSyntax

extension CompareReport {
  /// How many units of a panel are listed.
  private static let unitLimit = 15

  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(answer)
    sides.count == 2 ? addTwoSides(to: &document) : addUnits(to: &document)
    if let lead { document.list(sentences(lead)) }
    if let noExactShare { document.list(shareReasons(noExactShare)) }
    if let notApplicable { document.list(["No incentive: \(notApplicable)."]) }
    document.list(reasons)
    addDates(to: &document)
    document.heading("How it was computed")
    document.list(notes + provenance.lines)
    return document
  }

  /// Why there is no exact share of all weights, and where there is none at all, why it was not sampled.
  private func shareReasons(_ noExactShare: String) -> [String] {
    if lead != nil { return ["Sampled, since there is no exact share of all weights: \(noExactShare)."] }
    guard let noSampledShare else { return ["No share of all weights: \(noExactShare)."] }
    return [
      "No exact share of all weights: \(noExactShare).",
      "No sampled share of all weights either: \(noSampledShare).",
    ]
  }

  /// What is not computed, schemes with one reason together.
  private var reasons: [String] {
    var reasons: [String] = []
    for failure in notComputed where !reasons.contains(failure.reason) { reasons.append(failure.reason) }
    return reasons.map { reason in
      let names = notComputed.filter { $0.reason == reason }.map(\.scheme)
      return "Not computed: \(names.joined(separator: "; ")): \(reason)."
    }
  }

  private func name(_ id: String) -> String { sides.first { $0.id == id }?.name ?? id }

  private func sentences(_ lead: LeadScore) -> [String] {
    func isFirm(_ answer: LeadScore.Answer) -> Bool {
      lead.draws == nil ? answer.turn == nil : answer.share == 1
    }
    let firm = lead.groups.filter(isFirm)
    let open = [lead.overall] + lead.groups.filter { !isFirm($0) }
    let places = firm.map { $0.group == "index" ? "of the pillars" : "within \($0.group ?? "")" }
    return open.map {
      $0.sentence(leader: name(lead.leader), other: sides.count == 2 ? nil : name(lead.other))
    }
      + (firm.isEmpty
        ? []
        : [
          "No \(lead.draws == nil ? "weights" : "draw of weights") \(places.joined(separator: " or ")) "
            + "turn\(lead.draws == nil ? "" : "s") its lead, the others staying."
        ])
  }

  private func addTwoSides(to document: inout Document) {
    let hasIncentive = schemes.contains { $0.sides.contains { $0.incentive != nil } }
    var columns: [(String, Document.Table.Alignment)] = [("Scheme", .left)]
    columns += sides.map { ("P \($0.name)", .right) } + [("Lead", .right)]
    if hasIncentive { columns += sides.map { ("I \($0.name)", .right) } }
    var table = Document.Table(columns)
    for scheme in schemes {
      let pressure = scheme.sides.map(\.pressure)
      let lead = pressure[0].flatMap { first in pressure[1].map { first - $0 } }
      table.add(
        [scheme.name] + pressure.map(score) + [lead.map(signed) ?? "-"]
          + (hasIncentive ? scheme.sides.map { score($0.incentive) } : []))
    }
    document.table(table)
  }

  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + fixed(value, 3) }

  /// The schemes with their agreement, then the ranks of the first units by each.
  private func addUnits(to document: inout Document) {
    var table = Document.Table([
      ("", .right), ("Scheme", .left), ("First", .left), ("Spearman", .right), ("Kendall", .right),
      ("Largest shift", .left),
    ])
    for (number, scheme) in schemes.enumerated() {
      let moved = scheme.sides.filter { ($0.rankShift ?? 0) != 0 }.max {
        abs($0.rankShift!) < abs($1.rankShift!)
      }
      table.add([
        "\(number + 1)", scheme.name, scheme.pressureLeader.map(name) ?? "-",
        score(scheme.agreement?.spearman),
        score(scheme.agreement?.kendall),
        moved.map { "\(name($0.id)) \($0.rankShift! > 0 ? "down" : "up") \(abs($0.rankShift!))" } ?? "none",
      ])
    }
    document.table(table)
    document.heading("Rank by scheme")
    let shown = sides.indices.sorted {
      (schemes[0].sides[$0].rank ?? .max, $0) < (schemes[0].sides[$1].rank ?? .max, $1)
    }.prefix(CompareReport.unitLimit)
    var ranks = Document.Table([("", .left)] + schemes.indices.map { ("\($0 + 1)", .right) })
    for side in shown {
      ranks.add([sides[side].name] + schemes.map { $0.sides[side].rank.map(String.init) ?? "-" })
    }
    document.table(ranks)
    if sides.count > shown.count {
      document.paragraph(
        "The first \(shown.count) of \(sides.count) by the model's own weights; the other forms list all.")
    }
  }

  private func addDates(to document: inout Document) {
    guard let dates, dates.count > 1 else { return }
    document.heading("Side with the highest pressure, by date")
    let own = dates.map { $0.schemes[0].pressureLeader }
    var table = Document.Table([
      ("Scheme", .left), ("Dates", .right), ("As the model", .right), ("Not on", .left),
    ])
    for (position, scheme) in schemes.enumerated() {
      let compared = dates.indices.filter {
        own[$0] != nil && dates[$0].schemes[position].sides.contains { $0.pressure != nil }
      }
      let different = compared.filter { dates[$0].schemes[position].pressureLeader != own[$0] }
      let listed = different.suffix(4).map { dates[$0].asOf }
      table.add([
        scheme.name, "\(compared.count)",
        compared.isEmpty
          ? "-"
          : percent(
            Double(compared.count - different.count) / Double(compared.count)),
        (different.count > 4 ? "…, " : "") + listed.joined(separator: ", "),
      ])
    }
    document.table(table)
  }

  private var notes: [String] {
    var lines: [String] = []
    if let draws = lead?.draws {
      lines.append(
        "Shares of all weights are Monte Carlo estimates from \(draws) draws, uniform on the simplex (seed 0); the other "
          + "weights stay as the model has them, and no smallest change that turns the lead is looked for.")
    } else if lead != nil {
      lines.append(
        "Shares of all weights are exact volumes: every set of weights is as likely as every other, and the other "
          + "weights stay as the model has them.")
    }
    // The same weights serve several aggregations.
    var said: Set<String> = []
    for scheme in schemes where scheme.weighting != nil && scheme.weighting != "equal" && sides.count == 2 {
      for index in scheme.weights where index.group == "index" && index.weights.count > 1 {
        if said.insert(index.line).inserted { lines.append("By \(scheme.name), \(index.line).") }
      }
    }
    return lines
  }

  var figures: [Figure] {
    var figures: [Figure] = []
    for scheme in schemes {
      for side in scheme.sides {
        figures += [
          Figure("scheme", side: side.id, item: scheme.name, "pressure", side.pressure),
          Figure("scheme", side: side.id, item: scheme.name, "rank", side.rank.map(Double.init)),
          Figure("scheme", side: side.id, item: scheme.name, "rankShift", side.rankShift.map(Double.init)),
          Figure("scheme", side: side.id, item: scheme.name, "hurting", side.hurting),
          Figure("scheme", side: side.id, item: scheme.name, "incentive", side.incentive),
        ]
      }
      if let agreement = scheme.agreement {
        figures += [
          Figure("scheme", item: scheme.name, "spearman", agreement.spearman),
          Figure("scheme", item: scheme.name, "kendall", agreement.kendall),
        ]
      }
    }
    for answer in (lead.map { [$0.overall] + $0.groups } ?? []) {
      let item = answer.group ?? "all indicators"
      figures += [
        Figure("lead", side: lead?.leader ?? "", item: item, "share", answer.share),
        Figure("lead", side: lead?.other ?? "", item: item, "share", answer.otherShare),
        Figure("lead", item: item, "moved", answer.turn?.moved),
      ]
      if let error = answer.standardError {
        figures.append(Figure("lead", item: item, "standardError", error))
      }
    }
    for date in dates ?? [] {
      for scheme in date.schemes {
        figures += scheme.sides.map {
          Figure("date", side: $0.id, item: scheme.name, "pressure", $0.pressure, asOf: date.asOf)
        }
      }
    }
    return figures
  }
}
