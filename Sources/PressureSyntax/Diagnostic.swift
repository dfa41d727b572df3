/// One mistake of the user's, said as a compiler would: where, what, and what to do.
///
/// Prints as `us-china.yaml:31:15: error: unknown key 'weigth'`, with a second line that begins
/// `help:` where there is something to do.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of trouble it is; decides the exit status of the command.
  public enum Kind: Hashable, Sendable {
    /// The model or the data are wrong.
    case malformed
    /// An input file does not exist or cannot be opened.
    case noInput
    /// An output cannot be written.
    case cannotWrite
  }

  /// What kind of trouble it is.
  public var kind: Kind
  /// Where it is, if it has a place.
  public var location: SourceLocation?
  /// The path of keys that leads there in a model file, such as `index[0].weight`.
  public var keyPath: String
  /// What is wrong.
  public var message: String
  /// What to do about it.
  public var help: String?

  /// Creates a diagnostic. Text taken from users may be passed as it is: it is escaped when printed.
  public init(
    _ message: String, at location: SourceLocation? = nil, keyPath: String = "", help: String? = nil,
    kind: Kind = .malformed
  ) {
    self.kind = kind
    self.location = location
    self.keyPath = keyPath
    self.message = message
    self.help = help
  }

  /// One line, and a second one with the help.
  public var description: String {
    var text = location.map { "\($0): error: " } ?? "error: "
    text += message.escapingControls
    if !keyPath.isEmpty { text += " (at \(keyPath.shortened.escapingControls))" }
    if let help { text += "\n  help: \(help.escapingControls)" }
    return text
  }
}

/// Several mistakes, reported together.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
  /// At least one diagnostic.
  public let all: [Diagnostic]

  /// Creates a report of `all`, which must not be empty.
  public init(_ all: [Diagnostic]) {
    precondition(!all.isEmpty, "a report of no mistakes")
    self.all = all
  }

  /// Creates a report of one mistake.
  public init(_ one: Diagnostic) { all = [one] }

  /// The diagnostics, one after another; of more than 100 only the number.
  public var description: String {
    let listed = all.prefix(100).map(\.description)
    let rest = all.count - listed.count
    let more = rest == 0 ? [] : ["error: and \(rest) more \(rest == 1 ? "mistake" : "mistakes")"]
    return (listed + more).joined(separator: "\n")
  }
}

/// Collects mistakes and assumed defaults while a file is read, so that they can be reported together.
public final class Problems {
  /// What has been reported so far.
  public private(set) var all: [Diagnostic] = []
  /// The defaults that were taken so far.
  public private(set) var assumptions: [Assumption] = []
  private var reported: Set<Diagnostic> = []
  private var assumed: Set<Assumption> = []

  /// Creates an empty collection.
  public init() {}

  /// Whether nothing has been reported.
  public var isEmpty: Bool { all.isEmpty }

  /// Adds a mistake; one that was reported already is not repeated.
  public func report(_ diagnostic: Diagnostic) {
    if reported.insert(diagnostic).inserted { all.append(diagnostic) }
  }

  /// Notes that `key` of `subject` was left open and `value` taken for it.
  public func assume(_ subject: String, _ key: String, _ value: String) {
    let assumption = Assumption(subject, key, value)
    if assumed.insert(assumption).inserted { assumptions.append(assumption) }
  }

  /// Adds a mistake at `node`.
  public func report(_ message: String, at node: Node, help: String? = nil) {
    report(Diagnostic(message, at: node.location, keyPath: node.path, help: help))
  }

  /// Runs `body`; what it throws is added, and the result is `nil`.
  public func collecting<Value>(_ body: () throws(Diagnostics) -> Value) -> Value? {
    do {
      return try body()
    } catch {
      error.all.forEach(report)
      return nil
    }
  }

  /// Throws everything that was reported.
  public func throwIfAny() throws(Diagnostics) {
    if !all.isEmpty { throw Diagnostics(all) }
  }
}
