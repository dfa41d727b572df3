internal import PressureNumerics
internal import RealModule

/// What is believed of an uncertain number, given by its quantile function: a uniform number becomes a value by the
/// inverse of the distribution function, so that random and quasi-random points serve alike.
public enum Distribution: Hashable, Sendable {
  /// Any value of a range is as likely as any other.
  case uniform(ClosedRange<Double>)
  /// Normal, cut to the values that the parameter may take.
  case normal(mean: Double, standardDeviation: Double)
  /// A density that rises in a straight line to the mode and falls in one.
  case triangular(low: Double, mode: Double, high: Double)
  /// e to the power of a normal number; `spread` is the standard deviation of the logarithm.
  case logNormal(median: Double, spread: Double)
  /// The Beta distribution stretched to a range.
  case beta(alpha: Double, beta: Double, range: ClosedRange<Double>)
  /// One of some values with stated probabilities, which sum to 1.
  case discrete(values: [Double], probabilities: [Double])

  /// The names used in model files.
  public enum Name: String, CaseIterable, Sendable, Hashable {
    /// ``Distribution/uniform(_:)``
    case uniform
    /// ``Distribution/normal(mean:standardDeviation:)``
    case normal
    /// ``Distribution/triangular(low:mode:high:)``
    case triangular
    /// ``Distribution/logNormal(median:spread:)``
    case logNormal = "lognormal"
    /// ``Distribution/beta(alpha:beta:range:)``
    case beta
    /// ``Distribution/discrete(values:probabilities:)``
    case discrete
  }

  /// The smallest and the largest value, infinite where there is none.
  public var support: ClosedRange<Double> {
    switch self {
    case .uniform(let range): range
    case .normal: -Double.infinity...Double.infinity
    case .triangular(let low, _, let high): low...high
    case .logNormal: 0...Double.infinity
    case .beta(_, _, let range): range
    case .discrete(let values, _): values.min()!...values.max()!
    }
  }

  /// In words, for reports: `uniform from 0.5 to 1.5`.
  public var description: String {
    switch self {
    case .uniform(let range): "uniform from \(words(range.lowerBound)) to \(words(range.upperBound))"
    case .normal(let mean, let deviation):
      "normal, mean \(words(mean)), standard deviation \(words(deviation))"
    case .triangular(let low, let mode, let high):
      "triangular from \(words(low)) to \(words(high)), most likely \(words(mode))"
    case .logNormal(let median, let spread):
      "lognormal, median \(words(median)), standard deviation of the logarithm \(words(spread))"
    case .beta(let alpha, let beta, let range):
      "Beta(\(words(alpha)), \(words(beta))) from \(words(range.lowerBound)) to \(words(range.upperBound))"
    case .discrete(let values, let probabilities):
      zip(values, probabilities).map { "\(words($0)) with probability \(words($1))" }.joined(separator: ", ")
    }
  }

  private func words(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The distribution made ready to be sampled, with a normal one cut to `limits`.
  func sampler(within limits: ClosedRange<Double>) -> Sampler { Sampler(self, limits) }

  /// The quantile function with its constants computed once.
  struct Sampler: Sendable {
    private enum Map: Sendable {
      case uniform(low: Double, width: Double)
      /// Φ at the lower limit and the probability between the limits, each counted from the nearer tail.
      case normal(mean: Double, deviation: Double, below: Double, inside: Double, limits: ClosedRange<Double>)
      case triangular(low: Double, mode: Double, high: Double)
      case logNormal(median: Double, spread: Double)
      case beta(BetaDistribution, low: Double, width: Double)
      case discrete(values: [Double], cumulative: [Double])
    }

    private let map: Map

    init(_ distribution: Distribution, _ limits: ClosedRange<Double>) {
      switch distribution {
      case .uniform(let range):
        map = .uniform(low: range.lowerBound, width: range.upperBound - range.lowerBound)
      case .normal(let mean, let deviation):
        let below = normalCumulative((limits.lowerBound - mean) / deviation)
        let above = normalCumulative(-(limits.upperBound - mean) / deviation)
        map = .normal(
          mean: mean, deviation: deviation, below: below, inside: 1 - below - above, limits: limits)
      case .triangular(let low, let mode, let high): map = .triangular(low: low, mode: mode, high: high)
      case .logNormal(let median, let spread): map = .logNormal(median: median, spread: spread)
      case .beta(let alpha, let beta, let range):
        map = .beta(
          BetaDistribution(alpha: alpha, beta: beta), low: range.lowerBound,
          width: range.upperBound - range.lowerBound)
      case .discrete(let values, let probabilities):
        map = .discrete(values: values, cumulative: cumulative(probabilities))
      }
    }

    /// The value at the probability `u`, in (0, 1).
    func callAsFunction(_ u: Double) -> Double {
      switch map {
      case .uniform(let low, let width): return low + u * width
      case .normal(let mean, let deviation, let below, let inside, let limits):
        let value = mean + deviation * normalQuantile(min(max(below + u * inside, 0x1p-60), 1 - 0x1p-53))
        return min(max(value, limits.lowerBound), limits.upperBound)
      case .triangular(let low, let mode, let high):
        let width = high - low
        let rising = (mode - low) / width
        return u < rising
          ? low + (u * width * (mode - low)).squareRoot()
          : high - ((1 - u) * width * (high - mode)).squareRoot()
      case .logNormal(let median, let spread): return median * Double.exp(spread * normalQuantile(u))
      case .beta(let beta, let low, let width): return low + width * beta.quantile(u)
      case .discrete(let values, let cumulative): return values[choice(u, cumulative)]
      }
    }
  }
}

/// The running sums of `probabilities`; the last is 1.
func cumulative(_ probabilities: [Double]) -> [Double] {
  let total = probabilities.reduce(0, +)
  var sum = 0.0
  var result = probabilities.map { probability in
    sum += probability
    return sum / total
  }
  if !result.isEmpty { result[result.count - 1] = 1 }
  return result
}

/// The position of the alternative at the probability `u` among alternatives with running sums `cumulative`.
func choice(_ u: Double, _ cumulative: [Double]) -> Int {
  for (position, sum) in cumulative.enumerated() where u < sum { return position }
  return cumulative.count - 1
}
