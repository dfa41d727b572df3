internal import PressureNumerics

/// A normalization with its parameters fixed by a reference sample, ready to be applied to any value.
///
/// Fitting and applying are apart so that dates and scenarios scored on one scale stay comparable.
public struct FittedScale: Sendable {
  /// Why a sample cannot carry a normalization.
  public enum Failure: Error, Hashable, Sendable {
    /// Fewer values than the method needs.
    case tooFew(count: Int, needed: Int)
    /// All values are equal.
    case constant(Double)
    /// The target or reference presses no more than the least value of the sample, in the indicator's own unit.
    case targetNotAbove(target: Double, least: Double)
    /// Fewer than the four values that a test for outliers needs.
    case untreatable(count: Int)
    /// The side that is the reference, by its position, has no value.
    case noReference(side: Int)
  }

  private enum Map: Sendable {
    case goalposts(Goalposts)
    case breakpoints(Breakpoints, Breakpoints.Interpolation)
    case share(from: ClosedRange<Double>)
    case distance(from: ClosedRange<Double>, isCapped: Bool)
    case standard(mean: Double, deviation: Double, offset: Double, scale: Double)
    case normal(mean: Double, deviation: Double)
    case empirical(EmpiricalDistribution)
    case rank(EmpiricalDistribution, first: Double)
    case percentile(EmpiricalDistribution)
  }

  private let map: Map
  private let sign: Double
  /// The scores of 0 and 1, where the method has ends.
  private let range: ClosedRange<Double>?

  /// The scale between stated goalposts, which carry their own direction, with the scores of no and of full pressure.
  public init(_ goalposts: Goalposts, range: ClosedRange<Double> = 0...1) {
    map = .goalposts(goalposts)
    sign = 1
    self.range = range
  }

  /// The scale of stated breakpoints, which carry their own direction.
  public init(_ breakpoints: Breakpoints, _ interpolation: Breakpoints.Interpolation) {
    map = .breakpoints(breakpoints, interpolation)
    sign = 1
    range = nil
  }

  /// Fits `normalization`, any whose method is fitted, to `sample`; the direction is applied first.
  ///
  /// Cost: O(n), for ranks and the empirical distribution O(n log n).
  ///
  /// - Parameter target: the target, or the reference's value, in the indicator's own unit, for a distance to it.
  public init(
    _ normalization: Normalization, direction: Direction, sample: [Double], target: Double? = nil
  ) throws(Failure) {
    let method = normalization.method
    precondition(method.isFitted, "\(method.rawValue) is not fitted to a sample")
    sign = direction.sign
    range = method.hasRange ? normalization.range : nil
    let sign = sign
    let needed = method.neededValues
    if sample.count < needed { throw .tooFew(count: sample.count, needed: needed) }
    let own = Statistics.range(sample)!
    if !method.allowsConstant, own.lowerBound == own.upperBound { throw .constant(own.lowerBound) }
    let ends = sign > 0 ? own : -own.upperBound ... -own.lowerBound
    func distribution() -> EmpiricalDistribution { EmpiricalDistribution(sample.lazy.map { sign * $0 }) }
    switch method {
    case .goalposts, .categorical: preconditionFailure("checked above")
    case .minMax, .distanceToMaximum: map = .share(from: ends)
    case .zScore, .normalCDF:
      let mean = sign * Statistics.mean(sample)
      let deviation = Statistics.standardDeviation(sample)
      // Values may differ by so little that their squares are 0.
      guard deviation > 0, deviation.isFinite else { throw .constant(own.lowerBound) }
      map =
        method == .normalCDF
        ? .normal(mean: mean, deviation: deviation)
        : .standard(
          mean: mean, deviation: deviation, offset: normalization.mean, scale: normalization.standardDeviation
        )
    case .empiricalCDF: map = .empirical(distribution())
    case .rank: map = .rank(distribution(), first: 1)
    case .borda: map = .rank(distribution(), first: 0)
    case .percentile: map = .percentile(distribution())
    case .distanceToTarget, .distanceToReference:
      guard let target else { preconditionFailure("a distance to nothing") }
      guard sign * target > ends.lowerBound else {
        throw .targetNotAbove(target: target, least: sign * ends.lowerBound)
      }
      map = .distance(from: ends.lowerBound...sign * target, isCapped: normalization.isCapped)
    }
  }

  /// The score of `value`.
  public func callAsFunction(_ value: Double) -> Double {
    let x = sign * value
    switch map {
    case .goalposts(let goalposts): return scaled(goalposts.score(x))
    case .breakpoints(let breakpoints, let interpolation): return breakpoints.score(x, interpolation)
    case .share(let from):
      // A value outside the sample's range can only be one that a later release replaced.
      let inside = min(max(x, from.lowerBound), from.upperBound)
      return scaled((inside - from.lowerBound) / (from.upperBound - from.lowerBound))
    case .distance(let from, let isCapped):
      let share = (x - from.lowerBound) / (from.upperBound - from.lowerBound)
      return scaled(isCapped ? min(share, 1) : share)
    case .standard(let mean, let deviation, let offset, let scale):
      return offset + scale * ((x - mean) / deviation)
    case .normal(let mean, let deviation): return scaled(normalCumulative((x - mean) / deviation))
    case .empirical(let distribution): return scaled(distribution.fraction(atMost: x))
    case .rank(let distribution, let first): return first + Double(FittedScale.beaten(x, distribution))
    case .percentile(let distribution):
      return scaled(Double(FittedScale.beaten(x, distribution)) / Double(distribution.count - 1))
    }
  }

  /// How many of the values are below `x`: all but one at most, since x itself, or what replaced it, is one of them.
  private static func beaten(_ x: Double, _ distribution: EmpiricalDistribution) -> Int {
    min(distribution.count(below: x), distribution.count - 1)
  }

  private func scaled(_ share: Double) -> Double {
    guard let range, range != 0...1 else { return share }
    return range.lowerBound + (range.upperBound - range.lowerBound) * share
  }
}
