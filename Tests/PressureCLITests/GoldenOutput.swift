import Foundation
import PressureModel
import TestSupport
import Testing

@testable import PressureCLI

/// A file in `Goldens/` with what the command writes for some arguments.
///
/// It guards wording, layout and names. The numbers in it are this program's own: that they are right is shown by
/// the goldens of the other targets, which other programs made.
struct GoldenOutput: CustomTestStringConvertible, Sendable {
  /// The file's name; its ending is the format.
  let file: String
  /// The arguments, without the format.
  let arguments: [String]

  var testDescription: String { file }

  init(_ file: String, _ arguments: String) {
    self.file = file
    self.arguments = arguments.split(separator: " ").map(String.init)
  }

  /// The formats by the ending of their files; charts have but one.
  static let formats = ["txt": "text", "md": "markdown", "csv": "csv", "json": "json", "html": "html"]

  var format: String { GoldenOutput.formats[ending] ?? ending }
  private var ending: String { String(file.split(separator: ".").last ?? "") }
  private var path: String { Repository.file("Tests/PressureCLITests/Goldens/\(file)") }

  /// What the command writes now, without what differs between computers or is a matter of every change: the
  /// checksums, the program's version, and the BLAS library. Of a page it is the body, of which the style and the script
  /// are files of the project; of pages and charts every element has a line, so that a difference can be read.
  func output() throws -> String {
    let options = ending == "svg" ? [] : ["--format", format]
    var text = try Command.output(arguments + options)
    if ending == "html" { text = try GoldenOutput.body(of: text) }
    if ending == "html" || ending == "svg" { text = text.replacing("><", with: ">\n<") }
    return
      text.replacingChecksums
      .replacing(Program.blas, with: "BLAS").replacing(
        "pressure \(Program.version)", with: "pressure VERSION"
      )
      .replacing(",\(Program.version),", with: ",VERSION,").replacing(
        "\"\(Program.version)\"", with: "\"VERSION\"")
  }

  private struct NoPage: Error {}

  /// What stands in a page between its style and its script.
  private static func body(of page: String) throws -> String {
    guard let start = page.firstRange(of: "<body>"), let end = page.firstRange(of: "</footer>") else {
      throw NoPage()
    }
    return String(page[start.upperBound..<end.upperBound]) + "\n"
  }

  /// What it should write.
  func expected() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  /// Makes what the command writes now the golden.
  func renew(_ output: String) throws { try output.write(toFile: path, atomically: true, encoding: .utf8) }
}

extension GoldenOutput {
  /// The first line that differs, or `nil`. Numbers may differ by 1e-9, relative to their size above 1: processors
  /// differ in the last digits.
  static func difference(_ output: String, _ expected: String) -> String? {
    if output == expected { return nil }
    let lines = (
      output: output.split(separator: "\n", omittingEmptySubsequences: false),
      expected: expected.split(separator: "\n", omittingEmptySubsequences: false)
    )
    for n in 0..<max(lines.output.count, lines.expected.count) {
      let line = n < lines.output.count ? lines.output[n] : "(the end)"
      let golden = n < lines.expected.count ? lines.expected[n] : "(the end)"
      if line != golden, !isSame(line, golden) { return "line \(n + 1) is\n  \(line)\nand not\n  \(golden)" }
    }
    return nil
  }

  private static func isSame(_ a: Substring, _ b: Substring) -> Bool {
    let number = /-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?/
    guard a.replacing(number, with: "#") == b.replacing(number, with: "#") else { return false }
    return zip(a.matches(of: number), b.matches(of: number)).allSatisfy { x, y in
      guard let x = Double(x.output.0), let y = Double(y.output.0) else { return false }
      return abs(x - y) <= 1e-9 * max(1, abs(y))
    }
  }
}

extension String {
  /// The text with all checksums, whole or cut to 16 digits and an ellipsis, as zeros.
  fileprivate var replacingChecksums: String {
    var result = ""
    var run = ""
    func flush(before next: Character?) {
      let isChecksum = run.count == 64 || run.count == 16 && (next == "…")
      result += isChecksum ? String(repeating: "0", count: run.count) : run
      run = ""
    }
    for character in self {
      if character.isHexDigit {
        run.append(character)
      } else {
        flush(before: character)
        result.append(character)
      }
    }
    flush(before: nil)
    return result
  }
}
