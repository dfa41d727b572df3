/// The keys that a mapping of a model file may have. Each section declares its own as an enum.
public protocol ModelKey: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {}

/// A mapping of a model file, read by its declared keys.
///
/// Creating one reports every key that is not declared, with the nearest that is.
public struct Fields<Key: ModelKey> {
  /// The mapping itself.
  public let node: Node
  private let problems: Problems

  /// Reads `node`, which messages call `subject` ("an indicator"). `nil`, with a report, if it is no mapping.
  public init?(_ node: Node, _ subject: String, _ problems: Problems) {
    guard case .mapping(let entries) = node.content else {
      problems.report(
        "expected \(subject), a mapping with keys such as \(Key.allCases.prefix(3).map(\.rawValue).joined(separator: ", ")); found \(node.kindDescription)",
        at: node, help: "write 'key: value' on a line of its own, or {key: value, key: value}")
      return nil
    }
    self.node = node
    self.problems = problems
    let valid = Key.allCases.map(\.rawValue)
    for entry in entries where Key(rawValue: entry.key) == nil {
      problems.report(
        Diagnostic(
          "unknown key \(entry.key.quoted) in \(subject)", at: entry.location, keyPath: entry.value.path,
          help: suggestion(for: entry.key, among: valid, plural: "keys here")))
    }
  }

  /// The node of `key`, if the file gives it a value.
  public subscript(key: Key) -> Node? {
    guard let value = node[key.rawValue], !value.isNull else { return nil }
    return value
  }

  /// Whether the file gives `key` a value.
  public func has(_ key: Key) -> Bool { self[key] != nil }

  /// The decoded value of `key`, or `nil` where it is absent or wrong; what is wrong is reported by `decode`.
  public func optional<Value>(_ key: Key, _ decode: (Node, Problems) -> Value?) -> Value? {
    self[key].flatMap { decode($0, problems) }
  }

  /// The decoded value of `key`; its absence is reported.
  public func required<Value>(_ key: Key, _ decode: (Node, Problems) -> Value?) -> Value? {
    if let value = self[key] { return decode(value, problems) }
    let help = "add '\(key.rawValue): …'"
    if let entry = node.entries.first(where: { $0.key == key.rawValue }) {
      problems.report(
        Diagnostic(
          "the key \(key.rawValue.quoted) is required here, and has no value", at: entry.location,
          keyPath: entry.value.path, help: help))
    } else {
      problems.report("the key \(key.rawValue.quoted) is required here", at: node, help: help)
    }
    return nil
  }
}
