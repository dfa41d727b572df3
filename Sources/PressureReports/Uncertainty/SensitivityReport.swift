internal import PressureIndex
public import PressureModel
internal import PressureSyntax
public import Robustness

/// On which uncertain inputs an output rests.
public struct SensitivityReport: TabulatedReport {
  /// An index with its bootstrap band.
  public struct Estimate: Sendable, Encodable {
    /// The index.
    public let value: Double
    /// Its standard error.
    public let standardError: Double
    /// The lower end of the band.
    public let lower: Double
    /// The upper end of the band.
    public let upper: Double

    init(_ estimate: Sensitivity.Estimate) {
      (value, standardError) = (estimate.value, estimate.standardError)
      (lower, upper) = (estimate.lower, estimate.upper)
    }
  }

  /// An uncertain input.
  public struct Input: Sendable, Encodable {
    /// Its id.
    public let id: String
    /// What it is called in sentences.
    public let name: String
    /// How it is uncertain.
    public let description: String
    /// What it explains alone; absent where the output does not vary.
    public let first: Estimate?
    /// What it explains with all interactions; likewise.
    public let total: Estimate?
  }

  /// The interaction of two inputs.
  public struct Interaction: Sendable, Encodable {
    /// The ids.
    public let inputs: [String]
    /// What the two explain together beyond what each explains alone.
    public let second: Estimate
  }

  /// The output.
  public struct Output: Sendable, Encodable {
    /// Its name, as options write it.
    public let name: String
    /// The side's id; absent for what concerns both.
    public let side: String?
    /// What it measures.
    public let measure: String
    /// The number of the model as it stands.
    public let stated: Double?
    /// Its mean over the samples.
    public let mean: Double
    /// Its variance over the samples; 0 for an output that does not vary.
    public let variance: Double
  }

  /// The name and version of the JSON form.
  public let schema = "pressure/sensitivity/1"
  let provenance: Provenance
  /// The answer in a few sentences.
  public let answer: String
  /// The output.
  public let output: Output
  /// The number of samples.
  public let samples: Int
  /// The number of evaluations.
  public let evaluations: Int
  /// The samples with an evaluation that failed; no index counts them.
  public let failed: Int
  /// The seed.
  public let seed: UInt64
  /// How points are chosen.
  public let sampling: String
  /// The number of bootstrap resamples.
  public let resamples: Int
  /// The share of the resamples inside a band.
  public let level: Double
  /// Whether the model file says what is uncertain.
  public let isStated: Bool
  /// The output in words, such as "the incentive of China".
  let outputName: String
  /// The inputs, in the model's order.
  public let inputs: [Input]
  /// Interactions of pairs; empty unless asked for.
  public let interactions: [Interaction]

  /// The report of a run.
  ///
  /// - Parameters:
  ///   - assessment: the model as it stands.
  ///   - sensitivity: the run.
  ///   - evaluator: what made its draws.
  public init(_ assessment: Assessment, _ sensitivity: Sensitivity, _ evaluator: DrawEvaluator) {
    let sides = assessment.model.specification.sides
    provenance = Provenance(assessment, beside: evaluator.otherIndices)
    let column = sensitivity.output
    output = Output(
      name: column.name, side: column.side.map { sides[$0].id }, measure: column.measure.rawValue,
      stated: assessment.value(column), mean: sensitivity.indices?.mean ?? sensitivity.constant ?? 0,
      variance: sensitivity.indices?.variance ?? 0)
    samples = sensitivity.settings.samples
    evaluations = sensitivity.evaluations
    failed = sensitivity.failed
    seed = sensitivity.settings.seed
    sampling = sensitivity.settings.sampling.rawValue
    resamples = sensitivity.settings.resamples
    level = Sensitivity.level
    isStated = assessment.model.uncertainty != nil
    let names = InputName(assessment.model)
    outputName = SensitivityAnswer.name(column, sides.map(\.name))
    inputs = sensitivity.factors.enumerated().map { position, factor in
      Input(
        id: factor.id, name: names.of(factor.id), description: factor.description,
        first: sensitivity.indices.map { Estimate($0.first[position]) },
        total: sensitivity.indices.map { Estimate($0.total[position]) })
    }
    let ids = sensitivity.factors.map(\.id)
    interactions = (sensitivity.indices?.pairs ?? []).map {
      Interaction(inputs: [ids[$0.a], ids[$0.b]], second: Estimate($0.estimate))
    }
    answer =
      SensitivityAnswer(
        output: outputName, value: output, inputs: inputs, samples: samples, failed: failed
      ).text
  }

