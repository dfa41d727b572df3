import PressureModel
import PressureNumerics
import TestSupport
import Testing

@testable import Robustness

@Suite("Draws") struct DrawEvaluatorTests {
  /// The largest difference between the fast evaluation and the whole chain over some draws, relative to the size of
  /// the number above 1; and the number of draws that succeeded.
  static func difference(_ evaluator: DrawEvaluator, draws: Int) -> (largest: Double, succeeded: Int) {
    let worker = DrawWorker(evaluator)
    var largest = 0.0
    var succeeded = 0
    let points = RandomStream.uniforms(seed: 7, draws: 0..<draws, indices: 0..<evaluator.dimensions)
    let panel = Room<Double>(8 * evaluator.layout.columns.count, .nan)
    // Eight at a time, as in a run.
    worker.evaluate(
      draws, coordinate: { points[$0, $1] }, target: { panel.start }
    ) { members, lanes, events in
      for (lane, draw) in members.enumerated() {
        let plain = points.row(draw).withUnsafeBufferPointer { try? evaluator.chain.draw($0) }
        let isDrawn = lanes & (1 << lane) != 0
        #expect(isDrawn == (plain != nil), "draw \(draw)")
        guard isDrawn, let plain else { continue }
        succeeded += 1
        #expect(events[lane] == plain.events, "draw \(draw)")
        for (column, y) in plain.numbers.enumerated() {
          largest = max(largest, abs(panel.start[8 * column + lane] - y) / max(1, abs(y)))
        }
      }
    }
    return (largest, succeeded)
  }

  @Test(
    "The fast evaluation gives the numbers of the whole chain: the shipped case, by its defaults or its section"
  )
  func shippedCase() throws {
    let model = try Model(contentsOf: Repository.file("seeds/us-china-2025.yaml"))
    let evaluator = try DrawEvaluator(model.uncertainModel(model.observations()))
    let (largest, succeeded) = Self.difference(evaluator, draws: 60)
    #expect(largest < 1e-12)
    #expect(succeeded == 60)
  }

  @Test("The fast evaluation gives the numbers of the whole chain: every kind of uncertainty at once")
  func everyKind() throws {
    let fixture = try UncertainFixture()
    let evaluator = try fixture.evaluator(fixture.model(UncertainFixture.everything))
    let (largest, succeeded) = Self.difference(evaluator, draws: 300)
    #expect(largest < 1e-12)
    #expect(succeeded > 250)
  }

  @Test(
    "Each kind of uncertainty by itself moves what it should",
    arguments: [
      ("weights: {groups: economy, uniform: true}", "a.pressure"),
      ("weights: {groups: economy, order: [mood, prices, jobs]}", "a.pressure"),
      (
        "weights: {groups: economy, bounds: {prices: [0.1, 0.4], mood: [0.3, 0.7], jobs: [0.1, 0.3]}}",
        "a.pressure"
      ),
      (
        "weights: {groups: economy, experts: [{prices: 1, mood: 1, jobs: 1}, {prices: 3, mood: 1, jobs: 0}]}",
        "a.pressure"
      ),
      ("goalposts: {indicators: mood, relative: 0.2}", "b.pressure"),
      ("method: {aggregation: [arithmetic, {method: geometric, offset: 0.1}]}", "a.pressure"),
      ("method: {weighting: [declared, equal]}", "a.pressure"),
      ("method: {normalization: [goalposts, normal-cdf]}", "a.pressure"),
      ("publication-lags: {indicators: jobs, lags: [10 days, 40 days]}", "a.pressure"),
      ("exclusions: {indicators: [prices, exposure], probability: 0.5}", "b.pressure"),
      ("observation-errors: {indicators: all, relative: 0.05}", "a.incentive"),
      ("concessions: {concessions: [cut-a, licences], relative: 0.5}", "a.gain"),
      ("parameters: {index.economy.weight: {uniform: [1, 3]}}", "a.pressure"),
      ("parameters: {conflict.gesture-risk.a: {uniform: [0, 0.1]}}", "a.holding-out"),
      ("parameters: {conflict.precondition-cost.b: {uniform: [0, 0.1]}}", "b.holding-out"),
      ("parameters: {conflict.optimism.prior-hostile: {uniform: [0.5, 2]}}", "a.optimism"),
    ])
  func eachKind(_ section: String, _ output: String) throws {
    let fixture = try UncertainFixture()
    let evaluator = try fixture.evaluator(fixture.model(section))
    #expect(Self.difference(evaluator, draws: 40).largest < 1e-12)
    let column = try #require(evaluator.layout.columns.firstIndex { $0.name == output })
    let ensemble = try Ensemble(evaluator, EnsembleSettings(draws: 100), threads: 1)
    let summary = try #require(ensemble.summary(column))
    #expect(summary.standardDeviation.value > 1e-4)
    #expect(ensemble.failed == 0)
  }

  @Test("Draws that fail are counted and shown, not dropped")
  func failuresAreCounted() throws {
    let fixture = try UncertainFixture()
    let section = "parameters: {conflict.concessions.cut-b.tariff-change: {uniform: [-2, -0.4]}}"
    let evaluator = try fixture.evaluator(fixture.model(section))
    let settings = try EnsembleSettings(draws: 1000)
    let ensemble = Ensemble(evaluator, settings, threads: 2)
    // The tariff of b is 1.2: cuts between 1.2 and 2 are half of all.
    #expect(abs(Double(ensemble.failed) - 500) < 4 * 250.0.squareRoot())
    #expect(ensemble.succeeded + ensemble.failed == 1000)
    #expect(ensemble.firstFailures.count == 5)
    let failure = evaluator.failure(ofDraw: ensemble.firstFailures[0], settings)
    #expect(failure.reason.contains("the tariff that b levies is 1.2, and would fall to"))
    #expect(failure.values.count == 1)
    #expect(failure.values[0].hasPrefix("conflict.concessions.cut-b.tariff-change: -"))
  }
}
