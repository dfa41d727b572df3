internal import PressureSyntax

extension HistoryReport {
  var figures: [Figure] {
    dates.flatMap(\.figures)
      + turningPoints.map {
        Figure("turningPoint", side: $0.side, item: $0.kind, "pressure", $0.pressure, asOf: $0.date)
      }
  }

  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(
      "Scores by as-of date, \(dates.first?.asOf ?? "") to \(dates.last?.asOf ?? ""), step: \(step). Each date is "
        + "scored with what was public on it.")
    addOverview(to: &document)
    for (position, side) in sides.enumerated() { addSide(side, position, to: &document) }
    addGaps(to: &document)
    addJoint(to: &document)
    addTurningPoints(to: &document)
    addEvents(to: &document)
    document.heading("Reading these numbers")
    document.list(notes)
    document.list(provenance.lines)
    return document
  }

  private func values(_ side: Int, _ path: KeyPath<DateScore.Side, Double?>) -> [Double?] {
    dates.map { $0.sides[side][keyPath: path] }
  }

  /// One line per side and number, on one scale for all sides, so that lines can be compared.
  private func addOverview(to document: inout Document) {
    var table = Document.Table([
      ("", .left), ("Side", .left), ("Over time", .left), ("Lowest", .right), ("Highest", .right),
      ("Last", .right),
    ])
    let rows: [(String, KeyPath<DateScore.Side, Double?>)] = [
      ("Pressure", \.pressure), ("CISS", \.correlationWeightedPressure), ("Also", \.alternativePressure),
      ("Hurting", \.hurting), ("Incentive", \.incentive),
    ]
    for (name, path) in rows {
      let all = sides.indices.map { values($0, path) }
      let known = all.flatMap { $0.compactMap(\.self) }
      guard let least = known.min(), let greatest = known.max() else { continue }
      for (position, side) in sides.enumerated() {
        let own = all[position].compactMap(\.self)
        table.add([
          name, side.name, sparkline(all[position], range: least...greatest, width: 24), score(own.min()),
          score(own.max()), score(all[position].last ?? nil),
        ])
      }
    }
    document.table(table)
  }

  private func addSide(_ side: SideName, _ position: Int, to document: inout Document) {
    document.heading(side.name)
    let scores = dates.map { $0.sides[position] }
    let hasIncentive = scores.contains { $0.incentive != nil }
    // Lines keep to 80 columns: what was asked for takes the place of CISS, and either that of the bar.
    var beside: (name: String, path: KeyPath<DateScore.Side, Double?>)?
    if alternative != nil {
      beside = ("Also", \.alternativePressure)
    } else if correlationDecay != nil {
      beside = ("CISS", \.correlationWeightedPressure)
    }
    var columns: [(String, Document.Table.Alignment)] = [("As of", .left), ("Pressure", .right)]
    if let beside { columns.append((beside.name, .right)) } else { columns.append(("", .left)) }
    columns.append(("Hurting", .right))
    if hasIncentive { columns += [("N", .right), ("p", .right), ("I", .right)] }
    columns += [("Regime", .right), ("T", .left), ("Coverage", .right)]
    var table = Document.Table(columns)
    for (date, own) in zip(dates, scores) {
      var cells = [date.asOf, score(own.pressure)]
      if let beside {
        cells.append(score(own[keyPath: beside.path]))
      } else {
        cells.append(own.pressure.map { bar($0, width: 6) } ?? "")
      }
      cells.append(score(own.hurting))
      if hasIncentive { cells += [score(own.motivation), score(own.optimism), score(own.incentive)] }
      cells.append(own.percentile.map(percent) ?? "-")
      cells.append(own.turningPoint.map { $0 == "peak" ? "▲" : "▼" } ?? "")
      cells.append(percent(own.coverage))
      table.add(cells)
    }
    document.table(table)
  }

  /// Dates without scores since no weights could be learned: the reason of the last of each run of them, whose numbers
  /// and date it has.
  private func addGaps(to document: inout Document) {
    var runs: [(first: String, last: String, reason: String)] = []
    var isOpen = false
    for date in dates {
      if let reason = date.noWeights {
        if isOpen, let run = runs.last {
          runs[runs.count - 1] = (run.first, date.asOf, reason)
        } else {
          runs.append((date.asOf, date.asOf, reason))
        }
      }
      isOpen = date.noWeights != nil
    }
    guard !runs.isEmpty else { return }
    document.heading("Dates without scores")
    document.list(
      runs.map { run in
        (run.first == run.last ? run.first : "\(run.first) to \(run.last)") + ": no weights; \(run.reason)."
      })
  }

  private func addJoint(to document: inout Document) {
    let applicable = dates.filter { $0.ripeness != nil }
    let reasons = dates.filter { $0.notApplicable != nil }
    if applicable.isEmpty, reasons.isEmpty { return }
    document.heading("Both sides together")
    if !applicable.isEmpty {
      var table = Document.Table([
        ("As of", .left), ("Ripeness J", .right), ("Smaller H", .right), ("Asymmetry", .right),
        ("Ripe", .left),
      ])
      for date in applicable {
        table.add([
          date.asOf, score(date.ripeness), score(date.mutualHurting), score(date.asymmetry),
          date.ripe == true ? "yes" : date.zoneOfAgreement == true ? "no" : "no zone of agreement",
        ])
      }
      document.table(table)
    }
    document.list(
      spans(of: reasons).map { first, last, count, reason in
        (count == 1 ? "\(first): " : "\(first) to \(last): ") + "no incentive; \(reason)."
      })
  }

  /// Dates in a row with the same reason, told apart from the dates that the reasons themselves name.
  private func spans(of dates: [DateScore]) -> [(first: String, last: String, count: Int, reason: String)] {
    var spans: [(first: String, last: String, count: Int, reason: String)] = []
    for date in dates {
      let reason = (date.notApplicable ?? "").replacing(", not on \(date.asOf)", with: "")
      if let last = spans.last, last.reason == reason {
        spans[spans.count - 1] = (last.first, date.asOf, last.count + 1, reason)
      } else {
        spans.append((date.asOf, date.asOf, 1, reason))
      }
    }
    return spans
  }

  private func addTurningPoints(to document: inout Document) {
    document.heading("Turning points of pressure")
    if turningPoints.isEmpty { document.paragraph("There is none.") }
    guard !turningPoints.isEmpty else { return }
    var table = Document.Table([
      ("Side", .left), ("", .left), ("Date", .left), ("Pressure", .right), ("Recognised on", .left),
    ])
    for point in turningPoints {
      let name = sides.first { $0.id == point.side }?.name ?? point.side
      table.add([name, point.kind, point.date, score(point.pressure), point.recognised])
    }
    document.table(table)
  }

  private func addEvents(to document: inout Document) {
    guard let events else { return }
    document.heading("Events")
    if events.isEmpty { document.paragraph("The model has none between these dates.") }
    guard !events.isEmpty else { return }
    var table = Document.Table([("Date", .left), ("Who", .left), ("Kind", .left), ("What", .left)])
    for event in events {
      let name = sides.first { $0.id == event.actor }?.name ?? event.actor
      table.add([event.date, name, event.kind, event.event ?? ""])
    }
    document.table(table)
  }

  private var notes: [String] {
    var notes = [
      "Regime: the percentile of the own history, which is the share of the dates from \(dates.first?.asOf ?? "") up to the row's own on which pressure was "
        + "not above it, from the twelfth date on.",
      "T: ▲ a peak, ▼ a trough of pressure. Either is told only afterwards, once pressure has moved away from it by \(significant(swing)): on "
        + "the date under \"Recognised on\".",
    ]
    if let correlationDecay {
      notes.append(
        "CISS: correlation-weighted pressure, (w u)' C (w u) over the pillars' weights w and scores u, with C the "
          + "correlations with which the side's pillars moved up to the date (decay \(significant(correlationDecay)) a "
          + "month). Its scale is that of squares: the pressure squared where all pillars move as one, and less the "
          + "more they take turns.")
    } else if let correlationMissing {
      notes.append("There is no correlation-weighted pressure beside it: \(correlationMissing).")
    }
    if let alternative {
      notes.append(
        "Also: the pressure if the pillars were aggregated otherwise (\(alternative)); all else rests on the model's own."
      )
    }
    if dates.contains(where: { $0.ripeness != nil }) {
      notes.append(
        "N is motivation, p optimism, and I, the incentive to negotiate, is their mean; opening pays above one half."
      )
    }
    return notes
  }
}
