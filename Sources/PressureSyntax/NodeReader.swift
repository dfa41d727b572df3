internal import CYAML

/// Reads YAML or JSON into located nodes.
///
/// JSON is read as the part of YAML that it is. Refused, each with its place: aliases (a few hundred bytes of
/// them can stand for gigabytes, and they can describe a cycle), explicit tags, duplicate keys, keys that are
/// not text, more than one document, nesting beyond ``maximumDepth``.
///
/// Cost: O(length of the text).
public enum NodeReader {
  /// The largest model file, in bytes.
  public static let maximumBytes = 10_000_000
  /// The deepest nesting of lists and mappings.
  public static let maximumDepth = 64

  /// Reads the UTF-8 text `bytes`, which messages call `file`.
  public static func read(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Node {
    if bytes.count > maximumBytes {
      throw Diagnostics(
        Diagnostic(
          "the model file has \(bytes.count) bytes, more than the limit of \(maximumBytes)",
          at: SourceLocation(file: file), help: "move observations into a CSV file named under 'data:'"))
    }
    if let line = firstLineNotUTF8(bytes) {
      throw Diagnostics(
        Diagnostic(
          "the file is not UTF-8 text", at: SourceLocation(file: file, line: line), help: "save it as UTF-8"))
    }
    var stream = EventStream(file: file)
    defer { stream.close() }
    return try bytes.withUnsafeBufferPointer { buffer throws(Diagnostics) in
      stream.open(buffer)
      return try stream.document()
    }
  }
}

/// The 1-based number of the first line that is not valid UTF-8, or `nil` if all are.
public func firstLineNotUTF8(_ bytes: [UInt8]) -> Int? {
  guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
  var number = 1
  for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    if String(validating: line, as: UTF8.self) == nil { return number }
    number += 1
  }
  return number
}

/// libyaml's events, turned into nodes by recursive descent.
private struct EventStream {
  private let file: String
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
  private var holdsEvent = false

  init(file: String) {
    self.file = file
    precondition(yaml_parser_initialize(parser) == 1, "libyaml could not allocate a parser")
  }

  mutating func open(_ text: UnsafeBufferPointer<UInt8>) {
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  mutating func close() {
    if holdsEvent { yaml_event_delete(event) }
    yaml_parser_delete(parser)
    parser.deallocate()
    event.deallocate()
  }

  mutating func document() throws(Diagnostics) -> Node {
    try advance()  // the start of the stream
    try advance()
    if event.pointee.type == YAML_STREAM_END_EVENT {
      throw failure("the file is empty", at: SourceLocation(file: file), help: "a model begins with 'title:'")
    }
    try advance()  // past the start of the document
    let root = try node(path: NodePath.root, depth: 0)
    try advance()  // the end of the document
    try advance()
    if event.pointee.type != YAML_STREAM_END_EVENT {
      throw failure("a second document begins here", at: place, help: "a model file holds one document")
    }
    return root
  }

  /// The node that begins with the current event; its last event is current afterwards.
  private mutating func node(path: NodePath, depth: Int) throws(Diagnostics) -> Node {
    let start = place
    if depth > NodeReader.maximumDepth {
      throw failure(
        "nested more than \(NodeReader.maximumDepth) levels deep", at: start,
        help: "no model needs so many; look for brackets or blanks too many")
    }
    switch event.pointee.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.pointee.data.scalar
      try refuse(tag: scalar.tag, at: start)
      return Node(
        .scalar(text(of: scalar), isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE), at: start, path: path)
    case YAML_SEQUENCE_START_EVENT:
      try refuse(tag: event.pointee.data.sequence_start.tag, at: start)
      var items: [Node] = []
      try advance()
      while event.pointee.type != YAML_SEQUENCE_END_EVENT {
        items.append(try node(path: path.item(items.count), depth: depth + 1))
        try advance()
      }
      return Node(.sequence(items), at: start, path: path)
    case YAML_MAPPING_START_EVENT:
      try refuse(tag: event.pointee.data.mapping_start.tag, at: start)
      return Node(.mapping(try entries(path: path, depth: depth)), at: start, path: path)
    case YAML_ALIAS_EVENT:
      throw failure(
        "aliases ('*name') are not allowed in a model file", at: start, help: "write the value out in full")
    default:
      throw failure("expected a value here", at: start, help: "write a text, a number, a list or a mapping")
    }
  }

  private mutating func entries(path: NodePath, depth: Int) throws(Diagnostics) -> [Node.Entry] {
    var entries: [Node.Entry] = []
    var lines: [String: Int] = [:]
    try advance()
    while event.pointee.type != YAML_MAPPING_END_EVENT {
      let place = place
      guard event.pointee.type == YAML_SCALAR_EVENT else {
        if event.pointee.type == YAML_ALIAS_EVENT { _ = try node(path: path, depth: depth + 1) }
        throw failure(
          "a key must be a word", at: place, help: "write 'key: value'; the key is one plain text")
      }
      let key = text(of: event.pointee.data.scalar)
      if let line = lines.updateValue(place.line, forKey: key) {
        throw Diagnostics(
          Diagnostic(
            "duplicate key \(key.quoted), first on line \(line)", at: place,
            keyPath: path.key(key).description,
            help: "leave one of them out"))
      }
      try advance()
      entries.append(
        Node.Entry(key: key, location: place, value: try node(path: path.key(key), depth: depth + 1)))
      try advance()
    }
    return entries
  }

  private func text(of scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar) -> String {
    String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
  }

  private func refuse(tag: UnsafeMutablePointer<yaml_char_t>?, at place: SourceLocation) throws(Diagnostics) {
    guard let tag else { return }
    throw failure(
      "the tag \(String(cString: tag).quoted) is not allowed", at: place,
      help: "leave it out: types are expected")
  }

  /// The place of the current event.
  private var place: SourceLocation { location(event.pointee.start_mark) }

  private func location(_ mark: yaml_mark_t) -> SourceLocation {
    SourceLocation(file: file, line: mark.line + 1, column: mark.column + 1)
  }

  private mutating func advance() throws(Diagnostics) {
    if holdsEvent { yaml_event_delete(event) }
    holdsEvent = false
    guard yaml_parser_parse(parser, event) == 1 else {
      let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unreadable text"
      let mark = parser.pointee.problem_mark
      // The character reader has no mark, only a byte offset that is of no use to a person.
      let isReader = parser.pointee.error == YAML_READER_ERROR
      throw failure(
        "not valid YAML: \(problem)", at: isReader ? location(parser.pointee.mark) : location(mark),
        help: "look at the indentation, the quotes and the brackets here and on the line before")
    }
    holdsEvent = true
  }

  private func failure(_ message: String, at place: SourceLocation, help: String? = nil) -> Diagnostics {
    Diagnostics(Diagnostic(message, at: place, help: help))
  }
}
