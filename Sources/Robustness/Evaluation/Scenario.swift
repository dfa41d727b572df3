internal import Negotiation
internal import PressureIndex
internal import PressureNumerics
internal import PressureSyntax

/// One combination of alternatives of the method and of publication lags: its panel and its scores are computed once,
/// by the chain that scores any model, and draws change numbers of it.
struct Scenario: Sendable {
  private let fastIndex: FastIndex?
  private let incentive: FastIncentive?
  private let chain: PlainChain

  /// Computes what the draws of a scenario share.
  ///
  /// - Throws: why no draw of the scenario can be made.
  init(_ chain: PlainChain, _ choices: [Int]) throws(Diagnostics) {
    self.chain = chain
    let (index, conflict) = try chain.variation(choices)
    let panel = try chain.panel(index)
    let pressure = try PressureIndex(panel)
    for side in index.sides.indices where pressure.score(row: panel.row(side: side)) == nil {
      throw Diagnostics(Diagnostic("there is no pressure score of \(index.sides[side].name)"))
    }
    fastIndex = FastIndex(pressure, chain.plan, chain.samplers, chain.errors)
    guard chain.layout.hasIncentive, let conflict else {
      incentive = nil
      return
    }
    incentive = try FastIncentive(conflict, chain, index, panel)
  }

  /// Room for the draws of one thread.
  struct Workspace {
    var index = FastIndex.Workspace()
    var numbers: [Double] = []
    let incentive = IncentiveKernel.Workspace()
  }

  /// The draw at the point `u`: its numbers go to `put`, column by column.
  ///
  /// - Returns: the events, or `nil` where the draw fails.
  func draw(
    _ u: UnsafeBufferPointer<Double>, _ workspace: inout Workspace, _ put: (Int, Double) -> Void
  ) -> UInt64? {
    guard let fastIndex else { return plain(u, put) }
    guard fastIndex.evaluate(u, &workspace.index) else { return nil }
    var outcome: IncentiveKernel.Outcome?
    if let incentive {
      do {
        outcome = try incentive.outcome(
          u, Pair(workspace.index.hurting[0], workspace.index.hurting[1]), &workspace)
      } catch { return nil }
    }
    return DrawValues.write(
      chain.layout, workspace.index.pressure, workspace.index.hurting, outcome,
      count: chain.layout.columns.count, put)
  }

  private func plain(_ u: UnsafeBufferPointer<Double>, _ put: (Int, Double) -> Void) -> UInt64? {
    guard let values = try? chain.draw(u) else { return nil }
    for (column, number) in values.numbers.enumerated() { put(column, number) }
    return values.events
  }

  /// Whether draws avoid the whole chain.
  var isFast: Bool { fastIndex != nil }
}

/// The incentives of a scenario's draws.
struct FastIncentive: Sendable {
  /// A quantity of the burden whose observation has an error.
  private struct Link: Sendable {
    let position: Int
    let indicator: Int
    let side: Int
    let slot: Int
    let value: Double
    let scale: Double
  }

  private let kernel: IncentiveKernel
  private let changes: [(position: Int, sampler: ParameterSampler)]
  private let links: [Link]
  private let errors: ObservationErrors

  /// - Throws: why there is no incentive on the date.
  init(
    _ conflict: Conflict, _ chain: PlainChain, _ index: IndexSpecification, _ panel: Panel
  ) throws(Diagnostics) {
    errors = chain.errors
    let resolution = try conflict.resolved(asOf: chain.model.asOf) { series, side, day throws(Diagnostics) in
      try chain.read(series, side, day, index)
    }
    guard case .resolved(let resolved) = resolution else {
      guard case .notApplicable(let reason) = resolution else { preconditionFailure("no such case") }
      throw Diagnostics(Diagnostic(reason))
    }
    var slots: [(IncentiveKernel.Slot, ParameterSampler)] = []
    for sampler in chain.samplers {
      if let slot = sampler.parameter.slot { slots.append((slot, sampler)) }
    }
    var found: [(slot: IncentiveKernel.Slot, link: (Int) -> Link)] = []
    for side in 0...1 {
      for quantity in resolved.quantities[side] {
        guard let series = quantity.series, let reading = quantity.reading,
          let position = index.seriesIDs.firstIndex(of: series.series)
        else { continue }
        let owner = series.of == .own ? side : 1 - side
        guard
          let (indicator, slot) = chain.observation(position, owner, reading.period, index, panel)
        else { continue }
        found.append(
          (
            .burden(quantity.quantity, side),
            {
              Link(
                position: $0, indicator: indicator, side: owner, slot: slot, value: reading.value,
                scale: series.scale)
            }
          ))
      }
    }
    let kernel = IncentiveKernel(conflict, resolved, varying: Set(slots.map(\.0) + found.map(\.slot)))
    self.kernel = kernel
    changes = slots.map { (kernel.position(of: $0.0), $0.1) }
    links = found.map { $0.link(kernel.position(of: $0.slot)) }
  }

  func outcome(
    _ u: UnsafeBufferPointer<Double>, _ hurting: Pair<Double>, _ workspace: inout Scenario.Workspace
  ) throws(IncentiveKernel.Failure) -> IncentiveKernel.Outcome {
    if workspace.numbers.count != kernel.base.count {
      workspace.numbers = kernel.base
    } else {
      for i in kernel.base.indices { workspace.numbers[i] = kernel.base[i] }
    }
    for link in links {
      let error = errors.error(
        u, indicator: link.indicator, side: link.side, slot: link.slot, of: link.value)
      workspace.numbers[link.position] = (link.value + error) * link.scale
    }
    for change in changes { workspace.numbers[change.position] = change.sampler.value(u) }
    return try workspace.numbers.withUnsafeBufferPointer { numbers throws(IncentiveKernel.Failure) in
      try kernel.outcome(numbers, hurting: hurting, workspace.incentive)
    }
  }
}

extension ModelParameter {
  /// Where the parameter lies among the numbers of the conflict; `nil` for one of the index, and for the sensitivity
  /// of the leverage, on which no output rests.
  var slot: IncentiveKernel.Slot? {
    switch self {
    case .weight, .goalpost, .momentum, .leverageSensitivity: nil
    case .elasticity: .elasticity
    case .redirection: .redirection
    case .burden(let quantity, let side): .burden(quantity, side)
    case .resolve(let side): .resolve(side)
    case .scale: .scale
    case .tariffChange(let concession): .tariffChange(concession)
    case .value(let concession, let side): .value(concession, side)
    case .cost(let concession, let side): .cost(concession, side)
    case .gestureRisk(let side): .gestureRisk(side)
    case .preconditionCost(let side): .preconditionCost(side)
    case .channelStrength(let channel): .channel(channel)
    case .priorCooperative: .priorCooperative
    case .priorHostile: .priorHostile
    case .halfLife: .halfLife
    }
  }
}
