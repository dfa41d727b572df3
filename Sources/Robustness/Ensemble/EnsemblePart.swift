public import PressureSyntax

internal import FoundationEssentials
internal import PressureNumerics

/// What a run of draws was made from: parts of a run must agree on it.
public struct RunIdentity: Sendable, Hashable, Codable {
  /// The SHA-256 checksum of the model file.
  public let model: String
  /// The SHA-256 checksums of the files that it reads, in order.
  public let data: [String]
  /// The as-of date; empty for data without dates.
  public let asOf: String
  /// The program's version and the kernels of its BLAS.
  public let program: String

  /// Describes a run.
  public init(model: String, data: [String], asOf: String, program: String) {
    (self.model, self.data, self.asOf, self.program) = (model, data, asOf, program)
  }

  /// What differs from `other`, in words; `nil` where nothing does.
  public func difference(from other: RunIdentity) -> String? {
    if model != other.model { return "it was made from another model file" }
    if data != other.data { return "it was made from other data" }
    if asOf != other.asOf { return "it was made as of \(asOf), not \(other.asOf)" }
    return program == other.program ? nil : "it was made by \(program), not \(other.program)"
  }
}

/// A part of a run as it is kept in a file: two lines, a header with the checksum of what follows and the counts.
public struct EnsemblePart: Sendable {
  /// The name and version of the form.
  public static let schema = "pressure/part/2"

  /// The draws.
  public let ensemble: Ensemble
  /// What they were made from.
  public let identity: RunIdentity

  private struct Header: Codable {
    let schema: String
    let sha256: String
  }

  private struct Body: Codable {
    let identity: RunIdentity
    let settings: EnsembleSettings
    let layout: OutputLayout
    let plan: EnsemblePlan
    let tally: EnsembleTally
    let events: EventTally
  }

  /// Describes a part.
  public init(_ ensemble: Ensemble, identity: RunIdentity) {
    (self.ensemble, self.identity) = (ensemble, identity)
  }

  /// The part as text. Numbers are written so that they read back the same.
  public func encoded() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = try encoder.encode(
      Body(
        identity: identity, settings: ensemble.settings, layout: ensemble.layout, plan: ensemble.plan,
        tally: ensemble.tally, events: ensemble.events))
    let header = try encoder.encode(Header(schema: Self.schema, sha256: sha256(Array(body))))
    return String(decoding: header, as: UTF8.self) + "\n" + String(decoding: body, as: UTF8.self) + "\n"
  }

  /// Reads what ``encoded()`` wrote, from the file that messages call `name`.
  ///
  /// - Throws: what is no part of a run, of another version, or damaged.
  public init(_ bytes: [UInt8], name: String) throws(Diagnostics) {
    func mistake(_ message: String, _ help: String) -> Diagnostics {
      Diagnostics(Diagnostic(message, at: SourceLocation(file: name), help: help))
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    let decoder = JSONDecoder()
    guard lines.count == 2, let header = try? decoder.decode(Header.self, from: Data(lines[0])) else {
      throw mistake(
        "this is no partial result of a run",
        "'pressure uncertainty' writes them with --draws-from or --draws-to")
    }
    guard header.schema == Self.schema else {
      throw mistake(
        "this partial result has the form \(header.schema.quoted), and this program reads \(Self.schema)",
        "make it again with this version")
    }
    var body = lines[1]
    if body.last == UInt8(ascii: "\n") { body.removeLast() }
    guard sha256(Array(body)) == header.sha256, let content = try? decoder.decode(Body.self, from: Data(body))
    else { throw mistake("this partial result is damaged: its checksum does not fit", "make it again") }
    identity = content.identity
    ensemble = Ensemble(
      layout: content.layout, settings: content.settings, parts: [content.settings.part], plan: content.plan,
      tally: content.tally, events: content.events)
  }
}
