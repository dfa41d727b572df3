import PressureModel
@testable import PressureNumerics
import PressureSyntax
import TestSupport
import Testing

@testable import Robustness

@Suite("Ensembles") struct EnsembleTests {
  let fixture: UncertainFixture
  let evaluator: DrawEvaluator
  let identity = RunIdentity(model: "m", data: ["d"], asOf: "2025-01-31", program: "p")

  init() throws {
    fixture = try UncertainFixture()
    evaluator = try fixture.evaluator(fixture.model(UncertainFixture.everything))
  }

  /// The text of a part: every count and sum in it.
  func text(_ ensemble: Ensemble) throws -> String {
    try EnsemblePart(ensemble, identity: identity).encoded()
  }

  @Test("The same to the last digit for 1, 2 and 3 threads", arguments: Sampling.allCases)
  func threads(_ sampling: Sampling) throws {
    let settings = try EnsembleSettings(draws: 3500, seed: 3, sampling: sampling)
    let texts = try (1...3).map { try text(Ensemble(evaluator, settings, threads: $0)) }
    #expect(texts[0] == texts[1] && texts[0] == texts[2])
  }

  @Test("Parts that are merged, in any order, equal the run in one piece; other seeds do not")
  func parts() throws {
    let whole = try Ensemble(evaluator, EnsembleSettings(draws: 3500, seed: 3), threads: 2)
    let ranges = [0..<1000, 1000..<3000, 3000..<3500]
    // As they come back from files.
    let parts = try ranges.map { range in
      let part = try Ensemble(evaluator, EnsembleSettings(draws: 3500, seed: 3, part: range), threads: 1)
      return try EnsemblePart(Array(text(part).utf8), name: "part").ensemble
    }
    for order in [[0, 1, 2], [2, 0, 1]] {
      var merged = parts[order[0]]
      #expect(!merged.missing.isEmpty)
      for i in order.dropFirst() { try merged.merge(parts[i]) }
      #expect(merged.missing.isEmpty)
      for column in evaluator.layout.columns.indices {
        #expect(merged.summary(column) == whole.summary(column))
      }
      #expect(merged.ripe == whole.ripe && merged.concessions == whole.concessions)
      #expect(merged.ranks(ofSide: 0) == whole.ranks(ofSide: 0) && merged.failed == whole.failed)
    }
    let other = try Ensemble(evaluator, EnsembleSettings(draws: 3500, seed: 4), threads: 1)
    #expect(other.summary(0) != whole.summary(0))
  }

  @Test("Parts that do not belong together are refused")
  func foreignParts() throws {
    let first = try Ensemble(evaluator, EnsembleSettings(draws: 2000, part: 0..<1000), threads: 1)
    for settings in [
      try EnsembleSettings(draws: 3000, part: 1000..<2000),
      try EnsembleSettings(draws: 2000, seed: 9, part: 1000..<2000),
      try EnsembleSettings(draws: 2000, sampling: .sobol, part: 1000..<2000),
      try EnsembleSettings(draws: 2000, part: 0..<2000),
    ] {
      var merged = first
      let other = Ensemble(evaluator, settings, threads: 1)
      #expect(throws: Diagnostics.self) { try merged.merge(other) }
    }
    #expect(first.missing == [1000..<2000])
    let text = try text(first)
    #expect(throws: Diagnostics.self) { try EnsemblePart(Array("{}".utf8), name: "x") }
    let damaged = text.replacing("\"failed\":", with: "\"failed\":1")
    #expect(throws: Diagnostics.self) { try EnsemblePart(Array(damaged.utf8), name: "x") }
    let later = text.replacing("pressure/part/2", with: "pressure/part/3")
    #expect(throws: Diagnostics.self) { try EnsemblePart(Array(later.utf8), name: "x") }
    #expect(identity.difference(from: identity) == nil)
    let others = RunIdentity(model: "m", data: ["e"], asOf: "2025-01-31", program: "p")
    #expect(identity.difference(from: others) == "it was made from other data")
  }

