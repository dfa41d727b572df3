/// Finds the bytes of a delimited text that may end something: delimiters, line feeds, carriage returns and
/// quotes.
///
/// 64 bytes are compared at once, and the matches kept as the bits of a word, so that a short field costs no
/// loop over its bytes (the first stage of simdjson; Langdale and Lemire, VLDB Journal 28, 2019).
struct TextTableMarks {
  private let separator: UInt8
  private let end: UnsafePointer<UInt8>
  private var block: UnsafePointer<UInt8>
  /// Bit i is set where `block[i]` is a mark that has not been passed.
  private var bits: UInt64 = 0

  /// Begins before `start`.
  init(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, separator: UInt8) {
    self.separator = separator
    self.end = end
    block = start
    bits = marks(in: start)
  }

  /// Passes the next mark, and returns its place; the end of the text if there is none.
  mutating func next() -> UnsafePointer<UInt8> {
    while bits == 0 {
      guard end - block > 64 else { return end }
      block += 64
      bits = marks(in: block)
    }
    let place = block + bits.trailingZeroBitCount
    bits &= bits &- 1
    return place
  }

  private func marks(in block: UnsafePointer<UInt8>) -> UInt64 {
    guard end - block >= 64 else {
      var bits: UInt64 = 0
      for i in 0..<(end - block) where isMark(block[i]) { bits |= 1 << UInt64(i) }
      return bits
    }
    var bits: UInt64 = 0
    for i in 0..<8 {
      let word = UnsafeRawPointer(block).loadUnaligned(fromByteOffset: 8 * i, as: UInt64.self)
      bits |= marks(inWord: word) << UInt64(8 * i)
    }
    return bits
  }

  /// The marks among 8 bytes as 8 bits. A byte equals another where their difference is 0; adding 0x7F to its
  /// low bits then leaves the high bit clear. The product moves the high bits of the bytes together.
  private func marks(inWord word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    func differs(_ byte: UInt8) -> UInt64 {
      let difference = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
      return ((difference & low) &+ low) | difference
    }
    let others =
      differs(separator) & differs(UInt8(ascii: "\n")) & differs(UInt8(ascii: "\r"))
      & differs(UInt8(ascii: "\""))
    return (((~others & ~low) >> 7) &* 0x0102_0408_1020_4080) >> 56
  }

  private func isMark(_ byte: UInt8) -> Bool {
    byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      || byte == UInt8(ascii: "\"")
  }
}
