import PressureNumerics
import TestSupport
import Testing

@testable import PressureIndex

@Suite("Weights from judgements") struct JudgementWeightTests {
  @Test("AHP agrees with numpy's eigenvectors", arguments: 0..<4) func hierarchy(number: Int) throws {
    let golden = try WeightGoldens.file.get()["hierarchies"][number]
    let result = AnalyticHierarchy.result(golden["matrix"].array.map(WeightGoldens.numbers))
    #expect(agree(result.weights, WeightGoldens.numbers(golden["weights"]), 1e-12))
    #expect(abs(result.consistencyRatio - (golden["ratio"].number ?? -1)) < 1e-12)
  }

  @Test("A consistent matrix gives back its ratios") func consistent() {
    let result = AnalyticHierarchy.result([[1, 2, 6], [0.5, 1, 3], [1.0 / 6, 1.0 / 3, 1]])
    #expect(agree(result.weights, [0.6, 0.3, 0.1], 1e-15))
    #expect(result.consistencyRatio < 1e-15)
    #expect(
      agree(
        AnalyticHierarchy.combined([[[1, 4], [0.25, 1]], [[1, 1], [1, 1]]]).flatMap { $0 }, [1, 2, 0.5, 1]))
  }

  /// The first is the example of Rezaei 2016: buying a car.
  @Test("Best-worst agrees with scipy's linear programs", arguments: 0..<3) func bestWorst(number: Int) throws
  {
    let golden = try WeightGoldens.file.get()["bestWorst"][number]
    let (best, worst) = (
      WeightGoldens.numbers(golden["bestToOthers"]), WeightGoldens.numbers(golden["othersToWorst"])
    )
    let result = try BestWorst.result(
      best: try #require(best.firstIndex(of: 1)), worst: try #require(worst.firstIndex(of: 1)),
      bestToOthers: best,
      othersToWorst: worst)
    #expect(agree(result.weights, WeightGoldens.numbers(golden["weights"])))
    #expect(abs(result.inconsistency - (golden["inconsistency"].number ?? -1)) < 1e-10)
  }

  /// The numbers of METHODS.
  @Test("Benefit of the doubt of (.9,.3), (.6,.6), (.3,.9), (.5,.4) is 1, 1, 1, .75") func doubt() throws {
    let rows = [[0.9, 0.3], [0.6, 0.6], [0.3, 0.9], [0.5, 0.4]]
    let results = try BenefitOfTheDoubt.results(ScoreSample(Matrix(rows: rows)))
    #expect(agree(results.map { $0?.efficiency ?? -1 }, [1, 1, 1, 0.75]))
    // The order of the units makes no difference, not even to which of several best weights are found.
    let turned = try BenefitOfTheDoubt.results(ScoreSample(Matrix(rows: rows.reversed())))
    #expect(Array(turned.reversed()) == results)
  }

  @Test("Benefit of the doubt agrees with scipy's linear programs", arguments: 0..<3) func doubtOfMany(
    number: Int
  ) throws {
    let golden = try WeightGoldens.file.get()["doubt"][number]
    let shares = WeightGoldens.numbers(golden["shares"])
    let values = WeightGoldens.matrix(golden["values"])
    let results = try BenefitOfTheDoubt.results(ScoreSample(values), shares: shares[0]...shares[1])
    #expect(agree(results.map { $0?.efficiency ?? -1 }, WeightGoldens.numbers(golden["efficiencies"]), 1e-9))
    for (row, result) in results.enumerated() {
      let weights = try #require(result?.weights)
      let parts = weights.indices.map { weights[$0] * values[row, $0] / (result?.efficiency ?? 1) }
      #expect(parts.allSatisfy { $0 >= shares[0] - 1e-7 && $0 <= shares[1] + 1e-7 })
    }
  }

  @Test("Benefit of the doubt with gaps and zeros") func doubtWithGaps() throws {
    let values = Matrix(rows: [[0.8, 0.2, 0.5], [0.4, 0.6, 0], [0, 0, 0], [0.3, 0, 0.1]])
    let mask = Matrix(rows: [[1, 1, 1], [1, 1, 0], [1, 1, 1], [0, 0, 0]])
    let results = try BenefitOfTheDoubt.results(ScoreSample(values, mask: mask))
    #expect(results[0]?.efficiency == 1 && results[2]?.efficiency == 0 && results[3] == nil)
    // Row 1 is compared with those that have its two scores: .4 a + .6 b with .8 a + .2 b ≤ 1 gives 1 at its own.
    #expect(abs((results[1]?.efficiency ?? 0) - 1) < 1e-12)
    let (vectors, _) = try Weighting.benefitOfTheDoubt(shares: 0...1, pool: .all).learnedWeights(
      ScoreSample(values, mask: mask), ids: ["a", "b", "c"])
    #expect(vectors.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 })
    #expect(vectors[1][2] == 1.0 / 3)
    #expect(throws: WeightingFailure.notPositive(child: 0, score: 0, allowsZero: false)) {
      try BenefitOfTheDoubt.results(
        ScoreSample(Matrix(rows: [[0, 1], [1, 0.5]])), shares: 0.1...0.9)
    }
  }
}
