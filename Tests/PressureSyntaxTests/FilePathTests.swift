import Foundation
import Testing

@testable import PressureSyntax

@Suite("Paths that a file states") struct FilePathTests {
  @Test(
    "They start from the file's folder",
    arguments: [
      ("", "a.csv", "a.csv"), (".", "a.csv", "a.csv"), ("seeds", "a.csv", "seeds/a.csv"),
      ("seeds/", "a.csv", "seeds/a.csv"), ("/", "a.csv", "/a.csv"), ("seeds", "/tmp/a.csv", "/tmp/a.csv"),
      ("seeds", "../fixtures/a.csv", "fixtures/a.csv"), ("/m/seeds", "../f/a.csv", "/m/f/a.csv"),
      ("/seeds", "../f/a.csv", "/f/a.csv"), ("m/seeds", "../../f/a.csv", "f/a.csv"), ("a", "../../b", "../b"),
      ("", "../a.csv", "../a.csv"), (".", "../a.csv", "../a.csv"), ("..", "../a.csv", "../../a.csv"),
      ("./seeds", "../a.csv", "./a.csv"), ("/", "../a.csv", "/../a.csv"), ("m/seeds", "..//a.csv", "m/a.csv"),
      ("seeds", "..//a.csv", "a.csv"), ("seeds", "../", "seeds/../"), ("seeds", "", ""),
      ("seeds", "..a", "seeds/..a"),
    ])
  func join(_ folder: String, _ path: String, _ expected: String) {
    #expect(FilePath.join(folder, path) == expected)
  }

  @Test(
    "The folder of a file",
    arguments: [
      ("a.yaml", ""), ("seeds/a.yaml", "seeds"), ("/a.yaml", "/"), ("/m/a.yaml", "/m"), ("", ""),
    ])
  func folder(_ path: String, _ expected: String) { #expect(FilePath.folder(of: path) == expected) }

  @Test("A symbolic link stays, since the folder above its target is another")
  func link() throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("pressure-test-\(UUID().uuidString)")
    try files.createDirectory(at: folder.appendingPathComponent("a/b"), withIntermediateDirectories: true)
    defer { try? files.removeItem(at: folder) }
    try files.createSymbolicLink(
      at: folder.appendingPathComponent("link"), withDestinationURL: folder.appendingPathComponent("a/b"))
    #expect(FilePath.join("\(folder.path)/link", "../c.csv") == "\(folder.path)/link/../c.csv")
    #expect(FilePath.join("\(folder.path)/a/b", "../c.csv") == "\(folder.path)/a/c.csv")
  }
}
