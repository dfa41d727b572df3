/// Whether a file's bytes are text at all.
enum TextTableEncoding {
  /// The bytes after a UTF-8 byte order mark.
  ///
  /// Errors, with the line: NUL bytes, anything that is not UTF-8. Cost: one pass, 8 bytes at a time where
  /// they are ASCII.
  static func check(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String
  ) throws(Diagnostics) -> UnsafeBufferPointer<UInt8> {
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      throw Diagnostics(
        Diagnostic(
          "the file is UTF-16, not UTF-8 text", at: SourceLocation(file: file, line: 1),
          help: "save it as UTF-8"))
    }
    if let position = firstFlaw(bytes) {
      let line = bytes[..<position].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
      let message =
        bytes[position] == 0 ? "the file has a NUL byte; it is not text" : "the file is not UTF-8 text"
      throw Diagnostics(
        Diagnostic(message, at: SourceLocation(file: file, line: line), help: "save it as UTF-8"))
    }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: bytes.dropFirst(3)) : bytes
  }

  /// The position of the first byte that is NUL or does not begin a well-formed UTF-8 sequence (Unicode,
  /// table 3-7).
  static func firstFlaw(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    let high: UInt64 = 0x8080_8080_8080_8080
    let one: UInt64 = 0x0101_0101_0101_0101
    var i = 0
    while i < raw.count {
      while i + 8 <= raw.count {
        // A byte that is NUL or not ASCII sets its high bit in one of the two terms.
        let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        if (word | (word &- one)) & high != 0 { break }
        i += 8
      }
      if i == raw.count { return nil }
      let length = sequenceLength(bytes, at: i)
      if length == 0 { return i }
      i += length
    }
    return nil
  }

  /// The length of the well-formed sequence at `i`, or 0.
  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
    let first = bytes[i]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0x01...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard i + length <= bytes.count, second.contains(bytes[i + 1]) else { return 0 }
    for k in 2..<Swift.max(2, length) where bytes[i + k] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
