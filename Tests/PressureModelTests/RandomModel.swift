import PressureIndex
import PressureModel
import TestSupport

/// A whole model drawn at random, with its data: two sides, a hierarchy, series of several frequencies with gaps and
/// revisions, and a conflict. Its numbers are kept, so that variants of it can be written.
struct RandomModel {
  /// A row of the data.
  struct Row {
    var side: Int
    var series: String
    var period: String
    var value: Double?
    var released: String?
    /// The day on which it became public.
    var publicOn: Day
  }

  struct Concession {
    var giver: Int
    var change: Double
    var value, cost: [Double]
    var isRedLine: Bool
  }

  static let asOf = Day("2025-03-20")!
  static let names = ["a", "b"]

  /// The index section, which is the same whatever the order of the sides.
  let index: String
  let method: String
  /// Whether every aggregation is arithmetic, so that contributions are chains of weights.
  let isArithmetic: Bool
  /// The share of a group's weight that must be observed.
  var minimumCoverage: Double { method.contains("0.3") ? 0.3 : 0.5 }
  var rows: [Row]
  var exports, imports: [Double]
  let tariffs: [Double]
  let resolve: [Double]
  var scale: Double
  var concessions: [Concession]
  let gesture: Int?
  let precondition: Int?
  let acts: [(day: Day, actor: Int, kind: String)]

  init(seed: Int) {
    var random = SplitMix(seed: seed)
    let geometric = random.chance(0.35)
    isArithmetic = !geometric
    method = random.pick(["", "minimum-coverage: 0.3", "weighting: equal"])
    let normalizations = [
      "", "", "normalization: min-max, ", "normalization: empirical-cdf, ", "normalization: normal-cdf, ",
    ]
    var rows: [Row] = []
    var text = ""
    var count = 0
    func indicator(_ indent: String) -> String {
      let id = "i\(count)"
      count += 1
      let frequency = random.pick(["annual", "quarterly", "monthly", "monthly", "daily"])
      let lag = random.integer(0...70)
      for side in 0...1 {
        rows += RandomModel.rows(of: id, side: side, frequency, lag: lag, &random)
      }
      let scale = random.pick(normalizations)
      let weight = random.chance(0.3) ? "" : "weight: \(random.decimal(0.1...3)), "
      let transform = random.chance(0.2) ? "transform: {change: 1}, " : ""
      let posts =
        scale.isEmpty
        ? "goalposts: [\(random.pick(["-6, 7", "6, -5", "0, 3"]))]"
        : "direction: \(random.pick(["raises", "relieves"]))"
      return "\(indent)- {id: \(id), \(weight)\(transform)\(scale)publication-lag: \(lag) days, \(posts)}\n"
    }
    for pillar in 0..<random.integer(1...4) {
      text += "  - pillar: p\(pillar)\n    weight: \(random.decimal(0.2...2))\n"
      if geometric { text += "    aggregation: {method: geometric, offset: 0.1}\n" }
      text += "    indicators:\n"
      for _ in 0..<random.integer(1...3) { text += indicator("      ") }
      if random.chance(0.3) {
        text += "    groups:\n      - group: g\(pillar)\n        indicators:\n"
        for _ in 0..<random.integer(1...2) { text += indicator("          ") }
      }
    }
    index = text
    self.rows = rows
    exports = [random.decimal(0...0.05, 4), random.decimal(0...0.05, 4)]
    imports = [random.decimal(0...0.05, 4), random.decimal(0...0.05, 4)]
    tariffs = [random.decimal(0.5...2), random.decimal(0.5...2)]
    resolve = [random.decimal(0...2), random.decimal(0...2)]
    scale = random.decimal(0.2...2)
    let concessions = (0..<random.integer(1...7)).map { _ in
      let giver = random.integer(0...1)
      var value = [0.0, 0.0]
      var cost = [0.0, 0.0]
      value[1 - giver] = random.decimal(0...0.5)
      value[giver] = -random.decimal(0...0.05)
      cost[giver] = random.decimal(0...0.3)
      return Concession(
        giver: giver, change: random.chance(0.4) ? -random.decimal(0...0.06) : 0, value: value, cost: cost,
        isRedLine: random.chance(0.15))
    }
    self.concessions = concessions
    gesture = concessions.indices.first { !concessions[$0].isRedLine && random.chance(0.5) }
    precondition = random.chance(0.3) ? 0 : nil
    acts = (0..<random.integer(0...8)).map { _ in
      (
        RandomModel.asOf.adding(days: random.integer(-300...60)), random.integer(0...2),
        random.pick(["hostile", "cooperative", "talks"])
      )
    }
  }

