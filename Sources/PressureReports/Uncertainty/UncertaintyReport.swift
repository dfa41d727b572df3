internal import Negotiation
internal import PressureIndex
public import PressureModel
internal import PressureSyntax
public import Robustness

/// How sure the scores are: the distribution of every headline number over many draws of what is uncertain.
public struct UncertaintyReport: TabulatedReport {
  /// A number with its Monte Carlo standard error.
  public struct Estimate: Sendable, Encodable {
    /// The estimate.
    public let value: Double
    /// Its standard error.
    public let standardError: Double

    init(_ estimate: Ensemble.Estimate) {
      (value, standardError) = (estimate.value, estimate.standardError)
    }
  }

  /// A quantile.
  public struct Quantile: Sendable, Encodable {
    /// Its probability.
    public let probability: Double
    /// The value.
    public let value: Double
    /// Its Monte Carlo standard error.
    public let standardError: Double
  }

  /// The distribution of one number.
  public struct Output: Sendable, Encodable {
    /// Its name, as options write it.
    public let name: String
    /// The side's id; absent for what concerns both.
    public let side: String?
    /// What it measures.
    public let measure: String
    /// The number of the model as it stands; absent where it has none.
    public let stated: Double?
    /// The mean of the draws.
    public let mean: Estimate
    /// Their standard deviation.
    public let standardDeviation: Estimate
    /// Their quantiles, of type 7.
    public let quantiles: [Quantile]
  }

  /// The probability of an event.
  public struct Event: Sendable, Encodable {
    /// What happens: `ripe`, `zoneOfAgreement`, `needsItMore`, `strongerIncentive`.
    public let event: String
    /// The side's id; absent for what concerns both.
    public let side: String?
    /// The share of the draws.
    public let probability: Estimate
  }

  /// How often a side has a rank by pressure.
  public struct Rank: Sendable, Encodable {
    /// The side's id.
    public let side: String
    /// The rank, 1 the highest.
    public let rank: Int
    /// The share of the draws.
    public let probability: Estimate
  }

  /// How often a concession is in the Nash package.
  public struct Concession: Sendable, Encodable {
    /// Its id.
    public let id: String
    /// The side that makes it.
    public let giver: String
    /// The share of the draws.
    public let probability: Estimate
    /// Whether it is in the package of the model as it stands.
    public let isStated: Bool
    let name: String
  }

  /// A draw without a result.
  public struct Failure: Sendable, Encodable {
    /// Its number.
    public let draw: Int
    /// Why.
    public let reason: String
    /// What the factors were.
    public let values: [String]
  }

  /// The name and version of the JSON form.
  public let schema = "pressure/uncertainty/1"
  let provenance: Provenance
  /// The answer in a sentence or two.
  public let answer: String
  /// The number of draws.
  public let draws: Int
  /// The draws without a result; no number counts them.
  public let failed: Int
  /// The first of them.
  public let failures: [Failure]
  /// The seed.
  public let seed: UInt64
  /// How points are chosen.
  public let sampling: String
  /// Whether the model file says what is uncertain; otherwise it is the default.
  public let isStated: Bool
  /// What is uncertain, one line each.
  public let inputs: [String]
  /// The numbers.
  public let outputs: [Output]
  /// The events.
  public let events: [Event]
  /// Ranks by pressure.
  public let ranks: [Rank]
  /// The concessions.
  public let concessions: [Concession]
  /// Why there is no incentive, where the conflict section does not apply.
  public let notApplicable: String?
  let sideNames: [String: String]

