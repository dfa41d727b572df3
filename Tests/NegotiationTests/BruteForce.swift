/// The methods page once more, as plainly as can be: a loop over packages, each burden from its definition, no
/// tables. Independent of the library's code.
struct BruteForce {
  let conflict: RandomConflict
  /// The packages as lists of positions among all concessions, admissible ones only.
  let packages: [[Int]]
  let worth: [[Double]]
  let acceptable: [Int]

  init(_ conflict: RandomConflict) {
    self.conflict = conflict
    let all = conflict.concessions.count
    packages = (0..<(1 << all)).map { mask in (0..<all).filter { mask >> $0 & 1 == 1 } }
      .filter { package in !package.contains { conflict.concessions[$0].isRedLine } }
    worth = packages.map { package in [0, 1].map { BruteForce.utility(of: $0, package, conflict) } }
    let worth = worth
    acceptable = packages.indices.filter { worth[$0].min()! >= -1e-9 }
  }

  static func burden(of i: Int, _ tariff: [Double], _ c: RandomConflict) -> Double {
    let j = 1 - i
    let own = (1 + tariff[i]) / (1 + c.baseTariff[i])
    let other = (1 + tariff[j]) / (1 + c.baseTariff[j])
    let e = c.elasticity
    let loss =
      e == 1
      ? logarithm(own) - (own - 1) / own
      : (power(own, 1 - e) - 1) / (1 - e) - (own - 1) * power(own, -e)
    return 100
      * (c.exports[i] * c.valueAdded[i] * (1 - power(other, -e)) * (1 - c.redirection) + c.imports[i] * loss)
  }

  static func utility(of i: Int, _ package: [Int], _ c: RandomConflict) -> Double {
    var tariff = c.tariff
    for m in package { tariff[c.concessions[m].giver] += c.concessions[m].change }
    var utility = burden(of: i, c.tariff, c) - burden(of: i, tariff, c)
    for m in package { utility += c.concessions[m].value[i] - c.concessions[m].cost[i] }
    return utility
  }

  // MARK: Solutions

  static func nashMean(_ u: [Double]) -> Double {
    u.min()! > 1e-9 ? (u[0] * u[1]).squareRoot() : 0
  }

  /// The best package of `candidates` by the criterion and the tie rule.
  func best(among candidates: [Int]? = nil, _ criterion: @escaping ([Double]) -> Double = { _ in 0 }) -> Int {
    var left = candidates ?? acceptable
    for rule in [criterion, Self.nashMean, { $0[0] + $0[1] }, { $0.min()! }] {
      let top = left.map { rule(worth[$0]) }.max()!
      left = left.filter { rule(worth[$0]) >= top - 1e-9 }
    }
    let fewest = left.map { packages[$0].count }.min()!
    left = left.filter { packages[$0].count == fewest }
    return left.min { packages[$0].lexicographicallyPrecedes(packages[$1]) }!
  }

  func leverage(_ hurting: [Double]) -> [Double] {
    [0, 1].map { i in
      (1 + conflict.sensitivity * hurting[1 - i])
        / (2 + conflict.sensitivity * (hurting[0] + hurting[1]))
    }
  }

  /// Every acceptable package against every other; equals are represented by the preferred one.
  func frontier() -> [Int] {
    let efficient = acceptable.filter { x in
      !acceptable.contains { y in
        [0, 1].contains { i in
          worth[y][i] > worth[x][i] + 1e-9 && worth[y][1 - i] >= worth[x][1 - i] - 1e-9
        }
      }
    }
    var groups: [[Int]] = []
    for x in efficient {
      let near = groups.indices.filter { groups[$0].contains { abs(worth[$0][0] - worth[x][0]) <= 1e-9 } }
      let merged = near.flatMap { groups[$0] } + [x]
      groups = groups.indices.filter { !near.contains($0) }.map { groups[$0] } + [merged]
    }
    return groups.map { best(among: $0) }.sorted { worth[$0][0] < worth[$1][0] }
  }

  // MARK: Incentive

  func optimism(of i: Int) -> Double {
    var cooperative = 1.0
    var all = 2.0
    for channel in conflict.channels where channel.1.contains(i) {
      cooperative += channel.0
      all += channel.0
    }
    for act in conflict.acts where act.actors.contains(1 - i) && act.kind != "talks" && act.age >= 0 {
      let weight = act.weight * power(2, -Double(act.age) / 60)
      all += weight
      if act.kind == "cooperative" { cooperative += weight }
    }
    return cooperative / all
  }

  func holdingOut(of i: Int, hurting: Double) -> Double {
    var value = conflict.resolve[i] * (1 - hurting) * conflict.scale
    let atRisk = conflict.gestures.filter { conflict.concessions[$0].giver == i }
      .map { conflict.concessions[$0].cost[i] - conflict.concessions[$0].value[i] }
    value += conflict.gestureRisk[i] ?? atRisk.reduce(0, +)
    for m in conflict.preconditions where conflict.concessions[m].giver == i {
      value += conflict.concessions[m].cost[i]
    }
    return value
  }

  func motivation(of i: Int, hurting: Double) -> Double {
    let gain = worth[best()][i]
    return Self.nashMean(worth[best()]) > 0 ? gain / (gain + holdingOut(of: i, hurting: hurting)) : 0
  }

  /// The drivers of N: the mean over all orders of what a pillar adds.
  func drivers(of i: Int) -> [Double] {
    let parts = conflict.parts[i]
    var values = parts.map { _ in 0.0 }
    let orders = BruteForce.orders(Array(parts.indices))
    for order in orders {
      var sum = 0.0
      for k in order {
        let before = motivation(of: i, hurting: min(max(sum, 0), 1))
        sum += parts[k]
        values[k] += (motivation(of: i, hurting: min(max(sum, 0), 1)) - before) / Double(orders.count)
      }
    }
    return values
  }

  private static func orders(_ items: [Int]) -> [[Int]] {
    items.isEmpty
      ? [[]] : items.flatMap { first in orders(items.filter { $0 != first }).map { [first] + $0 } }
  }
}
