internal import ArgumentParser
internal import PressureModel
internal import PressureReports
internal import PressureSyntax

/// `pressure what-if`
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Score the model as it would be if some values or choices were others.",
    discussion: """
      A name is a side and one of its indicators, whose value at the as-of date is replaced (after the indicator's \
      transform, in its own unit), or the path of a number of the model file. Names may be shortened as long as they \
      fit one thing: us is united-states.

      A file of scenarios lists names and what to set: \
      scenarios: [{name: Truce, set: {china.tariff-faced: 30, conflict.resolve.china: 1.5}}]

      EXAMPLES
        pressure what-if seeds/us-china-2025.yaml --set china.tariff-faced=30 --set us.tariff-faced=10
        pressure what-if seeds/us-china-2025.yaml --set conflict.us.resolve=1.5
        pressure what-if model.yaml --scenarios scenarios.yaml --format csv
      """)

  @OptionGroup var input: InputOptions
  @Option(
    help: ArgumentHelp("What to suppose: a name, = and a number; may be repeated.", valueName: "name=value"),
    transform: Setting.parse)
  var set: [Setting] = []
  @Option(
    help: ArgumentHelp("A YAML or JSON file of named scenarios.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var scenarios: String?
  @OptionGroup var output: OutputOptions

  /// A name and the number that it is supposed to be.
  struct Setting {
    let name: String
    let value: Double

    static func parse(_ argument: String) throws -> Setting {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, let value = finiteNumber(parts[1]) else {
        throw ValidationError(
          "\(argument.quoted) is no name and number. Write it as china.tariff-faced=30.")
      }
      return Setting(name: String(parts[0]), value: value)
    }
  }

  func validate() throws {
    if set.isEmpty, scenarios == nil {
      throw ValidationError("Say what to suppose: --set china.tariff-faced=30, or --scenarios FILE.")
    }
  }

  func run() throws {
    let (model, observations) = try input.read()
    var list: [Scenario] = []
    if !set.isEmpty {
      let problems = Problems()
      let suppositions = set.compactMap { setting in
        problems.collecting { () throws(Diagnostics) in try model.supposition(setting.name, setting.value) }
      }
      try problems.throwIfAny()
      list.append(Scenario(name: "What is set", suppositions))
    }
    if let scenarios { list += try Scenario.list(contentsOf: scenarios, for: model) }
    let report = WhatIfReport(try model.whatIf(observations, asOf: input.asOf, list))
    try output.write(report, inputs: input.inputs(of: model) + (scenarios.map { [$0] } ?? []))
  }
}
