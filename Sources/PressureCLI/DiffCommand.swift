internal import ArgumentParser
internal import PressureIndex
internal import PressureModel
internal import PressureReports
internal import PressureSyntax

/// `pressure diff`
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract:
      "Attribute the changes between two dates, or two models, to data, weights, method and parameters.",
    usage: """
      pressure diff <model> --from <date> [--to <date>] [--format <format>] [--output <output>]
      pressure diff <model> <other> [--as-of <date>] [--format <format>] [--output <output>]
      """,
    discussion: """
      The parts of each headline number (pressure, hurting, motivation, optimism, incentive, ripeness) sum to its \
      change: Shapley values over what differs, exact for up to 12 sources and sampled with standard errors beyond.

      EXAMPLES
        pressure diff seeds/us-china-2025.yaml --from 2025-04-15 --to 2025-05-02
        pressure diff a.yaml b.yaml --format markdown
      """)

  @OptionGroup var input: InputOptions
  @Argument(
    help: "Another model, to compare the first one with.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var other: String?
  @Option(
    help: ArgumentHelp("The first as-of date, to compare one model with itself.", valueName: "date"),
    transform: Day.parse)
  var from: Day?
  @Option(
    help: ArgumentHelp(
      "The second as-of date.",
      discussion: "Default: the model's as-of, else the latest day on which an observation became public.",
      valueName: "date"),
    transform: Day.parse)
  var to: Day?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if other == "-", input.source.model == "-" || input.source.data.contains("-") {
      throw ValidationError("Standard input can be read only once.")
    }
    if other == nil, from == nil {
      throw ValidationError("Say what to compare: --from DATE, or a second model.")
    }
    if other == nil, input.asOf != nil {
      throw ValidationError("--as-of is for two models. One model has --from and --to.")
    }
    if other != nil, from != nil || to != nil {
      throw ValidationError("--from and --to are for one model. Two models are compared --as-of one date.")
    }
  }

  func run() throws {
    let (model, observations) = try input.read()
    var inputs = input.inputs(of: model)
    let difference: Difference
    if let other {
      let second = try Model(contentsOf: other)
      let data = try second.observations(from: input.source.data)
      inputs += [other] + second.inputPaths
      difference = try Difference(
        from: model.assess(observations, asOf: input.asOf), to: second.assess(data, asOf: input.asOf))
    } else {
      difference = try Difference(
        from: model.assess(observations, asOf: from), to: model.assess(observations, asOf: to))
    }
    try output.write(DiffReport(difference), inputs: inputs)
  }
}
