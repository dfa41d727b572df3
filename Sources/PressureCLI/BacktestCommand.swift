internal import ArgumentParser
internal import Negotiation
internal import PressureIndex
internal import PressureModel
internal import PressureReports
internal import PressureSyntax

/// `pressure backtest`
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Test whether pressure foretold talks, without peeking, beside simpler measures.",
    discussion: """
      Each month's end is scored with what was public on it, and held against what followed: talks, or a \
      cooperative act of either side. Forecasts learn from earlier episodes only. The result says what the evidence \
      can carry, which with few episodes is little.

      EXAMPLES
        pressure backtest seeds/us-china-2025.yaml
        pressure backtest model.yaml --events events.csv --horizon 90
        pressure backtest model.yaml --from 2018-01 --to 2024-12 --baseline home-prices --format json
      """)

  @OptionGroup var input: ModelOptions
  @Option(
    help: ArgumentHelp(
      "A CSV file with the columns date, actor and kind (hostile, cooperative or talks).",
      discussion: "Default: the acts of the model's conflict section.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var events: String?
  @Option(help: "For how many days after a month's end an event counts.")
  var horizon = 60
  @Option(
    help: ArgumentHelp(
      "The first year, quarter, month or day; default: the first with data.", valueName: "period"),
    transform: Period.parse)
  var from: Period?
  @Option(
    help: ArgumentHelp(
      "The last year, quarter, month or day.",
      discussion: "Default: the model's as-of, else the latest day on which an observation became public.",
      valueName: "period"),
    transform: Period.parse)
  var to: Period?
  @Option(
    help: ArgumentHelp(
      "A series to hold pressure beside, by the mean of the sides; may be repeated.", valueName: "series"))
  var baseline: [String] = []
  @Option(help: "How many samples of whole episodes are drawn.")
  var draws = 2000
  @Option(help: "The seed of these samples.")
  var seed: UInt64 = 1
  @Flag(help: "Go on with fewer than 8 events or 24 dates, with a warning in the output.")
  var force = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...3660).contains(horizon) else { throw ValidationError("The horizon must be 1 to 3660 days.") }
    if events == "-", input.model == "-" || input.data.contains("-") {
      throw ValidationError("Standard input can be read only once.")
    }
    guard (100...1_000_000).contains(draws) else { throw ValidationError("Draws must be 100 to 1000000.") }
  }

  func run() throws {
    let (model, observations) = try input.read()
    var settings = Backtest.Settings()
    settings.from = from?.start
    settings.to = to?.end
    settings.horizon = horizon
    settings.draws = draws
    settings.seed = seed
    settings.baselines = baseline
    settings.isForced = force
    let acts = try events.map { path throws(Diagnostics) in
      let bytes = try InputFile.read(path: path, limit: NodeReader.maximumBytes, allowsStandardInput: true)
      let name = path == "-" ? "standard input" : path
      return try Act.list(
        from: TextTable(bytes: bytes, file: name), sides: model.specification.sides.map(\.id))
    }
    guard let list = acts ?? model.conflict?.acts else {
      throw Diagnostics(
        Diagnostic(
          "the model lists no events to test against",
          help: "give --events with a CSV file of the columns date, actor and kind"))
    }
    let backtest = try model.backtest(observations, events: list, settings)
    try output.write(BacktestReport(backtest), inputs: input.inputs(of: model) + (events.map { [$0] } ?? []))
  }
}
