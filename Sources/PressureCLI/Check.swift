internal import ArgumentParser
internal import PressureModel
internal import PressureReports

/// `pressure check`
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate a model and its data; list coverage, gaps and every default that was assumed.",
    discussion: """
      Mistakes are reported together, with their places, and the exit status is 65.

      EXAMPLES
        pressure check seeds/us-china-2025.yaml
        pressure check model.yaml --as-of 2024-12-31 --format json
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (model, observations) = try input.read(checksums: true)
    let assessment = try model.assess(observations, asOf: input.asOf)
    try output.write(CheckReport(assessment), inputs: input.inputs(of: model))
  }
}
