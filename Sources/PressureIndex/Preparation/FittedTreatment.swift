internal import PressureNumerics
internal import RealModule

/// A treatment of outliers fitted to a sample: a map that never turns the order of two values round.
public struct FittedTreatment: Sendable, Hashable {
  /// The shape of a sample.
  public struct Shape: Sendable, Hashable {
    /// Skewness of type 2; `nil` for equal values.
    public let skewness: Double?
    /// Excess kurtosis of type 2; `nil` for equal values.
    public let kurtosis: Double?
    /// Whether it passes the test for outliers.
    public let passes: Bool
  }

  /// What is done to a value.
  public enum Map: Sendable, Hashable {
    /// Nothing.
    case identity
    /// It is kept between two ends.
    case winsorised(lower: Double, upper: Double)
    /// ln(x − lower + offset).
    case log(lower: Double, upper: Double, offset: Double)
    /// −ln(upper − x + offset).
    case mirroredLog(lower: Double, upper: Double, offset: Double)
    /// (y^λ − 1)/λ with y = x − lower + offset.
    case boxCox(lower: Double, upper: Double, offset: Double, lambda: Double)
  }

  /// What is done to a value.
  public let map: Map
  /// How many values of the sample it changes.
  public let changed: Int
  /// The sample before.
  public let before: Shape
  /// The sample after.
  public let after: Shape

  /// What leaves everything as it is.
  static let none = FittedTreatment(
    map: .identity, changed: 0, before: Shape(skewness: nil, kurtosis: nil, passes: true),
    after: Shape(skewness: nil, kurtosis: nil, passes: true))

  private init(map: Map, changed: Int, before: Shape, after: Shape) {
    (self.map, self.changed, self.before, self.after) = (map, changed, before, after)
  }

  /// Fits `treatment` to `sample`.
  ///
  /// Cost: O(n) for each point that is winsorised, and O(n) for each of some 60 powers tried by Box-Cox.
  ///
  /// - Throws: fewer than four values, which have no kurtosis.
  init(_ treatment: Treatment, sample: [Double]) throws(FittedScale.Failure) {
    if treatment.method == .none {
      self = .none
      return
    }
    if sample.count < 4 { throw .untreatable(count: sample.count) }
    func shape(_ values: [Double]) -> Shape {
      guard let skewness = Statistics.skewness(values), let kurtosis = Statistics.excessKurtosis(values)
      else {
        return Shape(skewness: nil, kurtosis: nil, passes: true)
      }
      let passes = abs(skewness) < treatment.skewness || kurtosis < treatment.kurtosis
      return Shape(skewness: skewness, kurtosis: kurtosis, passes: passes)
    }
    let before = shape(sample)
    let ends = Statistics.range(sample)!
    var map = Map.identity
    if !before.passes {
      let offset = 0.01 * (ends.upperBound - ends.lowerBound)
      let log: Map =
        before.skewness! >= 0
        ? .log(lower: ends.lowerBound, upper: ends.upperBound, offset: offset)
        : .mirroredLog(lower: ends.lowerBound, upper: ends.upperBound, offset: offset)
      switch treatment.method {
      case .none: break
      case .log: map = log
      case .winsorise, .winsoriseOrLog:
        let (bounds, passes) = FittedTreatment.winsorised(sample, treatment.maximumPoints, shape)
        map = passes || treatment.method == .winsorise ? bounds : log
      case .boxCox:
        let lambda =
          treatment.lambda ?? boxCoxLambda(sample.map { $0 - ends.lowerBound + offset })
        map = .boxCox(lower: ends.lowerBound, upper: ends.upperBound, offset: offset, lambda: lambda)
      }
    }
    let fitted = FittedTreatment(map: map, changed: 0, before: before, after: before)
    let treated = map == .identity ? sample : sample.map { fitted($0) }
    self.init(
      map: map, changed: zip(sample, treated).count { $0 != $1 }, before: before,
      after: map == .identity ? before : shape(treated))
  }

  /// Sets the points at the end to which the sample is skewed to the next value inwards, until it passes or enough
  /// points are changed.
  private static func winsorised(
    _ sample: [Double], _ maximumPoints: Int, _ shape: ([Double]) -> Shape
  ) -> (map: Map, passes: Bool) {
    let sorted = sample.sorted()
    var (low, high) = (0, sorted.count - 1)
    var current = shape(sorted)
    // Points below position `low` and above `high` are changed.
    while !current.passes, low + sorted.count - 1 - high < maximumPoints, let skewness = current.skewness {
      if skewness >= 0 {
        let end = sorted[high]
        while high > low, sorted[high] == end { high -= 1 }
      } else {
        let end = sorted[low]
        while low < high, sorted[low] == end { low += 1 }
      }
      current = shape(sorted.map { min(max($0, sorted[low]), sorted[high]) })
    }
    return (.winsorised(lower: sorted[low], upper: sorted[high]), current.passes)
  }

  /// The treated value of `x`; one outside the sample's ends counts as the nearer end.
  public func callAsFunction(_ x: Double) -> Double {
    switch map {
    case .identity: return x
    case .winsorised(let lower, let upper): return min(max(x, lower), upper)
    case .log(let lower, let upper, let offset):
      return Double.log(min(max(x, lower), upper) - lower + offset)
    case .mirroredLog(let lower, let upper, let offset):
      return -Double.log(upper - min(max(x, lower), upper) + offset)
    case .boxCox(let lower, let upper, let offset, let lambda):
      return boxCox(min(max(x, lower), upper) - lower + offset, lambda: lambda)
    }
  }
}
