internal import Foundation

/// The files of this package.
public enum Repository {
  /// The package's folder.
  public static let path: String = {
    let file = URL(fileURLWithPath: #filePath)
    return file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  }()

  /// The path of a file of the package.
  public static func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The text of a file of the package.
  public static func text(_ name: String) throws -> String { try text(absolute: file(name)) }

  /// The text of a file anywhere.
  public static func text(absolute path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  /// The text of the shipped model up to its last section, `uncertainty:`, for tests that change what that refers to.
  public static func shippedModelWithoutUncertainty() throws -> String {
    let text = try text("seeds/us-china-2025.yaml")
    guard let section = text.range(of: "\nuncertainty:\n") else { throw MissingSection() }
    return String(text[..<section.lowerBound]) + "\n"
  }

  private struct MissingSection: Error {}
}
