import RealModule

/// The gamma distribution of scale 1, with the density x^(a−1) e^(−x) / Γ(a) for x > 0.
///
/// Independent gamma variables divided by their sum are a Dirichlet variable, which is how weights are drawn.
public struct GammaDistribution: Hashable, Codable, Sendable {
  /// The shape a, above 0; also the mean and the variance.
  public let shape: Double

  /// Creates the distribution with the given shape.
  ///
  /// - Precondition: it is finite and above 0.
  public init(shape: Double) {
    precondition(shape > 0 && shape.isFinite, "a shape is finite and above 0")
    self.shape = shape
  }

  /// The probability of a value of at most `x`: the regularised incomplete gamma function P(a, x).
  ///
  /// 0 for `x` ≤ 0. Error: below 1e-12 relative for shapes from 0.05 to 1000. Cost: O(√a) terms.
  ///
  /// - Precondition: `x` is not NaN.
  public func cumulative(_ x: Double) -> Double {
    precondition(!x.isNaN, "not a number")
    if x <= 0 { return 0 }
    return x == .infinity ? 1 : tails(x).lower
  }

  /// The value that is exceeded with probability 1 − `probability`: the inverse of ``cumulative(_:)``.
  ///
  /// Newton's method on the logarithms of value and probability, of whichever tail is the smaller, kept inside
  /// a bracket that bisection shrinks where a step would leave it. A quantile below the smallest number is 0.
  /// Cost: about five evaluations of ``cumulative(_:)``.
  ///
  /// - Precondition: `probability` lies in 0…1.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability lies in 0…1")
    return quantile(lower: probability, upper: 1 - probability)
  }

  /// The quantile at the two tail probabilities, which add up to 1 and of which the smaller counts.
  func quantile(lower probability: Double, upper: Double) -> Double {
    if probability == 0 { return 0 }
    if upper == 0 { return .infinity }
    if shape == 1 { return probability <= 0.5 ? -.log(onePlus: -probability) : -.log(upper) }
    let isLower = probability <= 0.5
    let target = isLower ? probability : upper
    var (low, high) = (0.0, Double.infinity)
    var x = firstGuess(probability, upper)
    if x < .leastNormalMagnitude { return 0 }
    while x > low && x < high {
      let (lower, upper, kernel) = tails(x)
      let tail = isLower ? lower : upper
      let excess = Double.log(tail / target)
      if excess == 0 { return x }
      if isLower == (excess < 0) { low = x } else { high = x }
      // d ln(tail) / d ln x = ± x · density / tail.
      let step = (isLower ? -excess : excess) * tail / kernel
      let next = x * .exp(step)
      if tail > 0, kernel > 0, next > low, next < high {
        if abs(step) < 1e-10 { return next }
        x = next
      } else {
        x = high == .infinity ? 2 * low : low == 0 ? high * 0x1p-16 : (low * high).squareRoot()
      }
      if x < .leastNormalMagnitude { return 0 }
    }
    return x
  }

  /// By Wilson and Hilferty's cube, or by the first term of the series where that comes out small.
  private func firstGuess(_ probability: Double, _ upper: Double) -> Double {
    let z = probability <= 0.5 ? normalQuantile(probability) : -normalQuantile(upper)
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    let cube = shape * root * root * root
    if root > 0 && cube > 0.1 * shape { return cube }
    return .exp((.log(probability) + .logGamma(shape + 1)) / shape)
  }

  /// Both tail probabilities at finite `x` > 0 and x^a e^(−x) / Γ(a).
  ///
  /// Sources: DLMF 8.11.4 (series) and 8.9.2 (continued fraction), the latter by the modified Lentz algorithm.
  private func tails(_ x: Double) -> (lower: Double, upper: Double, kernel: Double) {
    let kernel = gammaKernel(shape, x)
    if x < shape + 1 {
      var (term, sum, n) = (1 / shape, 1 / shape, shape)
      while term > sum * .ulpOfOne / 4 {
        n += 1
        term *= x / n
        sum += term
      }
      let lower = kernel * sum
      return (lower, 1 - lower, kernel)
    }
    let tiny = Double.leastNormalMagnitude
    var b = x + 1 - shape
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    var i = 1.0
    while i < 1e6 {
      let a = -i * (i - shape)
      b += 2
      let denominator = a * d + b
      d = 1 / (abs(denominator) < tiny ? tiny : denominator)
      c = b + a / c
      if abs(c) < tiny { c = tiny }
      fraction *= c * d
      if abs(c * d - 1) <= .ulpOfOne { break }
      i += 1
    }
    let upper = kernel * fraction
    return (1 - upper, upper, kernel)
  }
}
