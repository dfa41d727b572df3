import PressureModel
import PressureSyntax
import TestSupport
import Testing

@testable import PressureNumerics
@testable import Robustness

/// Many units without a conflict: scored eight draws at a time, with the numbers of the whole chain.
@Suite("Panels") struct PanelTests {
  let folder: TemporaryFolder

  /// Figures of two periods for eleven units and five indicators, of which some are missing.
  init() throws {
    folder = try TemporaryFolder()
    let stream = RandomStream(seed: 3, stream: 0)
    var rows = ["side,indicator,period,value"]
    var number: UInt64 = 0
    for unit in 0..<11 {
      for indicator in ["rents", "prices", "jobs", "mood", "debt"] {
        for period in ["2024-09", "2024-12"] {
          number += 1
          // Unit 4 and 7 lack different indicators, unit 9 has no earlier figures.
          if unit == 4 && indicator == "jobs" || unit == 7 && (indicator == "rents" || indicator == "debt") {
            continue
          }
          if unit == 9 && period == "2024-09" { continue }
          rows.append("u\(unit),\(indicator),\(period),\(10 * stream.uniform(at: number))")
        }
      }
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "data.csv")
  }

  func evaluator(_ uncertainty: String, method: String = "", inner: String = "", coverage: String = "0.5")
    throws
    -> DrawEvaluator
  {
    let indented = uncertainty.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    let text = """
      title: Panel
      as-of: 2025-01-31
      sides: [u0, u1, u2, u3, u4, u5, u6, u7, u8, u9, u10]
      data: [data.csv]
      \(method)
      index:
        - pillar: homes
          weight: 2
          minimum-coverage: \(coverage)
          \(inner)
          indicators:
            - {id: rents, goalposts: [0, 10], weight: 1, publication-lag: 10 days}
            - {id: prices, goalposts: [9, 1], weight: 2, publication-lag: 10 days}
        - pillar: work
          weight: 1
          minimum-coverage: \(coverage)
          indicators:
            - {id: jobs, goalposts: [1, 9], weight: 1, publication-lag: 10 days}
            - {id: mood, goalposts: [0, 10], weight: 1, publication-lag: 10 days}
            - {id: debt, goalposts: [0, 10], weight: 3, publication-lag: 10 days}
      uncertainty:
      \(indented)

      """
    let model = try Model(Array(text.utf8), path: folder("model.yaml"))
    return try DrawEvaluator(model.uncertainModel(model.observations()))
  }

  static let weights = "weights: {groups: all, spread: 0.5}"

