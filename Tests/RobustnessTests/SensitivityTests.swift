import PressureModel
import PressureSyntax
import TestSupport
import Testing

@testable import Robustness

@Suite("Sensitivity") struct SensitivityTests {
  @Test("A weighted mean of two errors: exact indices")
  func additive() throws {
    // P = 0.5 (0.5 + 0.1 z₁) + 0.5 (0.5 + 0.2 z₂): variances 1 to 4, no interaction.
    let folder = try TemporaryFolder()
    try folder.write("side,indicator,value\na,x,0.5\na,y,0.5\n", to: "data.csv")
    let text = """
      title: T
      sides: [a]
      data: [data.csv]
      index: [{id: x, goalposts: [0, 1]}, {id: y, goalposts: [0, 1]}]
      uncertainty:
        observation-errors:
          - {indicators: x, standard-error: 0.04}
          - {indicators: y, standard-error: 0.08}

      """
    let model = try Model(Array(text.utf8), path: folder("model.yaml"))
    let evaluator = try DrawEvaluator(model.uncertainModel(model.observations()))
    for sampling in Sampling.allCases {
      let settings = try Sensitivity.Settings(samples: 2048, sampling: sampling, hasSecondOrder: true)
      let runs = try (1...2).map { try Sensitivity(evaluator, column: 0, settings, threads: $0) }
      let indices = try #require(runs[0].indices)
      #expect(indices.first == runs[1].indices?.first && indices.total == runs[1].indices?.total)
      #expect(abs(indices.variance - 0.002) < 0.0002)
      for (estimate, exact) in zip(indices.first + indices.total, [0.2, 0.8, 0.2, 0.8]) {
        #expect(abs(estimate.value - exact) < 0.1)
        #expect(estimate.lower < estimate.value && estimate.value < estimate.upper)
      }
      #expect(indices.pairs.count == 1)
      #expect(abs(indices.pairs[0].estimate.value) < 0.1)
      #expect(runs[0].evaluations == 2048 * 6)
    }
  }

  @Test("An output that does not vary has no indices")
  func constant() throws {
    let fixture = try UncertainFixture()
    let evaluator = try fixture.evaluator(
      fixture.model("parameters: {conflict.resolve.a: {uniform: [0.5, 1.5]}}"))
    let pressure = try #require(evaluator.layout.position(.pressure, side: 0))
    let sensitivity = try Sensitivity(
      evaluator, column: pressure, Sensitivity.Settings(samples: 64), threads: 1)
    #expect(sensitivity.indices == nil)
    #expect(sensitivity.constant != nil)
    let motivation = try #require(evaluator.layout.position(.motivation, side: 0))
    let own = try Sensitivity(
      evaluator, column: motivation, Sensitivity.Settings(samples: 256), threads: 1)
    let indices = try #require(own.indices)
    #expect(abs(indices.first[0].value - 1) < 0.05 && abs(indices.total[0].value - 1) < 0.05)
  }

  @Test("Memory is that of the resamples, and hardly grows with the samples")
  func memory() throws {
    let few = try Sensitivity.Settings(samples: 1024, hasSecondOrder: true, resamples: 1000)
    let many = try Sensitivity.Settings(samples: 1_024_000, hasSecondOrder: true, resamples: 1000)
    let (small, large) = (
      Sensitivity.expectedMemory(factors: 20, few), Sensitivity.expectedMemory(factors: 20, many)
    )
    #expect(large - small < 100_000)
    // 20 factors have 5 + 60 + 20 + 190 sums and 230 indices, of each of 1001 resamples.
    #expect(small > 8 * 1001 * (275 + 230) && small < 3 * 8 * 1001 * (275 + 230))
  }

  @Test("Batches of more than one piece have the indices of their samples together")
  func pieces() throws {
    let fixture = try UncertainFixture()
    let evaluator = try fixture.evaluator(fixture.model("weights: {groups: all, spread: 0.5}"))
    // 64 batches of 1100 samples: a piece of 1024 and one of 76.
    let settings = try Sensitivity.Settings(samples: 70_400, resamples: 100)
    let runs = try (1...2).map { try Sensitivity(evaluator, column: 0, settings, threads: $0) }
    let indices = try #require(runs[0].indices)
    #expect(indices.first == runs[1].indices?.first)
    let few = try Sensitivity(evaluator, column: 0, Sensitivity.Settings(samples: 8192), threads: 2)
    for (a, b) in zip(indices.first, try #require(few.indices).first) {
      #expect(abs(a.value - b.value) < 0.01)
    }
    #expect(abs(indices.mean - (few.indices?.mean ?? 0)) < 1e-4)
  }

  @Test("Too few samples or resamples")
  func settings() {
    #expect(throws: Diagnostics.self) { try Sensitivity.Settings(samples: 63) }
    #expect(throws: Diagnostics.self) { try Sensitivity.Settings(samples: 64, resamples: 10) }
  }
}
