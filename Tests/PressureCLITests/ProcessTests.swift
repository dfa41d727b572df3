import Foundation
import PressureModel
import TestSupport
import Testing

/// What only a process shows: its exit status, its two streams, and what it makes of its environment.
@Suite("The program") struct ProcessTests {
  static let seed = "seeds/us-china-2025.yaml"

  @Test("'pressure MODEL' is 'pressure score MODEL'")
  func scoreIsTheDefault() throws {
    let short = try Executable.run([ProcessTests.seed])
    let long = try Executable.run(["score", ProcessTests.seed])
    #expect(short.status == 0 && short.error.isEmpty)
    #expect(short.output == long.output)
    #expect(short.output.hasPrefix("United States – China, spring 2025\n\nAs of 2025-05-02. China has "))
  }

  @Test(
    "Exit status 0: the version, help, and help of a command",
    arguments: [["--version"], ["--help"], ["help", "score"], ["check", "--help"]])
  func success(_ arguments: [String]) throws {
    let outcome = try Executable.run(arguments)
    #expect(outcome.status == 0 && outcome.error.isEmpty && !outcome.output.isEmpty)
    if arguments == ["--version"] { #expect(outcome.output == "\(Program.version)\n") }
  }

  @Test(
    "Exit status 64: usage, said in a few lines that show the way",
    arguments: [
      (["score"], "Missing expected argument '<model>'"),
      (
        ["score", "seeds/minimal.yaml", "--as-of", "2025-02-30"],
        "'2025-02-30' is not a date. Write it as 2025-05-02."
      ),
      (
        ["score", "seeds/minimal.yaml", "--format", "xml"],
        "The value 'xml' is invalid for '--format <format>'"
      ),
      (["score", "seeds/minimal.yaml", "--as-off", "2025-05-02"], "Unknown option '--as-off'"),
      (["explain", "seeds/minimal.yaml", "nord"], "Unknown side 'nord'; did you mean 'north'?."),
      (["score", "-", "--data", "-"], "Standard input can be the model or the data, not both."),
    ])
  func usage(_ arguments: [String], _ message: String) throws {
    let outcome = try Executable.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains(message), "\(outcome.error)")
  }

  @Test("Exit status 66: an input that is not there", arguments: ["score", "explain", "check"])
  func noInput(_ command: String) throws {
    let outcome = try Executable.run([command, "nowhere.yaml"])
    #expect(outcome.status == 66 && outcome.output.isEmpty)
    #expect(outcome.error == "nowhere.yaml: error: no such file\n  help: check the name and the folder\n")
    let data = try Executable.run([command, "seeds/minimal.yaml", "--data", "nowhere.csv"])
    #expect(data.status == 66 && data.output.isEmpty)
    #expect(data.error == "nowhere.csv: error: no such file\n  help: check the name and the folder\n")
  }

