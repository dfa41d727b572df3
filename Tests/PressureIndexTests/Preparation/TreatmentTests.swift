import Testing

@testable import PressureIndex

@Suite("Treatment of outliers") struct TreatmentTests {
  /// By a plain numpy script that follows COINr's definitions.
  @Test("COINr's rule", arguments: PreparationGoldens.cases) func rule(_ golden: PreparationGoldens.Case)
    throws
  {
    let fit = try FittedTreatment(Treatment(.winsoriseOrLog), sample: golden.sample)
    let outcome =
      switch fit.map {
      case .identity: "none"
      case .winsorised: "winsorised"
      default: "log"
      }
    #expect(outcome == golden.outcome)
    for (x, expected) in zip(golden.sample, golden.treated) {
      #expect(abs(fit(x) - expected) <= 1e-12 * max(1, abs(expected)))
    }
    #expect(fit.changed == zip(golden.sample, golden.treated).count { $0 != $1 })
    #expect(fit.after.passes || outcome == "log")
  }

  @Test("No treatment turns the order of values round", arguments: PreparationGoldens.cases)
  func monotone(_ golden: PreparationGoldens.Case) throws {
    for method in Treatment.Method.allCases {
      let fit = try FittedTreatment(Treatment(method), sample: golden.sample)
      let treated = golden.sample.sorted().map { fit($0) }
      #expect(zip(treated, treated.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(treated.allSatisfy { $0.isFinite })
      let shuffled = try FittedTreatment(Treatment(method), sample: golden.sample.reversed())
      #expect(shuffled == fit)
    }
  }

  @Test("Points are counted, and winsorising stops") func points() throws {
    var treatment = Treatment(.winsorise)
    let sample = PreparationGoldens.cases[2].sample
    let all = try FittedTreatment(treatment, sample: sample)
    #expect(all.changed == 3 && all.after.passes)
    treatment.maximumPoints = 1
    let one = try FittedTreatment(treatment, sample: sample)
    #expect(one.changed == 1 && !one.after.passes)
    treatment.method = .winsoriseOrLog
    if case .log = try FittedTreatment(treatment, sample: sample).map {} else { Issue.record("no logarithm") }
  }

  @Test("A stated power") func power() throws {
    var treatment = Treatment(.boxCox)
    treatment.lambda = 0
    let sample = PreparationGoldens.cases[5].sample
    let power = try FittedTreatment(treatment, sample: sample)
    let log = try FittedTreatment(Treatment(.log), sample: sample)
    for x in sample { #expect(power(x) == log(x)) }
    treatment.lambda = nil
    let best = try FittedTreatment(treatment, sample: sample)
    #expect(abs(try #require(best.after.skewness)) < abs(try #require(best.before.skewness)))
  }

  @Test("Too few values, equal values") func degenerate() throws {
    #expect(throws: FittedScale.Failure.untreatable(count: 3)) {
      try FittedTreatment(Treatment(.winsorise), sample: [1, 2, 3])
    }
    #expect(try FittedTreatment(Treatment(.winsorise), sample: [2, 2, 2, 2]).map == .identity)
  }
}
