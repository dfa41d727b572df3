internal import ArgumentParser
internal import PressureModel
internal import PressureReports

/// `pressure score`
struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score each side's pressure and its incentive to negotiate.",
    discussion: """
      EXAMPLES
        pressure score seeds/us-china-2025.yaml
        pressure score seeds/us-china-2025.yaml --as-of 2025-03-15
        pressure score model.yaml --data latest.csv --format csv --output scores.csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (model, observations) = try input.read()
    let assessment = try model.assess(observations, asOf: input.asOf)
    try output.write(ScoreReport(assessment), inputs: input.inputs(of: model))
  }
}
