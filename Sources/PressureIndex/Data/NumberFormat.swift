internal import PressureSyntax

/// How a data file writes numbers: its decimal mark and its thousands separator.
///
/// A number is an optional sign, digits, an optional decimal mark and more digits, and an optional exponent
/// (`e-7`). Thousands separators, where they are declared, stand between groups of three digits of the whole
/// part: all or none.
struct NumberFormat: Hashable, Sendable {
  /// The decimal mark, `.` or `,`.
  var decimal: UInt8 = UInt8(ascii: ".")
  /// The thousands separator. A space stands for the no-break spaces U+00A0 and U+202F too.
  var thousands: UInt8?

  /// The number that `text` writes, correctly rounded (ties to even) as `Double(String)` does; `nil` if it
  /// writes none, or one too large for a `Double`.
  ///
  /// Up to 19 digits with an exponent of ten from −27 to 22 are read in registers; others by
  /// `Double(String)`.
  func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var i = 0
    var isNegative = false
    if i < text.count, text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+") {
      isNegative = text[i] == UInt8(ascii: "-")
      i += 1
    }
    let start = i
    var significand: UInt64 = 0
    while i < text.count, case let digit = text[i] &- 48, digit < 10 {
      significand = significand &* 10 &+ UInt64(digit)
      i += 1
    }
    var digits = i - start
    var fraction = 0
    if i < text.count, text[i] == decimal {
      i += 1
      let point = i
      while i < text.count, case let digit = text[i] &- 48, digit < 10 {
        significand = significand &* 10 &+ UInt64(digit)
        i += 1
      }
      fraction = i - point
      digits += fraction
    }
    guard i == text.count, digits > 0, digits <= 19,
      let magnitude = NumberFormat.scaled(significand, byTenToMinus: fraction)
    else { return slowNumber(text) }
    return isNegative ? -magnitude : magnitude
  }

  /// `significand` / 10^`power`, correctly rounded, or `nil` if it takes more than these registers.
  ///
  /// Both operands exact: one division (Clinger, PLDI 1990). Otherwise a 128-by-64-bit division by 5^power
  /// gives 64 bits of the quotient; whether a remainder is left goes into the last of them, which suffices
  /// for rounding to 53.
  static func scaled(_ significand: UInt64, byTenToMinus power: Int) -> Double? {
    if significand <= 1 << 53, power <= 22 { return Double(significand) / powersOfTen[power] }
    guard power <= 27 else { return nil }
    let five = powersOfFive[power]
    let (shift, divisorShift) = (significand.leadingZeroBitCount, five.leadingZeroBitCount)
    let (dividend, divisor) = (significand << UInt64(shift), five << UInt64(divisorShift))
    // The quotient must fit in 64 bits, so the dividend's high word must be below the divisor.
    let isHalved = dividend >= divisor
    let (quotient, remainder) = divisor.dividingFullWidth(
      isHalved ? (dividend >> 1, dividend << 63) : (dividend, 0))
    let exponent = (isHalved ? -63 : -64) + divisorShift - shift - power
    let scale = Double(bitPattern: UInt64(1023 + exponent) << 52)
    return Double(remainder == 0 ? quotient : quotient | 1) * scale
  }

  /// Any number at all: thousands separators, exponents, more digits.
  private func slowNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var plain: [UInt8] = []
    var group: Int?  // digits since the last thousands separator
    var isWhole = true
    var i = 0
    while i < text.count {
      let byte = text[i]
      let length = thousands.map { separatorLength(text, at: i, $0) } ?? 0
      if length > 0 {
        let digits = group ?? plain.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }.count
        guard isWhole, group == nil ? (1...3).contains(digits) : digits == 3 else { return nil }
        group = 0
        i += length
        continue
      }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isWhole, let digits = group { group = digits + 1 }
        plain.append(byte)
      case UInt8(ascii: "-"), UInt8(ascii: "+"): plain.append(byte)
      case decimal where isWhole, UInt8(ascii: "e") where !plain.isEmpty,
        UInt8(ascii: "E") where !plain.isEmpty:
        if isWhole, let group, group != 3 { return nil }
        isWhole = false
        plain.append(byte == decimal ? UInt8(ascii: ".") : byte)
      default: return nil
      }
      i += 1
    }
    if isWhole, let group, group != 3 { return nil }
    return finiteNumber(String(decoding: plain, as: UTF8.self))
  }

  /// The number of bytes of the thousands separator at `i`, or 0.
  private func separatorLength(_ text: UnsafeBufferPointer<UInt8>, at i: Int, _ separator: UInt8) -> Int {
    if text[i] == separator { return 1 }
    guard separator == UInt8(ascii: " ") else { return 0 }
    if text[i] == 0xC2, i + 1 < text.count, text[i + 1] == 0xA0 { return 2 }
    if text[i] == 0xE2, i + 2 < text.count, text[i + 1] == 0x80, text[i + 2] == 0xAF { return 3 }
    return 0
  }
}

private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
  1e19,
  1e20, 1e21, 1e22,
]

private let powersOfFive: [UInt64] = (0...27).map { power in (0..<power).reduce(1) { value, _ in value * 5 } }
