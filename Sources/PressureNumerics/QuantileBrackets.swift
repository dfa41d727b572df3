/// Where the quantiles of a long run are expected to lie, as told by a short one, the pilot.
///
/// With pilot and run fixed by a seed and the total number of draws, all parts of a run have the same brackets,
/// and their results can be merged to exact quantiles.
public struct QuantileBrackets: Hashable, Codable, Sendable {
  /// The probabilities, each in 0…1.
  public let probabilities: [Double]
  /// Per probability the least value expected.
  public private(set) var lower: [Double]
  /// Per probability the greatest value expected.
  public private(set) var upper: [Double]

  /// Brackets that hold every value, for runs so short that all their values may be kept.
  public init(unbounded probabilities: [Double]) {
    precondition(probabilities.allSatisfy { $0 >= 0 && $0 <= 1 }, "a probability lies in 0…1")
    self.probabilities = probabilities
    lower = probabilities.map { _ in -.infinity }
    upper = probabilities.map { _ in .infinity }
  }

  /// Brackets for the quantiles of a run, by order statistics of `pilot` that lie `deviations` standard errors
  /// of the quantile's rank to both sides, and two ranks more.
  ///
  /// At five standard errors one bracket in about two million misses; the miss is seen, never a wrong quantile.
  /// Where the pilot is too short to tell, the bracket is open on that side.
  ///
  /// Cost: O(n log n).
  ///
  /// - Precondition: no value is NaN.
  public init(pilot: [Double], probabilities: [Double], deviations: Double = 5) {
    self.init(unbounded: probabilities)
    let sorted = pilot.sorted()
    self = narrowed(draws: sorted.count, deviations: deviations) { _, rank in sorted[rank] }
  }

  /// The same by a pilot of `draws` values of which `value` gives that of a probability's number and a rank, from
  /// 0, if it is known; if not, the bracket's end stays.
  func narrowed(draws: Int, deviations: Double = 5, value: (Int, Int) -> Double?) -> QuantileBrackets {
    var result = self
    let n = Double(draws)
    for (i, p) in probabilities.enumerated() {
      let reach = deviations * (p * (1 - p) * n).squareRoot() + 2
      let middle = p * (n - 1)
      if middle - reach >= 0 { result.lower[i] = value(i, Int(middle - reach)) ?? lower[i] }
      if middle + reach <= n - 1 {
        result.upper[i] = value(i, Int((middle + reach).rounded(.up))) ?? upper[i]
      }
    }
    return result
  }

  /// The brackets to run again with after some missed: open on both sides for these, and for them alone.
  public func reopened(_ missed: [Int]) -> QuantileBrackets {
    var result = self
    for i in missed { (result.lower[i], result.upper[i]) = (-.infinity, .infinity) }
    return result
  }
}

extension QuantileBrackets {
  private enum CodingKeys: CodingKey { case probabilities, lower, upper }

  /// Reads what ``encode(to:)`` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    probabilities = try container.decode([Double].self, forKey: .probabilities)
    lower = try container.decode([Double?].self, forKey: .lower).map { $0 ?? -.infinity }
    upper = try container.decode([Double?].self, forKey: .upper).map { $0 ?? .infinity }
    let counts = Set([probabilities.count, lower.count, upper.count])
    guard counts.count == 1, zip(lower, upper).allSatisfy({ $0 <= $1 }),
      probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 })
    else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "these are no brackets of quantiles"))
    }
  }

  /// Writes open ends as null, since JSON has no infinity.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(probabilities, forKey: .probabilities)
    try container.encode(lower.map { $0.isFinite ? $0 : nil }, forKey: .lower)
    try container.encode(upper.map { $0.isFinite ? $0 : nil }, forKey: .upper)
  }
}
