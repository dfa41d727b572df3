import Negotiation
import PressureIndex

/// A conflict drawn at random, as plain numbers.
struct RandomConflict {
  struct Concession {
    var giver: Int
    var change: Double
    var value, cost: [Double]
    var isRedLine: Bool
  }

  struct Act {
    var age: Int
    var actors: [Int]
    var kind: String
    var weight: Double
  }

  static let asOf = Day("2025-05-02")!
  static let names = ["a", "b"]

  var exports, valueAdded, imports, tariff, baseTariff: [Double]
  var elasticity, redirection, scale, sensitivity: Double
  var resolve: [Double]
  var concessions: [Concession]
  /// Positions of concessions.
  var gestures, preconditions: [Int]
  var gestureRisk: [Double?]
  var acts: [Act]
  /// Strength and the sides concerned.
  var channels: [(Double, [Int])]
  /// For each side the parts of its hurting.
  var parts: [[Double]]

  /// - Parameter isCoarse: values are hundredths, so that packages tie.
  init(seed: UInt64, isCoarse: Bool) {
    var random = SeededGenerator(state: seed)
    func number(_ range: ClosedRange<Double>) -> Double {
      let x = Double.random(in: range, using: &random)
      return isCoarse ? (x * 100).rounded() / 100 : x
    }
    func two(_ range: ClosedRange<Double>) -> [Double] { [number(range), number(range)] }
    exports = two(0...0.05)
    valueAdded = two(0...1)
    imports = two(0...0.05)
    tariff = two(0.5...2)
    baseTariff = two(0...0.4)
    elasticity = [1, 0.7, 4, number(0.1...8)].randomElement(using: &random)!
    redirection = number(0...1)
    scale = number(0.2...2)
    sensitivity = number(0...3)
    resolve = two(0...2)
    let isTariffOnly = Bool.random(using: &random)
    let concessions = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      let giver = Int.random(in: 0...1, using: &random)
      let isTariff = Double.random(in: 0...1, using: &random) < (isTariffOnly ? 0.8 : 0.3)
      var value = [0.0, 0.0]
      var cost = [0.0, 0.0]
      value[1 - giver] = number(-0.05...0.5)
      value[giver] = number(-0.1...0.05)
      cost[giver] = number(0...0.3)
      return Concession(
        giver: giver, change: isTariff ? -number(0...0.06) : 0, value: value, cost: cost,
        isRedLine: Double.random(in: 0...1, using: &random) < 0.15)
    }
    // Only gestures that cost something, so that holding out has a value of 0 or more.
    let candidates = concessions.indices.filter { index in
      let concession = concessions[index]
      return !concession.isRedLine && concession.cost[concession.giver] > concession.value[concession.giver]
    }
    self.concessions = concessions
    gestures = candidates.filter { _ in Bool.random(using: &random) }
    preconditions = concessions.indices.filter { _ in Double.random(in: 0...1, using: &random) < 0.2 }
    gestureRisk = [nil, Bool.random(using: &random) ? number(0...0.2) : nil]
    acts = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      Act(
        age: Int.random(in: -20...300, using: &random),
        actors: [[0], [1], [0, 1]].randomElement(using: &random)!,
        kind: ["hostile", "cooperative", "talks"].randomElement(using: &random)!, weight: number(0...2))
    }
    channels = (0..<Int.random(in: 0...2, using: &random)).map { _ in
      (number(0...2), [[0], [1], [0, 1]].randomElement(using: &random)!)
    }
    let pillars = Int.random(in: 1...5, using: &random)
    parts = (0..<2).map { _ in (0..<pillars).map { _ in number(-0.1...0.5) } }
  }

  var hurting: Pair<HurtingState> {
    Pair { side in
      let parts = parts[side].enumerated().map {
        HurtingState.Part(pillar: "p\($0.offset)", value: $0.element)
      }
      let sum = self.parts[side].reduce(0, +)
      return HurtingState(hurting: min(max(sum, 0), 1), parts: parts)
    }
  }

  var yaml: String {
    func sides(_ values: [Double]) -> String { "{a: \(values[0]), b: \(values[1])}" }
    func party(_ sides: [Int]) -> String { sides.count == 2 ? "both" : Self.names[sides[0]] }
    func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }
    var text = """
      conflict:
        burden:
          exports: \(sides(exports))
          value-added: \(sides(valueAdded))
          imports: \(sides(imports))
          tariff: \(sides(tariff))
          base-tariff: \(sides(baseTariff))
          elasticity: \(elasticity)
          redirection: \(redirection)
        resolve: \(sides(resolve))
        scale: \(scale)
        leverage-sensitivity: \(sensitivity)
        gestures: \(list(gestures.map { "c\($0)" }))
        preconditions: \(list(preconditions.map { "c\($0)" }))
        concessions:

      """
    for (index, c) in concessions.enumerated() {
      text += "    - {id: c\(index), giver: \(Self.names[c.giver]), tariff-change: \(c.change), "
      text += "value: \(sides(c.value)), cost: \(sides(c.cost)), red-line: \(c.isRedLine)}\n"
    }
    if let risk = gestureRisk[1] { text += "  gesture-risk: {b: \(risk)}\n" }
    let acts = acts.map { act in
      let day = Self.asOf.adding(days: -act.age)
      return "{date: \(day), actor: \(party(act.actors)), kind: \(act.kind), weight: \(act.weight)}"
    }
    text += "  acts: \(list(acts))\n"
    let channels = channels.map { "{name: n, side: \(party($0.1)), strength: \($0.0)}" }
    text += "  channels: \(list(channels))\n"
    return text
  }

  func conflict() throws -> Conflict { try NegotiationTests.conflict(yaml) }

  func incentive() throws -> Incentive {
    try NegotiationTests.incentive(of: conflict(), asOf: Self.asOf, hurting: hurting)
  }
}
