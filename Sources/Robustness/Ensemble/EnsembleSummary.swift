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
  public var draws: Int { succeeded + failed }
  /// The draws that failed; nothing else counts them.
  public var failed: Int { events.failed }
  /// The first draws that failed, by number.
  public var firstFailures: [Int] { events.firstFailures }
  /// The draws that succeeded.
  public var succeeded: Int { tally.draws }

  /// The distribution of the column number `column`; `nil` with fewer than two draws that succeeded.
  public func summary(_ column: Int) -> Summary? {
    if succeeded < 2 { return nil }
    let quantiles = Ensemble.probabilities.indices.compactMap { tally.quantileWithError(column, $0, plan) }
    guard quantiles.count == Ensemble.probabilities.count else { return nil }
    let deviation = tally.standardDeviation(column)
    return Summary(
      mean: Estimate(
        value: tally.mean(column, plan), standardError: deviation / Double(succeeded).squareRoot()),
      standardDeviation: Estimate(
        value: deviation, standardError: tally.standardError(ofDeviation: column)),
      quantiles: quantiles.map { Estimate(value: $0.value, standardError: $0.standardError) })
  }

  private func share(_ count: Int) -> Estimate {
    let n = Double(max(succeeded, 1))
    let p = Double(count) / n
    return Estimate(value: p, standardError: (p * (1 - p) / n).squareRoot())
  }

  /// The probability that the moment is ripe.
  public var ripe: Estimate { share(events.ripe) }
  /// The probability of a zone of agreement.
  public var zoneOfAgreement: Estimate { share(events.zone) }
  /// For each side the probability that its motivation is the larger: that it needs an agreement more.
  public var needsItMore: [Estimate] { events.moreMotivated.map(share) }
  /// For each side the probability that its incentive is the larger.
  public var strongerIncentive: [Estimate] { events.moreWilling.map(share) }
  /// For each concession that can be made, the probability that it is in the Nash package.
  public var concessions: [Estimate] { events.concessions.map(share) }

  /// The probability that a side has each rank by pressure, the highest first (rank acceptability); empty for more than
  /// ``mostRankedSides`` sides.
  public func ranks(ofSide side: Int) -> [Estimate] {
    (0..<plan.ranked).map { share(tally.count(column: side, rank: $0)) }
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
