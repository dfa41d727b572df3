public import ArgumentParser
internal import PressureIndex
public import PressureModel
internal import PressureReports
internal import PressureSyntax

extension HistoryStep: ExpressibleByArgument {}

extension Aggregation {
  /// Parses the name of an aggregation that needs no option.
  static func parse(_ argument: String) throws -> Aggregation {
    let names = Name.allCases.filter { Aggregation($0) != nil }.map(\.rawValue)
    if let name = Name(rawValue: argument), let aggregation = Aggregation(name) { return aggregation }
    throw ValidationError(
      "\(argument.quoted) is no aggregation without options; "
        + "\(suggestion(for: argument, among: names, plural: "aggregations")).")
  }
}

/// `pressure history`
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Score the model on many as-of dates, each with what was public on it.",
    discussion: """
      Dates are the last days of months (or of years or quarters, every seventh day, or every day), and the last \
      date itself. Each row has exactly the numbers of 'pressure score --as-of' with its date. Beside pressure stands \
      CISS, the pressure that weighs the pillars by how they lately moved together.

      EXAMPLES
        pressure history seeds/us-china-2025.yaml --from 2018-01 --to 2025-05
        pressure history seeds/us-china-2025.yaml --from 2025-01 --step week --events
        pressure history model.yaml --format csv --output history.csv
      """)

  @OptionGroup var input: ModelOptions
  @Option(
    help: ArgumentHelp(
      "The first year, quarter, month or day.",
      discussion: "Default: the first month with an observation that was public.", valueName: "period"),
    transform: Period.parse)
  var from: Period?
  @Option(
    help: ArgumentHelp(
      "The last year, quarter, month or day.",
      discussion: "Default: the model's as-of, else the latest day on which an observation became public.",
      valueName: "period"),
    transform: Period.parse)
  var to: Period?
  @Option(help: "How far apart the dates are: year, quarter, month, week or day.")
  var step: HistoryStep = .month
  @Option(
    help: ArgumentHelp(
      "Show beside it the pressure with the pillars aggregated otherwise, such as geometric.",
      valueName: "aggregation"),
    transform: Aggregation.parse)
  var also: Aggregation?
  @Option(help: "How far pressure must move away from a peak or trough for it to count as one.")
  var swing = 0.05
  @Flag(help: "List the conflict's dated events between the dates.")
  var events = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard swing > 0, swing.isFinite else { throw ValidationError("The swing must be above 0.") }
  }

  func run() throws {
    let (model, observations) = try input.read()
    let dates = try model.historyDates(observations, from: from?.start, to: to?.end, step: step)
    let history = try model.history(observations, asOf: dates, alternative: also, isCorrelated: true)
    try output.write(
      HistoryReport(history, .init(step: step, swing: swing, hasEvents: events)),
      inputs: input.inputs(of: model))
  }
}

extension Period {
  /// Parses a year, quarter, month or day.
  static func parse(_ argument: String) throws -> Period {
    if let period = Period(argument) { return period }
    throw ValidationError(
      "\(argument.quoted) is no year, quarter, month or day. Write it as 2025, 2025-Q2, 2025-04 or 2025-04-30."
    )
  }
}
