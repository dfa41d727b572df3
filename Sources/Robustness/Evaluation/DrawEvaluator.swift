public import PressureSyntax

internal import Negotiation
public import PressureIndex
internal import PressureNumerics
internal import Synchronization

/// Evaluates draws of an uncertain model: a point of the unit hypercube gives every output.
///
/// Draws are bucketed by what they choose among alternatives of the method and of lags: each combination is scored
/// once, by the chain that scores any model, when a draw first needs it. The rest of a draw changes numbers on small
/// arrays: weights, goalposts, errors, parameters of the conflict.
public final class DrawEvaluator: Sendable {
  /// The most combinations of alternatives.
  static let maximumScenarios = 10_000

  /// What the outputs are.
  public let layout: OutputLayout
  let plan: DrawPlan
  let chain: PlainChain
  private let scenarios: Mutex<[Int: Result<Scenario, Diagnostics>]>

  /// Prepares the draws of `model`.
  ///
  /// - Throws: a model that has no score as it stands; alternatives that the model cannot have, or too many.
  public init(_ model: UncertainModel) throws(Diagnostics) {
    plan = DrawPlan(model.uncertainty, sides: model.index.sides.count, model.index.hierarchy)
    if plan.scenarioCount > Self.maximumScenarios || plan.scenarioCount <= 0 {
      throw Diagnostics(
        Diagnostic(
          "the alternatives of method, preparation and publication lags have more than \(Self.maximumScenarios) combinations",
          help: "state fewer alternatives"))
    }
    // Without an incentive as the model stands, draws have none either.
    let draft = PlainChain(model, plan, OutputLayout(sides: model.index.sides.map(\.id), concessions: nil))
    layout = OutputLayout(
      sides: model.index.sides.map(\.id), concessions: try DrawEvaluator.concessions(model, draft))
    chain = PlainChain(model, plan, layout)
    scenarios = Mutex([:])
    try checkAlternatives()
    // The model as it stands must have scores, whatever happens in single draws.
    let panel = try chain.panel(model.index)
    let pressure = try PressureIndex(panel)
    for side in model.index.sides.indices where pressure.score(row: panel.row(side: side)) == nil {
      throw Diagnostics(
        Diagnostic(
          "there is no pressure score of \(model.index.sides[side].name), so that there is nothing to vary",
          help: "'pressure check' lists what is missing"))
    }
  }

  /// The ids of the concessions that can be made on the date; `nil` without an incentive.
  private static func concessions(
    _ model: UncertainModel, _ chain: PlainChain
  ) throws(Diagnostics) -> [String]? {
    guard let conflict = model.conflict else { return nil }
    let resolution = try conflict.resolved(asOf: model.asOf) { series, side, day throws(Diagnostics) in
      try chain.read(series, side, day, model.index)
    }
    guard case .resolved(let resolved) = resolution else { return nil }
    return resolved.concessions.map(\.id)
  }

  /// Reads every alternative of method and preparation by itself, so that mistakes show before any work is done.
  private func checkAlternatives() throws(Diagnostics) {
    let problems = Problems()
    for factor in plan.factors {
      guard case .alternatives(let section, let key, let alternatives, _) = factor.kind else { continue }
      for alternative in alternatives {
        var keys = VariedKeys()
        keys.set(section, key, to: alternative)
        _ = problems.collecting { () throws(Diagnostics) in try chain.model.variant(keys) }
      }
    }
    try problems.throwIfAny()
  }

  /// What is uncertain.
  public var uncertainty: Uncertainty { chain.model.uncertainty }

  /// The index by every combination of the alternatives of the method that the model can have; empty without any.
  ///
  /// Cost: the model is read once for each.
  public var methodVariants: [IndexSpecification] {
    let isMethod = plan.axes.map { axis in
      if case .alternatives(.method, _, _, _) = plan.factors[axis.factor].kind { true } else { false }
    }
    guard isMethod.contains(true) else { return [] }
    return (0..<plan.scenarioCount).compactMap { number in
      let choices = plan.choices(ofScenario: number)
      guard zip(choices, isMethod).allSatisfy({ $0 == 0 || $1 }) else { return nil }
      // A combination that there cannot be fails in its draws, which the report counts with the reason.
      return try? chain.variation(choices).index
    }
  }

  /// The number of coordinates of a point.
  public var dimensions: Int { plan.dimensions }

  /// The scenario of a number, or why no draw of it can be made.
  func scenario(_ number: Int) -> Result<Scenario, Diagnostics> {
    scenarios.withLock { scenarios in
      if let known = scenarios[number] { return known }
      let result = Result { () throws(Diagnostics) in
        try Scenario(chain, plan.choices(ofScenario: number))
      }
      scenarios[number] = result
      return result
    }
  }

  /// Why the draw at the point `u` fails, in words.
  func reason(_ u: UnsafeBufferPointer<Double>) -> String {
    do throws(Diagnostics) {
      if case .failure(let failure) = scenario(plan.scenario { u[$0] }) { throw failure }
      _ = try chain.draw(u)
    } catch {
      return error.all[0].message
    }
    return "a result is not a finite number"
  }

  /// The values of all factors at the point `u`, in words.
  func describe(_ u: UnsafeBufferPointer<Double>) -> [String] {
    plan.factors.indices.map { position in
      let factor = plan.factors[position]
      let range = plan.coordinates[position]
      let words: String
      switch factor.kind {
      case .alternatives(_, _, let alternatives, let probabilities):
        words = alternatives[choice(u[range.lowerBound], cumulative(probabilities))].summary
      case .publicationLag(_, let lags, let probabilities):
        words = lags[choice(u[range.lowerBound], cumulative(probabilities))].description
      case .parameters:
        words = chain.samplers.filter { $0.factor == position }.map { rounded($0.value(u)) }
          .joined(separator: ", ")
      case .exclusion:
        let adjustment = WeightAdjustment(plan, chain.model.index.hierarchy, vectors: [])
        words = adjustment.excluded(u).map { chain.model.index.hierarchy.nodes[$0].id } ?? "nothing"
      case .weights, .observationError:
        words = "at " + range.map { rounded(u[$0]) }.joined(separator: ", ")
      }
      return "\(factor.id): \(words)"
    }
  }

  private func rounded(_ value: Double) -> String { shortest((value * 1e6).rounded() / 1e6) }
}

extension Node {
  /// The node in a few words, for reports.
  fileprivate var summary: String {
    switch content {
    case .scalar(let text, _): text
    case .sequence(let items): "[\(items.map(\.summary).joined(separator: ", "))]"
    case .mapping(let entries): entries.map { "\($0.key) \($0.value.summary)" }.joined(separator: ", ")
    }
  }
}
