extension BacktestReport {
  var document: Document {
    var document = Document()
    document.title("\(provenance.model.title): does pressure foretell talks?")
    if !warnings.isEmpty {
      document.heading("Warning")
      document.paragraph("Carried out by force although the test is too small:")
      document.list(warnings.map { $0 + "." })
    }
    document.heading("What the evidence can carry")
    document.list(verdict)

    document.heading("Does it tell the months before talks from the others?")
    document.paragraph(
      "Area under the curve: the share of pairs in which the month before talks has the higher value; 0.5 is chance. "
        + "Pressure: its area in the months in which the other is known. "
        + "s.e.: as if months were independent, so too small. 5-95 %: \(settings.draws) samples of whole episodes. "
        + "p: the share of outcomes shifted in time that do as well.")
    var areas = Document.Table([
      ("", .left), ("months", .right), ("positive", .right), ("area", .right), ("pressure", .right),
      ("s.e.", .right), ("5-95 %", .right), ("p", .right),
    ])
    for predictor in predictors {
      guard let area = predictor.area else { continue }
      areas.add([
        predictor.name, String(area.months), String(area.positives), fixed(area.value, 2),
        predictor.pressureArea.map { fixed($0, 2) } ?? "",
        fixed(area.standardError, 2), area.band.map { "\(fixed($0[0], 2))-\(fixed($0[1], 2))" } ?? "-",
        fixed(area.shiftProbability, 2),
      ])
    }
    document.table(areas)
    let failed = predictors.compactMap(\.area?.failedDraws).max() ?? 0
    if failed > 0 {
      document.paragraph(
        "Up to \(failed) of \(settings.draws) samples had one kind of month only and count for nothing.")
    }

    document.heading("Does it foretell? Logistic forecasts from earlier episodes only")
    document.table(table(\.forecasts))
    document.heading("With every other episode, later ones too (no forecast)")
    document.table(table(\.leaveOneEpisodeOut))

    if let forecasts = predictors.first?.forecasts {
      document.heading("Calibration of the forecasts of pressure")
      var table = Document.Table([
        ("forecast", .left), ("months", .right), ("mean forecast", .right), ("happened", .right),
      ])
      for bin in forecasts.calibration {
        table.add([
          "\(fixed(bin.from, 1)) to \(fixed(bin.to, 1))", String(bin.count), score(bin.forecast),
          bin.frequency.map(percent) ?? "-",
        ])
      }
      document.table(table)
    }

    document.heading("Episodes")
    var table = Document.Table([
      ("month ends followed by talks", .left), ("positive", .right), ("quiet months before", .right),
    ])
    for episode in episodes {
      table.add([
        episode.first == episode.last ? episode.first : "\(episode.first) to \(episode.last)",
        String(episode.positiveMonths), String(episode.quietMonthsBefore),
      ])
    }
    document.table(table)

    document.heading("How it was done")
    document.list(method + provenance.lines)
    return document
  }

  /// Forecasts of all predictors.
  private func table(_ forecasts: KeyPath<Predictor, Predictor.Forecasts?>) -> Document.Table {
    var table = Document.Table([
      ("", .left), ("months", .right), ("positive", .right), ("Brier", .right), ("constant", .right),
      ("skill", .right), ("area", .right),
    ])
    for predictor in predictors {
      guard let forecasts = predictor[keyPath: forecasts] else { continue }
      table.add([
        predictor.name, String(forecasts.months), String(forecasts.positives), fixed(forecasts.brier, 3),
        fixed(forecasts.constantBrier, 3), forecasts.skill.map { fixed($0, 2) } ?? "-",
        forecasts.area.map { fixed($0, 2) } ?? "-",
      ])
    }
    return table
  }

  private var method: [String] {
    [
      "Month ends \(dates.first ?? "-") to \(dates.last ?? "-"), each scored with what was public on it; "
        + "\(dates.unscored) without a score of every side, \(dates.open) whose outcome the list of events leaves open.",
      "Positive: talks or a cooperative act of either side in the \(settings.horizonDays) days after. Positive months "
        + "no more than \(settings.horizonDays) days apart are one episode; a block is an episode with the quiet months "
        + "before it.",
      "Events: \(events.total); \(events.outcomes) talks and cooperative acts after the first date and within "
        + "\(settings.horizonDays) days of the last. Of all, \(events.before) on or before the first date and "
        + "\(events.beyond) later than that are ignored; \(events.after) between the last date and then are outcomes only.",
      "A forecast is learnt from the blocks before its own, of outcomes known on its date: a logistic regression on "
        + "standardised predictors with a penalty of half the squared coefficients. Seed \(settings.seed).",
    ] + unavailable.map { "Not available: \($0)." }
  }

  var figures: [Figure] {
    func forecasts(_ forecasts: Predictor.Forecasts?, _ section: String, _ id: String) -> [Figure] {
      guard let forecasts else { return [] }
      let numbers: [(String, Double?)] = [
        ("months", Double(forecasts.months)), ("positives", Double(forecasts.positives)),
        ("brier", forecasts.brier), ("constantBrier", forecasts.constantBrier), ("skill", forecasts.skill),
        ("area", forecasts.area), ("standardError", forecasts.standardError),
        ("withRipeness", Double(forecasts.withRipeness)),
      ]
      return numbers.map { Figure(section, item: id, $0.0, $0.1) }
        + forecasts.calibration.flatMap { bin in
          let range = "\(id) \(fixed(bin.from, 1))-\(fixed(bin.to, 1))"
          return [
            Figure("\(section)Calibration", item: range, "count", Double(bin.count)),
            Figure("\(section)Calibration", item: range, "forecast", bin.forecast),
            Figure("\(section)Calibration", item: range, "frequency", bin.frequency),
          ]
        }
    }
    let predictors = predictors.flatMap { predictor -> [Figure] in
      var figures: [Figure] = []
      if let area = predictor.area {
        let numbers: [(String, Double?)] = [
          ("months", Double(area.months)), ("positives", Double(area.positives)), ("value", area.value),
          ("standardError", area.standardError), ("lower", area.band?[0]), ("upper", area.band?[1]),
          ("failedDraws", Double(area.failedDraws)), ("shiftProbability", area.shiftProbability),
          ("pressureArea", predictor.pressureArea),
        ]
        figures += numbers.map { Figure("area", item: predictor.id, $0.0, $0.1) }
      }
      return figures + forecasts(predictor.forecasts, "forecasts", predictor.id)
        + forecasts(predictor.leaveOneEpisodeOut, "leaveOneEpisodeOut", predictor.id)
    }
    let dates: [(String, Int)] = [
      ("tested", dates.tested), ("positive", dates.positive), ("unscored", dates.unscored),
      ("open", dates.open),
    ]
    let counts: [(String, Int)] = [
      ("total", events.total), ("outcomes", events.outcomes), ("before", events.before),
      ("after", events.after), ("beyond", events.beyond),
    ]
    return warnings.map { Figure("warning", item: $0, "forced", 1) }
      + dates.map { Figure("dates", $0.0, Double($0.1)) }
      + counts.map { Figure("events", $0.0, Double($0.1)) }
      + [Figure("episodes", "count", Double(episodes.count))] + predictors
      + months.flatMap { month in
        [
          Figure("month", item: month.asOf, "mutualHurting", month.mutualHurting),
          Figure("month", item: month.asOf, "ripeness", month.ripeness),
          Figure("month", item: month.asOf, "positive", month.positive ? 1 : 0),
          Figure("month", item: month.asOf, "forecast", month.forecast),
        ]
      }
  }
}
