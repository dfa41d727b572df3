internal import PressureNumerics

/// The distribution of one indicator's values over the sample.
public struct IndicatorStatistics: Sendable, Hashable {
  /// What the numbers describe.
  public enum Values: String, Sendable, Hashable {
    /// The values that are normalised, in the indicator's own unit.
    case values
    /// The scores, where the sides have different measures and so no unit in common.
    case scores
  }

  /// The indicator's position.
  public let indicator: Int
  /// What the numbers describe.
  public let of: Values
  /// How many of the sample's rows have a value.
  public let count: Int
  /// The share of the sample's rows that have one.
  public let coverage: Double
  /// The share of the sides that have one at the as-of date.
  public let coverageNow: Double
  /// The mean, `nil` without a value.
  public let mean: Double?
  /// The standard deviation by n − 1, `nil` for fewer than two values.
  public let standardDeviation: Double?
  /// The smallest value.
  public let least: Double?
  /// The median (R type 7).
  public let median: Double?
  /// The largest value.
  public let greatest: Double?
  /// The skewness of type 2, `nil` for fewer than three values or equal ones.
  public let skewness: Double?
  /// The excess kurtosis of type 2, `nil` for fewer than four values or equal ones.
  public let excessKurtosis: Double?

  /// Whether |skewness| is 2 or more and the excess kurtosis 3.5 or more: the rule by which outliers are treated.
  ///
  /// Source: Becker et al., COINr, JOSS 2022.
  public var hasOutliers: Bool {
    guard let skewness, let excessKurtosis else { return false }
    return abs(skewness) >= 2 && excessKurtosis >= 3.5
  }

  /// Whether all of at least two values are equal.
  public var isConstant: Bool { count > 1 && least == greatest }

  init(_ index: PressureIndex, _ sample: DiagnosisSample, indicator: Int) {
    let panel = index.panel
    let differ = panel.specification.indicators[indicator].hasDifferentMeasures
    let values = sample.rows.compactMap { row in
      differ ? index.score(row: row, indicator: indicator) : panel[row, indicator].reading?.value
    }
    let sides = panel.specification.sides.indices
    let now = sides.filter { panel[panel.row(side: $0), indicator].reading != nil }
    self.indicator = indicator
    of = differ ? .scores : .values
    count = values.count
    coverage = Double(values.count) / Double(sample.count)
    coverageNow = Double(now.count) / Double(sides.count)
    let range = Statistics.range(values)
    (least, greatest) = (range?.lowerBound, range?.upperBound)
    mean = values.isEmpty ? nil : Statistics.mean(values)
    standardDeviation = values.count < 2 ? nil : Statistics.standardDeviation(values)
    median = values.isEmpty ? nil : Statistics.median(values)
    skewness = Statistics.skewness(values)
    excessKurtosis = Statistics.excessKurtosis(values)
  }
}
