public import Negotiation
public import PressureIndex
public import PressureSyntax

/// Everything that the model says as of one date: what the reports are made of.
public struct Assessment: Sendable {
  /// The model.
  public let model: Model
  /// What the data files hold.
  public let observations: Observations
  /// The as-of date; `nil` for data without dates.
  public let asOf: Day?
  /// The pressure index at the as-of date and at the earlier dates that it needs.
  public let index: PressureIndex
  /// Each side's pressure.
  public let results: [SideResult]
  /// Each side's hurting; `nil` where there is no pressure, or an index that does not lie between 0 and 1.
  public let hurting: [Hurting?]
  /// The incentive to negotiate; `nil` for a model without a conflict.
  public let incentive: IncentiveOutcome?
  /// The defaults taken by the model file, and those taken because of the data.
  public let assumptions: [Assumption]

  /// The panel that was scored.
  public var panel: Panel { index.panel }

  /// The positions of the sides by falling pressure; sides without a score come last. Ties keep the model's
  /// order, and share a rank in reports.
  public var ranking: [Int] {
    results.indices.sorted { a, b in
      switch (results[a].score, results[b].score) {
      case (let x?, let y?): x > y || x == y && a < b
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): a < b
      }
    }
  }

  /// The rank of each side by pressure, 1 the highest, equal scores sharing the better rank; `nil` without one.
  public var ranks: [Int?] {
    var ranks = [Int?](repeating: nil, count: results.count)
    var best: (rank: Int, score: Double)?
    for (place, side) in ranking.enumerated() {
      guard let score = results[side].score else { break }
      // An equal score shares the rank of the first that has it.
      if best?.score != score { best = (place + 1, score) }
      ranks[side] = best?.rank
    }
    return ranks
  }
}

extension Model {
  /// Reads the data files of the model, or `files` in their place: the n-th of them takes the column mapping of
  /// the model's n-th entry; paths in `files` start from the current folder.
  ///
  /// - Parameter checksums: whether to compute the files' checksums, which costs about a second for 300 MB.
  public func observations(
    from files: [String] = [], checksums: Bool = false
  ) throws(Diagnostics) -> Observations {
    let sides = specification.sides.map(\.id)
    if files.isEmpty {
      return try Observations.read(
        dataFiles, base: folder, sides: sides, series: specification.seriesIDs, checksums: checksums)
    }
    let replaced = files.enumerated().map { n, path in
      var file = n < dataFiles.count ? dataFiles[n] : DataFile(path)
      file.path = path
      file.location = nil
      file.allowsStandardInput = true
      return file
    }
    return try Observations.read(
      replaced, base: "", sides: sides, series: specification.seriesIDs, checksums: checksums)
  }

  /// The as-of date of a run: `requested`, else the model's, else the latest day on which an observation became
  /// public; `nil` if the data have no dates either. Never the clock.
  public func asOfDate(_ requested: Day?, in observations: Observations) -> Day? {
    requested ?? asOf ?? specification.latestPublicDay(in: observations)
  }

  /// What is known of every indicator as of a date, and as of the earlier dates that hurting and contributions
  /// refer to.
  public func panel(asOf requested: Day? = nil, in observations: Observations) throws(Diagnostics) -> Panel {
    let asOf = asOfDate(requested, in: observations)
    var dates = [asOf]
    if let asOf {
      dates.append(asOf - specification.momentum.span)
      if case .date(let day) = specification.method.baseline {
        if day > asOf {
          throw Diagnostics(
            Diagnostic("the baseline's date \(day) is later than the as-of date \(asOf)"))
        }
        if !dates.contains(day) { dates.append(day) }
      }
    }
    return try Panel(observations, specification, asOf: dates, sampled: specification.needsSample)
  }

  /// The pressure index of `panel`.
  public func index(of panel: Panel) throws(Diagnostics) -> PressureIndex { try PressureIndex(panel) }

  /// Scores the model as of a date: pressure, hurting and, with a conflict section, the incentive to negotiate.
  public func assess(asOf requested: Day? = nil) throws(Diagnostics) -> Assessment {
    try assess(observations(), asOf: requested)
  }

  /// Scores the model on `observations`.
  ///
  /// - Parameter attributed: the sides for which to measure what each indicator adds to the index.
  public func assess(
    _ observations: Observations, asOf requested: Day? = nil,
    attributing attributed: AttributedSides = .affordable
  ) throws(Diagnostics) -> Assessment {
    try assess(observations, asOf: requested, supposing: [], attributing: attributed)
  }

  /// Scores the model on `observations`, with some values at the as-of date taken to be others.
  func assess(
    _ observations: Observations, asOf requested: Day?, supposing values: [SupposedValue],
    attributing attributed: AttributedSides = .affordable
  ) throws(Diagnostics) -> Assessment {
    let panel = try panel(asOf: requested, in: observations).supposing(values.compactMap(\.panelValue))
    let index = try index(of: panel)
    let sides = specification.sides.indices
    var results: [SideResult] = []
    var hurting: [Hurting?] = []
    for side in sides {
      // The parts of a conflict's motivation rest on what the indicators of both sides add.
      let isAttributed = conflict != nil || attributed.includes(side, of: specification)
      let now = try index.result(side: side, isAttributed: isAttributed)
      let isDated = specification.indicators.indices.contains {
        panel[panel.row(side: side), $0].reading?.period != nil
      }
      let earlier =
        panel.dates[0] != nil && isDated
        ? try index.result(side: side, date: 1, isAttributed: isAttributed) : nil
      results.append(now)
      // Hurting lies between 0 and 1, so it means nothing for an index on another scale.
      hurting.append(
        specification.isUnitInterval
          ? Hurting(now, earlier: earlier, specification.momentum, specification.hierarchy) : nil)
    }
    return Assessment(
      model: self, observations: observations, asOf: panel.dates[0], index: index, results: results,
      hurting: hurting,
      incentive: try incentive(
        conflict == nil ? [] : hurting.map { $0.map { HurtingState($0) } }, asOf: panel.dates[0],
        in: observations, supposing: values),
      assumptions: assumptions + runAssumptions(requested, panel, hurting))
  }

  private func runAssumptions(_ requested: Day?, _ panel: Panel, _ hurting: [Hurting?]) -> [Assumption] {
    var result: [Assumption] = []
    if requested == nil, asOf == nil, let date = panel.dates[0] {
      result.append(
        Assumption("", "as-of", "\(date), the latest day on which an observation became public"))
    }
    if !AttributedSides.affordable.includes(0, of: specification) {
      result.append(
        Assumption(
          "", "what each indicator adds",
          "measured only for a side that 'pressure explain' names, since it takes Shapley values"))
    }
    let reasons = Set(hurting.compactMap { $0?.missingMomentum })
    if specification.sides.count > AttributedSides.limit, reasons.count == 1,
      hurting.allSatisfy({ $0 == nil || $0!.missingMomentum != nil })
    {
      return result + [Assumption("", "momentum", "0 for every side: \(reasons.first!)")]
    }
    for (side, hurting) in zip(specification.sides, hurting) {
      if let reason = hurting?.missingMomentum {
        result.append(Assumption(side.id, "momentum", "0: \(reason)"))
      }
    }
    return result
  }
}