  enum CodingKeys: String, CodingKey {
    case schema, answer, output, samples, evaluations, failed, seed, sampling, resamples, level, inputsStated
    case inputs, interactions
  }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(answer, forKey: .answer)
    try container.encode(output, forKey: .output)
    try container.encode(samples, forKey: .samples)
    try container.encode(evaluations, forKey: .evaluations)
    try container.encode(failed, forKey: .failed)
    try container.encode(seed, forKey: .seed)
    try container.encode(sampling, forKey: .sampling)
    try container.encode(resamples, forKey: .resamples)
    try container.encode(level, forKey: .level)
    try container.encode(isStated, forKey: .inputsStated)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(interactions, forKey: .interactions)
  }
}

/// What a sensitivity run says in a few sentences.
struct SensitivityAnswer {
  let output: String
  let value: SensitivityReport.Output
  let inputs: [SensitivityReport.Input]
  let samples: Int
  let failed: Int

  var text: String {
    let ranked = inputs.filter { $0.total != nil }.sorted { ($0.total?.value ?? 0) > ($1.total?.value ?? 0) }
    guard value.variance > 0, let first = ranked.first else {
      let constant =
        value.measure == OutputLayout.Measure.rank.rawValue ? significant(value.mean) : score(value.mean)
      return
        "\(output.capitalizedFirst) does not vary: it is \(constant) in every sample. Nothing of it rests on "
        + "what is uncertain here, so there are no indices."
    }
    let leaders = ranked.prefix(3).filter { ($0.total?.value ?? 0) >= 0.05 }
    let named = leaders.isEmpty ? [first] : Array(leaders)
    let words = named.map { "\($0.name) (\(percent(max(0, $0.total?.value ?? 0))))" }
    var text =
      "\(output.capitalizedFirst) rests most on \(list(words)) of its variance, interactions included."
    let alone = inputs.reduce(0) { $0 + max(0, $1.first?.value ?? 0) }
    text +=
      alone >= 0.95
      ? " The inputs act almost independently of each other."
      : " \(percent(max(0, 1 - alone))) of the variance comes from interactions between inputs."
    let idle = inputs.count { ($0.total?.value ?? 0) < 0.01 }
    if idle > 0 {
      text += " \(idle) of \(inputs.count) inputs \(idle == 1 ? "matters" : "matter") for less than 1% each."
    }
    if failed > 0 { text += " \(failed) of \(samples) samples failed and are not counted." }
    return text
  }

  private func list(_ words: [String]) -> String {
    guard words.count > 1 else { return words[0] }
    return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }

  /// The output in words that begin a sentence.
  static func name(_ column: OutputLayout.Column, _ sides: [String]) -> String {
    let side = column.side.map { sides[$0] } ?? ""
    return switch column.measure {
    case .pressure: "the pressure on \(side)"
    case .hurting: "the hurting of \(side)"
    case .burden: "the burden of \(side)"
    case .gain: "the gain of \(side)"
    case .holdingOut: "the value of holding out of \(side)"
    case .motivation: "the motivation of \(side)"
    case .optimism: "the optimism of \(side)"
    case .incentive: "the incentive of \(side)"
    case .ripeness: "joint ripeness"
    case .asymmetry: "the motivation of \(sides[0]) less that of \(sides[1])"
    case .incentiveDifference: "the incentive of \(sides[0]) less that of \(sides[1])"
    case .rank: "the rank of \(side) by pressure"
    case .pressureDifference: "the pressure on \(sides[0]) less that on \(sides[1])"
    }
  }
}
