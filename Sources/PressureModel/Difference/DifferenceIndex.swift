internal import Negotiation
internal import PressureIndex
internal import PressureNumerics
internal import PressureSyntax

/// The index between two assessments: scores, weights and aggregation each as in one of them.
struct DifferenceIndex {
  /// A side's pressure and its hurting in a state.
  struct Pressure {
    let value: Double
    let hurting: Double
  }

  /// Whether the index is one player.
  let isWhole: Bool
  let players: [DifferencePlayer]
  private let ends: [Assessment]
  /// By data (first or second), then by specification.
  private let indices: [[PressureIndex]]

  init(from: Assessment, to: Assessment) throws(Diagnostics) {
    ends = [from, to]
    let specifications = ends.map(\.model.specification)
    let looksAtHistory = specifications.contains(where: \.hierarchy.looksAtHistory)
    isWhole = looksAtHistory || !DifferenceIndex.measureTheSame(specifications[0], specifications[1])
    if isWhole {
      indices = []
      players = [.index]
      return
    }
    var indices = [[from.index, from.index], [to.index, to.index]]
    if from.model.sha256 != to.model.sha256 {
      indices[0][1] = try to.model.index(of: to.model.panel(asOf: from.asOf, in: from.observations))
      indices[1][0] = try from.model.index(of: from.model.panel(asOf: to.asOf, in: to.observations))
    }
    self.indices = indices
    players = DifferenceIndex.players(indices, specifications)
  }

  /// Whether the same indicators of the same series stand in the same groups.
  private static func measureTheSame(_ a: IndexSpecification, _ b: IndexSpecification) -> Bool {
    a.seriesIDs == b.seriesIDs
      && a.hierarchy.nodes.elementsEqual(b.hierarchy.nodes) { $0.id == $1.id && $0.parent == $1.parent }
      && a.sides.indices.allSatisfy { side in
        zip(a.indicators, b.indicators).allSatisfy { $0.measure(side).series == $1.measure(side).series }
      }
  }

  private static func players(
    _ indices: [[PressureIndex]], _ specifications: [IndexSpecification]
  ) -> [DifferencePlayer] {
    let sides = specifications[0].sides.indices
    func differ(_ a: PressureIndex, _ b: PressureIndex, date: Int, indicator: Int) -> Bool {
      sides.contains { side in
        scores(a, side: side, date: date)[indicator] != scores(b, side: side, date: date)[indicator]
      }
    }
    let indicators = specifications[0].indicators
    var players: [DifferencePlayer] = indicators.indices.filter { k in
      (0...1).contains { differ(indices[0][$0], indices[1][$0], date: 0, indicator: k) }
        || sides.contains { side in
          indices[0][0].panel[indices[0][0].panel.row(side: side), k].reading?.raw
            != indices[1][1].panel[indices[1][1].panel.row(side: side), k].reading?.raw
        }
    }.map { .data(indicator: indicators[$0].id) }
    let earlier = indicators.indices.contains { k in
      (0...1).contains { differ(indices[0][$0], indices[1][$0], date: 1, indicator: k) }
    }
    if earlier { players.append(.momentum) }
    let scales = indicators.indices.contains { k in
      (0...1).contains { data in
        (0...1).contains { differ(indices[data][0], indices[data][1], date: $0, indicator: k) }
      }
    }
    if scales { players.append(.normalization) }
    let weighs = (0...1).contains { date in
      sides.contains { side in weights(indices[0][0], side, date) != weights(indices[1][1], side, date) }
    }
    if weighs { players.append(.weights) }
    let contents = specifications.map { $0.hierarchy.nodes.map(\.content) }
    if contents[0] != contents[1] { players.append(.aggregation) }
    if specifications[0].momentum.weight != specifications[1].momentum.weight { players.append(.hurting) }
    return players
  }

  /// The scores of a side's indicators; empty for a date that the panel lacks.
  private static func scores(_ index: PressureIndex, side: Int, date: Int) -> [Double?] {
    let count = index.panel.specification.indicators.count
    guard date < index.panel.scoredDateCount else { return Array(repeating: nil, count: count) }
    let row = index.panel.row(side: side, date: date)
    return (0..<count).map { index.score(row: row, indicator: $0) }
  }

  private static func weights(_ index: PressureIndex, _ side: Int, _ date: Int) -> [Double] {
    index.weights[date < index.panel.scoredDateCount ? index.panel.row(side: side, date: date) : side]
  }

