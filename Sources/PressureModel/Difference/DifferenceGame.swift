internal import Negotiation
internal import PressureIndex
internal import PressureNumerics
internal import PressureSyntax

/// The game whose players are what differs between two assessments: each is as in the first (0) or as in the second
/// (1), and a state gives the headline numbers.
struct DifferenceGame {
  /// A state between the two in which a number does not exist.
  struct Impossible: Error {
    let reason: String
  }

  let players: [DifferencePlayer]
  private let index: DifferenceIndex
  private let conflict: DifferenceConflict?
  private let sides: Int

  init(from: Assessment, to: Assessment) throws(Diagnostics) {
    let index = try DifferenceIndex(from: from, to: to)
    let conflict = try DifferenceConflict(from: from, to: to, isWhole: index.isWhole)
    var players = index.players
    for player in conflict?.players ?? [] where !players.contains(player) { players.append(player) }
    self.players = players
    self.index = index
    self.conflict = conflict
    sides = from.model.specification.sides.count
  }

  /// The numbers that both assessments have.
  func measures(ofIncentive: Bool) -> [DifferenceMeasure] {
    if ofIncentive {
      guard conflict != nil else { return [] }
      return (0...1).flatMap { [.motivation($0), .optimism($0), .incentive($0)] } + [.ripeness]
    }
    return (0..<sides).filter { index.hasPressure(side: $0) }.flatMap { side -> [DifferenceMeasure] in
      index.hasHurting(side: side) ? [.pressure(side), .hurting(side)] : [.pressure(side)]
    }
  }

  /// The parts of the changes of `measures`.
  func attributions(
    _ measures: [DifferenceMeasure]
  ) throws(Impossible) -> [Difference.Attribution] {
    var known: [[Double]: [DifferenceMeasure: Double]] = [:]
    func values(_ coalitions: Matrix, _ measure: DifferenceMeasure) throws(Impossible) -> [Double] {
      let rows = (0..<coalitions.rows).map(coalitions.row)
      let new = rows.filter { known[$0] == nil }
      if !new.isEmpty {
        for (row, numbers) in zip(new, try evaluate(new, measures)) { known[row] = numbers }
      }
      return rows.map { known[$0]![measure]! }
    }
    let ends = [0.0, 1].map { Array(repeating: $0, count: players.count) }
    var result: [Difference.Attribution] = []
    for measure in measures {
      let (before, after) = (
        try values(Matrix(rows: [ends[0]]), measure)[0], try values(Matrix(rows: [ends[1]]), measure)[0]
      )
      if players.count > Shapley.exactLimit, case .pressure(let side) = measure,
        let parts = index.additiveParts(side: side, players)
      {
        result.append(
          Difference.Attribution(
            measure: measure, before: before, after: after, parts: parts, standardErrors: nil))
        continue
      }
      let shapley = try Shapley.attribution(players: players.count) { coalitions throws(Impossible) in
        try values(coalitions, measure)
      }
      result.append(
        Difference.Attribution(
          measure: measure, before: before, after: after, parts: shapley.values,
          standardErrors: shapley.standardErrors))
    }
    return result
  }

  private func evaluate(
    _ states: [[Double]], _ measures: [DifferenceMeasure]
  ) throws(Impossible) -> [[DifferenceMeasure: Double]] {
    let states = states.map { row in DifferenceState(players: players, isSecond: row.map { $0 == 1 }) }
    let pressures = try index.pressures(in: states)
    let needsIncentive = measures.contains(.ripeness)
    var cache = DifferenceConflict.Cache()
    var result: [[DifferenceMeasure: Double]] = []
    for (state, pressures) in zip(states, pressures) {
      var numbers: [DifferenceMeasure: Double] = [:]
      for (side, pressure) in pressures.enumerated() {
        numbers[.pressure(side)] = pressure?.value
        numbers[.hurting(side)] = pressure?.hurting
      }
      if needsIncentive, let conflict {
        guard let first = numbers[.hurting(0)], let second = numbers[.hurting(1)] else {
          throw Impossible(reason: "no pressure of a side")
        }
        let terms = try conflict.terms(in: state, &cache)
        let incentives = Pair { side in
          let motivation = Motivation.value(
            gain: terms.gains[side],
            holdingOut: terms.holdingOut[side].value(hurting: side == 0 ? first : second))
          numbers[.motivation(side)] = motivation
          numbers[.optimism(side)] = terms.optimism[side]
          let incentive = Motivation.incentive(motivation: motivation, optimism: terms.optimism[side])
          numbers[.incentive(side)] = incentive
          return incentive
        }
        numbers[.ripeness] = Ripeness.joint(incentives: incentives, hasZoneOfAgreement: terms.hasZone)
      }
      for measure in measures where numbers[measure] == nil {
        throw Impossible(reason: "too little observed for a pressure")
      }
      result.append(numbers)
    }
    return result
  }
}

/// Which players are as in the second assessment.
struct DifferenceState {
  private let second: Set<DifferencePlayer>

  init(players: [DifferencePlayer], isSecond: [Bool]) {
    second = Set(zip(players, isSecond).filter(\.1).map(\.0))
  }

  /// 0 or 1: as in the first or in the second assessment. Who is no player is the same in both.
  subscript(player: DifferencePlayer) -> Int { second.contains(player) ? 1 : 0 }
}
