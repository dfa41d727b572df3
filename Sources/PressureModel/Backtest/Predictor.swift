internal import Negotiation
internal import PressureIndex
internal import PressureSyntax

/// Something that may tell months before talks from others.
struct Predictor {
  let id: String
  let name: String
  /// One value a month; `nil` where it is not known. Empty for the constant.
  let values: [Double?]
  /// A second value, which is used where it is known often enough.
  var second: [Double?] = []
}

extension Model {
  /// Pressure, then the baselines: a constant, the tariff level, the cost of the tariffs alone, policy uncertainty where
  /// the model has a series of this name, and the series that were asked for. Those without a value are listed with
  /// the reason.
  ///
  /// - Throws: a series that the model does not have.
  func predictors(
    _ months: [Backtest.Month], _ settings: Backtest.Settings, _ observations: Observations
  ) throws(Diagnostics) -> ([Predictor], unavailable: [String]) {
    var predictors = [
      Predictor(
        id: "pressure", name: "Pressure (min H, and J)", values: months.map(\.mutualHurting),
        second: months.map(\.ripeness)),
      Predictor(id: "constant", name: "How often so far", values: []),
    ]
    var unavailable: [String] = []
    if let conflict {
      var base: Day?
      for month in months where base == nil {
        if try exposures(conflict, asOf: month.asOf, base: nil, observations).tariffs != nil {
          base = month.asOf
        }
      }
      var (levels, costs): ([Double?], [Double?]) = ([], [])
      for month in months {
        let exposures = try exposures(conflict, asOf: month.asOf, base: base, observations)
        levels.append(exposures.tariffs)
        costs.append(exposures.cost)
      }
      predictors.append(Predictor(id: "tariff-level", name: "Tariff level", values: levels))
      predictors.append(
        Predictor(id: "cost", name: "Cost alone (the burden)", values: costs))
    } else {
      unavailable.append("tariff level and cost: the model has no conflict section")
    }
    var names = settings.baselines
    let usual = "policy-uncertainty"
    if specification.seriesIDs.contains(usual) {
      if !names.contains(usual) { names.insert(usual, at: 0) }
    } else {
      unavailable.append("policy uncertainty: the model has no series \(usual.quoted)")
    }
    for name in names {
      guard let series = specification.seriesIDs.firstIndex(of: name) else {
        throw Diagnostics(
          Diagnostic(
            "the model has no series \(name.quoted)",
            help: suggestion(for: name, among: specification.seriesIDs, plural: "series")))
      }
      var values: [Double?] = []
      for month in months {
        values.append(try mean(ofSeries: series, asOf: month.asOf, observations))
      }
      predictors.append(Predictor(id: name, name: name, values: values))
    }
    let some = predictors.filter { $0.id == "constant" || $0.values.contains { $0 != nil } }
    unavailable += predictors.filter { predictor in !some.contains { $0.id == predictor.id } }.map {
      "\($0.name): no value on any of the dates"
    }
    return (some, unavailable)
  }

  /// The mean of the sides' values of a series as of a day; `nil` unless each has one.
  private func mean(ofSeries series: Int, asOf day: Day, _ observations: Observations) throws(Diagnostics)
    -> Double?
  {
    var sum = 0.0
    for side in specification.sides.indices {
      guard
        let reading = try specification.reading(ofSeries: series, side: side, asOf: day, in: observations)
          .reading
      else { return nil }
      sum += reading.value
    }
    return sum / Double(specification.sides.count)
  }

  /// The mean tariff and the mean burden of the sides as of a day, whether or not the conflict section holds on it.
  ///
  /// A tariff of before the conflict that the model reads on a later day is not known yet: it is then that of `base`, the
  /// first date of the test on which tariffs are known.
  private func exposures(
    _ conflict: Conflict, asOf day: Day, base: Day?, _ observations: Observations
  ) throws(Diagnostics) -> (tariffs: Double?, cost: Double?) {
    func value(_ quantity: BurdenQuantity, _ side: Int) throws(Diagnostics) -> Double? {
      switch conflict.burden[quantity][side] {
      case .number(let value): return value
      case .series(let reading):
        guard let series = specification.seriesIDs.firstIndex(of: reading.series) else { return nil }
        let date = reading.on.map { $0 <= day ? $0 : base ?? day } ?? day
        return try specification.reading(
          ofSeries: series, side: reading.of == .own ? side : 1 - side, asOf: date, in: observations
        ).reading.map { $0.value * reading.scale }
      }
    }
    var exposures: [TradeExposure] = []
    var tariffs: [Double] = []
    for side in 0...1 {
      let tariff = try value(.tariff, side)
      if let tariff { tariffs.append(tariff) }
      if let tariff, let exports = try value(.exports, side), let added = try value(.valueAdded, side),
        let imports = try value(.imports, side), let before = try value(.baseTariff, side)
      {
        exposures.append(
          TradeExposure(
            exports: exports, valueAdded: added, imports: imports, tariff: tariff, baseTariff: before))
      }
    }
    let level = tariffs.count == 2 ? (tariffs[0] + tariffs[1]) / 2 : nil
    guard exposures.count == 2 else { return (level, nil) }
    let burden = TariffBurden(
      exposures: Pair(exposures[0], exposures[1]), elasticity: conflict.elasticity,
      redirection: conflict.redirection)
    let cost = (burden.burden(of: 0) + burden.burden(of: 1)) / 2
    return (level, cost.isFinite ? cost : nil)
  }
}
