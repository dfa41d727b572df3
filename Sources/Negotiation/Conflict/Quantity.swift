public import PressureIndex
internal import PressureSyntax

/// The quantities that the burden of a side is made of.
public enum BurdenQuantity: String, CaseIterable, Hashable, Sendable {
  /// e: exports to the other side, a fraction of own GDP.
  case exports
  /// v: the domestic value added in those exports, a fraction of them.
  case valueAdded = "value-added"
  /// m: imports from the other side, a fraction of own GDP.
  case imports
  /// τ: the average tariff that the side levies, a fraction.
  case tariff
  /// τ₀: the same before the conflict.
  case baseTariff = "base-tariff"

  /// The values that make sense.
  public var range: ClosedRange<Double> {
    switch self {
    case .exports, .valueAdded, .imports: 0...1
    case .tariff, .baseTariff: 0...Double.infinity
    }
  }
}

/// Where a quantity of one side comes from.
public enum Quantity: Hashable, Sendable {
  /// The model file states it.
  case number(Double)
  /// It is read from a series.
  case series(SeriesReading)
}

/// How a quantity is read from a series.
public struct SeriesReading: Hashable, Sendable {
  /// Whose value of the series is read.
  public enum Owner: String, CaseIterable, Hashable, Sendable {
    /// The side's own.
    case own
    /// The other side's: what it faces is what this side levies.
    case counterpart
  }

  /// The id of the series.
  public var series: String
  /// Whose value is read.
  public var of: Owner
  /// What the value is multiplied with, such as 0.01 for a percentage.
  public var scale: Double
  /// The day as of which it is read; `nil` for the as-of date of the score.
  public var on: Day?
}

/// A value found in the data, with its provenance.
public struct Reading: Hashable, Sendable {
  /// The value, in the unit of the series.
  public var value: Double
  /// The period that it is of; `nil` in data without dates.
  public var period: Period?
  /// Who published it.
  public var source: String?

  /// Creates a reading.
  public init(value: Double, period: Period? = nil, source: String? = nil) {
    self.value = value
    self.period = period
    self.source = source
  }
}

/// What a look-up in the data gives.
public enum Lookup: Hashable, Sendable {
  /// A value.
  case found(Reading)
  /// No value, and why.
  case missing(reason: String)
}

/// A quantity of the burden as it was used, with its provenance.
public struct ResolvedQuantity: Hashable, Sendable {
  /// Which quantity.
  public var quantity: BurdenQuantity
  /// The value as used.
  public var value: Double
  /// The series and how it was read; `nil` where the model file states the number.
  public var series: SeriesReading?
  /// What was read there.
  public var reading: Reading?
}
