internal import ArgumentParser
internal import PressureModel
internal import PressureReports

/// `pressure report`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write one page with the answer, its reasons, charts, and sliders for other choices.",
    discussion: """
      The page stands alone: it opens from disk in any browser and loads nothing. Its sliders compute by the same \
      formulas as the command.

      EXAMPLES
        pressure report seeds/us-china-2025.yaml --output report.html
        pressure report seeds/us-china-2025.yaml --as-of 2025-04-15 --output april.html
      """)

  @OptionGroup var input: InputOptions
  @Option(
    name: .shortAndLong, help: "html, or text, markdown, csv or json with the same figures.")
  var format: ReportFormat = .html
  @Option(
    name: .shortAndLong, help: "The file to write, whole or not at all; default: standard output.",
    completion: .file())
  var output: String?

  func run() throws {
    let (model, observations) = try input.read(checksums: true)
    let assessment = try model.assess(observations, asOf: input.asOf)
    let history = try assessment.asOf.map { try HistoryReport.monthly(model, observations, to: $0) }
    let conflict = try assessment.asOf.flatMap { try HistoryReport.ofConflict(model, observations, to: $0) }
    let report = BriefingReport(assessment, history: history, conflictHistory: conflict)
    try OutputOptions(format: format, output: output).write(report, inputs: input.inputs(of: model))
  }
}
