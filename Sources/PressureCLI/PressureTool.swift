internal import ArgumentParser
internal import PressureModel
internal import PressureSyntax

/// The command `pressure`.
@main
struct PressureTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pressure",
    abstract: "Score the economic pressure on each side of a conflict and its incentive to negotiate.",
    usage: "pressure [score] MODEL [--as-of DATE] [--format FORMAT] [--output FILE]",
    discussion: """
      A model file says what is measured, of whom and how; CSV files hold the observations. Every number \
      traces to an observation and a choice, and nothing that was published after the as-of date is used.

      EXAMPLES
        pressure score seeds/us-china-2025.yaml
        pressure score seeds/us-china-2025.yaml --as-of 2025-04-15 --format json
        pressure explain seeds/us-china-2025.yaml china
        pressure check seeds/us-china-2025.yaml

      EXIT STATUS
        0 success; 64 wrong usage; 65 a mistake in the model or the data; 66 an input that is not there; \
      70 a fault of the program; 73 an output that cannot be written; 130 interrupted.
      """,
    version: Program.version,
    subcommands: [
      Score.self, Explain.self, Check.self,
      Compare.self, UncertaintyCommand.self, SensitivityCommand.self, Merge.self,
      HistoryCommand.self, WhatIfCommand.self, DiffCommand.self, RevisionsCommand.self,
      BacktestCommand.self,
      ReportCommand.self, Plot.self,
      Diagnose.self, Methods.self,
      Import.self,
    ],
    defaultSubcommand: Score.self)

  /// Runs the command of the process's arguments and exits with its status.
  static func main() {
    Interrupt.install()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let diagnostics as Diagnostics {
      Terminal.writeError(diagnostics.description + "\n")
      Terminal.end(status: status(of: diagnostics))
    } catch {
      guard isFault(error) else { exit(withError: error) }
      Terminal.writeError(
        "error: \(String(describing: error).escapingControls)\n"
          + "  help: this is a fault of the program, not of your files; please report it with the model\n")
      Terminal.end(status: 70)
    }
  }

  /// Whether an error is neither about the user's files nor about the usage: the program did not foresee it.
  static func isFault(_ error: any Error) -> Bool {
    !(error is Diagnostics) && !(error is ExitCode) && exitCode(for: error) == .failure
  }

  /// The exit status of a report of mistakes, from sysexits(3).
  static func status(of diagnostics: Diagnostics) -> Int32 {
    if diagnostics.all.contains(where: { $0.kind == .cannotWrite }) { return 73 }
    return diagnostics.all.contains { $0.kind == .noInput } ? 66 : 65
  }
}