  private static func rows(
    of id: String, side: Int, _ frequency: String, lag: Int, _ random: inout SplitMix
  ) -> [Row] {
    let last = Day("2025-08-31")!
    var rows: [Row] = []
    let step = ["annual": 1, "quarterly": 4, "monthly": 12, "daily": 365][frequency]!
    // Two years and more, beyond the as-of date on purpose.
    for n in 0..<(frequency == "annual" ? 4 : 2 * step + step / 2) {
      let period: String
      switch frequency {
      case "annual": period = "\(2021 + n)"
      case "quarterly": period = "\(2023 + n / 4)-Q\(1 + n % 4)"
      case "monthly": period = "\(2023 + n / 12)-\(n % 12 < 9 ? "0" : "")\(1 + n % 12)"
      // Of a daily series only the last weeks, to keep the test short.
      default: period = last.adding(days: n - 2 * step - step / 2).description
      }
      if frequency == "daily", n < 600 || n % 3 > 0 { continue }
      if random.chance(0.08) { continue }
      let value: Double? = random.chance(0.04) ? nil : random.decimal(-6...6, 3)
      let end = Period(period)!.end
      let stated = random.chance(0.2)
      let publicOn = end.adding(days: stated ? random.integer(0...40) : lag)
      rows.append(
        Row(
          side: side, series: id, period: period, value: value,
          released: stated ? publicOn.description : nil, publicOn: publicOn))
      if stated, random.chance(0.5) {
        let later = publicOn.adding(days: random.integer(1...90))
        rows.append(
          Row(
            side: side, series: id, period: period, value: random.decimal(-6...6, 3),
            released: later.description, publicOn: later))
      }
    }
    return rows
  }

  /// The model file with its sides in this order.
  func yaml(order: [Int] = [0, 1]) -> String {
    func sides(_ values: [Double]) -> String { "{a: \(values[0]), b: \(values[1])}" }
    var text = """
      title: Random
      sides: [\(order.map { RandomModel.names[$0] }.joined(separator: ", "))]
      as-of: \(RandomModel.asOf)
      data: [d.csv]
      method: {\(method)}
      index:
      \(index)conflict:
        burden:
          exports: \(sides(exports))
          value-added: {a: 0.8, b: 0.6}
          imports: \(sides(imports))
          tariff: \(sides(tariffs))
          base-tariff: {a: 0.2, b: 0.1}
        resolve: \(sides(resolve))
        scale: \(scale)
        gestures: [\(gesture.map { "c\($0)" } ?? "")]
        preconditions: [\(precondition.map { "c\($0)" } ?? "")]
        concessions:

      """
    for (n, c) in concessions.enumerated() {
      text += "    - {id: c\(n), giver: \(RandomModel.names[c.giver]), tariff-change: \(c.change), "
      text += "value: \(sides(c.value)), cost: \(sides(c.cost)), red-line: \(c.isRedLine)}\n"
    }
    let acts = acts.map {
      "{date: \($0.day), actor: \((RandomModel.names + ["both"])[$0.actor]), kind: \($0.kind)}"
    }
    return text + "  acts: [\(acts.joined(separator: ", "))]\n"
  }

  /// The data, without rows that `isLeftOut`.
  func csv(leavingOut isLeftOut: (Row) -> Bool = { _ in false }) -> String {
    let lines = rows.filter { !isLeftOut($0) }.map { row in
      "\(RandomModel.names[row.side]),\(row.series),\(row.period),\(row.value.map { "\($0)" } ?? ""),"
        + (row.released ?? "")
    }
    return "side,indicator,period,value,released\n" + lines.joined(separator: "\n") + "\n"
  }

  /// The assessment of the model with its sides in this order.
  func assess(order: [Int] = [0, 1], csv: String? = nil, asOf: Day? = nil) throws -> Assessment {
    let folder = try TemporaryFolder()
    let path = try folder.write(yaml(order: order), to: "m.yaml")
    try folder.write(csv ?? self.csv(), to: "d.csv")
    return try Model(contentsOf: path).assess(asOf: asOf)
  }
}
