import Foundation
import PressureIndex
import PressureModel
import PressureSyntax
import TestSupport
import Testing

/// Each kind of bad input: the message names the culprit and its place and says what to do. Files that are none (missing,
/// folders, devices, pipes, over the limit) are tested beside `InputFile`, outputs beside the command.
@Suite("Bad input") struct BadInputTests {
  @Test("The model and the data without a mistake") func good() throws {
    #expect(try BadInput(name: "", messages: []).found().isEmpty)
    #expect(try BadInput(name: "", model: BadInput.model + BadInput.conflict, messages: []).found().isEmpty)
  }

  @Test("In the data", arguments: BadInput.ofData)
  func data(_ input: BadInput) throws { #expect(try input.found() == input.messages) }

  @Test("In the model", arguments: BadInput.ofModel)
  func model(_ input: BadInput) throws { #expect(try input.found() == input.messages) }

  @Test("Text that is not UTF-8, with its line") func notUTF8() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(BadInput.model, to: "m.yaml")
    let damaged = Data(BadInput.data.utf8) + [0x62, 0x2C, 0xFF, 0x0A]
    try damaged.write(to: URL(fileURLWithPath: folder("d.csv")))
    let data = #expect(throws: Diagnostics.self) { try Model(contentsOf: path).assess() }
    #expect(
      data?.description == "\(folder("d.csv")):6: error: the file is not UTF-8 text\n  help: save it as UTF-8"
    )
    try (Data(BadInput.model.utf8) + [0x23, 0xFF]).write(to: URL(fileURLWithPath: path))
    let model = #expect(throws: Diagnostics.self) { try Model(contentsOf: path) }
    #expect(model?.description == "\(path):9: error: the file is not UTF-8 text\n  help: save it as UTF-8")
  }

  @Test("A missing file, a folder and a device as data or as the model", .timeLimit(.minutes(1)))
  func noFiles() throws {
    let folder = try TemporaryFolder()
    for (name, message) in [
      ("nowhere.csv", "no such file\n  help: paths under 'data:' start from the folder of the model file"),
      (".", "expected a file, found a directory\n  help: name a regular file"),
      ("/dev/zero", "expected a file, found a device\n  help: name a regular file"),
    ] {
      let path = try folder.write(BadInput.model.replacing("d.csv", with: name), to: "m.yaml")
      let error = #expect(throws: Diagnostics.self) { try Model(contentsOf: path).assess() }
      let place = name.hasPrefix("/") ? name : folder(name)
      #expect(error?.description == "\(place): error: \(message)")
      #expect(error?.all.map(\.kind) == [.noInput])
    }
    for path in ["/dev/zero", folder.path, folder("none.yaml")] {
      let error = #expect(throws: Diagnostics.self) { try Model(contentsOf: path) }
      #expect(error?.all.map(\.kind) == [.noInput])
      #expect(error?.description.hasPrefix("\(path): error: ") == true)
    }
  }

  @Test("An alias bomb and a file over the limit are refused at once")
  func bombs() throws {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for n in 1...9 {
      bomb += "a\(n): &a\(n) [\((0..<9).map { _ in "*a\(n - 1)" }.joined(separator: ", "))]\n"
    }
    let aliases = #expect(throws: Diagnostics.self) { try Model(Array(bomb.utf8), path: "m.yaml") }
    #expect(
      aliases?.description
        == "m.yaml:2:10: error: aliases ('*name') are not allowed in a model file\n"
        + "  help: write the value out in full")
    let long = Array((BadInput.model + "#" + String(repeating: "x", count: 10_000_000)).utf8)
    let size = #expect(throws: Diagnostics.self) { try Model(long, path: "m.yaml") }
    #expect(
      size?.description.hasPrefix("m.yaml: error: the model file has ") == true, "\(size?.description ?? "")")
  }

  @Test("Tokens declared as gaps are gaps")
  func declaredTokens() throws {
    for token in ["NA", "..", "-", ":"] {
      let folder = try TemporaryFolder()
      let model = BadInput.model.replacing("[d.csv]", with: "[{file: d.csv, missing: [\"\(token)\"]}]")
      let path = try folder.write(model, to: "m.yaml")
      try folder.write(BadInput.data.replacing("a,y,2024,0.5", with: "a,y,2024,\(token)"), to: "d.csv")
      let assessment = try Model(contentsOf: path).assess()
      #expect(assessment.results[0].coverage == 1 && assessment.results[0].parts[2].score == nil, "\(token)")
    }
  }
}
