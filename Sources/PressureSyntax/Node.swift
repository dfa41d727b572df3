/// A part of a model file together with its place, before anyone has decided what type it has.
///
/// YAML's own guesses (`no` is false, `012` is ten, `2025-05-02` is a time) are not made: a scalar stays text
/// until a decoder asks for a number, a date or a word.
public struct Node: Sendable {
  /// What the node holds.
  public enum Content: Sendable {
    /// A piece of text; `isQuoted` tells `"3"` from `3`.
    case scalar(String, isQuoted: Bool)
    /// A list.
    case sequence([Node])
    /// Keys and values, in the file's order.
    case mapping([Entry])
  }

  /// A key and its value.
  public struct Entry: Sendable {
    /// The key's text.
    public let key: String
    /// The key's place.
    public let location: SourceLocation
    /// The value.
    public let value: Node
  }

  /// What the node holds.
  public let content: Content
  /// Where the node begins.
  public let location: SourceLocation
  private let link: NodePath

  /// The path of keys that leads to it, such as `index[0].indicators[2].weight`; empty for the whole file.
  ///
  /// Cost: O(length of the path).
  public var path: String { link.description }

  init(_ content: Content, at location: SourceLocation, path: NodePath) {
    self.content = content
    self.location = location
    self.link = path
  }

  /// Whether the node says nothing: an empty plain scalar, `~` or `null`.
  public var isNull: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }

  /// The entries of a mapping; empty for any other node.
  public var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  /// The value of `key` in a mapping.
  public subscript(key: String) -> Node? { entries.first { $0.key == key }?.value }

  /// What the node is, in the words of a message.
  public var kindDescription: String {
    switch content {
    case .scalar where isNull: "nothing"
    case .scalar(let text, let isQuoted): isQuoted ? "the text \"\(text)\"" : text.quoted
    case .sequence: "a list"
    case .mapping: "a mapping of keys to values"
    }
  }

  /// The mapping with `value` under `key`, in the place of what is there or after the other keys; a node that says
  /// nothing becomes a mapping of one key. Places and paths of what is put in stay its own.
  ///
  /// - Precondition: the node is a mapping, or says nothing.
  public func setting(_ key: String, to value: Node) -> Node {
    var entries: [Entry]
    if case .mapping(let own) = content {
      entries = own
    } else {
      precondition(isNull, "only a mapping has keys")
      entries = []
    }
    let entry = Entry(key: key, location: value.location, value: value)
    if let position = entries.firstIndex(where: { $0.key == key }) {
      entries[position] = entry
    } else {
      entries.append(entry)
    }
    return Node(.mapping(entries), at: location, path: link)
  }

  /// A mapping without keys at the place of this node, under `key` of it.
  public func emptyMapping(under key: String) -> Node {
    Node(.mapping([]), at: location, path: link.key(key))
  }
}
