internal import PressureNumerics

/// A belief about how likely something is, as a Beta distribution.
public struct BetaBelief: Hashable, Sendable {
  /// The weight of what speaks for it, above 0.
  public var alpha: Double
  /// The weight of what speaks against it, above 0.
  public var beta: Double

  /// Creates a belief.
  public init(alpha: Double, beta: Double) {
    self.alpha = alpha
    self.beta = beta
  }

  /// The expectation, `α/(α + β)`.
  public var mean: Double { alpha / (alpha + beta) }

  /// `α/β`: the odds of the expectation, `p/(1−p)`, without the cancellation in `1 − p`.
  public var odds: Double { alpha / beta }

  /// The band that holds `probability` of the distribution, with equal tails outside: 0.9 gives the 5 % and
  /// the 95 % quantile.
  ///
  /// - Precondition: both parameters are finite.
  public func band(probability: Double = 0.9) -> ClosedRange<Double> {
    let distribution = BetaDistribution(alpha: alpha, beta: beta)
    let tail = (1 - probability) / 2
    let lower = distribution.quantile(tail)
    return lower...max(lower, distribution.quantile(1 - tail))
  }
}
