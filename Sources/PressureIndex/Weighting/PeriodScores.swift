internal import PressureNumerics
internal import PressureSyntax

/// The scores of a group's indicators by the months that their values describe, as they were known at a date: a sample for
/// a factor model of mixed frequency.
///
/// A monthly value stands in its month, a quarterly one in the last month of its quarter, of daily ones the month's last;
/// a step series has in each month what was in force at its end. All are the latest releases of the date, on the scale
/// of the date, so that nothing later is looked at. Months without a value are gaps. The last month is that of the date.
///
/// Cost: the observations of the indicators are read twice.
struct PeriodScores {
  let prepared: Prepared
  let group: Int
  /// The side, or `nil` for all.
  let side: Int?
  /// The number of the date.
  let date: Int

  private var panel: Panel { prepared.panel }
  private var specification: IndexSpecification { panel.specification }
  private var sides: [Int] { side.map { [$0] } ?? Array(specification.sides.indices) }

  /// Values by the ordinals of their months.
  private typealias Months = [Int32: Double]

  /// The sample, a row for each side and month; what is in its way; or a value that a transform cannot take.
  func sample() throws(Diagnostics) -> Result<ScoreSample, WeightingFailure> {
    let children = specification.hierarchy.nodes[group].children
    var indicators: [Int] = []
    var isQuarterly: [Bool] = []
    for (number, child) in children.enumerated() {
      guard let indicator = specification.hierarchy.nodes[child].indicator else {
        return .failure(.groupWithoutPeriods(child: number))
      }
      indicators.append(indicator)
      switch frequency(of: indicator, child: number) {
      case .success(let quarterly): isQuarterly.append(quarterly)
      case .failure(let failure): return .failure(failure)
      }
    }
    guard let day = panel.dates[date] else { return .failure(.otherFrequency(child: 0, "undated")) }
    let before = Period(.monthly, containing: day).advanced(by: -1).end
    var (now, earlier) = ([[Months]](), [[Months]]())
    for side in sides {
      var (own, old) = ([Months](), [Months]())
      for indicator in indicators {
        own.append(try months(of: indicator, side: side, asOf: day, isNow: true))
        old.append(try months(of: indicator, side: side, asOf: before, isNow: false))
      }
      now.append(own)
      earlier.append(old)
    }
    let last = Period(.monthly, containing: day).ordinal
    let first = now.joined().compactMap { $0.keys.min() }.min() ?? last
    return .success(
      sample(now, earlier, first: min(first, last), last: last, isQuarterly: isQuarterly))
  }

  private func sample(
    _ now: [[Months]], _ earlier: [[Months]], first: Int32, last: Int32, isQuarterly: [Bool]
  ) -> ScoreSample {
    let (count, children) = (Int(last - first) + 1, isQuarterly.count)
    var values = Matrix(repeating: 0, rows: now.count * count, columns: children)
    var mask = values
    var old = Matrix(repeating: .nan, rows: values.rows, columns: children)
    for side in now.indices {
      for child in 0..<children {
        for (month, value) in now[side][child] where month <= last {
          let row = side * count + Int(month - first)
          (values[row, child], mask[row, child]) = (value, 1)
          old[row, child] = earlier[side][child][month] ?? .nan
        }
      }
    }
    var sample = ScoreSample(
      values, mask: mask, paths: now.indices.map { side in Array(side * count..<(side + 1) * count) })
    sample.periods = .init(isQuarterly: isQuarterly, earlier: old)
    return sample
  }

  /// Whether an indicator is quarterly, for all sides that have data.
  private func frequency(of indicator: Int, child: Int) -> Result<Bool, WeightingFailure> {
    var found: Set<Bool> = []
    for side in sides {
      guard let series = panel.series(of: indicator, side: side), series.count > 0 else { continue }
      switch series.frequency {
      case .monthly, .daily: found.insert(false)
      case .quarterly: found.insert(true)
      case .annual: return .failure(.otherFrequency(child: child, Frequency.annual.name))
      case nil: return .failure(.otherFrequency(child: child, "undated"))
      }
    }
    return found.count > 1 ? .failure(.mixedFrequency(child: child)) : .success(found.contains(true))
  }

  /// The scores of an indicator by month, of what was public on a day.
  private func months(of indicator: Int, side: Int, asOf day: Day, isNow: Bool) throws(Diagnostics) -> Months
  {
    guard case .success(let scale) = Scales(prepared, indicator, date: date)[side] else { return [:] }
    var values = try panel.valuesByMonth(indicator, side: side, asOf: day)
    // The value in use may be a supposed one.
    let row = panel.row(side: side, date: date)
    if isNow, let value = panel.value(row: row, indicator: indicator) {
      values[values.keys.max() ?? Period(.monthly, containing: day).ordinal] = value
    }
    return values.mapValues { scale($0) }
  }
}
