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
  }

  private enum Map: Sendable {
    case goalposts(Goalposts)
    case linear(from: ClosedRange<Double>, to: ClosedRange<Double>)
    case standard(mean: Double, deviation: Double, offset: Double, scale: Double)
    case normal(mean: Double, deviation: Double)
    case empirical(EmpiricalDistribution)
  }

  private let map: Map
  private let sign: Double

  /// The scale between stated goalposts, which carry their own direction.
  public init(_ goalposts: Goalposts) {
    map = .goalposts(goalposts)
    sign = 1
  }

  /// Fits `normalization`, any but goalposts, to `sample`; the direction is applied first.
  ///
  /// Cost: O(n), for the empirical distribution O(n log n).
  public init(_ normalization: Normalization, direction: Direction, sample: [Double]) throws(Failure) {
    sign = direction.sign
    let sign = sign
    let needed =
      switch normalization.method {
      case .goalposts, .empiricalCDF: 1
      case .minMax, .zScore, .normalCDF: 2
      }
    if sample.count < needed { throw .tooFew(count: sample.count, needed: needed) }
    let ends = Statistics.range(sample)!
    if needed > 1, ends.lowerBound == ends.upperBound { throw .constant(ends.lowerBound) }
    switch normalization.method {
    case .goalposts: preconditionFailure("goalposts are not fitted to a sample")
    case .minMax:
      let turned = sign > 0 ? ends : -ends.upperBound ... -ends.lowerBound
      map = .linear(from: turned, to: normalization.range)
    case .zScore, .normalCDF:
      let mean = Statistics.mean(sample)
      let deviation = Statistics.standardDeviation(sample)
      map =
        normalization.method == .normalCDF
        ? .normal(mean: sign * mean, deviation: deviation)
        : .standard(
          mean: sign * mean, deviation: deviation, offset: normalization.mean,
          scale: normalization.standardDeviation)
    case .empiricalCDF: map = .empirical(EmpiricalDistribution(sample.lazy.map { sign * $0 }))
    }
  }

  /// The score of `value`.
  public func callAsFunction(_ value: Double) -> Double {
    let x = sign * value
    switch map {
    case .goalposts(let goalposts): return goalposts.score(x)
    case .linear(let from, let to):
      // A value outside the sample's range can only be one that a later release replaced.
      let share = (min(max(x, from.lowerBound), from.upperBound) - from.lowerBound)
      return to.lowerBound + (to.upperBound - to.lowerBound) * (share / (from.upperBound - from.lowerBound))
    case .standard(let mean, let deviation, let offset, let scale):
      return offset + scale * ((x - mean) / deviation)
    case .normal(let mean, let deviation):
      return normalCumulative((x - mean) / deviation)
    case .empirical(let distribution): return distribution.fraction(atMost: x)
    }
  }
}
