internal import PressureIndex

extension HistoryReport {
  /// Which scores a chart of the history shows.
  enum Theme {
    /// Pressure, and hurting with dashes.
    case pressure
    /// Pressure, and correlation-weighted pressure with dashes.
    case correlation
    /// The incentive to negotiate, where the conflict section applies.
    case incentive

    var title: String {
      switch self {
      case .pressure: "Pressure and hurting by as-of date"
      case .correlation: "Pressure, plain and correlation-weighted (CISS), by as-of date"
      case .incentive: "Incentive to negotiate by as-of date"
      }
    }

    /// What the vertical axis measures.
    var unit: String {
      switch self {
      case .pressure: "pressure and hurting"
      case .correlation: "pressure"
      case .incentive: "incentive"
      }
    }
  }

  /// A chart of one theme; `nil` where there is nothing to show, or more sides than lines can be told apart.
  ///
  /// - Parameter sources: the last line; by default the model's title.
  func chart(_ theme: Theme, sources: String? = nil) -> LineChart? {
    if theme == .correlation, correlationDecay == nil { return nil }
    let days = dates.map { Day($0.asOf) }
    guard sides.count <= ChartStyle.colourCount, !days.contains(nil), dates.count > 1 else { return nil }
    func line(_ name: String, _ side: Int, isDashed: Bool, _ value: (DateScore.Side) -> Double?)
      -> LineChart.Line
    {
      LineChart.Line(
        name: name, side: side, isDashed: isDashed,
        points: zip(days, dates).map { LineChart.Point($0!, value($1.sides[side])) })
    }
    var lines = sides.enumerated().flatMap { position, side in
      switch theme {
      case .pressure:
        [
          line("\(side.name), pressure", position, isDashed: false, \.pressure),
          line("\(side.name), hurting", position, isDashed: true, \.hurting),
        ]
      case .correlation:
        [
          line("\(side.name), pressure", position, isDashed: false, \.pressure),
          line("\(side.name), CISS", position, isDashed: true, \.correlationWeightedPressure),
        ]
      case .incentive: [line(side.name, position, isDashed: false, \.incentive)]
      }
    }
    // The incentive is there only while the conflict section applies: the chart shows those dates.
    let known = dates.indices.filter { n in lines.contains { $0.points[n].value != nil } }
    guard let first = known.first, let last = known.last, first < last else { return nil }
    lines = lines.map { line in
      LineChart.Line(
        name: line.name, side: line.side, isDashed: line.isDashed, points: Array(line.points[first...last]))
    }
    let values = lines.flatMap { $0.points.compactMap(\.value) }
    let isUnit = values.allSatisfy { (0...1).contains($0) }
    return LineChart(
      title: theme.title,
      description: description(of: lines) + (theme == .incentive ? gaps(first...last) : ""),
      sources: sources ?? "\(provenance.model.title), pressure \(provenance.program.version).",
      unit: theme.unit + (isUnit ? ", 0 to 1" : ""),
      lines: lines,
      events: (events ?? []).compactMap { event in
        Day(event.date).map { day in
          LineChart.Event(
            day: day,
            kind: event.kind == "hostile" ? .hostile : event.kind == "cooperative" ? .cooperative : .other,
            label: [event.kind, event.event].compactMap(\.self).joined(separator: ": "))
        }
      }, range: isUnit ? 0...1 : nil)
  }

  /// Why the incentive is missing on some of the dates.
  private func gaps(_ shown: ClosedRange<Int>) -> String {
    let missing = dates[shown].filter { $0.notApplicable != nil }
    guard let last = missing.last, let reason = last.notApplicable else { return "" }
    return
      " It cannot be scored on \(missing.count) of these \(shown.count) dates, the last \(last.asOf): \(reason)."
  }

  private func description(of lines: [LineChart.Line]) -> String {
    let last = lines.filter { !$0.isDashed }.compactMap { line in
      line.points.last { $0.value != nil }.map { "\(line.name): \(score($0.value)) as of \($0.day)" }
    }
    let marks =
      (events ?? []).isEmpty
      ? ""
      : " Dots above are dated events, dark for hostile acts, coloured for cooperative ones, hollow for talks."
    return last.joined(separator: "; ") + "." + marks
  }
}
