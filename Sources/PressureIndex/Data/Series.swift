/// The observations of one series by one side, sorted by period and then by release.
///
/// The arrays are parallel. No two observations share both period and release.
public struct Series: Sendable {
  /// The release of an observation without a release date.
  public static let unreleased = Int32.min
  /// The source of an observation that names none.
  public static let unsourced: Int32 = -1

  /// How often the series is observed; `nil` for data without periods.
  public let frequency: Frequency?
  /// The ordinals of the periods; 0 for data without periods.
  public let periods: [Int32]
  /// The values, in the unit of the file; NaN where `isKnown` is false.
  public let values: [Double]
  /// Whether there is a value. A step of a step series may be known without its level; in other series such
  /// an observation is a gap and counts as absent.
  public let isKnown: [Bool]
  /// The numbers of the release days, or ``unreleased``.
  public let released: [Int32]
  /// The sources as positions in ``Observations/sources``, or ``unsourced``.
  public let sources: [Int32]
  /// The positions of the files in ``Observations/files``.
  public let files: [UInt16]
  /// The lines of the files, counted from 1.
  public let lines: [UInt32]

  /// The number of observations, gaps included.
  public var count: Int { values.count }

  /// The period of an observation; `nil` for data without periods.
  public func period(_ index: Int) -> Period? {
    frequency.map { Period($0, ordinal: periods[index]) }
  }

  /// The day on which an observation was released, if the file says so.
  public func release(_ index: Int) -> Day? {
    released[index] == Series.unreleased ? nil : Day(number: released[index])
  }

  init(
    frequency: Frequency?, periods: [Int32], values: [Double], isKnown: [Bool], released: [Int32],
    sources: [Int32], files: [UInt16], lines: [UInt32]
  ) {
    (self.frequency, self.periods, self.values, self.isKnown) = (frequency, periods, values, isKnown)
    (self.released, self.sources, self.files, self.lines) = (released, sources, files, lines)
  }

  /// Gathers `rows`, which are sorted and share a frequency.
  init(_ rows: [ObservationRow]) {
    frequency = rows.first.flatMap { Frequency(rawValue: $0.frequency) }
    periods = rows.map(\.period)
    values = rows.map(\.value)
    isKnown = rows.map(\.isKnown)
    released = rows.map(\.released)
    sources = rows.map(\.source)
    files = rows.map(\.file)
    lines = rows.map(\.line)
  }
}
