@testable import PressureIndex
import PressureNumerics
import Testing

@Suite struct ScaleTests {
  @Test func goalpostsClip() {
    #expect(Goalposts(none: 0, full: 10).score(11) == 1)
    #expect(Goalposts(none: 10, full: 0).score(11) == 0)
    #expect(Goalposts(none: 10, full: 0).score(2.5) == 0.75)
    #expect(Goalposts(none: 2, full: -8).direction == .relieves)
  }

  /// METHODS, section 3.
  @Test func expandingEmpiricalDistribution() throws {
    let x = [2, 1, 3, 2.5, 2.5, 5, 0.5, 4]
    let expected = [1, 0.5, 1, 0.75, 0.8, 1, 1.0 / 7, 0.875]
    for t in x.indices {
      let scale = try FittedScale(.init(.empiricalCDF), direction: .raises, sample: Array(x[...t]))
      #expect(abs(scale(x[t]) - expected[t]) < 1e-15)
    }
  }

  /// A relieving indicator is turned round first, so that the share is of values at least as high.
  @Test func directionComesFirst() throws {
    let x = [2, 1, 3, 2.5]
    let scale = try FittedScale(.init(.empiricalCDF), direction: .relieves, sample: x)
    #expect(x.map { scale($0) } == [0.75, 1, 0.25, 0.5])
    let minMax = try FittedScale(.init(.minMax), direction: .relieves, sample: x)
    #expect(x.map { minMax($0) } == [0.5, 1, 0, 0.25])
  }

  /// By numpy and scipy: Goldens/scales.py.
  @Test func zScoresDivideByNMinusOne() throws {
    let x = [2, 1, 3, 2.5]
    let z = [-0.14638501094227999, -1.3174650984805198, 1.02469507659596, 0.43915503282683993]
    let phi = [0.44180872969068413, 0.09384138626669819, 0.8472464565693731, 0.6697253973991635]
    let scale = try FittedScale(.init(.zScore), direction: .raises, sample: x)
    let cdf = try FittedScale(.init(.normalCDF), direction: .raises, sample: x)
    let shifted = try FittedScale(
      .init(.zScore, mean: 100, standardDeviation: 10), direction: .raises, sample: x)
    for i in x.indices {
      #expect(abs(scale(x[i]) - z[i]) < 1e-14)
      #expect(abs(cdf(x[i]) - phi[i]) < 1e-14)
      #expect(abs(shifted(x[i]) - (100 + 10 * z[i])) < 1e-12)
    }
  }

  @Test func minMaxTakesARange() throws {
    let scale = try FittedScale(.init(.minMax, range: 1...100), direction: .raises, sample: [3, 1, 2])
    #expect(scale(1) == 1 && scale(3) == 100 && scale(2) == 50.5)
  }

  @Test(arguments: Normalization.Method.allCases.filter { $0.isFitted && !$0.allowsConstant })
  func constantSamplesAreRefused(_ method: Normalization.Method) {
    #expect(throws: FittedScale.Failure.constant(2)) {
      try FittedScale(.init(method), direction: .raises, sample: [2, 2, 2])
    }
    #expect(throws: FittedScale.Failure.tooFew(count: 1, needed: 2)) {
      try FittedScale(.init(method), direction: .raises, sample: [2])
    }
  }
}

@Suite struct TransformTests {
  @Test func formulas() throws {
    #expect(try Transform.level.apply(3, base: 3) == 3)
    #expect(try abs(Transform.log.apply(3829, base: 0) - 8.250358951477294) < 1e-15 * 8)
    #expect(try Transform.change(1).apply(3, base: 5) == -2)
    #expect(try abs(Transform.percentChange(12).apply(110, base: 100) - 10) < 1e-12)
    #expect(try Transform.symmetricPercentChange(1).apply(30, base: 10) == 100)
    #expect(try Transform.distance(from: 2).apply(-0.1, base: 0) == 2.1)
  }

  @Test func undefinedValuesAreRefused() {
    #expect(throws: Transform.Failure.logarithm(of: 0)) { try Transform.log.apply(0, base: 0) }
    #expect(throws: Transform.Failure.base(0)) { try Transform.percentChange(1).apply(1, base: 0) }
    #expect(throws: Transform.Failure.base(-2)) { try Transform.percentChange(1).apply(1, base: -2) }
    #expect(throws: Transform.Failure.zeroSum) { try Transform.symmetricPercentChange(1).apply(1, base: -1) }
  }
}

@Suite struct CalendarTests {
  @Test func daysAndDatesAgree() {
    #expect(Day(year: 1970, month: 1, day: 1)?.number == 0)
    #expect(Day(year: 2000, month: 3, day: 1)?.number == 11017)
    for number: Int32 in stride(from: -700_000, to: 2_900_000, by: 997) {
      let (year, month, day) = Day(number: number).date
      #expect(Day(year: year, month: month, day: day)?.number == number)
    }
  }

  @Test func impossibleDatesAreRefused() {
    for text in [
      "2025-02-29", "2025-02-30", "2025-13-01", "2025-00-10", "2025-04-31", "25-04-01", "2025-4-1", "",
    ] {
      #expect(Day(text) == nil, "\(text)")
      #expect(Period(text) == nil, "\(text)")
    }
    #expect(Day("2024-02-29")?.description == "2024-02-29")
    #expect(Day("1900-02-29") == nil)
  }

  @Test func periodsEnd() {
    #expect(Period("2025")?.end.description == "2025-12-31")
    #expect(Period("2025-Q2")?.end.description == "2025-06-30")
    #expect(Period("2024-02")?.end.description == "2024-02-29")
    #expect(Period("2025-04-30")?.end.description == "2025-04-30")
    #expect(Period("2024-12")?.advanced(by: 1).description == "2025-01")
    #expect(Period("2025-Q1")?.advanced(by: -1).description == "2024-Q4")
  }

  @Test func monthsAreClamped() throws {
    let day = try #require(Day("2025-01-31"))
    #expect(day.adding(months: 1).description == "2025-02-28")
    #expect((day + CalendarSpan(months: 13)).description == "2026-02-28")
    #expect((day - CalendarSpan(months: 2)).description == "2024-11-30")
    #expect((day - CalendarSpan(months: 25)).description == "2022-12-31")
    #expect((day + CalendarSpan(days: 30)).description == "2025-03-02")
  }
}
