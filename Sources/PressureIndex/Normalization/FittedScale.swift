internal import PressureNumerics
internal import RealModule

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
    case empirical(sorted: [Double])
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
    let low = sample.min()!
    let high = sample.max()!
    if needed > 1, low == high { throw .constant(low) }
    switch normalization.method {
    case .goalposts: preconditionFailure("goalposts are not fitted to a sample")
    case .minMax:
      map = .linear(from: min(sign * low, sign * high)...max(sign * low, sign * high), to: normalization.range)
    case .zScore, .normalCDF:
      let mean = sample.reduce(0, +) / Double(sample.count)
      let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(sample.count - 1)).squareRoot()
      map =
        normalization.method == .normalCDF
        ? .normal(mean: sign * mean, deviation: deviation)
        : .standard(
          mean: sign * mean, deviation: deviation, offset: normalization.mean,
          scale: normalization.standardDeviation)
    case .empiricalCDF: map = .empirical(sorted: sample.map { sign * $0 }.sorted())
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
      return 0.5 * Double.erfc(-(x - mean) / deviation / Double.sqrt(2))
    case .empirical(let sorted):
      return Double(sorted.partitioningIndex { $0 > x }) / Double(sorted.count)
    }
  }
}

extension Array {
  /// The first index whose element satisfies `belongs`, in an array where all that do come last. O(log n).
  func partitioningIndex(_ belongs: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