  @Test("Moments, quantiles and ranks against those of all draws kept and sorted")
  func summaries() throws {
    let settings = try EnsembleSettings(draws: 2000, seed: 5)
    let ensemble = Ensemble(evaluator, settings, threads: 2)
    let points = DrawPoints(settings, dimensions: evaluator.dimensions).points(0..<2000)
    let worker = DrawWorker(evaluator)
    let draws = (0..<2000).compactMap { worker.draw(points.row($0)) }
    let n = Double(draws.count)
    #expect(draws.count == ensemble.succeeded)
    for column in evaluator.layout.columns.indices {
      let values = draws.map { $0.numbers[column] }
      let summary = try #require(ensemble.summary(column))
      let mean = values.reduce(0, +) / n
      #expect(abs(summary.mean.value - mean) < 1e-12)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
      #expect(abs(summary.standardDeviation.value - variance.squareRoot()) < 1e-12)
      #expect(abs(summary.mean.standardError - (variance / n).squareRoot()) < 1e-12)
      let fourth = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) * ($1 - mean) } / n
      if variance > 0 {
        let error = ((fourth - variance * variance) / n).squareRoot() / (2 * variance.squareRoot())
        #expect(abs(summary.standardDeviation.standardError / error - 1) < 0.01)
      }
      let sorted = values.sorted()
      for (p, quantile) in zip(Ensemble.probabilities, summary.quantiles) {
        let h = p * (n - 1)
        let (low, high) = (sorted[Int(h)], sorted[min(Int(h) + 1, sorted.count - 1)])
        #expect(abs(quantile.value - (low + (h - h.rounded(.down)) * (high - low))) < 1e-12)
      }
    }
    let first = draws.count { $0.numbers[0] >= $0.numbers[1] }
    #expect(ensemble.ranks(ofSide: 0)[0].value == Double(first) / n)
    #expect(ensemble.ripe.value == Double(draws.count { $0.events & 1 != 0 }) / n)
    let asymmetry = try #require(evaluator.layout.position(.asymmetry))
    let needsMore = draws.count { $0.numbers[asymmetry] > 0 }
    #expect(ensemble.needsItMore[0].value == Double(needsMore) / n)
  }

  @Test("Stated standard errors cover: of 200 runs about 95 % hold the true mean and median in two of them")
  func coverage() throws {
    // The pressure is a weighted mean of two scores of 0.2 and 0.8 with a uniform weight: uniform from 0.2 to 0.8.
    let folder = try TemporaryFolder()
    try folder.write("side,indicator,value\na,x,0.2\na,y,0.8\n", to: "data.csv")
    let text = """
      title: T
      sides: [a]
      data: [data.csv]
      index: [{id: x, goalposts: [0, 1]}, {id: y, goalposts: [0, 1]}]
      uncertainty: {weights: {groups: index, bounds: {x: [0, 1], y: [0, 1]}}}

      """
    let model = try Model(Array(text.utf8), path: folder("model.yaml"))
    let evaluator = try DrawEvaluator(model.uncertainModel(model.observations()))
    var (means, medians, deviations) = (0, 0, 0)
    for seed in 0..<200 {
      let ensemble = try Ensemble(evaluator, EnsembleSettings(draws: 200, seed: UInt64(seed)), threads: 1)
      let summary = try #require(ensemble.summary(0))
      func holds(_ estimate: Ensemble.Estimate, _ truth: Double) -> Bool {
        abs(estimate.value - truth) <= 1.96 * estimate.standardError
      }
      if holds(summary.mean, 0.5) { means += 1 }
      if holds(summary.quantiles[2], 0.5) { medians += 1 }
      if holds(summary.standardDeviation, 0.6 / 12.0.squareRoot()) { deviations += 1 }
    }
    // 190 expected with a standard deviation of 3.1; the errors of medians are themselves estimates.
    for count in [means, medians, deviations] { #expect((178...200).contains(count), "\(count) of 200") }
  }

  @Test("Too few draws, and parts that are no whole blocks")
  func settings() throws {
    #expect(throws: Diagnostics.self) { try EnsembleSettings(draws: 99) }
    #expect(throws: Diagnostics.self) { try EnsembleSettings(draws: 5000, part: 0..<1500) }
    #expect(throws: Diagnostics.self) { try EnsembleSettings(draws: 5000, part: 1000..<6000) }
    #expect(try EnsembleSettings(draws: 5500, part: 1000..<5500).part.count == 4500)
  }

  @Test("A bracket that misses is made again in a whole run, and told where parts are merged")
  func missedBrackets() throws {
    let settings = try EnsembleSettings(draws: 2000, seed: 5)
    let points = DrawPoints(settings, dimensions: evaluator.dimensions)
    let whole = Ensemble(evaluator, settings, threads: 2)
    let reference = Ensemble.reference(evaluator, settings, points)
    // Brackets far above all pressures.
    let wrong = QuantileBrackets(
      pilot: Array(repeating: 7, count: 200), probabilities: Ensemble.probabilities, deviations: 1)
    let plan = EnsemblePlan(
      draws: 2000, ranked: 2, hasFourthMoments: true, reference: reference,
      brackets: Array(repeating: wrong, count: reference.count))
    let again = Ensemble(evaluator, settings, points, plan, reference, threads: 1)
    #expect(again.missedQuantiles.isEmpty)
    #expect(again.summary(0) == whole.summary(0) && again.ranks(ofSide: 1) == whole.ranks(ofSide: 1))

    var parts = try [0..<1000, 1000..<2000].map { range in
      let part = try EnsembleSettings(draws: 2000, seed: 5, part: range)
      return Ensemble(evaluator, part, points, plan, reference, threads: 1)
    }
    try parts[0].merge(parts[1])
    let missed = parts[0].missedQuantiles
    #expect(missed.contains { $0.output == "a.pressure" && $0.probability == 0.5 })
    #expect(parts[0].summary(0) == nil)
    // A part by another plan does not belong.
    let usual = try Ensemble(evaluator, EnsembleSettings(draws: 2000, seed: 5, part: 1000..<2000), threads: 1)
    var first = Ensemble(
      evaluator, try EnsembleSettings(draws: 2000, seed: 5, part: 0..<1000), points, plan, reference,
      threads: 1)
    #expect(throws: Diagnostics.self) { try first.merge(usual) }
  }
}
