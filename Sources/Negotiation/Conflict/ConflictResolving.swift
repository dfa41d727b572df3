public import PressureIndex
public import PressureSyntax

extension Conflict {
  /// Finds a value in the data: of a series, for a side (0 or 1), as of a day (`nil` in data without dates).
  public typealias SeriesLookup = (
    _ series: String, _ side: Int, _ on: Day?
  ) throws(Diagnostics) -> Lookup

  /// The conflict as of `asOf`.
  ///
  /// - Parameter cutsStopAtZero: whether concessions that together would take a tariff below 0 take it to 0. In a
  ///   model as it stands they are a mistake; under a supposed tariff they are what remains of a cut.
  /// - Throws: A date in the section where there is no as-of date; a quantity outside its range; more concessions
  ///   than can be enumerated; a package that takes a tariff below 0.
  ///
  /// - Precondition: ``acts`` has been read.
  public func resolved(
    asOf: Day?, cutsStopAtZero: Bool = false, lookup: SeriesLookup
  ) throws(Diagnostics) -> ConflictResolution {
    guard let acts else { preconditionFailure("the file of acts has not been read") }
    if asOf == nil { try requireNoDates(acts) }
    if !validity.contains(asOf) { return .notApplicable(reason: outsideValidity(asOf)) }

    let valid = concessions.filter { $0.validity.contains(asOf) }
    let open = valid.filter { !$0.isRedLine }
    try requireEnumerable(open)
    let inputs = try quantities(asOf: asOf, lookup)
    if !inputs.missing.isEmpty { return .notApplicable(reason: inputs.missing.joined(separator: "; ")) }
    let burden = TariffBurden(
      exposures: inputs.exposures, elasticity: elasticity, redirection: redirection)
    if !cutsStopAtZero { try requireTariffsAboveZero(open, burden) }

    let gestures = Pair { side in stakes(self.gestures, of: side, asOf) { $0.cost[side] - $0.value[side] } }
    let demands = Pair { side in stakes(preconditions, of: side, asOf) { $0.cost[side] } }
    let counted = Pair { side in countedActs(acts, seenBy: side, asOf) }
    let openChannels = Pair { side in
      channels.filter { $0.party.includes(side) && $0.validity.contains(asOf) }
    }
    return .resolved(
      ResolvedConflict(
        sides: sides, asOf: asOf, quantities: inputs.resolved, burden: burden, concessions: open,
        redLines: valid.filter(\.isRedLine), gestures: gestures, preconditions: demands,
        statesGestureRisk: gestureRisk.map { $0 != nil },
        statesPreconditionCost: preconditionCost.map { $0 != nil },
        holdingOut: Pair { side in
          HoldingOut(
            resolve: resolve[side], scale: scale,
            gestureRisk: gestureRisk[side] ?? gestures[side].reduce(0) { $0 + $1.amount },
            preconditionCost: preconditionCost[side] ?? demands[side].reduce(0) { $0 + $1.amount })
        },
        channels: openChannels, acts: counted,
        beliefs: Pair { side in
          func weights(_ kind: Act.Kind) -> [Double] {
            counted[side].filter { $0.act.kind == kind }.map(\.decayedWeight)
          }
          return Reciprocity.belief(
            prior: prior, channel: openChannels[side].reduce(0) { $0 + $1.strength },
            cooperative: weights(.cooperative), hostile: weights(.hostile))
        },
        leverageSensitivity: leverageSensitivity, place: place,
        gesturePlaces: Pair { side in
          self.gestures.first { concessions[$0.concession].giver == side }?.place
        }))
  }

  private func outsideValidity(_ asOf: Day?) -> String {
    var text = "the conflict section holds"
    if let from = validity.from { text += " from \(from)" }
    if let until = validity.until { text += " until \(until)" }
    return text + (asOf.map { ", not on \($0)" } ?? "")
  }

  /// What the valid ones among `dated` that `side` makes put at stake.
  private func stakes(
    _ dated: [DatedConcession], of side: Int, _ asOf: Day?, amount: (Concession) -> Double
  ) -> [ResolvedConflict.Stake] {
    dated.compactMap { item in
      let concession = concessions[item.concession]
      guard concession.giver == side, item.validity.contains(asOf), concession.validity.contains(asOf)
      else { return nil }
      return ResolvedConflict.Stake(concession: concession.id, amount: amount(concession))
    }
  }

  /// The acts of the other side, up to the as-of date, with what remains of their weights.
  private func countedActs(_ acts: [Act], seenBy side: Int, _ asOf: Day?) -> [CountedAct] {
    guard let asOf else { return [] }
    return acts.compactMap { act in
      guard act.actor.includes(1 - side), act.kind != .talks, act.date <= asOf else { return nil }
      let age = asOf - act.date
      return CountedAct(
        act: act, age: age,
        decayedWeight: Reciprocity.decayed(weight: act.weight, age: Double(age), halfLife: halfLife))
    }
  }

  // MARK: What makes it impossible

  /// Reports everything with a date, which means nothing without an as-of date.
  private func requireNoDates(_ acts: [Act]) throws(Diagnostics) {
    let problems = Problems()
    func report(_ what: String, _ validity: Validity, _ place: Place) {
      if validity.isUnbounded { return }
      problems.report(
        place.mistake("\(what) has dates, and the score has no as-of date", help: "state an as-of date"))
    }
    report("the conflict", validity, place)
    for concession in concessions {
      report("the concession \(concession.id.quoted)", concession.validity, concession.place)
    }
    for gesture in gestures { report("a gesture", gesture.validity, gesture.place) }
    for precondition in preconditions { report("a precondition", precondition.validity, precondition.place) }
    for channel in channels { report("the channel \(channel.name.quoted)", channel.validity, channel.place) }
    if let act = acts.first {
      problems.report(
        Diagnostic(
          "acts have dates, and the score has no as-of date", at: act.location, help: "state an as-of date"))
    }
    try problems.throwIfAny()
  }

  private func requireEnumerable(_ open: [Concession]) throws(Diagnostics) {
    let limit = PackageUtilities.maximumConcessions
    if open.count <= limit { return }
    throw Diagnostics(
      open[limit].place.mistake(
        "\(open.count) concessions can be made at once, more than the \(limit) whose packages can be enumerated; "
          + "\(open[limit].id.quoted) is one too many",
        help: "give some 'from:' and 'until:', mark red lines, or state two as one"))
  }

  private func requireTariffsAboveZero(_ open: [Concession], _ burden: TariffBurden) throws(Diagnostics) {
    let problems = Problems()
    for side in 0...1 {
      let cuts = open.filter { $0.giver == side && $0.tariffChange < 0 }
      let tariff = burden.exposures[side].tariff
      let lowest = cuts.reduce(tariff) { $0 + $1.tariffChange }
      guard lowest < -PackageUtilities.tariffTolerance, let last = cuts.last else { continue }
      let names = cuts.map(\.id.quoted).joined(separator: " and ")
      problems.report(
        last.place.mistake(
          "the tariff that \(sides[side]) levies is \(shortest(tariff)), and would fall to \(rounded(lowest)) "
            + "with \(names)",
          help: "a tariff cannot be below 0: make 'tariff-change' smaller"))
    }
    try problems.throwIfAny()
  }
}
