import Foundation
import TestSupport
import Testing

@testable import PressureCLI

@Suite("The file that --output names") struct OutputFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      title: T
      sides: [a, b]
      data: [data.csv]
      index: [{pillar: p, indicators: [{id: x, goalposts: [0, 1]}]}]
      """, to: "model.yaml")
    try folder.write("side,indicator,period,value\na,x,2024,0.5\nb,x,2024,0.25\n", to: "data.csv")
  }

  @Test("It is written whole, and nothing else is left in the folder")
  func written() throws {
    try Command.run(["score", folder("model.yaml"), "--output", folder("out.txt")])
    #expect(try folder.text(of: "out.txt").hasPrefix("T\n"))
    #expect(try folder.names == ["data.csv", "model.yaml", "out.txt"])
  }

  @Test("It replaces a file only once the result is there")
  func replaced() throws {
    try folder.write("before", to: "out.txt")
    try folder.write("side,indicator,period,value\na,x,2024,oops\n", to: "bad.csv")
    let failure = Command.failure(
      ["score", folder("model.yaml"), "--data", folder("bad.csv"), "--output", folder("out.txt")])
    #expect(failure?.status == 65)
    #expect(try folder.text(of: "out.txt") == "before")
    try Command.run(["score", folder("model.yaml"), "--output", folder("out.txt")])
    #expect(try folder.text(of: "out.txt").hasPrefix("T\n"))
    #expect(try folder.names == ["bad.csv", "data.csv", "model.yaml", "out.txt"])
  }

  @Test("Threads that write at one time each write their own file whole")
  func together() throws {
    let (path, text) = (folder.path, String(repeating: "a line\n", count: 100))
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      for round in 0..<500 {
        #expect(throws: Never.self) {
          try OutputFile.write(text, to: "\(path)/\(thread)-\(round % 8).txt", inputs: [])
        }
      }
    }
    let names = (0..<4).flatMap { thread in (0..<8).map { "\(thread)-\($0).txt" } }
    #expect(try folder.names == names + ["data.csv", "model.yaml"])
    for name in names { #expect(try folder.text(of: name) == text) }
  }

  @Test("A link to a file stays a link")
  func link() throws {
    try folder.write("before", to: "target.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder("link.txt"), withDestinationPath: folder("target.txt"))
    try Command.run(["score", folder("model.yaml"), "--output", folder("link.txt")])
    #expect(try folder.text(of: "target.txt").hasPrefix("T\n"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder("link.txt")) == folder("target.txt"))
  }

  @Test("An input is refused, by whatever name", arguments: ["model.yaml", "data.csv", "link", "hard"])
  func isInput(_ name: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder("link"), withDestinationPath: folder("data.csv"))
    try FileManager.default.linkItem(atPath: folder("model.yaml"), toPath: folder("hard"))
    let before = try folder.text(of: name)
    for command in ["score", "explain", "check"] {
      let failure = Command.failure([command, folder("model.yaml"), "--output", folder(name)])
      #expect(failure?.status == 73)
      let input = name == "link" ? "data.csv" : name == "hard" ? "model.yaml" : name
      #expect(
        failure?.message
          == "error: the output '\(folder(name))' is the input '\(folder(input))'\n  help: choose another file"
      )
    }
    #expect(try folder.text(of: name) == before)
  }

  @Test("The file of acts and files of --data are inputs too")
  func otherInputs() throws {
    let acts = "fixtures/us-china/acts.csv"
    let failure = Command.failure(["score", "seeds/us-china-2025.yaml", "--output", acts])
    #expect(
      failure?.message == "error: the output '\(acts)' is the input '\(acts)'\n  help: choose another file")
    try folder.write("side,indicator,period,value\na,x,2024,0.5\nb,x,2024,0.25\n", to: "new.csv")
    let data = Command.failure(
      ["score", folder("model.yaml"), "--data", folder("new.csv"), "--output", folder("new.csv")])
    #expect(data?.status == 73)
  }

  @Test("A folder, and a file in a folder that is not there")
  func impossible() throws {
    let there = Command.failure(["score", folder("model.yaml"), "--output", folder.path])
    #expect(there?.message == "error: '\(folder.path)' is not a regular file\n  help: name a file to write")
    let nowhere = Command.failure(["score", folder("model.yaml"), "--output", folder("no/out.txt")])
    #expect(nowhere?.status == 73)
    #expect(try folder.names == ["data.csv", "model.yaml"])
  }
}
