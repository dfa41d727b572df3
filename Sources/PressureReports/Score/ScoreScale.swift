internal import PressureIndex
internal import PressureSyntax

/// The scale of an index, for people: how its scores are written and how long its bars are.
public struct ScoreScale: Sendable, Encodable, Equatable {
  /// The lowest score that the index can have; absent where there is none.
  public let lower: Double?
  /// The highest.
  public let upper: Double?

  init(_ range: ClosedRange<Double>?) { (lower, upper) = (range?.lowerBound, range?.upperBound) }

  /// From 0 to 1.
  static let unit = ScoreScale(0...1)

  /// `0 to 1`, or that there are no ends.
  var ends: String {
    guard let lower, let upper else { return "without ends" }
    return "\(shortest(lower)) to \(shortest(upper))"
  }

  /// The scale at the end of a sentence.
  var phrase: String { self.lower == nil ? "on a scale without ends" : "on a scale from \(ends)" }

  /// A score: three decimals where the scale is about 1 long, otherwise two; `-` for none.
  func figure(_ value: Double?) -> String {
    let isLong = lower == nil || upper! - lower! > 2
    return value.map { fixed($0, isLong ? 2 : 3) } ?? "-"
  }

  /// A bar from the lower end; empty where there are no ends.
  func bar(_ value: Double) -> String {
    guard let lower, let upper, upper > lower else { return "" }
    return PressureReports.bar((value - lower) / (upper - lower))
  }
}
