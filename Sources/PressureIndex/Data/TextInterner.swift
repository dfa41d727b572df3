/// Gives each distinct text a number: 0, 1, 2, … in the order of first appearance.
///
/// Open addressing with linear probing over 64-bit hashes, at most half full; texts whose hashes are equal
/// are compared byte by byte. The hash multiplies and folds 16 bytes at a time (as wyhash does) and begins
/// with a random seed, so that no file can be made to collide on purpose; the numbers do not depend on it.
/// Cost: one pass over the text.
struct TextInterner: Sendable {
  private var hashes = [UInt64](repeating: 0, count: 64)  // 0 marks a free slot
  private var numbers = [Int32](repeating: 0, count: 64)
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private let seed = UInt64.random(in: 1...UInt64.max)
  private var last = 0

  /// How many texts have a number.
  var count: Int { ends.count - 1 }

  /// The text with a number.
  func text(_ number: Int) -> String {
    String(decoding: bytes[ends[number]..<ends[number + 1]], as: UTF8.self)
  }

  /// The number of `text`, which is new when it equals the earlier `count`.
  mutating func number(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    // A cell often repeats the one above.
    if last < count, isEqual(last, text) { return last }
    last = lookUp(text)
    return last
  }

  private mutating func lookUp(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = TextInterner.hash(UnsafeRawBufferPointer(text), seed)
    let mask = hashes.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != 0 {
      if hashes[slot] == hash, isEqual(Int(numbers[slot]), text) { return Int(numbers[slot]) }
      slot = (slot + 1) & mask
    }
    return insert(text, hash, slot)
  }

  private func isEqual(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let (start, end) = (ends[number], ends[number + 1])
    guard end - start == text.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      let (own, other) = (UnsafeRawBufferPointer(rebasing: bytes[start..<end]), UnsafeRawBufferPointer(text))
      guard text.count >= 8 else { return own.elementsEqual(other) }
      func differ(at i: Int) -> Bool {
        own.loadUnaligned(fromByteOffset: i, as: UInt64.self)
          != other.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      }
      // The last word overlaps the one before it.
      for i in stride(from: 0, to: text.count - 8, by: 8) where differ(at: i) { return false }
      return !differ(at: text.count - 8)
    }
  }

  @inline(never)
  private mutating func insert(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ slot: Int) -> Int {
    let number = count
    precondition(number < Int(Int32.max), "more distinct texts than numbers")
    hashes[slot] = hash
    numbers[slot] = Int32(number)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    if 2 * count > hashes.count { grow() }
    return number
  }

  private mutating func grow() {
    let old = zip(hashes, numbers).filter { $0.0 != 0 }
    let mask = 2 * hashes.count - 1
    hashes = [UInt64](repeating: 0, count: mask + 1)
    numbers = [Int32](repeating: 0, count: mask + 1)
    for (hash, number) in old {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while hashes[slot] != 0 { slot = (slot + 1) & mask }
      hashes[slot] = hash
      numbers[slot] = number
    }
  }

  private static func hash(_ text: UnsafeRawBufferPointer, _ seed: UInt64) -> UInt64 {
    func word(_ i: Int) -> UInt64 { text.loadUnaligned(fromByteOffset: i, as: UInt64.self) }
    func half(_ i: Int) -> UInt64 { UInt64(text.loadUnaligned(fromByteOffset: i, as: UInt32.self)) }
    func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
      let product = (a ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: b ^ 0xE703_7ED1_A0B4_28DB)
      return product.high ^ product.low
    }
    let n = text.count
    var state = seed ^ UInt64(n)
    var i = 0
    while n - i > 16 {
      state = fold(word(i) ^ state, word(i + 8))
      i += 16
    }
    // The last words overlap what has been read, so that no byte beyond the end is touched.
    switch n {
    case 8...: state = fold(word(Swift.min(i, n - 8)) ^ state, word(n - 8))
    case 4...: state = fold(half(0) ^ state, half(n - 4))
    case 1...:
      state = fold(UInt64(text[0]) << 16 ^ UInt64(text[n / 2]) << 8 ^ UInt64(text[n - 1]) ^ state, seed)
    default: break
    }
    return fold(state, seed) | 1
  }
}
