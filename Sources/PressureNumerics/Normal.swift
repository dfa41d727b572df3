import RealModule

/// The standard normal distribution function Φ(z): the probability of a value of at most `z`.
///
/// Computed as ½ erfc(−z/√2), so that the lower tail keeps its digits; 0 at −∞ and 1 at +∞.
///
/// - Precondition: `z` is not NaN.
public func normalCumulative(_ z: Double) -> Double {
  precondition(!z.isNaN, "not a number")
  return 0.5 * .erfc(-z * 0.5.squareRoot())
}
