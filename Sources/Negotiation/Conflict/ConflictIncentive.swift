public import PressureIndex
public import PressureSyntax

extension Conflict {
  /// Each side's incentive to negotiate as of a day.
  ///
  /// - Parameters:
  ///   - asOf: The as-of date; `nil` where neither data nor model have dates.
  ///   - hurting: How much each side hurts on that day.
  ///   - cutsStopAtZero: as for ``resolved(asOf:cutsStopAtZero:lookup:)``.
  ///   - lookup: Finds a value in the data.
  /// - Throws: As ``resolved(asOf:cutsStopAtZero:lookup:)`` and ``ResolvedConflict/incentive(hurting:)``.
  public func incentive(
    asOf: Day?, hurting: Pair<HurtingState>, cutsStopAtZero: Bool = false, lookup: SeriesLookup
  ) throws(Diagnostics) -> IncentiveOutcome {
    switch try resolved(asOf: asOf, cutsStopAtZero: cutsStopAtZero, lookup: lookup) {
    case .resolved(let conflict): .incentive(try conflict.incentive(hurting: hurting))
    case .notApplicable(let reason): .notApplicable(reason: reason)
    }
  }
}

extension ResolvedConflict {
  /// Each side's incentive to negotiate if it hurts by `hurting`.
  ///
  /// Cost: O(2^M · M) for M concessions, and 2^P evaluations of N for P pillars.
  ///
  /// - Throws: A value of holding out below 0; inputs so large that a result is not finite.
  public func incentive(hurting: Pair<HurtingState>) throws(Diagnostics) -> Incentive {
    let values = PackageUtilities(concessions.map(\.terms), burden: burden)
    try require(values.values.map { $0.allSatisfy(\.isFinite) }, "a package's value to")
    let problem = BargainingProblem(utilities: values.values)
    let hasZone = problem.hasZoneOfAgreement
    let nash = problem.nash()
    let leverage = Leverage.shares(hurting: hurting.map(\.hurting), sensitivity: leverageSensitivity)
    try require(leverage.map { $0 > 0 && $0.isFinite }, "the leverage of")
    try require(beliefs.map { $0.alpha.isFinite && $0.beta.isFinite }, "the optimism of")
    let limits = problem.zeuthenLimits()

    var sides = try Pair { side throws(Diagnostics) in
      let state = hurting[side]
      let gain = hasZone ? problem[nash][side] : 0
      let holdingOut = try valueOfHoldingOut(of: side, hurting: state.hurting)
      let optimism = beliefs[side].mean
      let motivation = Motivation.value(gain: gain, holdingOut: holdingOut)
      return SideIncentive(
        hurting: state, burden: burden.burden(of: side), burdenAtEmbargo: burden.embargoLimit(of: side),
        salesLost: burden.salesLost(by: side), gain: gain, holdingOut: holdingOut, motivation: motivation,
        criticalReciprocity: 1 - motivation, optimism: optimism, belief: beliefs[side],
        optimismBand: beliefs[side].band(),
        incentive: Motivation.incentive(motivation: motivation, optimism: optimism),
        leverage: leverage[side], zeuthenLimit: limits[side],
        breakEvenResolve: BreakEvenResolve(
          gain: gain, belief: beliefs[side], hurting: state.hurting, holdingOut: self.holdingOut[side]),
        drivers: Drivers(of: state, gain: gain, holdingOut: self.holdingOut[side], optimism: optimism))
    }
    try requireFinite(sides)

    let incentives = sides.map(\.incentive)
    for side in 0...1 {
      sides[side].equalResolve = EqualResolve.value(
        incentive: incentives[1 - side], gain: sides[side].gain, optimism: sides[side].optimism,
        hurting: hurting[side].hurting, holdingOut: holdingOut[side])
    }
    return Incentive(
      sides: sides, hasZoneOfAgreement: hasZone,
      ripeness: Ripeness.joint(incentives: incentives, hasZoneOfAgreement: hasZone),
      isRipe: Ripeness.isRipe(incentives: incentives, hasZoneOfAgreement: hasZone),
      mutualHurting: min(hurting.first.hurting, hurting.second.hurting),
      asymmetry: sides.first.motivation - sides.second.motivation,
      concedesNext: ZeuthenLimit.concedesNext(limits),
      packages: report(of: problem, nash: nash, leverage: leverage), gestures: try rankedGestures(values),
      inputs: self)
  }

  private func report(
    of problem: BargainingProblem, nash: Package, leverage: Pair<Double>
  ) -> PackageReport {
    func named(_ package: Package) -> AgreedPackage {
      AgreedPackage(concessions: package.positions.map { concessions[$0].id }, utilities: problem[package])
    }
    return PackageReport(
      admissible: problem.utilities.first.count, acceptable: problem.acceptable.count, nash: named(nash),
      generalisedNash: named(problem.generalisedNash(weights: leverage)),
      kalaiSmorodinsky: named(problem.kalaiSmorodinsky()), egalitarian: named(problem.egalitarian()),
      utilitarian: named(problem.utilitarian()), best: Pair { side in named(problem.best(for: side)) },
      frontier: problem.paretoFrontier().map(named))
  }

  private func rankedGestures(_ values: PackageUtilities) throws(Diagnostics) -> [RankedGesture] {
    let ranked = values.rankedGestures(givers: concessions.map(\.giver))
    for gesture in ranked where gesture.ratio?.isFinite == false {
      throw tooLarge("the value per cost of \(concessions[gesture.concession].id.quoted) of", gesture.giver)
    }
    return ranked.map { gesture in
      RankedGesture(
        concession: concessions[gesture.concession].id, giver: gesture.giver,
        valueToOther: gesture.valueToOther, ownCost: gesture.ownCost, ratio: gesture.ratio)
    }
  }

  /// A of `side`, which must not be below 0: a side that gains by not being answered would never hold out.
  private func valueOfHoldingOut(of side: Int, hurting: Double) throws(Diagnostics) -> Double {
    let terms = holdingOut[side]
    let value = terms.value(hurting: hurting)
    if !value.isFinite { throw tooLarge("the value of holding out of", side) }
    if value >= -BargainingProblem.tolerance { return max(value, 0) }
    let names = (gestures[side] + preconditions[side]).map(\.concession.quoted)
    let cause = names.isEmpty ? "" : ", because of \(names.joined(separator: ", "))"
    throw Diagnostics(
      (gesturePlaces[side] ?? place).mistake(
        "the value of holding out of \(sides[side]) is \(rounded(value)), below 0\(cause)",
        help: "gestures must cost their giver more than they bring it; "
          + "or state what is at risk: 'gesture-risk: {\(sides[side]): 0}'"))
  }

  private func requireFinite(_ results: Pair<SideIncentive>) throws(Diagnostics) {
    try require(results.map(\.burden.isFinite), "the burden of")
    try require(results.map(\.incentive.isFinite), "the incentive of")
    try require(results.map { $0.breakEvenResolve.number?.isFinite ?? true }, "the break-even resolve of")
    try require(results.map { $0.burdenAtEmbargo?.isFinite ?? true }, "the burden at the embargo limit of")
  }

  private func require(_ isFinite: Pair<Bool>, _ what: String) throws(Diagnostics) {
    for side in 0...1 where !isFinite[side] { throw tooLarge(what, side) }
  }

  private func tooLarge(_ what: String, _ side: Int) -> Diagnostics {
    Diagnostics(
      place.mistake(
        "\(what) \(sides[side]) is not a finite number", help: "some number of the conflict is far too large")
    )
  }
}
