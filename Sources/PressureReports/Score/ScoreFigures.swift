extension ScoreReport {
  var figures: [Figure] { sides.flatMap(\.figures) + (joint?.figures ?? []) }
}

extension SideScore {
  /// The side's numbers under the names of the JSON form.
  var figures: [Figure] {
    func own(_ measure: String, _ value: Double?) -> Figure? {
      value.map { Figure("side", side: id, measure, $0) }
    }
    // A missing score has a row without a value; what was not measured has none.
    func isMeasured(_ measure: String, _ value: Double?) -> Bool {
      value != nil || !["contribution", "standardError"].contains(measure)
    }
    let numbers = [
      Figure("side", side: id, "pressure", pressure),
      own("rank", rank.map(Double.init)), own("earlierPressure", earlierPressure), own("hurting", hurting),
      own("coverage", coverage), own("baselinePressure", baselinePressure), own("burden", burden),
      own("gain", gain), own("holdingOut", holdingOut), own("motivation", motivation),
      own("criticalReciprocity", criticalReciprocity), own("optimism", optimism),
      own("optimismBandLower", optimismBand?[0]), own("optimismBandUpper", optimismBand?[1]),
      own("incentive", incentive), own("incentiveBandLower", incentiveBand?[0]),
      own("incentiveBandUpper", incentiveBand?[1]), own("leverage", leverage),
      own("zeuthenLimit", zeuthenLimit),
      own("resolve", resolve), own("breakEvenResolve", breakEvenResolve),
      own("equalResolve", equalResolve),
      own("baselineMotivation", baselineMotivation),
    ].compactMap(\.self)
    let pillarFigures = pillars.flatMap { pillar in
      [
        ("score", pillar.score), ("weight", pillar.weight), ("contribution", pillar.contribution),
        ("coverage", pillar.coverage),
      ].filter(isMeasured).map { Figure("pillar", side: id, item: pillar.id, $0.0, $0.1) }
    }
    let indicatorFigures = indicators.flatMap { indicator in
      [
        ("value", indicator.value), ("score", indicator.score), ("weight", indicator.weight),
        ("contribution", indicator.contribution), ("standardError", indicator.standardError),
      ].filter(isMeasured).map { Figure("indicator", side: id, item: indicator.id, $0.0, $0.1) }
    }
    let driverFigures = (drivers ?? []).flatMap { driver in
      [
        Figure("driver", side: id, item: driver.pillar, "motivation", driver.motivation),
        Figure("driver", side: id, item: driver.pillar, "incentive", driver.incentive),
      ]
    }
    return numbers + pillarFigures + indicatorFigures + driverFigures
  }
}

extension JointScore {
  /// The joint numbers; membership of a package is 1, and what is not in it has no row.
  var figures: [Figure] {
    var figures = [
      Figure("joint", "ripeness", ripeness), Figure("joint", "ripe", ripe ? 1 : 0),
      Figure("joint", "zoneOfAgreement", zoneOfAgreement ? 1 : 0),
      Figure("joint", "mutualHurting", mutualHurting), Figure("joint", "asymmetry", asymmetry),
      Figure("joint", "admissible", Double(admissible)), Figure("joint", "acceptable", Double(acceptable)),
    ]
    func add(_ section: String, _ item: String, _ package: Package) {
      for (side, utility) in package.utilities.sorted(by: { $0.key < $1.key }) {
        figures.append(Figure(section, side: side, item: item, "utility", utility))
      }
      for concession in package.concessions {
        figures.append(Figure(section, item: item, concession, 1))
      }
    }
    for solution in packages.all { add("package", solution.id, solution.package) }
    for (n, package) in frontier.enumerated() { add("frontier", String(n + 1), package) }
    for gesture in gestures {
      figures += [
        ("valueToOther", gesture.valueToOther), ("ownCost", gesture.ownCost), ("ratio", gesture.ratio),
      ].map { Figure("gesture", side: gesture.giver, item: gesture.concession, $0.0, $0.1) }
    }
    return figures
  }
}
