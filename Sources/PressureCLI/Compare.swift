internal import ArgumentParser
internal import PressureIndex
internal import PressureModel
internal import PressureReports
internal import PressureSyntax

/// `pressure compare`
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what other weights and aggregations do to the answer.",
    discussion: """
      Every scheme weighs all groups by one method; the model's own weights come first. Schemes are the names under \
      'weights:' of the model and the weightings that 'pressure methods' lists; one that the data do not allow is \
      listed with the reason. Without --schemes: the model's named ones, equal, standard-deviation, entropy, critic, \
      pca and equal-importance.

      EXAMPLES
        pressure compare seeds/us-china-2025.yaml
        pressure compare seeds/us-china-2025.yaml --schemes equal,entropy,critic
        pressure compare model.yaml --schemes equal --aggregations arithmetic,geometric:0.01
        pressure compare seeds/us-china-2025.yaml --from 2024-01 --to 2024-12 --format csv
      """)

  @OptionGroup var input: InputOptions
  @Option(
    help: ArgumentHelp("What to compare with, separated by commas.", valueName: "names"),
    transform: SchemeNames.parse)
  var schemes: [String]?
  @Option(
    help: ArgumentHelp(
      "Aggregations to combine with every scheme, separated by commas.",
      discussion:
        "Such as geometric:0.01 with its offset, power:0.5 with its exponent. Default: each group's own.",
      valueName: "names"),
    transform: SchemeNames.parseAggregations)
  var aggregations: [Aggregation]?
  @Option(
    help: ArgumentHelp(
      "Compare at the ends of all months from this year, quarter, month or day on.", valueName: "period"),
    transform: Period.parse)
  var from: Period?
  @Option(
    help: ArgumentHelp(
      "The last year, quarter, month or day of these months; default: the as-of date.", valueName: "period"),
    transform: Period.parse)
  var to: Period?
  @Flag(help: "Compare at the ends of all months, from the first with an observation that was public.")
  var allDates = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (model, observations) = try input.read()
    var dates: [Day] = []
    let asOf = model.asOfDate(input.asOf, in: observations)
    if let last = to?.end, let asOf, last > asOf {
      throw ValidationError("--to \(last) is later than the as-of date \(asOf).")
    }
    if allDates || from != nil || to != nil {
      dates = try model.historyDates(observations, from: from?.start, to: to?.end ?? asOf, step: .month)
    }
    var names = schemes ?? model.usualSchemes
    if aggregations != nil, !names.contains("model") { names.insert("model", at: 0) }
    let comparison = try model.compare(
      observations, asOf: input.asOf, and: dates, schemes: names, aggregations: aggregations ?? [])
    try output.write(CompareReport(comparison, hasDates: !dates.isEmpty), inputs: input.inputs(of: model))
  }
}