  @Test("Exit status 65: a mistake in the model, in two lines")
  func malformed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("title: T\nsides: [a, b]\nindx: []\n", to: "model.yaml")
    let outcome = try Executable.run(["score", path])
    #expect(outcome.status == 65 && outcome.output.isEmpty)
    #expect(
      outcome.error.hasPrefix(
        "\(path):3:1: error: unknown key 'indx' in a model (at indx)\n  help: did you mean 'index'?\n"))
  }

  @Test("Exit status 73: an output that cannot be written, and none left half written")
  func cannotWrite() throws {
    let folder = try TemporaryFolder()
    let missing = folder("no/such/folder/out.txt")
    let outcome = try Executable.run(["score", "seeds/minimal.yaml", "--output", missing])
    #expect(outcome.status == 73 && outcome.output.isEmpty)
    #expect(
      outcome.error == "error: cannot write '\(missing)': No such file or directory\n"
        + "  help: check the folder: it must exist and be yours to write\n")
    let device = try Executable.run(["score", "seeds/minimal.yaml", "--output", "/dev/null"])
    #expect(device.status == 73)
    #expect(device.error == "error: '/dev/null' is not a regular file\n  help: name a file to write\n")
    #expect(try folder.names.isEmpty)
  }

  @Test(
    "Standard output that takes nothing is exit status 73",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDevice() throws {
    let outcome = try Executable.shell("\"$PRESSURE\" score seeds/minimal.yaml > /dev/full")
    #expect(outcome.status == 73)
    #expect(outcome.error.hasPrefix("error: cannot write to standard output"), "\(outcome.error)")
  }

  @Test("A reader that goes away ends it quietly")
  func closedPipe() throws {
    let outcome = try Executable.shell(
      "\"$PRESSURE\" score seeds/us-china-2025.yaml --format csv | head -n 1")
    #expect(outcome.status == 0 && outcome.error.isEmpty)
    #expect(outcome.output.hasPrefix("section,side,item,measure,value,"))
  }

  @Test("'-' is standard input: the model, or the data")
  func standardInput() throws {
    let folder = try TemporaryFolder()
    let text = try Repository.text("seeds/minimal.yaml")
      .replacing("../fixtures", with: Repository.file("fixtures"))
    let piped = try Executable.run(["score", "-", "--format", "csv"], input: text)
    #expect(piped.status == 0, "\(piped.error)")
    let path = try folder.write(text, to: "model.yaml")
    let read = try Executable.run(["score", path, "--format", "csv"])
    #expect(piped.output == read.output)

    let data = try Repository.text("fixtures/minimal/observations.csv")
    let fed = try Executable.run(["score", path, "--data", "-", "--format", "csv"], input: data)
    #expect(fed.output == read.output, "\(fed.error)")
    let broken = try Executable.run(["score", "-"], input: "title: [")
    #expect(broken.status == 65)
    #expect(broken.error.hasPrefix("standard input:2:1: error: not valid YAML: "), "\(broken.error)")
  }

  @Test("Away from a terminal nothing is set in colour; without a UTF-8 locale everything is ASCII")
  func plainOutput() throws {
    let utf8 = try Executable.run(["score", ProcessTests.seed])
    #expect(!utf8.output.contains("\u{1B}"))
    #expect(utf8.output.contains("–"))
    let ascii = try Executable.run(["score", ProcessTests.seed], environment: ["LC_ALL": "C"])
    #expect(ascii.output.utf8.allSatisfy { $0 < 0x80 })
    for line in ascii.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    for command in ["explain", "check"] {
      let outcome = try Executable.run([command, ProcessTests.seed], environment: ["LC_ALL": "C"])
      #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 })
      #expect(!outcome.output.contains("\\u{"), "a sign without a stand-in in ASCII")
      for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test(
    "On a terminal headings are bold, unless NO_COLOR or TERM=dumb forbid it",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "script(1) makes a terminal"))
  func terminal() throws {
    func onTerminal(_ environment: [String: String]) throws -> String {
      try Executable.shell(
        "script -qec '\"$PRESSURE\" score seeds/minimal.yaml' /dev/null",
        environment: ["TERM": "xterm"].merging(environment) { $1 }
      ).output
    }
    #expect(try onTerminal([:]).contains("\u{1B}[1mScores\u{1B}[0m"))
    #expect(try onTerminal(["NO_COLOR": ""]).contains("\u{1B}[1m"))
    #expect(try !onTerminal(["NO_COLOR": "1"]).contains("\u{1B}"))
    #expect(try !onTerminal(["TERM": "dumb"]).contains("\u{1B}"))
  }

  @Test("Completion scripts", arguments: ["bash", "zsh", "fish"])
  func completion(_ shell: String) throws {
    let outcome = try Executable.run(["--generate-completion-script", shell])
    #expect(outcome.status == 0 && outcome.error.isEmpty)
    for word in ["score", "explain", "check", "as-of", "format", "markdown"] {
      #expect(outcome.output.contains(word), "\(word)")
    }
  }

  @Test("The same digits again")
  func repeatable() throws {
    let runs = try (0..<2).map { _ in try Executable.run(["score", ProcessTests.seed, "--format", "json"]) }
    #expect(runs[0].output == runs[1].output && runs[0].status == 0)
  }
}
