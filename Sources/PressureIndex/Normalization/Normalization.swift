internal import PressureSyntax

/// How values in their own units become comparable scores.
public struct Normalization: Hashable, Sendable, Codable {
  /// Which dates the sample may come from.
  public enum Window: String, CaseIterable, Sendable, Hashable, Codable {
    /// Everything that was public at the as-of date of the run.
    case full
    /// Only what was public at the date that is scored; needs no future even inside a history.
    case expanding
  }

  /// Whose observations make the sample.
  public enum Pool: String, CaseIterable, Sendable, Hashable, Codable {
    /// Only the side's own.
    case side
    /// Those of all sides: one rule for everybody.
    case all
  }

  /// The family of the map.
  public var method: Method
  /// The scores of the two ends of a method that has ends.
  public var range: ClosedRange<Double>
  /// Z-score: the score of the mean.
  public var mean: Double
  /// Z-score: what one standard deviation adds.
  public var standardDeviation: Double
  /// Distance to a target or reference: whether what lies beyond it scores no more than it.
  public var isCapped = false
  /// Distance to a reference: the position of the side whose value it is.
  public var reference: Int?
  /// Categorical: what lies between two breakpoints.
  public var interpolation = Breakpoints.Interpolation.constant
  /// Which dates the sample may come from.
  public var window: Window
  /// Whose observations make the sample; `nil` takes all sides, or the side alone where the sides have
  /// different measures.
  public var pool: Pool?

  /// Creates a normalization with the defaults of a model file.
  public init(
    _ method: Method, range: ClosedRange<Double> = 0...1, mean: Double = 0, standardDeviation: Double = 1,
    window: Window = .expanding, pool: Pool? = nil
  ) {
    self.method = method
    self.range = range
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.window = window
    self.pool = pool
  }

  /// Between which scores every value lies; `nil` where there are no such ends. Those of a categorical scale are
  /// the indicator's: see ``Indicator/scoreRange``.
  public var scoreRange: ClosedRange<Double>? {
    method.hasRange && (!method.canExceedRange || isCapped) ? range : nil
  }

  /// The normalization in one line, for reports.
  public var description: String {
    var parts = [method.rawValue]
    if method.hasRange, range != 0...1 {
      parts.append("range \(shortest(range.lowerBound)) to \(shortest(range.upperBound))")
    }
    if method == .zScore, mean != 0 || standardDeviation != 1 {
      parts.append("mean \(shortest(mean)), standard deviation \(shortest(standardDeviation))")
    }
    if isCapped { parts.append("capped") }
    if method == .categorical { parts.append("\(interpolation.rawValue) between breakpoints") }
    guard method.isFitted else { return parts.joined(separator: ", ") }
    parts.append("\(window.rawValue) window")
    if let pool { parts.append(pool == .side ? "each side alone" : "all sides pooled") }
    return parts.joined(separator: ", ")
  }
}
