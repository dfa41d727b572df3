internal import PressureIndex
internal import RealModule

/// A linear map from values to coordinates.
struct Scale {
  /// The values at the two ends.
  let domain: ClosedRange<Double>
  /// Where the ends lie; a vertical axis has its larger coordinate first.
  let start: Double
  let end: Double

  /// The coordinate of `value`; values outside the domain lie on its nearer end.
  func callAsFunction(_ value: Double) -> Double {
    let clipped = min(max(value, domain.lowerBound), domain.upperBound)
    let width = domain.upperBound - domain.lowerBound
    return start + (end - start) * (width == 0 ? 0.5 : (clipped - domain.lowerBound) / width)
  }
}

/// A mark on an axis.
struct Tick {
  let value: Double
  let label: String
}

extension Tick {
  /// Round values (1, 2 or 5 times a power of ten apart) that cover `domain`, about `count` of them.
  static func linear(_ domain: ClosedRange<Double>, about count: Int = 5) -> [Tick] {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0 else { return [Tick(value: domain.lowerBound, label: significant(domain.lowerBound, 4))] }
    let rough = width / Double(max(1, count))
    let power = Double.pow(10, Double.log10(rough).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? 10 * power
    let decimals = max(0, Int((-Double.log10(step)).rounded(.up)))
    let first = Int((domain.lowerBound / step - 1e-9).rounded(.up))
    let last = Int((domain.upperBound / step + 1e-9).rounded(.down))
    guard first <= last else { return [] }
    return (first...last).map { Tick(value: Double($0) * step, label: fixed(Double($0) * step, decimals)) }
  }

  /// The starts of years, quarters or months between `days`, whichever come to about `count`.
  static func dates(_ days: ClosedRange<Day>, about count: Int = 8) -> [Tick] {
    let start = days.lowerBound.date
    let end = days.upperBound.date
    let months = (end.year - start.year) * 12 + end.month - start.month
    let step = [1, 3, 6, 12, 24, 60, 120, 240].first { months / $0 <= count } ?? 1200
    var ticks: [Tick] = []
    var month = start.year * 12
    while month <= end.year * 12 + end.month - 1 {
      if let day = Day(year: month / 12, month: month % 12 + 1, day: 1), days.contains(day) {
        let text = day.description
        ticks.append(Tick(value: Double(day.number), label: String(text.prefix(step < 12 ? 7 : 4))))
      }
      month += step
    }
    if ticks.isEmpty {
      ticks = [Tick(value: Double(days.lowerBound.number), label: days.lowerBound.description)]
    }
    return ticks
  }
}
