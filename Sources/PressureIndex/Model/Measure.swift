internal import PressureSyntax

/// How one side's value of an indicator is obtained: which series, how late it is published, how it is
/// transformed and scored.
public struct Measure: Hashable, Sendable {
  /// The position of the series in ``IndexSpecification/seriesIDs``.
  public var series: Int
  /// The name that reports show.
  public var name: String
  /// The unit of the value, after the transform.
  public var unit: String?
  /// Which way pressure moves when the transformed value grows.
  public var direction: Direction
  /// What each observation is divided by first.
  public var denominator: Denominator?
  /// What is done to the series then.
  public var transform: Transform
  /// Where pressure begins and where it is full, if the model says so.
  public var goalposts: Goalposts?
  /// The value to reach, of which scores are the distance, if the model says so; in the unit of the transformed value.
  public var target: Double?
  /// The scores of a categorical scale, if the model says so.
  public var breakpoints: Breakpoints?
  /// The time from the end of a period to its publication.
  public var publicationLag: CalendarSpan
  /// How long a value is used after its publication; `nil` takes the default of its frequency.
  public var maximumAge: CalendarSpan?
  /// Whether the series is in force from a date until its next step.
  public var isStep: Bool
  /// The frequency that the data must have, if the model says so.
  public var frequency: Frequency?
  /// Where the figures come from, if the model says so.
  public var source: String?

  /// How long a value of `frequency` is used after its publication when the model says nothing: 12 months for
  /// annual, 6 for quarterly, 4 for monthly data, 30 days for daily.
  public static func defaultMaximumAge(_ frequency: Frequency) -> CalendarSpan {
    switch frequency {
    case .annual: CalendarSpan(months: 12)
    case .quarterly: CalendarSpan(months: 6)
    case .monthly: CalendarSpan(months: 4)
    case .daily: CalendarSpan(days: 30)
    }
  }
}

/// The word after `frequency:` in a model file.
enum FrequencyWord: String, CaseIterable {
  case step, annual, quarterly, monthly, daily

  var frequency: Frequency? {
    switch self {
    case .step: .daily
    case .annual: .annual
    case .quarterly: .quarterly
    case .monthly: .monthly
    case .daily: .daily
    }
  }
}
