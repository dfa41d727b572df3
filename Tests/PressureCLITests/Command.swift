import ArgumentParser
import Foundation
import PressureReports
import PressureSyntax
import TestSupport

@testable import PressureCLI

/// The command `pressure`, run inside the test's process.
enum Command {
  /// How a run that failed ended.
  struct Failure: Error {
    /// The exit status of the process.
    let status: Int32
    /// What goes to standard error.
    let message: String
  }

  /// Relative paths start from the package's folder, as in the documentation, so that reports name files the same
  /// way everywhere.
  private static let isInPackageFolder: Bool = FileManager.default.changeCurrentDirectoryPath(Repository.path)

  /// What `pressure` writes for these arguments, by way of `--output`.
  static func output(_ arguments: [String]) throws(Failure) -> String {
    do {
      let folder = try TemporaryFolder()
      try run(arguments + ["--output", folder("output")])
      return try folder.text(of: "output")
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(status: -1, message: "\(error)")
    }
  }

  /// The failure of a run with these arguments; `nil` for a run that succeeds.
  static func failure(_ arguments: [String]) -> Failure? {
    do {
      try run(arguments)
      return nil
    } catch {
      return error
    }
  }

  /// Runs `pressure` with these arguments.
  static func run(_ arguments: [String]) throws(Failure) {
    precondition(isInPackageFolder, "the package's folder is gone")
    do {
      var command = try PressureTool.parseAsRoot(arguments)
      try command.run()
    } catch let diagnostics as Diagnostics {
      throw Failure(status: PressureTool.status(of: diagnostics), message: diagnostics.description)
    } catch {
      throw Failure(
        status: PressureTool.exitCode(for: error).rawValue, message: PressureTool.fullMessage(for: error))
    }
  }
}
