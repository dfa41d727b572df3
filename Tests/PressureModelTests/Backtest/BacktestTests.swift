import Negotiation
import PressureIndex
import PressureModel
import PressureReports
import PressureSyntax
import TestSupport
import Testing

@Suite("Back-test") struct BacktestTests {
  static func day(_ text: String) throws -> Day { try #require(Day(text)) }

  /// Two sides, one indicator on goalposts 0 to 1 without lag, H = P; `values` are those of months from 2010-01.
  static func model(_ values: [Double], sides: String = "[a, b]") throws -> (Model, Observations) {
    let folder = try TemporaryFolder()
    var csv = "side,indicator,period,value\n"
    for (month, value) in values.enumerated() {
      let period = "\(2010 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
      csv += "a,x,\(period),\(value)\nb,x,\(period),\(min(1, value + 0.1))\n"
    }
    try folder.write(csv, to: "data.csv")
    let path = try folder.write(
      """
      title: Small
      sides: \(sides)
      data: [data.csv]
      hurting: {momentum: 0}
      index: [{id: x, goalposts: [0, 1], publication-lag: 0 days}]
      """, to: "model.yaml")
    let model = try Model(contentsOf: path)
    return (model, try model.observations())
  }

  static func act(_ day: String, _ kind: Act.Kind = .talks) throws -> Act {
    Act(date: try Self.day(day), actor: .both, kind: kind)
  }

  /// Every tenth month is followed by talks on the 15th of the next, and has the highest value; 2010-10, 2011-08, …
  static func foretelling(months: Int = 60) throws -> (values: [Double], acts: [Act]) {
    var acts: [Act] = []
    let values = (0..<months).map { $0 % 10 == 9 ? 0.8 : Double($0 % 7) / 10 }
    for month in stride(from: 10, through: months, by: 10) {
      let period = "\(2010 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
      acts += [
        try act(period + "-15"), try act(period + "-16", .cooperative), try act(period + "-17", .hostile),
      ]
    }
    return (values, acts)
  }

  @Test("A predictor that knows has area 1 and skill") func knows() throws {
    let (values, acts) = try Self.foretelling()
    let (model, observations) = try Self.model(values)
    var settings = Backtest.Settings()
    settings.horizon = 30
    let test = try model.backtest(observations, events: acts, settings)
    // 60 months; the last event is that of 2015-01, so the outcome of 2014-12 is known.
    #expect(test.months.count == 60 && test.open == 0 && test.unscored == 0)
    #expect(test.positives == 6 && test.episodes.count == 6)
    #expect(test.blocks.map(\.months.count) == [10, 10, 10, 10, 10, 10])
    #expect(test.events.total == 18 && test.events.outcomes == 12)
    #expect(test.events.before == 0 && test.events.after == 3)
    let pressure = try #require(test.results.first)
    let area = try #require(pressure.area)
    #expect(area.value == 1 && area.standardError == 0 && area.failedDraws == 0)
    #expect(area.band == 1...1)
    // Shifted by ten months, twenty, … talks meet months before talks again.
    #expect(abs(area.shiftProbability - 6.0 / 60) < 1e-12)
    // The first block has nothing to learn from.
    let forecasts = try #require(pressure.forecasts)
    #expect(forecasts.months == Array(10..<60))
    #expect(forecasts.area == 1)
    #expect(try #require(forecasts.skill) > 0.5)
    let leftOut = try #require(pressure.leaveOneOut)
    #expect(leftOut.months.count == 60 && leftOut.area == 1)
    #expect(test.results.map(\.id) == ["pressure", "constant"])
    #expect(test.unavailable.count == 2)
    let constant = try #require(test.results.last?.forecasts)
    #expect(constant.probabilities.allSatisfy { abs($0 - 0.1) < 1e-12 })
    #expect(abs(constant.brier - 0.09) < 1e-12 && constant.skill == 0 && constant.area == nil)
  }

  @Test("Events before the first date are ignored, those after the last are outcomes only") func ends() throws
  {
    let (values, acts) = try Self.foretelling()
    let (model, observations) = try Self.model(values)
    var settings = Backtest.Settings()
    settings.horizon = 30
    settings.to = try Self.day("2014-10-31")
    let early = [try Self.act("2009-12-01"), try Self.act("2010-01-31")]
    let test = try model.backtest(observations, events: early + acts, settings)
    #expect(test.events.before == 2)
    // The last horizon ends on 2014-11-30; the events of January 2015 are too late for any date.
    #expect(test.events.after == 0 && test.events.beyond == 3 && test.events.outcomes == 10)
    settings.to = try Self.day("2014-12-31")
    let whole = try model.backtest(observations, events: early + acts, settings)
    #expect(whole.events.after == 3 && whole.events.beyond == 0 && whole.events.outcomes == 12)
    settings.to = try Self.day("2014-10-31")
    #expect(test.months.count == 58 && test.positives == 5)
    // The list ends in March 2014: of the months after February nobody knows what followed.
    let short = try model.backtest(observations, events: acts.filter { $0.date <= acts[12].date }, settings)
    #expect(short.months.last?.asOf == (try Self.day("2014-02-28")) && short.open == 8)
  }

  @Test("Later data and later events move no forecast") func realTime() throws {
    let (values, acts) = try Self.foretelling()
    var random = SplitMix(seed: 4)
    var settings = Backtest.Settings()
    settings.horizon = 30
    let (model, observations) = try Self.model(values.map { min(1, $0 + 0.3 * random.decimal(0...1)) })
    let whole = try model.backtest(observations, events: acts, settings)
    settings.to = try Self.day("2013-06-30")
    let until = try model.backtest(observations, events: acts, settings)
    let (all, some) = (try #require(whole.results[0].forecasts), try #require(until.results[0].forecasts))
    #expect(some.months.count > 20)
    #expect(all.months.prefix(some.months.count) == some.months[...])
    #expect(all.probabilities.prefix(some.months.count) == some.probabilities[...])
  }

  @Test("Swapping the sides changes nothing") func swap() throws {
    let (values, acts) = try Self.foretelling()
    let (one, first) = try Self.model(values)
    let (other, second) = try Self.model(values, sides: "[b, a]")
    let (x, y) = (try one.backtest(first, events: acts), try other.backtest(second, events: acts))
    #expect(x.results.map(\.area) == y.results.map(\.area))
    #expect(x.results.map(\.forecasts?.probabilities) == y.results.map(\.forecasts?.probabilities))
  }

  @Test("Too few events and dates are refused, or carried out by force") func refusals() throws {
    let (values, acts) = try Self.foretelling()
    let (model, observations) = try Self.model(values)
    var settings = Backtest.Settings()
    settings.horizon = 30
    let few = Array(acts.prefix(3)) + [acts[17]]
    let error = #expect(throws: Diagnostics.self) { try model.backtest(observations, events: few, settings) }
    #expect(error?.all.map(\.message).joined().contains("there are 2 talks and cooperative acts") == true)
    settings.isForced = true
    let forced = try model.backtest(observations, events: few, settings)
    #expect(forced.warnings.count == 1)
    let warning = forced.warnings[0]
    for format in ReportFormat.allCases {
      let text = try BacktestReport(forced).formatted(format, style: TextStyle())
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains(warning), "\(format)")
      #expect(format == .json || format == .csv || words.contains("Carried out by force"))
      #expect(format != .csv || text.split(separator: "\n")[1].hasPrefix("warning,,"))
    }
    // Talks that come too late for any of the dates do not make up the number.
    settings.isForced = false
    settings.to = try Self.day("2012-12-31")
    let late = #expect(throws: Diagnostics.self) { try model.backtest(observations, events: acts, settings) }
    #expect(late?.all.map(\.message).joined().contains("there are 6 talks and cooperative acts") == true)
    settings.to = nil
    settings.isForced = false
    settings.to = try Self.day("2011-09-30")
    let short = #expect(throws: Diagnostics.self) { try model.backtest(observations, events: acts, settings) }
    #expect(short?.all.map(\.message).joined().contains("there are 21 scored months with") == true)
    settings.to = nil
    let hostile = acts.map { act in
      var act = act
      act.kind = .hostile
      return act
    }
    settings.isForced = true
    #expect(throws: Diagnostics.self) { try model.backtest(observations, events: hostile, settings) }
    settings.baselines = ["y"]
    let unknown = #expect(throws: Diagnostics.self) {
      try model.backtest(observations, events: acts, settings)
    }
    #expect(unknown?.all.first?.message == "the model has no series 'y'")
  }

  /// The months before talks and cooperative acts of fixtures/us-china/acts.csv, counted by Goldens/backtest.py, and the
  /// area by scikit-learn of the scores that the report lists.
  @Test("The shipped case has three episodes") func shipped() throws {
    let model = try Model(contentsOf: Repository.file("seeds/us-china-2025.yaml"))
    let observations = try model.observations()
    let acts = try #require(model.conflict?.acts)
    let test = try model.backtest(observations, events: acts)
    #expect(test.months.filter(\.isPositive).map(\.asOf.description) == BacktestGolden.positive)
    #expect(
      test.episodes.map { $0.episode!.count { test.months[$0].isPositive } } == BacktestGolden.episodes)
    for result in test.results where BacktestGolden.areas[result.id] != nil {
      let golden = try #require(BacktestGolden.areas[result.id])
      #expect(abs(try #require(result.area).value - golden) < 1e-12)
    }
    // Months are scored as 'pressure score --as-of' scores them.
    let month = test.months[60]
    let run = try model.assess(observations, asOf: month.asOf)
    #expect(month.hurting == run.hurting.compactMap { $0?.value })
  }
}
