public import Negotiation
public import PressureIndex
public import PressureSyntax

/// How well pressure foretold talks: monthly scores with as-of data only, held against what happened after each.
///
/// A month counts as positive when within ``Settings/horizon`` days after its last day there were talks, or a
/// cooperative act of either side. Positive months with no more than the horizon between them are one episode, since
/// they share events; an episode with the quiet months before it is one block. Blocks are what the data have of
/// independent evidence: forecasts learn from earlier blocks only, and samples are drawn of whole blocks.
public struct Backtest: Sendable {
  /// What is tested, and how.
  public struct Settings: Sendable, Hashable {
    /// The first day that may be scored; `nil` for the first with data.
    public var from: Day?
    /// The last day that may be scored; `nil` for the model's as-of date, or the latest with data.
    public var to: Day?
    /// For how many days after a month's end an event counts.
    public var horizon = 60
    /// How many samples of blocks are drawn.
    public var draws = 2000
    /// Their seed.
    public var seed: UInt64 = 1
    /// Series beside which pressure is held: the mean of the sides' values.
    public var baselines: [String] = []
    /// Whether to go on where there are too few events or dates.
    public var isForced = false

    /// The defaults.
    public init() {}
  }

  /// A month's end with its score and what followed.
  public struct Month: Sendable, Hashable {
    /// The as-of date.
    public let asOf: Day
    /// H of each side.
    public let hurting: [Double]
    /// J, where the conflict section is valid.
    public let ripeness: Double?
    /// Whether talks or a cooperative act followed within the horizon.
    public let isPositive: Bool

    /// min H.
    public var mutualHurting: Double { hurting.min() ?? 0 }
  }

  /// Months that stand or fall together: those before an episode, and its own.
  public struct Block: Sendable, Hashable {
    /// The positions of its months.
    public let months: Range<Int>
    /// The positive ones among the last of them; empty for the quiet months after the last episode.
    public let episode: Range<Int>?
  }

  /// How many events there are, and where they lie.
  public struct Events: Sendable, Hashable {
    /// All of the list.
    public let total: Int
    /// Talks and cooperative acts after the first scored date, and no later than the horizon of the last.
    public let outcomes: Int
    /// Those on or before the first scored date, which are ignored.
    public let before: Int
    /// Those after the last scored date but within its horizon, which can be outcomes only.
    public let after: Int
    /// Those beyond the horizon of the last scored date, which can be nothing, and are ignored.
    public let beyond: Int
  }

  /// The fewest events and dates that are accepted without force.
  public static let minimumEvents = 8
  /// The fewest scored months that are accepted without force.
  public static let minimumDates = 24

  /// The model.
  public let model: Model
  /// What the data files hold.
  public let observations: Observations
  /// What was asked for.
  public let settings: Settings
  /// The scored months whose outcome is known, in order.
  public let months: [Month]
  /// Month ends on which a side had no score.
  public let unscored: Int
  /// Scored months whose horizon reaches beyond the last event of the list, so that nobody knows.
  public let open: Int
  /// The events.
  public let events: Events
  /// The blocks, in order.
  public let blocks: [Block]
  /// Pressure first, then what it is held against.
  public let results: [PredictorResult]
  /// Baselines that could not be had, and why.
  public let unavailable: [String]
  /// What is wrong with the test and was overridden by force.
  public let warnings: [String]
  /// Whether an observation in use has a release date of its own.
  public let usesReleaseDates: Bool

  /// The number of positive months.
  public var positives: Int { months.count { $0.isPositive } }
  /// The blocks with an episode.
  public var episodes: [Block] { blocks.filter { $0.episode != nil } }
}

