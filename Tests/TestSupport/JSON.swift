/// A JSON value, for tests that compare numbers to the last bit.
public enum JSON: Hashable, Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number; `Double(_:)` rounds its decimals correctly, so what was written in full reads back the same.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSON])
  /// Keys and values.
  case object([String: JSON])

  /// What is wrong with a text that is not JSON, and at which byte.
  public struct Failure: Error {
    /// What was expected.
    public let message: String
    /// Where.
    public let offset: Int
  }

  /// Reads `text`.
  public init(_ text: String) throws {
    var parser = JSONParser(bytes: Array(text.utf8))
    self = try parser.document()
  }

  /// The value of a key; `null` where there is none.
  public subscript(key: String) -> JSON {
    if case .object(let entries) = self { entries[key] ?? .null } else { .null }
  }

  /// An item of a list; `null` where there is none.
  public subscript(index: Int) -> JSON { array.indices.contains(index) ? array[index] : .null }

  /// The items of a list; none for anything else.
  public var array: [JSON] { if case .array(let items) = self { items } else { [] } }

  /// The entries of an object; none for anything else.
  public var object: [String: JSON] { if case .object(let entries) = self { entries } else { [:] } }

  /// The number, if it is one.
  public var number: Double? { if case .number(let value) = self { value } else { nil } }

  /// The text, if it is one.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The truth value, if it is one.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The item whose `key` is the text `value`.
  public func item(_ key: String, _ value: String) -> JSON {
    array.first { $0[key].string == value } ?? .null
  }

  /// Every scalar in it by its path, such as `sides[0].pressure`; empty lists and objects by theirs.
  public var leaves: [String: JSON] {
    var result: [String: JSON] = [:]
    collect(into: &result, path: "")
    return result
  }

  private func collect(into leaves: inout [String: JSON], path: String) {
    switch self {
    case .array(let items) where !items.isEmpty:
      for (n, item) in items.enumerated() { item.collect(into: &leaves, path: "\(path)[\(n)]") }
    case .object(let entries) where !entries.isEmpty:
      for (key, value) in entries {
        value.collect(into: &leaves, path: path.isEmpty ? key : "\(path).\(key)")
      }
    default: leaves[path] = self
    }
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  var offset = 0

  mutating func document() throws -> JSON {
    let value = try value()
    skipBlanks()
    if offset < bytes.count { throw failure("the end") }
    return value
  }

  private mutating func value() throws -> JSON {
    skipBlanks()
    switch peek {
    case UInt8(ascii: "{"):
      var entries: [String: JSON] = [:]
      try list(until: "}") { parser in
        let key = try parser.string()
        parser.skipBlanks()
        try parser.expect(":")
        if try entries.updateValue(parser.value(), forKey: key) != nil { throw parser.failure("another key") }
      }
      return .object(entries)
    case UInt8(ascii: "["):
      var items: [JSON] = []
      try list(until: "]") { items.append(try $0.value()) }
      return .array(items)
    case UInt8(ascii: "\""): return .string(try string())
    default:
      let word = bytes[offset...].prefix { !" \n\r\t,]}".utf8.contains($0) }
      offset += word.count
      switch String(decoding: word, as: UTF8.self) {
      case "null": return .null
      case "true": return .bool(true)
      case "false": return .bool(false)
      case let text:
        // Swift would also read "nan" and "inf", which JSON has no words for.
        guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let number = Double(text) else {
          throw failure("a value")
        }
        return .number(number)
      }
    }
  }

  private mutating func list(until end: Unicode.Scalar, _ item: (inout JSONParser) throws -> Void) throws {
    offset += 1
    skipBlanks()
    if peek == UInt8(ascii: end) {
      offset += 1
      return
    }
    while true {
      skipBlanks()
      try item(&self)
      skipBlanks()
      if peek == UInt8(ascii: end) { break }
      try expect(",")
    }
    offset += 1
  }

  private mutating func string() throws -> String {
    try expect("\"")
    var text: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      offset += 1
      guard byte == UInt8(ascii: "\\") else {
        if byte < 0x20 { throw failure("an escaped control character") }
        text.append(byte)
        continue
      }
      guard let escaped = peek else { break }
      offset += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(10)
      case UInt8(ascii: "r"): text.append(13)
      case UInt8(ascii: "t"): text.append(9)
      case UInt8(ascii: "b"): text.append(8)
      case UInt8(ascii: "f"): text.append(12)
      case UInt8(ascii: "u"):
        var unit = try codeUnit()
        if unit >> 10 == 0x36 {  // the first half of a surrogate pair
          try expect("\\")
          try expect("u")
          unit = 0x10000 + (unit & 0x3FF) << 10 + (try codeUnit() & 0x3FF)
        }
        guard let scalar = Unicode.Scalar(unit) else { throw failure("a character") }
        text += Array(String(Character(scalar)).utf8)
      default: text.append(escaped)
      }
    }
    try expect("\"")
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func codeUnit() throws -> UInt32 {
    let digits = String(decoding: bytes[offset...].prefix(4), as: UTF8.self)
    guard let unit = UInt32(digits, radix: 16) else { throw failure("four hexadecimal digits") }
    offset += 4
    return unit
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, " \n\r\t".utf8.contains(byte) { offset += 1 }
  }

  private mutating func expect(_ sign: Unicode.Scalar) throws {
    if peek != UInt8(ascii: sign) { throw failure("'\(sign)'") }
    offset += 1
  }

  private func failure(_ expected: String) -> JSON.Failure {
    JSON.Failure(message: "expected \(expected)", offset: offset)
  }
}
