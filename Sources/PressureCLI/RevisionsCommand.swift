internal import ArgumentParser
internal import PressureModel
internal import PressureReports

/// `pressure revisions`
struct RevisionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revisions",
    abstract: "List what was revised, by how much, and what that did to the headline numbers.",
    discussion: """
      Data may hold several releases of a value, told apart by the column 'released'. The scores as of the date are set \
      beside those that the first release of each value would give.

      EXAMPLES
        pressure revisions fixtures/revisions/model.yaml
        pressure revisions model.yaml --as-of 2025-03-31 --format csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (model, observations) = try input.read()
    let report = RevisionsReport(try model.revisions(observations, asOf: input.asOf))
    try output.write(report, inputs: input.inputs(of: model))
  }
}
