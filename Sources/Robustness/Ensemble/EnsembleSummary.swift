internal import PressureNumerics

extension Ensemble {
  /// A number with its Monte Carlo standard error.
  public struct Estimate: Sendable, Hashable {
    /// The estimate.
    public let value: Double
    /// Its standard error, as if draws were independent; for a Sobol sequence it is smaller than this.
    public let standardError: Double
  }

  /// The distribution of one number over the draws that succeeded.
  public struct Summary: Sendable, Hashable {
    /// The mean.
    public let mean: Estimate
    /// The sample standard deviation.
    public let standardDeviation: Estimate
    /// The quantiles at ``Ensemble/probabilities``, of type 7; the error of each is half the distance between the
    /// quantiles one standard error of its rank below and above.
    public let quantiles: [Estimate]
  }

  /// The draws that were made, failed ones included.
  public var draws: Int { tally.draws }
  /// The draws that failed; nothing else counts them.
  public var failed: Int { tally.failed }
  /// The first draws that failed, by number.
  public var firstFailures: [Int] { tally.firstFailures }
  /// The draws that succeeded.
  public var succeeded: Int { tally.succeeded }

  /// The distribution of the column number `column`; `nil` with fewer than two draws that succeeded.
  public func summary(_ column: Int) -> Summary? {
    let own = tally.columns[column]
    let n = Double(own.moments.count)
    guard n > 1, let mean = own.moments.mean, let deviation = own.moments.standardDeviation,
      let meanError = own.moments.standardError
    else { return nil }
    let quantiles = own.quantiles.quantiles.compactMap(\.self)
    guard quantiles.count == 3 * Ensemble.probabilities.count else { return nil }
    // The error of a variance is that of the mean of squares; a root's is half of it relative to the root.
    let spread = (own.squares.standardDeviation ?? 0) / n.squareRoot()
    return Summary(
      mean: Estimate(value: mean, standardError: meanError),
      standardDeviation: Estimate(
        value: deviation, standardError: deviation > 0 ? spread / (2 * deviation) : 0),
      quantiles: Ensemble.probabilities.indices.map { i in
        Estimate(
          value: quantiles[3 * i], standardError: (quantiles[3 * i + 2] - quantiles[3 * i + 1]) / 2)
      })
  }

  private func share(_ count: Int) -> Estimate {
    let n = Double(max(succeeded, 1))
    let p = Double(count) / n
    return Estimate(value: p, standardError: (p * (1 - p) / n).squareRoot())
  }

  /// The probability that the moment is ripe.
  public var ripe: Estimate { share(tally.ripe) }
  /// The probability of a zone of agreement.
  public var zoneOfAgreement: Estimate { share(tally.zone) }
  /// For each side the probability that its motivation is the larger: that it needs an agreement more.
  public var needsItMore: [Estimate] { tally.moreMotivated.map(share) }
  /// For each side the probability that its incentive is the larger.
  public var strongerIncentive: [Estimate] { tally.moreWilling.map(share) }
  /// For each concession that can be made, the probability that it is in the Nash package.
  public var concessions: [Estimate] { tally.concessions.map(share) }

  /// The probability that a side has each rank by pressure, the highest first.
  public func ranks(ofSide side: Int) -> [Estimate] {
    let sides = layout.sides.count
    return (0..<sides).map { share(tally.ranks[side * sides + $0]) }
  }
}

extension DrawEvaluator {
  /// A draw that failed: why, and at which values.
  public struct FailedDraw: Sendable, Hashable {
    /// Its number.
    public let draw: Int
    /// Why it failed.
    public let reason: String
    /// The values of the factors.
    public let values: [String]
  }

  /// Looks at a draw that failed.
  public func failure(ofDraw draw: Int, _ settings: EnsembleSettings) -> FailedDraw {
    let point = DrawPoints(settings, dimensions: dimensions).points(draw..<draw + 1).row(0)
    return point.withUnsafeBufferPointer {
      FailedDraw(draw: draw, reason: reason($0), values: describe($0))
    }
  }
}