  /// The report of a whole run.
  ///
  /// - Parameters:
  ///   - assessment: the model as it stands.
  ///   - ensemble: its draws.
  ///   - evaluator: what made them.
  public init(_ assessment: Assessment, _ ensemble: Ensemble, _ evaluator: DrawEvaluator) {
    let model = assessment.model
    let sides = model.specification.sides
    provenance = Provenance(assessment, beside: evaluator.otherIndices)
    draws = ensemble.draws
    failed = ensemble.failed
    failures = ensemble.firstFailures.map { draw in
      let failure = evaluator.failure(ofDraw: draw, ensemble.settings)
      return Failure(draw: draw, reason: failure.reason, values: failure.values)
    }
    seed = ensemble.settings.seed
    sampling = ensemble.settings.sampling.rawValue
    isStated = evaluator.uncertainty.isStated
    inputs = evaluator.uncertainty.lines
    sideNames = Dictionary(uniqueKeysWithValues: sides.map { ($0.id, $0.name) })
    let layout = ensemble.layout
    outputs = layout.columns.enumerated().compactMap { position, column in
      guard let summary = ensemble.summary(position) else { return nil }
      return Output(
        name: column.name, side: column.side.map { sides[$0].id }, measure: column.measure.rawValue,
        stated: assessment.value(column), mean: Estimate(summary.mean),
        standardDeviation: Estimate(summary.standardDeviation),
        quantiles: zip(Ensemble.probabilities, summary.quantiles).map {
          Quantile(probability: $0, value: $1.value, standardError: $1.standardError)
        })
    }
    ranks = sides.indices.flatMap { side in
      ensemble.ranks(ofSide: side).enumerated().map { rank, share in
        Rank(side: sides[side].id, rank: rank + 1, probability: Estimate(share))
      }
    }
    var events: [Event] = []
    var concessions: [Concession] = []
    if layout.hasIncentive {
      for (name, shares) in [
        ("needsItMore", ensemble.needsItMore), ("strongerIncentive", ensemble.strongerIncentive),
      ] {
        for (side, share) in zip(sides, shares) {
          events.append(Event(event: name, side: side.id, probability: Estimate(share)))
        }
      }
      events.append(
        Event(event: "zoneOfAgreement", side: nil, probability: Estimate(ensemble.zoneOfAgreement)))
      events.append(Event(event: "ripe", side: nil, probability: Estimate(ensemble.ripe)))
      let known = model.conflict?.concessions ?? []
      var stated: [String] = []
      if case .incentive(let incentive) = assessment.incentive, incentive.hasZoneOfAgreement {
        stated = incentive.packages.nash.concessions
      }
      concessions = zip(layout.concessions, ensemble.concessions).compactMap { id, share in
        guard let concession = known.first(where: { $0.id == id }) else { return nil }
        return Concession(
          id: id, giver: sides[concession.giver].id, probability: Estimate(share),
          isStated: stated.contains(id), name: concession.name)
      }
    }
    self.events = events
    self.concessions = concessions
    notApplicable = assessment.incentive.flatMap { outcome in
      if case .notApplicable(let reason) = outcome { reason } else { nil }
    }
    answer =
      UncertaintyAnswer(
        sides: sides, outputs: outputs, events: events, ranks: ranks, draws: draws, failed: failed,
        isStated: isStated
      ).text
  }

  /// The draws that count.
  var counted: Int { draws - failed }

  /// The share of the draws in which an event happens; `nil` where it is not told.
  func share(_ event: String, _ side: String?) -> Double? {
    events.first { $0.event == event && $0.side == side }?.probability.value
  }

  /// The share of the draws in which a side is under the highest pressure; `nil` where it is not told.
  func shareOfHighestPressure(_ side: String) -> Double? {
    ranks.first { $0.rank == 1 && $0.side == side }?.probability.value
  }

  /// The 5 % and the 95 % quantile of a side's number; `nil` where it has none.
  func band(_ side: String, _ measure: String) -> ClosedRange<Double>? {
    guard let output = outputs.first(where: { $0.side == side && $0.measure == measure }),
      let low = output.quantiles.first, let high = output.quantiles.last
    else { return nil }
    return low.value...high.value
  }

  enum CodingKeys: String, CodingKey {
    case schema, answer, draws, failed, failures, seed, sampling, inputs, inputsStated, outputs, events, ranks
    case concessions, notApplicable
  }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(answer, forKey: .answer)
    try container.encode(draws, forKey: .draws)
    try container.encode(failed, forKey: .failed)
    try container.encode(failures, forKey: .failures)
    try container.encode(seed, forKey: .seed)
    try container.encode(sampling, forKey: .sampling)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(isStated, forKey: .inputsStated)
    try container.encode(outputs, forKey: .outputs)
    try container.encode(events, forKey: .events)
    try container.encode(ranks, forKey: .ranks)
    try container.encode(concessions, forKey: .concessions)
    try container.encodeIfPresent(notApplicable, forKey: .notApplicable)
  }
}

extension UncertaintyReport.Concession {
  enum CodingKeys: String, CodingKey { case id, giver, probability, isStated }
}

extension Assessment {
  /// The number of the model as it stands under a column of an ensemble.
  func value(_ column: OutputLayout.Column) -> Double? {
    var incentive: Incentive?
    if case .incentive(let value) = self.incentive { incentive = value }
    func own(_ path: KeyPath<SideIncentive, Double>) -> Double? {
      column.side.flatMap { incentive?.sides[$0][keyPath: path] }
    }
    switch column.measure {
    case .pressure: return column.side.flatMap { results[$0].score }
    case .hurting: return column.side.flatMap { hurting[$0]?.value }
    case .rank:
      guard let own = column.side.flatMap({ results[$0].score }) else { return nil }
      return Double(1 + results.count { $0.score.map { $0 > own } ?? false })
    case .burden: return own(\.burden)
    case .gain: return own(\.gain)
    case .holdingOut: return own(\.holdingOut)
    case .motivation: return own(\.motivation)
    case .optimism: return own(\.optimism)
    case .incentive: return own(\.incentive)
    case .ripeness: return incentive?.ripeness
    case .asymmetry: return incentive?.asymmetry
    case .incentiveDifference:
      return incentive.map { $0.sides.first.incentive - $0.sides.second.incentive }
    case .pressureDifference:
      guard let a = results[0].score, let b = results[1].score else { return nil }
      return a - b
    }
  }
}
