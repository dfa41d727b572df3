internal import PressureIndex
internal import PressureSyntax

/// The quantities of the burden on one day.
struct ResolvedQuantities {
  var resolved: Pair<[ResolvedQuantity]>
  var missing: [String]

  /// What each side trades and levies.
  ///
  /// - Precondition: nothing is missing.
  var exposures: Pair<TradeExposure> {
    resolved.map { quantities in
      func value(_ quantity: BurdenQuantity) -> Double {
        quantities.first { $0.quantity == quantity }!.value
      }
      return TradeExposure(
        exports: value(.exports), valueAdded: value(.valueAdded), imports: value(.imports),
        tariff: value(.tariff), baseTariff: value(.baseTariff))
    }
  }
}

extension Conflict {
  /// Reads all quantities; what is missing is listed with its reason, what is out of range is thrown.
  func quantities(asOf: Day?, _ lookup: SeriesLookup) throws(Diagnostics) -> ResolvedQuantities {
    let problems = Problems()
    var result = ResolvedQuantities(resolved: Pair([], []), missing: [])
    for quantity in BurdenQuantity.allCases {
      for side in 0...1 {
        let entry = burden.entry(quantity)[side]
        switch entry.quantity {
        case .number(let value):
          result.resolved[side].append(ResolvedQuantity(quantity: quantity, value: value))
        case .series(let series):
          let found = problems.collecting { () throws(Diagnostics) in
            try read(series, for: side, asOf, lookup)
          }
          switch found {
          case nil: break
          case .missing(let reason):
            result.missing.append("\(quantity.rawValue) of \(sides[side]) is missing: \(reason)")
          case .found(let reading):
            let value = reading.value * series.scale
            if let mistake = outOfRange(value, quantity, side, series, reading, entry.place) {
              problems.report(mistake)
            }
            result.resolved[side].append(
              ResolvedQuantity(quantity: quantity, value: value, series: series, reading: reading))
          }
        }
      }
    }
    try problems.throwIfAny()
    return result
  }

  /// Reads `series` for `side`. A day after the as-of date lies in the future, and gives nothing.
  private func read(
    _ series: SeriesReading, for side: Int, _ asOf: Day?, _ lookup: SeriesLookup
  ) throws(Diagnostics) -> Lookup {
    if let day = series.on, let asOf, asOf < day {
      return .missing(reason: "\(series.series) is read on \(day), which lies after \(asOf)")
    }
    return try lookup(series.series, series.of == .own ? side : 1 - side, series.on ?? asOf)
  }

  private func outOfRange(
    _ value: Double, _ quantity: BurdenQuantity, _ side: Int, _ series: SeriesReading, _ reading: Reading,
    _ place: Place
  ) -> Diagnostic? {
    if quantity.range.contains(value), value.isFinite { return nil }
    let period = reading.period.map { " in \($0)" } ?? ""
    let limits = quantity.range.upperBound == .infinity ? "must be 0 or more" : "must lie between 0 and 1"
    return place.mistake(
      "\(quantity.rawValue) of \(sides[side]), read from \(series.series.quoted)\(period), is \(rounded(value))",
      help: "it \(limits); 'scale: 0.01' turns a percentage into a fraction")
  }
}
