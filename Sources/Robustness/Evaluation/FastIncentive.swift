internal import Negotiation
internal import PressureIndex
internal import PressureNumerics
internal import PressureSyntax

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
    _ u: UnsafeBufferPointer<Double>, _ hurting: Pair<Double>, _ changed: inout [Double],
    _ room: IncentiveKernel.Workspace
  ) throws(IncentiveKernel.Failure) -> IncentiveKernel.Outcome {
    if changed.count != kernel.base.count {
      changed = kernel.base
    } else {
      for i in kernel.base.indices { changed[i] = kernel.base[i] }
    }
    for link in links {
      let error = errors.error(
        u, indicator: link.indicator, side: link.side, slot: link.slot, of: link.value)
      changed[link.position] = (link.value + error) * link.scale
    }
    for change in changes { changed[change.position] = change.sampler.value(u) }
    return try changed.withUnsafeBufferPointer { numbers throws(IncentiveKernel.Failure) in
      try kernel.outcome(numbers, hurting: hurting, room)
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
