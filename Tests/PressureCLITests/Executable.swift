import Foundation
import TestSupport

/// The program `pressure`, run as a process of its own, for what only a process shows.
struct Executable {
  /// How a run ended.
  struct Outcome {
    /// The exit status; the negative signal where one ended it.
    let status: Int32
    /// What went to standard output.
    let output: String
    /// What went to standard error.
    let error: String
  }

  /// What a run may ask of its surroundings.
  struct NotBuilt: Error, CustomStringConvertible {
    let description: String
  }

  /// The program that was built with the tests.
  static func path() throws -> String {
    // The tests' own program lies in the same folder, as a file or as a bundle.
    let own = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    var folder = own.deletingLastPathComponent()
    for _ in 0..<4 {
      let candidate = folder.appendingPathComponent("pressure").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    // The tests may run from the toolchain's helper; then the last build's folder is asked.
    for argument in CommandLine.arguments where argument.contains("PackageTests.xctest") {
      var folder = URL(fileURLWithPath: argument)
      for _ in 0..<4 {
        folder = folder.deletingLastPathComponent()
        let candidate = folder.appendingPathComponent("pressure").path
        if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      }
    }
    throw NotBuilt(description: "no program 'pressure' beside \(own.path), \(CommandLine.arguments)")
  }

  /// Runs `pressure` in the package's folder and waits for its end.
  ///
  /// - Parameters:
  ///   - input: what it reads from standard input.
  ///   - environment: added to a locale of UTF-8; nothing else of the tests' environment is passed on.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    try start(try path(), arguments, input: input, environment: environment)
  }

  /// Runs a shell command in which `$PRESSURE` is the program.
  static func shell(_ command: String, environment: [String: String] = [:]) throws -> Outcome {
    try start("/bin/sh", ["-c", command], input: "", environment: environment)
  }

  /// Runs `body` with no signal blocked: the tests run on threads that block all, a process inherits that, and a shell
  /// would never hear of its children's ends.
  private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  private static func start(
    _ program: String, _ arguments: [String], input: String, environment: [String: String]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: Repository.path)
    process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "PRESSURE": try path()].merging(
      environment
    ) { $1 }
    // Files rather than pipes: nothing can fill up while nobody reads.
    let folder = try TemporaryFolder()
    try folder.write(input, to: "input")
    for name in ["output", "error"] { try folder.write("", to: name) }
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder("input")))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("output")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("error")))
    try withoutBlockedSignals { try process.run() }
    process.waitUntilExit()
    let isExit = process.terminationReason == .exit
    return Outcome(
      status: isExit ? process.terminationStatus : -process.terminationStatus,
      output: try folder.text(of: "output"), error: try folder.text(of: "error"))
  }
}
