internal import PressureSyntax

/// Why a side has no value of an indicator at a date.
public enum Gap: Hashable, Sendable, CustomStringConvertible {
  /// The data hold no observation at all.
  case noData
  /// There are observations, but none was public yet; the first became so on this day.
  case notYetPublic(first: Day)
  /// The latest public value is older than its maximum age allows; it could be used until this day.
  case stale(latest: Period, usableUntil: Day)
  /// A step of unknown size came into force on this day.
  case unknownStep(since: Day)
  /// No period has the earlier value from which its change is measured.
  case noBase(horizon: Int)
  /// No period has an observation of the denominator, by its name.
  case noDenominator(String)
  /// The side is left out for its few values, or, where `zeros` says how many of them are 0, for those.
  case screened(values: Int, of: Int, zeros: Int?)
  /// The sample cannot carry the normalization.
  case unscorable(FittedScale.Failure)

  /// The reason in plain words.
  public var description: String {
    switch self {
    case .noData: "no observation in the data"
    case .notYetPublic(let first): "not yet public: the first value came out on \(first)"
    case .stale(let latest, let until): "too old: the latest value is of \(latest), usable until \(until)"
    case .unknownStep(let since): "its size is not known since the step of \(since)"
    case .noBase(let horizon): "no value \(horizon) period\(horizon == 1 ? "" : "s") before any public one"
    case .noDenominator(let name): "no value of its denominator \(name.quoted) for any of its periods"
    case .screened(let values, let count, nil): "left out: it has \(values) of \(count) indicators"
    case .screened(let values, _, let zeros?): "left out: \(zeros) of its \(values) values are 0"
    case .unscorable(.untreatable(let count)):
      "its sample has \(count) value\(count == 1 ? "" : "s"), and the treatment of outliers needs 4"
    case .unscorable(.constant(let value)): "its sample is constant at \(value)"
    case .unscorable(.targetNotAbove(let target, let least)):
      "its target \(target) presses no more than the least of its sample, \(least)"
    case .unscorable(.noReference): "the reference of its normalization has no value"
    case .unscorable(.tooFew(let count, let needed)):
      "its sample has \(count) value\(count == 1 ? "" : "s"), and \(needed) are needed"
    }
  }
}
