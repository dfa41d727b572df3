internal import Negotiation
internal import PressureIndex
internal import PressureNumerics
internal import PressureSyntax

/// One combination of alternatives of the method and of publication lags: its panel and its scores are computed once,
/// by the chain that scores any model, and draws change numbers of it.
final class Scenario: Sendable {
  /// How the index of a draw is computed.
  private enum Index: Sendable {
    /// For eight draws at once.
    case panel(PanelIndex)
    /// By aggregating the scores anew with other weights, where nothing else of the index is uncertain.
    case weights(WeightedScores)
    /// By the whole chain.
    case chain
  }

  private let index: Index
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
    if let prepared = PanelIndex.prepare(pressure, chain.plan, chain.samplers, chain.errors) {
      self.index = .panel(prepared)
    } else if let weighted = WeightedScores(pressure, chain) {
      self.index = .weights(weighted)
    } else {
      self.index = .chain
    }
    guard chain.layout.hasIncentive, let conflict else {
      incentive = nil
      return
    }
    incentive = try FastIncentive(conflict, chain, index, panel)
  }

  /// Room for the draws of one thread.
  final class Workspace {
    fileprivate let index: PanelIndex.Workspace?
    fileprivate var numbers: [Double] = []
    fileprivate var point: [Double]
    fileprivate let incentive = IncentiveKernel.Workspace()

    init(_ scenario: Scenario) {
      point = [Double](repeating: 0, count: scenario.chain.plan.dimensions)
      if case .panel(let index) = scenario.index {
        self.index = PanelIndex.Workspace(index)
      } else {
        index = nil
      }
    }
  }

  /// Makes eight draws: coordinate c of a draw is number c · 8 + lane of `u`, and its column c goes to number c · 8 + lane
  /// of `columns`. What draws that fail write there is not to be used.
  ///
  /// - Parameters:
  ///   - lanes: the draws that are wanted.
  ///   - events: those of the draws that succeed.
  /// - Returns: the draws that succeed.
  func draw(
    _ u: UnsafePointer<Double>, lanes: UInt8, _ room: Workspace, to columns: UnsafeMutablePointer<Double>,
    events: UnsafeMutablePointer<UInt64>
  ) -> UInt8 {
    let sides = chain.layout.sides.count
    var succeeded = lanes
    if case .panel(let index) = index, let own = room.index {
      let succeeds = index.evaluate(u, own)
      for lane in 0..<8 where succeeds[lane] == 0 { succeeded &= ~(1 << lane) }
      columns.update(from: own.pressure.start, count: 8 * sides)
      (columns + 8 * sides).update(from: own.hurting.start, count: 8 * sides)
      if sides == 2, let last = chain.layout.differenceColumn {
        columns.lanes(last, columns.lanes(0) - columns.lanes(1))
      }
      if incentive == nil {
        events.update(repeating: 0, count: 8)
        return succeeded
      }
    }
    for lane in 0..<8 where succeeded & (1 << lane) != 0 {
      for c in room.point.indices { room.point[c] = u[8 * c + lane] }
      if let event = draw(lane, room, columns) { events[lane] = event } else { succeeded &= ~(1 << lane) }
    }
    return succeeded
  }

  /// What of a draw is not computed for eight at once: its incentive, or all of it.
  private func draw(_ lane: Int, _ room: Workspace, _ columns: UnsafeMutablePointer<Double>) -> UInt64? {
    room.point.withUnsafeBufferPointer { u -> UInt64? in
      let sides = chain.layout.sides.count
      switch index {
      case .panel: break
      case .weights(let weighted):
        let isDrawn = weighted.evaluate(u) { side, pressure, hurting in
          columns[8 * side + lane] = pressure
          columns[8 * (sides + side) + lane] = hurting
        }
        if !isDrawn { return nil }
        if let last = chain.layout.differenceColumn {
          columns[8 * last + lane] = columns[lane] - columns[8 + lane]
        }
      case .chain:
        guard let values = try? chain.draw(u) else { return nil }
        for (column, number) in values.numbers.enumerated() { columns[8 * column + lane] = number }
        return values.events
      }
      guard let incentive else { return 0 }
      let hurting = Pair(columns[8 * sides + lane], columns[8 * (sides + 1) + lane])
      guard let outcome = try? incentive.outcome(u, hurting, &room.numbers, room.incentive) else {
        return nil
      }
      return DrawValues.write(outcome, chain.layout) { columns[8 * $0 + lane] = $1 }
    }
  }

  /// Whether draws avoid the whole chain.
  var isFast: Bool { if case .chain = index { false } else { true } }
}
