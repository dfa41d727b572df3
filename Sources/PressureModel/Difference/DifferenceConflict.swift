internal import Negotiation
internal import PressureIndex
internal import PressureSyntax

/// The conflict between two assessments, both of which have an incentive to negotiate.
struct DifferenceConflict {
  /// What an incentive rests on besides hurting.
  struct Terms {
    let gains: Pair<Double>
    let hasZone: Bool
    let holdingOut: Pair<HoldingOut>
    var optimism: Pair<Double>
  }

  /// The terms and beliefs that were computed already, by what they depend on.
  struct Cache {
    fileprivate var terms: [[Int]: Terms] = [:]
    fileprivate var optimism: [[Int]: Pair<Double>] = [:]
  }

  let players: [DifferencePlayer]
  private let ends: [Assessment]
  private let incentives: [Incentive]
  /// Whether data and numbers are not told apart.
  private let isWhole: Bool
  /// The players behind what the burden reads, by series and by whose it is.
  private let readers: [Reading: DifferencePlayer]

  private struct Reading: Hashable {
    let series: String
    let side: Int
  }

  /// `nil` if one of the assessments has no incentive.
  init?(from: Assessment, to: Assessment, isWhole: Bool) throws(Diagnostics) {
    guard case .incentive(let first) = from.incentive, case .incentive(let second) = to.incentive else {
      return nil
    }
    ends = [from, to]
    incentives = [first, second]
    self.isWhole = isWhole
    var players: [DifferencePlayer] = []
    let isSameFile = from.model.sha256 == to.model.sha256
    if isWhole || !isSameFile { players.append(.conflict) }
    var readers: [Reading: DifferencePlayer] = [:]
    if !isWhole {
      for side in 0...1 {
        for (one, other) in zip(first.inputs.quantities[side], second.inputs.quantities[side]) {
          guard let series = one.series ?? other.series else { continue }
          let owner = series.of == .own ? side : 1 - side
          let player = DifferenceConflict.player(of: series.series, side: owner, from.model.specification)
          readers[Reading(series: series.series, side: owner)] = player
          if one.reading?.value != other.reading?.value, !players.contains(player) { players.append(player) }
        }
      }
    }
    if from.asOf != to.asOf, !isWhole { players.append(.terms) }
    let acts = [from, to].map {
      ($0.model.conflict?.acts ?? []).map { [$0.date.number, $0.actor, $0.kind, $0.weight] as [AnyHashable] }
    }
    if from.asOf != to.asOf || acts[0] != acts[1] { players.append(.acts) }
    self.players = players
    self.readers = readers
  }

  private static func player(
    of series: String, side: Int, _ specification: IndexSpecification
  ) -> DifferencePlayer {
    let indicator = specification.indicators.first {
      specification.seriesIDs[$0.measure(side).series] == series
    }
    return indicator.map { .data(indicator: $0.id) } ?? .series(series)
  }

  /// Gains, terms of holding out and optimism in a state.
  func terms(in state: DifferenceState, _ cache: inout Cache) throws(DifferenceGame.Impossible) -> Terms {
    let beliefKey = [state[.conflict], state[.acts]]
    let optimism: Pair<Double>
    if let known = cache.optimism[beliefKey] {
      optimism = known
    } else {
      optimism = try self.optimism(in: state)
    }
    cache.optimism[beliefKey] = optimism
    let sources = Array(Set(readers.values)).sorted { $0.id < $1.id }
    let key = [state[.conflict], state[.terms]] + sources.map { state[$0] }
    var terms: Terms
    if let known = cache.terms[key] { terms = known } else { terms = try self.terms(in: state) }
    cache.terms[key] = terms
    terms.optimism = optimism
    return terms
  }

  /// The conflict section of a state: its numbers of one end, its acts of one.
  private func conflict(in state: DifferenceState) -> Conflict? {
    var conflict = ends[state[.conflict]].model.conflict
    conflict?.acts = ends[state[.acts]].model.conflict?.acts
    return conflict
  }

  private func optimism(in state: DifferenceState) throws(DifferenceGame.Impossible) -> Pair<Double> {
    // What was done is seen as of the date that the acts have; the data are that end's.
    let end = state[.acts]
    return try resolved(conflict(in: state), asOf: ends[end].asOf) { _, _ in isWhole ? state[.conflict] : end
    }
    .beliefs.map(\.mean)
  }

  private func terms(in state: DifferenceState) throws(DifferenceGame.Impossible) -> Terms {
    let end = isWhole ? state[.conflict] : state[.terms]
    let resolved = try resolved(conflict(in: state), asOf: ends[end].asOf) { series, side in
      if isWhole { return state[.conflict] }
      return readers[Reading(series: series, side: side)].map { state[$0] } ?? 0
    }
    do {
      let incentive = try resolved.incentive(
        hurting: incentives[0].sides.map { HurtingState(hurting: $0.hurting.hurting) })
      return Terms(
        gains: incentive.sides.map(\.gain), hasZone: incentive.hasZoneOfAgreement,
        holdingOut: resolved.holdingOut,
        optimism: Pair(0, 0))
    } catch {
      throw DifferenceGame.Impossible(reason: error.all[0].message)
    }
  }

  /// The conflict as of a day, reading each series from the data of the end that `source` gives, as of that end's date
  /// where it is read as of the score's.
  private func resolved(
    _ conflict: Conflict?, asOf: Day?, source: (_ series: String, _ side: Int) -> Int
  ) throws(DifferenceGame.Impossible) -> ResolvedConflict {
    guard let conflict else { throw DifferenceGame.Impossible(reason: "no conflict section") }
    do {
      let resolution = try conflict.resolved(asOf: asOf, cutsStopAtZero: true) {
        series, side, day throws(Diagnostics) in
        let end = ends[source(series, side)]
        guard let position = end.model.specification.seriesIDs.firstIndex(of: series) else {
          return .missing(reason: "a model has no series \(series)")
        }
        let cell = try end.model.specification.reading(
          ofSeries: position, side: side, asOf: day == asOf ? end.asOf : day, in: end.observations)
        switch cell {
        case .observed(let reading):
          return .found(
            Negotiation.Reading(value: reading.value, period: reading.period, source: reading.source))
        case .missing(let gap): return .missing(reason: gap.description)
        }
      }
      switch resolution {
      case .resolved(let resolved): return resolved
      case .notApplicable(let reason): throw DifferenceGame.Impossible(reason: reason)
      }
    } catch let error as DifferenceGame.Impossible {
      throw error
    } catch let error as Diagnostics {
      throw DifferenceGame.Impossible(reason: error.all[0].message)
    } catch {
      throw DifferenceGame.Impossible(reason: "\(error)")
    }
  }
}
