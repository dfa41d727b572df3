internal import ArgumentParser
internal import PressureModel
internal import PressureReports
internal import PressureSyntax
internal import Robustness

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

  @OptionGroup var sample: DrawOptions

  func run() throws {
    let (model, observations) = try input.read(checksums: true)
    let briefing = try Briefing(model, observations, asOf: input.asOf)
    let assessment = briefing.assessment
    var parts = BriefingReport.Parts()
    parts.history = try assessment.asOf.map { try HistoryReport.monthly(model, observations, to: $0) }
    parts.conflictHistory = try assessment.asOf.flatMap {
      try HistoryReport.ofConflict(model, observations, to: $0)
    }
    // What this model does not allow is said on the page, with its reason.
    func part(_ name: String, _ body: () throws -> Void) throws {
      do { try body() } catch let problem as Diagnostics {
        parts.notComputed.append("\(name): \(problem.all.map(\.message).joined(separator: "; "))")
      }
    }
    try part("comparison of weights") { parts.comparison = try briefing.comparison() }
    let settings = try EnsembleSettings(draws: sample.draws, seed: sample.seed, sampling: sample.sampling)
    if assessment.results.count <= ReportCommand.mostSidesWithDoubt {
      let threads = Threads.count(sample.threads)
      try part("uncertainty") {
        let evaluator = try briefing.evaluator()
        parts.uncertainty = try briefing.uncertainty(evaluator, settings, threads: threads)
        // A page is read for what matters most: few samples tell that.
        parts.sensitivity = try briefing.sensitivity(
          evaluator, column: evaluator.layout.principal,
          Sensitivity.Settings(samples: 1024, seed: sample.seed, resamples: 200), threads: threads)
      }
    } else {
      parts.notComputed.append("uncertainty: left to 'pressure uncertainty' for so many sides")
    }
    try OutputOptions(format: format, output: output).write(
      BriefingReport(assessment, parts), inputs: input.inputs(of: model))
  }

  /// The most sides for which the page says how sure the scores are.
  private static let mostSidesWithDoubt = 6
}