  @Test(
    "The numbers of the whole chain, draw by draw, and without it",
    arguments: [
      (weights, "", "", "0.5"),
      ("weights: {groups: all, uniform: true}", "", "", "0"),
      // With uniform weights what is observed of unit 7 may be too little.
      ("weights: {groups: all, uniform: true}", "", "", "0.4"),
      (
        "weights: [{groups: homes, concentration: 20}, {groups: work, order: [debt, jobs, mood]}]", "", "",
        "0.3"
      ),
      (
        "weights: [{groups: homes, bounds: {rents: [0.2, 0.6], prices: [0.4, 0.8]}}, "
          + "{groups: index, experts: [{homes: 1, work: 3}, {homes: 2, work: 1}]}]", "", "", "0.3"
      ),
      ("exclusions: {indicators: all, probability: 0.6}", "", "", "0.2"),
      (
        "weights: {groups: all, spread: 0.2}\nparameters: {index.homes.weight: {uniform: [1, 3]}, "
          + "hurting.momentum: {uniform: [0, 1]}}", "", "", "0.3"
      ),
      (weights, "method: {aggregation: {method: geometric, offset: 0.1}}", "", "0.3"),
      (weights, "method: {aggregation: {method: geometric, offset: 0.1}}", "aggregation: arithmetic", "0.3"),
      (weights, "method: {weighting: entropy}", "", "0.3"),
      (weights, "method: {aggregation: median}", "", "0.3"),
      (weights, "method: {normalization: z-score}", "", "0.3"),
      (
        "weights: {groups: all, spread: 0.3}\nmethod:\n  aggregation: [arithmetic, {method: geometric, offset: 0.1}]"
          + "\n  weighting: [declared, equal]", "", "", "0.3"
      ),
      (
        "weights: {groups: all, spread: 0.3}\npreparation: {impute: [none, median, mean], treat: [none, winsorise]}",
        "", "", "0.3"
      ),
      ("goalposts: {indicators: all, relative: 0.3}\nweights: {groups: all, spread: 0.3}", "", "", "0.3"),
      ("observation-errors: {indicators: [jobs, debt], standard-error: 0.4}", "", "", "0.3"),
    ])
  func drawByDraw(_ uncertainty: String, _ method: String, _ inner: String, _ coverage: String) throws {
    let evaluator = try evaluator(uncertainty, method: method, inner: inner, coverage: coverage)
    let scenarios = (0..<evaluator.plan.scenarioCount).map { evaluator.scenario($0) }
    for scenario in scenarios { #expect(try scenario.get().isFast) }
    let (largest, succeeded) = DrawEvaluatorTests.difference(evaluator, draws: 60)
    #expect(largest < 1e-12)
    #expect(coverage == "0.4" ? (1..<60).contains(succeeded) : succeeded > 30)
  }

  @Test("The same bytes for 1, 2 and 3 threads, and for parts that are merged", arguments: Sampling.allCases)
  func determinism(_ sampling: Sampling) throws {
    let evaluator = try evaluator(
      "weights: {groups: all, spread: 0.5}\nmethod: {aggregation: [arithmetic, {method: geometric, offset: 0.1}]}"
    )
    let identity = RunIdentity(model: "m", data: ["d"], asOf: "2025-01-31", program: "p")
    func text(_ ensemble: Ensemble) throws -> String {
      try EnsemblePart(ensemble, identity: identity).encoded()
    }
    let settings = try EnsembleSettings(draws: 5200, seed: 4, sampling: sampling)
    let whole = Ensemble(evaluator, settings, threads: 1)
    for threads in 2...3 {
      #expect(try text(Ensemble(evaluator, settings, threads: threads)) == text(whole))
    }
    var parts = try [3000..<5200, 0..<1000, 1000..<3000].map { range in
      let part = try EnsembleSettings(draws: 5200, seed: 4, sampling: sampling, part: range)
      return try EnsemblePart(Array(text(Ensemble(evaluator, part, threads: 2)).utf8), name: "part").ensemble
    }
    try parts[0].merge(parts[1])
    try parts[0].merge(parts[2])
    #expect(parts[0].missing.isEmpty)
    for column in evaluator.layout.columns.indices {
      #expect(parts[0].summary(column) == whole.summary(column))
    }
    for side in 0..<11 { #expect(parts[0].ranks(ofSide: side) == whole.ranks(ofSide: side)) }
  }

  @Test("Ranks and quantiles against those of all draws kept and sorted; ranks of a unit sum to 1")
  func ranks() throws {
    let evaluator = try evaluator(Self.weights, method: "method: {minimum-coverage: 0}", coverage: "0")
    let settings = try EnsembleSettings(draws: 4000, seed: 2)
    let ensemble = Ensemble(evaluator, settings, threads: 2)
    let points = DrawPoints(settings, dimensions: evaluator.dimensions).points(0..<4000)
    let worker = DrawWorker(evaluator)
    let draws = (0..<4000).compactMap { worker.draw(points.row($0)).map { Array($0.numbers[..<11]) } }
    #expect(draws.count == 4000)
    for side in 0..<11 {
      var counts = Array(repeating: 0, count: 11)
      for draw in draws { counts[draw.count { $0 > draw[side] }] += 1 }
      #expect(ensemble.ranks(ofSide: side).map(\.value) == counts.map { Double($0) / 4000 })
      let summary = try #require(ensemble.summary(side))
      for (p, quantile) in zip(Ensemble.probabilities, summary.quantiles) {
        #expect(quantile.value == Statistics.quantile(draws.map { $0[side] }, p))
      }
    }
  }

  @Test("Hurting stays within 0 and 1 in the draws as in the chain")
  func hurtingIsClipped() throws {
    // Pressure rises from 0 to 0.9 on one side and falls from 1 to 0.1 on the other.
    try folder.write(
      """
      side,indicator,period,value
      a,x,2024-09,0
      a,x,2024-12,0.9
      b,x,2024-09,1
      b,x,2024-12,0.1

      """, to: "swing.csv")
    let text = """
      title: T
      as-of: 2025-01-31
      sides: [a, b]
      data: [swing.csv]
      index: [{id: x, goalposts: [0, 1], publication-lag: 10 days}]
      uncertainty: {parameters: {hurting.momentum: {uniform: [0.2, 1]}}}

      """
    let model = try Model(Array(text.utf8), path: folder("swing.yaml"))
    let evaluator = try DrawEvaluator(model.uncertainModel(model.observations()))
    let worker = DrawWorker(evaluator)
    for momentum in [0.01, 0.5, 0.99] {
      let own = 0.2 + 0.8 * momentum
      let expected = [min(1, 0.9 + own * 0.9), max(0, 0.1 - own * 0.9)]
      let fast = try #require(worker.draw([momentum]))
      let plain = try [momentum].withUnsafeBufferPointer { try evaluator.chain.draw($0) }
      for numbers in [fast.numbers, plain.numbers] {
        for (x, y) in zip(numbers[2...3], expected) { #expect(abs(x - y) < 1e-15) }
      }
    }
    // 0.9 + 0.2 · 0.9 is above 1, and 0.1 − 0.2 · 0.9 below 0: every draw is clipped, exactly.
    let ensemble = try Ensemble(evaluator, EnsembleSettings(draws: 200), threads: 1)
    for (column, value) in [(2, 1.0), (3, 0.0)] {
      let summary = try #require(ensemble.summary(column))
      #expect(summary.quantiles.allSatisfy { $0.value == value } && summary.standardDeviation.value == 0)
    }
  }

  @Test("Indices of a unit of a panel: a weight group is one factor, and threads make no difference")
  func sensitivity() throws {
    let evaluator = try evaluator(
      "weights: [{groups: homes, spread: 0.9}, {groups: index, spread: 0.1}]",
      method: "method: {minimum-coverage: 0}", coverage: "0")
    let settings = try Sensitivity.Settings(samples: 1024, hasSecondOrder: true)
    let runs = try (1...3).map { try Sensitivity(evaluator, column: 2, settings, threads: $0) }
    let indices = try #require(runs[0].indices)
    #expect(indices.first.count == 2)
    for run in runs { #expect(run.indices?.first == indices.first && run.indices?.total == indices.total) }
    let sum = indices.first[0].value + indices.first[1].value
    #expect(abs(sum - 1) < 0.05 && abs(indices.total[0].value - indices.first[0].value) < 0.05)
  }

  @Test("The rank of a unit, against counting") func rank() throws {
    let evaluator = try evaluator(
      "weights: {groups: all, spread: 0.9}", method: "method: {minimum-coverage: 0}", coverage: "0")
    let layout = evaluator.layout
    let plan = evaluator.plan
    let design = SaltelliDesign(factors: plan.dimensions, sampling: .sobol, seed: 5).generator
    let points = design.points(0..<64)
    var seen: Set<Double> = []
    for (side, id) in layout.sides.enumerated() {
      let output = try #require(layout.outputs.firstIndex { $0.name == "\(id).rank" })
      let batch = SensitivityBatch(evaluator, output, design, 0..<64, hasSecondOrder: false)
      #expect(batch.a.count == 64)
      for sample in 0..<64 {
        let pressure = try points.a.row(sample).withUnsafeBufferPointer {
          Array(try evaluator.chain.draw($0).numbers.prefix(layout.sides.count))
        }
        let sorted = pressure.sorted(by: >)
        #expect(batch.a[sample] == Double(1 + sorted.firstIndex(of: pressure[side])!))
        seen.insert(batch.a[sample])
      }
    }
    #expect(seen.count > 1)
  }

  @Test("Equal scores share the better rank") func ties() {
    let layout = OutputLayout(sides: ["a", "b", "c", "d"], concessions: nil)
    var panel = [Double](repeating: 0, count: 8 * layout.columns.count)
    for (side, score) in [0.2, 0.7, 0.7, 0.1].enumerated() { panel[8 * side + 3] = score }
    let ranks = layout.outputs.indices.suffix(4).map { layout.value($0, &panel, lane: 3) }
    #expect(ranks == [3, 1, 1, 4])
    #expect(OutputLayout(sides: ["a"], concessions: nil).ranks.isEmpty)
  }

  @Test("The outputs at the points A, B, AB and BA are those of the chain")
  func sensitivityBatch() throws {
    let evaluator = try evaluator(
      "weights: {groups: all, spread: 0.5}\nmethod: {aggregation: [arithmetic, {method: geometric, offset: 0.1}]}",
      method: "method: {minimum-coverage: 0}", coverage: "0")
    let plan = evaluator.plan
    let design = SaltelliDesign(factors: plan.dimensions, sampling: .sobol, seed: 5).generator
    let batch = SensitivityBatch(evaluator, 3, design, 8..<32, hasSecondOrder: true)
    #expect(batch.failed == 0 && batch.a.count == 24)
    let points = design.points(8..<32)
    func value(_ u: [Double]) throws -> Double {
      try u.withUnsafeBufferPointer { try evaluator.chain.draw($0).numbers[3] }
    }
    for sample in 0..<24 {
      let (a, b) = (points.a.row(sample), points.b.row(sample))
      #expect(try abs(batch.a[sample] - value(a)) < 1e-12 && abs(batch.b[sample] - value(b)) < 1e-12)
      for (factor, own) in plan.coordinates.enumerated() {
        var (ab, ba) = (a, b)
        for c in own { (ab[c], ba[c]) = (b[c], a[c]) }
        #expect(try abs(batch.ab[factor][sample] - value(ab)) < 1e-12)
        #expect(try abs(batch.ba[factor][sample] - value(ba)) < 1e-12)
      }
    }
  }

  @Test("Alternatives of imputation move the units with gaps alone; impossible ones are told before any draw")
  func imputation() throws {
    let evaluator = try evaluator("preparation: {impute: [{value: median, probability: 0.25}, mean]}")
    let ensemble = try Ensemble(evaluator, EnsembleSettings(draws: 2000), threads: 1)
    #expect(ensemble.failed == 0)
    for side in 0..<11 {
      let spread = try #require(ensemble.summary(side)).standardDeviation.value
      #expect(side == 4 || side == 7 ? spread > 1e-3 : spread == 0)
    }
    // Three quarters of the draws take the mean, in which unit 7 has one of two pressures.
    let quantiles = try #require(ensemble.summary(7)).quantiles.map(\.value)
    #expect(Set(quantiles).count == 2)
    for section in ["impute: [medain]", "treats: [none]", "impute: median"] {
      #expect(throws: Diagnostics.self, "\(section)") { try self.evaluator("preparation: {\(section)}") }
    }
  }

  @Test("METHODS: rank acceptabilities of (.9, .2), (.5, .5) and (.2, .9) with uniform weights")
  func rankAcceptability() throws {
    try folder.write(
      "side,indicator,value\na,x,0.9\na,y,0.2\nb,x,0.5\nb,y,0.5\nc,x,0.2\nc,y,0.9\n", to: "smaa.csv")
    let text = """
      title: T
      sides: [a, b, c]
      data: [smaa.csv]
      index: [{id: x, goalposts: [0, 1]}, {id: y, goalposts: [0, 1]}]
      uncertainty: {weights: {groups: index, uniform: true}}

      """
    let model = try Model(Array(text.utf8), path: folder("smaa.yaml"))
    let evaluator = try DrawEvaluator(model.uncertainModel(model.observations()))
    let ensemble = try Ensemble(evaluator, EnsembleSettings(draws: 40_000, seed: 6), threads: 2)
    for (side, first, second) in [(0, 0.5, 0.0714), (1, 0, 0.8571), (2, 0.5, 0.0714)] {
      let ranks = ensemble.ranks(ofSide: side)
      #expect(abs(ranks[0].value - first) <= 5 * ranks[0].standardError)
      #expect(abs(ranks[1].value - second) <= 5 * ranks[1].standardError + 5e-5)
      #expect(abs(ranks.reduce(0) { $0 + $1.value } - 1) < 1e-12)
    }
  }
}
