internal import PressureSyntax

/// What is done to a single series before its transform.
extension Vintage {
  /// Divides `levels` by the denominator of the same side and period, as far as it was public by then; what has none
  /// is dropped. A denominator without periods is that of every period.
  static func divide(
    _ levels: inout [Level], by divisors: Series?, _ divisor: Measure, scale: Double, asOf: Day?,
    _ measure: Measure, _ observations: Observations
  ) throws(Diagnostics) {
    guard let divisors, divisors.count > 0, let first = levels.first else {
      levels = []
      return
    }
    let (known, _) = Vintage.levels(of: divisors, divisor, asOf: asOf)
    guard let start = known.first else {
      levels = []
      return
    }
    let place = observations.location(of: divisors, start.observation)
    if let frequency = divisors.frequency, first.period?.frequency != frequency {
      let other = first.period?.frequency.name ?? "undated"
      throw Diagnostics(
        Diagnostic(
          "\(measure.name.quoted) is \(other), and its denominator \(divisor.name.quoted) is \(frequency.name)",
          at: place, help: "give the denominator the same periods, or none at all"))
    }
    var next = 0
    var result: [Level] = []
    result.reserveCapacity(levels.count)
    for var level in levels {
      if let period = level.period, start.period != nil {
        while next < known.count, known[next].period! < period { next += 1 }
        guard next < known.count, known[next].period == period else { continue }
      }
      guard let value = known[next].value else { continue }
      if value <= 0 {
        throw Diagnostics(
          Diagnostic(
            "\(measure.name.quoted) cannot be divided by \(shortest(value)), its denominator "
              + "\(divisor.name.quoted)" + (level.period.map { " in \($0)" } ?? ""),
            at: observations.location(of: divisors, known[next].observation),
            help: "a denominator must be above 0; leave the cell empty if it is not known"))
      }
      level.denominator = value
      level.value = level.value.map { $0 * scale / value }
      result.append(level)
    }
    levels = result
  }

  /// Adds the periods that are missing between two known ones, on the line between them.
  ///
  /// Both ends were public on the day, so that nothing comes from the future.
  static func interpolate(
    _ levels: inout [Level], _ measure: Measure, at place: SourceLocation
  ) throws(Diagnostics) {
    guard let frequency = levels.first?.period?.frequency else { return }
    if frequency == .daily {
      throw Diagnostics(
        Diagnostic(
          "\(measure.name.quoted) is daily, and its gaps are no gaps where markets and offices close",
          at: place,
          help: "leave 'interpolate' out of its 'impute'"))
    }
    var result: [Level] = []
    for level in levels {
      if let before = result.last, let a = before.period, let b = level.period, let from = before.value,
        let to = level.value
      {
        let span = Double(b.ordinal - a.ordinal)
        for step in 1..<max(1, Int(b.ordinal - a.ordinal)) {
          let share = Double(step) / span
          result.append(
            Level(
              observation: before.observation, period: a.advanced(by: step), raw: nil,
              value: from + share * (to - from), isInterpolated: true))
        }
      }
      result.append(level)
    }
    levels = result
  }
}
