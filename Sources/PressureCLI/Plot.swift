public import ArgumentParser
internal import PressureIndex
internal import PressureModel
public import PressureReports
internal import PressureSyntax
internal import Robustness

extension ChartKind: ExpressibleByArgument {}

/// `pressure plot`
struct Plot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw one chart as SVG.",
    discussion: """
      The charts are those of 'pressure report', each with its title, axes and sources. SVG opens in browsers and in \
      word processors, and follows a dark display.

      CHARTS
        \(ChartKind.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "\n  "))

      EXAMPLES
        pressure plot history seeds/us-china-2025.yaml --output history.svg
        pressure plot frontier seeds/us-china-2025.yaml --output packages.svg --width 480
        pressure plot compare seeds/us-china-2025.yaml --schemes equal,critic --output schemes.svg
        pressure plot sensitivity seeds/us-china-2025.yaml --of china.incentive --output china.svg
      """)

  @Argument(help: "The chart to draw.")
  var chart: ChartKind
  @OptionGroup var input: InputOptions
  @Option(help: "The width in user units; text keeps its size.")
  var width = 720.0
  @Option(
    name: .shortAndLong, help: "The file to write, whole or not at all; default: standard output.",
    completion: .file(extensions: ["svg"]))
  var output: String?
  @OptionGroup(title: "Options of compare and agreement") var schemes: PlotSchemeOptions
  @OptionGroup(title: "Options of uncertainty and sensitivity") var sample: PlotSampleOptions

  func validate() throws {
    guard (320...4000).contains(width) else { throw ValidationError("The width must be from 320 to 4000.") }
    let given: [(name: String, isGiven: Bool, charts: [ChartKind])] = [
      ("--schemes", schemes.schemes != nil, [.compare, .agreement]),
      ("--aggregations", schemes.aggregations != nil, [.compare, .agreement]),
      ("--draws", sample.draws != nil, [.uncertainty, .sensitivity]),
      ("--seed", sample.seed != nil, [.uncertainty, .sensitivity]),
      ("--sampling", sample.sampling != nil, [.uncertainty, .sensitivity]),
      ("--threads", sample.threads != nil, [.uncertainty, .sensitivity]),
      ("--of", sample.outputName != nil, [.sensitivity]),
      ("--resamples", sample.resamples != nil, [.sensitivity]),
    ]
    for option in given where option.isGiven && !option.charts.contains(chart) {
      let charts = option.charts.map { "'plot \($0.rawValue)'" }.joined(separator: " and ")
      throw ValidationError("\(option.name) means nothing for 'plot \(chart.rawValue)'; it is for \(charts).")
    }
  }

  func run() throws {
    let (model, observations) = try input.read()
    let briefing = try Briefing(model, observations, asOf: input.asOf)
    var parts = BriefingReport.Parts()
    switch chart {
    case .contributions, .frontier: break
    case .history, .correlation:
      parts.history = try HistoryReport.monthly(model, observations, to: input.asOf)
    case .incentive: parts.conflictHistory = try HistoryReport.ofConflict(model, observations, to: input.asOf)
    case .compare, .agreement:
      parts.comparison = try briefing.comparison(
        schemes: schemes.schemes, aggregations: schemes.aggregations ?? [])
    case .uncertainty:
      let settings = try sample.ensembleSettings
      parts.uncertainty = try briefing.uncertainty(
        briefing.evaluator(), settings, threads: Threads.count(sample.threads))
    case .sensitivity:
      let settings = try sample.sensitivitySettings
      let evaluator = try briefing.evaluator()
      parts.sensitivity = try briefing.sensitivity(
        evaluator, column: evaluator.layout.column(named: sample.outputName), settings,
        threads: Threads.count(sample.threads))
    }
    let svg = try BriefingReport(briefing.assessment, parts).drawing(chart, width: width)
    try OutputFile.emit(svg, to: output, inputs: input.inputs(of: model))
  }
}

/// What the charts of other weights compare with; left out, it is what `pressure compare` takes.
struct PlotSchemeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("What to compare with, separated by commas.", valueName: "names"),
    transform: SchemeNames.parse)
  var schemes: [String]?
  @Option(
    help: ArgumentHelp(
      "Aggregations to combine with every scheme, separated by commas, such as geometric:0.01.",
      valueName: "names"),
    transform: SchemeNames.parseAggregations)
  var aggregations: [Aggregation]?
}

/// How the charts of doubt are sampled; left out, it is as `pressure uncertainty` and `pressure sensitivity` do.
struct PlotSampleOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The number of draws, or of samples of sensitivity.", valueName: "n"))
  var draws: Int?
  @Option(help: ArgumentHelp("The seed; 0 is a seed like any other.", valueName: "number"))
  var seed: UInt64?
  @Option(help: "How points are chosen: random, or sobol, whose error falls faster.")
  var sampling: Sampling?
  @Option(
    name: .customLong("of"),
    help: ArgumentHelp(
      "The output that sensitivity explains, such as china.incentive or ripeness.", valueName: "output"))
  var outputName: String?
  @Option(help: ArgumentHelp("The bootstrap resamples behind the bands of sensitivity.", valueName: "n"))
  var resamples: Int?
  @Option(help: ArgumentHelp("The number of threads; default: one for each processor.", valueName: "n"))
  var threads: Int?

  mutating func validate() throws { try Threads.validate(threads) }

  var ensembleSettings: EnsembleSettings {
    get throws {
      let usual = DrawOptions.usual
      return try EnsembleSettings(
        draws: draws ?? usual.draws, seed: seed ?? usual.seed, sampling: sampling ?? usual.sampling)
    }
  }

  var sensitivitySettings: Sensitivity.Settings {
    get throws {
      let usual = SensitivityCommand.usual
      return try Sensitivity.Settings(
        samples: draws ?? usual.draws, seed: seed ?? usual.seed, sampling: sampling ?? usual.sampling,
        resamples: resamples ?? usual.resamples)
    }
  }
}
