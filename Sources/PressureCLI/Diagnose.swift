internal import ArgumentParser
internal import PressureModel
internal import PressureReports

/// `pressure diagnose`
struct Diagnose: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Show how an index's indicators are distributed, correlated and weighed, and what it is without each.",
    discussion: """
      For every indicator coverage and statistics; correlations with flags for pairs that are redundant or work \
      against each other; Cronbach's alpha and principal components of every group; the stated weight against the \
      effective importance; and the scores and ranks without each group and indicator. The sample is the sides at \
      the ends of the months up to the as-of date, or the units of data without dates.

      EXAMPLES
        pressure diagnose seeds/us-china-2025.yaml
        pressure diagnose model.yaml --redundant 0.8 --format csv --output diagnosis.csv
      """)

  @OptionGroup var input: InputOptions
  @Option(help: ArgumentHelp("Flag pairs with |r| of at least this.", valueName: "r"))
  var redundant = 0.9
  @Option(help: ArgumentHelp("Flag pairs inside a group with r below minus this.", valueName: "r"))
  var opposed = 0.1
  @OptionGroup var output: OutputOptions

  mutating func validate() throws {
    guard redundant > 0, redundant <= 1 else {
      throw ValidationError("--redundant is a correlation above 0 and up to 1, such as 0.9.")
    }
    guard opposed >= 0, opposed < 1 else {
      throw ValidationError(
        "--opposed is the size of a negative correlation, from 0 to below 1, such as 0.2.")
    }
  }

  func run() throws {
    let (model, observations) = try input.read()
    let index = try model.sampledIndex(asOf: input.asOf, in: observations)
    let report = try DiagnosisReport(
      model, observations, index, thresholds: .init(redundant: redundant, negative: -opposed))
    try output.write(report, inputs: input.inputs(of: model))
  }
}