  /// Whether a side has pressure in both assessments.
  func hasPressure(side: Int) -> Bool { ends.allSatisfy { $0.results[side].score != nil } }

  /// The part of each of `players` in the change of a side's pressure, where it is a sum over indicators: with
  /// arithmetic aggregation, the same scales and weights at both ends, and the same indicators observed. Then the parts
  /// are exact however many players there are: the weight in the index times the change of the score.
  func additiveParts(side: Int, _ players: [DifferencePlayer]) -> [Double]? {
    guard !isWhole, ends.allSatisfy(\.model.specification.hierarchy.isArithmetic),
      Set(players).isDisjoint(with: [.weights, .normalization, .aggregation])
    else { return nil }
    let (first, second) = (indices[0][0], indices[1][1])
    let before = DifferenceIndex.scores(first, side: side, date: 0)
    let after = DifferenceIndex.scores(second, side: side, date: 0)
    guard zip(before, after).allSatisfy({ ($0 == nil) == ($1 == nil) }) else { return nil }
    let weights = first.effectiveWeights(row: first.panel.row(side: side))
    let ids = first.panel.specification.indicators.map(\.id)
    return players.map { player in
      guard case .data(let id) = player, let k = ids.firstIndex(of: id), let a = before[k], let b = after[k]
      else { return 0 }
      return weights[k] * (b - a)
    }
  }

  /// Whether a side has hurting in both assessments: an index on another scale than 0 to 1 has none.
  func hasHurting(side: Int) -> Bool { ends.allSatisfy { $0.hurting[side] != nil } }

  /// Each side's pressure and hurting in each state; `nil` where too little is observed.
  func pressures(in states: [DifferenceState]) throws(DifferenceGame.Impossible) -> [[Pressure?]] {
    if isWhole {
      return states.map { state in
        let end = ends[state[.index]]
        return end.results.indices.map { side in
          end.results[side].score.map { Pressure(value: $0, hurting: end.hurting[side]?.value ?? $0) }
        }
      }
    }
    let now = try scores(of: states, date: 0)
    let before = try scores(of: states, date: 1)
    return states.indices.map { position in
      let momentum = ends[states[position][.hurting]].model.specification.momentum
      return now[position].indices.map { side in
        now[position][side].map { value in
          Pressure(
            value: value, hurting: Hurting.value(pressure: value, earlier: before[position][side], momentum))
        }
      }
    }
  }

  /// The index of each side in each state, now (date 0) or a momentum span earlier (1), as one matrix product for
  /// each of the two hierarchies.
  private func scores(
    of states: [DifferenceState], date: Int
  ) throws(DifferenceGame.Impossible) -> [[Double?]] {
    let specification = ends[0].model.specification
    let sides = specification.sides.count
    let rows = states.count * sides
    var values = Matrix(repeating: 0, rows: rows, columns: specification.indicators.count)
    var mask = values
    let known = (0...1).map { data in
      (0...1).map { scale in
        (0..<sides).map { DifferenceIndex.scores(indices[data][scale], side: $0, date: date) }
      }
    }
    let vectors = (0...1).flatMap { end in
      (0..<sides).map { DifferenceIndex.weights(indices[end][end], $0, date) }
    }
    var vectorOfRow: [Int] = []
    for (position, state) in states.enumerated() {
      for side in 0..<sides {
        for k in specification.indicators.indices {
          let player =
            date == 0 ? DifferencePlayer.data(indicator: specification.indicators[k].id) : .momentum
          guard let value = known[state[player]][state[.normalization]][side][k] else { continue }
          values[position * sides + side, k] = value
          mask[position * sides + side, k] = 1
        }
        vectorOfRow.append(state[.weights] * sides + side)
      }
    }
    let weights = Weights(vectors: vectors, vectorOfRow: vectorOfRow)
    let layout = RowLayout(sides: sides, dates: states.count)
    var results: [NodeScores?] = [nil, nil]
    for hierarchy in Set(states.map { $0[.aggregation] }).sorted() {
      do {
        results[hierarchy] = try NodeScores(
          ends[hierarchy].model.specification.hierarchy, weights: weights, scores: values, mask: mask,
          layout: layout)
      } catch {
        throw DifferenceGame.Impossible(reason: "scores that an aggregation does not allow")
      }
    }
    return states.enumerated().map { position, state in
      let nodes = results[state[.aggregation]]!
      return (0..<sides).map { side in
        nodes.mask[position * sides + side, 0] == 1 ? nodes.values[position * sides + side, 0] : nil
      }
    }
  }
}
