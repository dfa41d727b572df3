import PressureNumerics
import Testing

@Suite("Binary forecasts")
struct ForecastTests {
  /// The worked numbers: forecasts (.8, .3, .6, .1), outcomes (1, 0, 0, 0).
  @Test func workedNumbers() {
    let brier = BinaryForecasts.brierScore([0.8, 0.3, 0.6, 0.1], [true, false, false, false])
    #expect(abs(brier - 0.125) < 1e-15)
    let error = BinaryForecasts.standardError(ofArea: 0.75, positives: 6, negatives: 4)
    #expect(abs(error - 0.1602) < 5e-5)
    #expect(BinaryForecasts.skill(0.125, over: 0.25) == 0.5)
    #expect(BinaryForecasts.skill(0.125, over: 0) == nil)
  }

  @Test(arguments: ForecastGoldens.cases.indices)
  func scoresAreThoseOfScikitLearn(_ number: Int) throws {
    let golden = ForecastGoldens.cases[number]
    let area = try #require(BinaryForecasts.areaUnderCurve(golden.scores, golden.outcomes))
    #expect(abs(area - golden.area) < 1e-14)
    #expect(abs(BinaryForecasts.brierScore(golden.scores, golden.outcomes) - golden.brier) < 1e-14)
    let bins = BinaryForecasts.calibration(golden.scores, golden.outcomes).filter { $0.count > 0 }
    #expect(zip(bins, golden.forecasts).allSatisfy { abs($0.forecast! - $1) < 1e-14 })
    #expect(zip(bins, golden.frequencies).allSatisfy { abs($0.frequency! - $1) < 1e-14 })
    #expect(bins.count == golden.forecasts.count)
    // The formula assumes a shape of the two distributions: a quarter of it either way, where there are cases enough.
    guard golden.outcomes.count >= 40 else { return }
    let positives = golden.outcomes.count { $0 }
    let error = BinaryForecasts.standardError(
      ofArea: area, positives: positives, negatives: golden.outcomes.count - positives)
    #expect(abs(error - golden.bootstrapError) < 0.25 * golden.bootstrapError)
  }

  @Test(arguments: ForecastGoldens.cases.indices)
  func regressionIsThatOfScikitLearn(_ number: Int) {
    let golden = ForecastGoldens.cases[number]
    let predictors = Matrix(rows: golden.scores.map { [$0, $0 * $0] })
    let fit = LogisticRegression(predictors, golden.outcomes)
    #expect(abs(fit.constant - golden.constant) < 1e-5)
    #expect(zip(fit.coefficients, golden.coefficients).allSatisfy { abs($0 - $1) < 1e-5 })
    for (i, probability) in golden.probabilities.enumerated() {
      #expect(abs(fit.probability(predictors.row(i)) - probability) < 1e-5)
    }
  }

  @Test func separatedAndConstantPredictorsStayFinite() {
    let fit = LogisticRegression(
      Matrix(rows: [[0, 7], [1, 7], [2, 7], [3, 7]]), [false, false, true, true])
    #expect(fit.coefficients[0] > 0 && fit.coefficients[0] < 5)
    #expect(fit.coefficients[1] == 0)
    #expect(fit.probability([100, 7]) > 0.99)
  }

  @Test func areaCountsPairs() {
    let (scores, outcomes) = ([0.5, 0.5, 0.2, 0.9], [true, false, false, true])
    // Pairs: (.5, .5) tied, (.5, .2), (.9, .5) and (.9, .2) won.
    #expect(BinaryForecasts.areaUnderCurve(scores, outcomes) == 3.5 / 4)
    #expect(BinaryForecasts.areaUnderCurve(scores, [true, true, true, true]) == nil)
    let turned = BinaryForecasts.areaUnderCurve(scores.map { -$0 }, outcomes)
    #expect(turned == 0.5 / 4)
  }

  /// A sample is its blocks, whole: with the only block that has both cases drawn, the area is that block's.
  @Test func blocksStayWhole() {
    let areas = BinaryForecasts.areasOfBlocks(
      [0.1, 0.9, 0.4, 0.3], [false, true, false, false], blocks: [0..<2, 2..<4], draws: 200, seed: 0)
    // Drawn twice, the second block has no area.
    #expect(areas.count < 200 && areas.count > 120)
    #expect(areas.allSatisfy { $0 == 1 })
    let again = BinaryForecasts.areasOfBlocks(
      [0.1, 0.9, 0.4, 0.3], [false, true, false, false], blocks: [0..<2, 2..<4], draws: 200, seed: 0)
    #expect(areas == again)
  }

  @Test func shiftsKeepTheRuns() {
    let areas = BinaryForecasts.areasOfShifts([1, 2, 3, 4], [false, false, true, true])
    // (F T T F), (T T F F), (T F F T).
    #expect(areas == [0.5, 0, 0.5])
  }
}