extension Model {
  /// Tests the model's pressure against `events`.
  ///
  /// - Throws: too few events or dates, unless forced; months of which all or none are positive; unknown series; and
  ///   what ``history(_:asOf:)`` throws.
  public func backtest(
    _ observations: Observations, events: [Act], _ settings: Backtest.Settings = .init()
  ) throws(Diagnostics) -> Backtest {
    precondition(settings.horizon > 0 && settings.draws > 0, "a horizon or a number of draws of 0")
    let dates = try historyDates(observations, from: settings.from, to: settings.to, step: .month)
      .filter { $0 == Period(.monthly, containing: $0).end }
    let history = dates.isEmpty ? nil : try history(observations, asOf: dates)
    let scored = (history?.moments ?? []).filter { moment in moment.sides.allSatisfy { $0.hurting != nil } }
    guard let history, let first = scored.first?.asOf, let last = scored.last?.asOf else {
      throw Diagnostics(
        Diagnostic(
          "no month's end has a score of every side", help: "see 'pressure check' for what is missing"))
    }
    let end = last.adding(days: settings.horizon)
    let outcomes = events.filter { $0.kind != .hostile && $0.date > first && $0.date <= end }.map(\.date)
      .sorted()
    let counts = Backtest.Events(
      total: events.count, outcomes: outcomes.count, before: events.count { $0.date <= first },
      after: events.count { $0.date > last && $0.date <= end }, beyond: events.count { $0.date > end })
    let lastEvent = events.map(\.date).max()
    var months: [Backtest.Month] = []
    for moment in scored {
      let end = moment.asOf.adding(days: settings.horizon)
      let isPositive = outcomes.contains { $0 > moment.asOf && $0 <= end }
      // That nothing followed is known only where the list of events goes on.
      guard isPositive || lastEvent.map({ $0 >= end }) ?? false else { continue }
      months.append(
        Backtest.Month(
          asOf: moment.asOf, hurting: moment.sides.map { $0.hurting! }, ripeness: moment.applicable?.ripeness,
          isPositive: isPositive))
    }
    let warnings = try Backtest.shortcomings(months, counts, settings)
    let blocks = Backtest.blocks(months, horizon: settings.horizon)
    let (predictors, unavailable) = try predictors(months, settings, observations)
    return Backtest(
      model: self, observations: observations, settings: settings, months: months,
      unscored: dates.count - scored.count, open: scored.count - months.count, events: counts, blocks: blocks,
      results: predictors.map { PredictorResult($0, months, blocks, settings, pressure: predictors[0]) },
      unavailable: unavailable,
      warnings: warnings, usesReleaseDates: history.usesReleaseDates)
  }
}

extension Backtest {
  /// What makes the test too small; thrown unless it is forced.
  static func shortcomings(
    _ months: [Month], _ events: Events, _ settings: Settings
  ) throws(Diagnostics) -> [String] {
    var found: [String] = []
    if events.outcomes < minimumEvents {
      found.append(
        "\(events.outcomes == 1 ? "there is 1 talk or cooperative act" : "there are \(events.outcomes) talks and cooperative acts")"
          + " after the first scored date and within \(settings.horizon) days of the last, and a back-test needs "
          + "\(minimumEvents)")
    }
    if months.count < minimumDates {
      found.append(
        "\(months.count == 1 ? "there is 1 scored month" : "there are \(months.count) scored months") with a known "
          + "outcome, and a back-test needs \(minimumDates)")
    }
    if !found.isEmpty, !settings.isForced {
      throw Diagnostics(
        found.map {
          Diagnostic($0, help: "--force carries it out all the same, with a warning in the output")
        })
    }
    let positives = months.count { $0.isPositive }
    if positives == 0 || positives == months.count {
      throw Diagnostics(
        Diagnostic(
          "\(positives == 0 ? "no" : "every one") of the \(months.count) scored months was followed by talks or a "
            + "cooperative act within \(settings.horizon) days: there is nothing to tell apart",
          help: "choose another --horizon, or give other --events"))
    }
    return found
  }

  /// The months cut into blocks. Positive months belong to one episode where no more than the horizon lies between
  /// them; a block ends with its episode.
  static func blocks(_ months: [Month], horizon: Int) -> [Block] {
    let positive = months.indices.filter { months[$0].isPositive }
    var blocks: [Block] = []
    var start = 0
    var first = positive.first
    for (k, month) in positive.enumerated() {
      let next = k + 1 < positive.count ? positive[k + 1] : nil
      if let next, months[next].asOf - months[month].asOf <= horizon { continue }
      blocks.append(Block(months: start..<month + 1, episode: (first ?? month)..<month + 1))
      (start, first) = (month + 1, next)
    }
    if start < months.count { blocks.append(Block(months: start..<months.count, episode: nil)) }
    return blocks
  }
}
