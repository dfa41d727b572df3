internal import PressureSyntax

extension Observations {
  /// The same observations with the first release of each period alone: what revisions have not reached.
  ///
  /// Cost: O(number of observations).
  public var firstReleases: Observations {
    replacingSeries { series in
      series.keeping { i in
        // Releases of a period lie in a row, the earliest first; one without a value published nothing.
        var before = i - 1
        while before >= 0, series.periods[before] == series.periods[i] {
          if series.isKnown[before] { return false }
          before -= 1
        }
        return true
      }
    }
  }
}

extension Series {
  /// Which release of its period an observation is, 1 the first. Releases without a value count.
  func releaseNumber(_ index: Int) -> Int {
    var first = index
    while first > 0, frequency != nil, periods[first - 1] == periods[index] { first -= 1 }
    return index - first + 1
  }

  /// The observations for which `isKept` holds.
  func keeping(_ isKept: (Int) -> Bool) -> Series {
    let rows = (0..<count).filter(isKept)
    return Series(
      frequency: frequency, periods: rows.map { periods[$0] }, values: rows.map { values[$0] },
      isKnown: rows.map { isKnown[$0] }, released: rows.map { released[$0] },
      sources: rows.map { sources[$0] },
      files: rows.map { files[$0] }, lines: rows.map { lines[$0] })
  }
}

extension IndexSpecification {
  /// The values of a side's series that were public by a day, by period, each with its releases in order.
  ///
  /// Cost: O(number of its observations).
  public func releases(
    ofSeries series: Int, side: Int, asOf day: Day, in observations: Observations
  ) -> [(period: Period, values: [(publicOn: Day?, value: Double)])] {
    let measure = measure(ofSeries: series, side: side)
    guard let data = observations.series(side: side, series: series) else { return [] }
    var result: [(period: Period, values: [(publicOn: Day?, value: Double)])] = []
    for i in 0..<data.count {
      guard let period = data.period(i), let value = data.value(i) else { continue }
      let publicOn = Vintage.publicDay(i, of: data, measure)
      if let publicOn, publicOn > day { continue }
      if result.last?.period == period {
        result[result.count - 1].values.append((publicOn, value))
      } else {
        result.append((period, [(publicOn, value)]))
      }
    }
    return result
  }
}
