import Testing

@testable import PressureIndex

private func number(_ text: String, _ decimal: Character = ".", _ thousands: Character? = nil) -> Double? {
  let format = NumberFormat(decimal: decimal.asciiValue!, thousands: thousands?.asciiValue)
  return Array(text.utf8).withUnsafeBufferPointer { format.number($0) }
}

@Suite("Numbers in data files")
struct NumberFormatTests {
  @Test("100,000 random decimals are what Double(String) reads, bit for bit")
  func randomDecimals() throws {
    var random = SplitMix(state: 2025)
    func digits(_ range: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: range, using: &random)).map { _ in "0123456789".randomElement(using: &random)! })
    }
    for i in 0..<100_000 {
      var text = ["", "-", "+"].randomElement(using: &random)!
      switch i % 5 {
      case 0: text += digits(1...6) + "." + digits(0...4)
      case 1: text += digits(0...10) + "." + digits(1...17)
      case 2: text += digits(1...25)
      case 3: text += "0.000" + digits(1...30)
      default:
        text +=
          digits(1...18) + "." + digits(1...6) + "e" + ["", "-", "+"].randomElement(using: &random)!
          + digits(1...3)
      }
      let expected = Double(text).flatMap { $0.isFinite ? $0 : nil }
      #expect(number(text)?.bitPattern == expected?.bitPattern, "\(text)")
    }
  }

  @Test("Shortest, 17-digit and half-way decimals are read exactly")
  func roundTrip() {
    var random = SplitMix(state: 3)
    for _ in 0..<50_000 {
      let value = Double.random(in: -1000...1000, using: &random)
      #expect(number("\(value)") == value)
    }
    for text in [
      "9007199254740993", "9007199254740992.5", "9007199254740993.0000000001", "0.1", "0.30000000000000004",
      "1152921504606847105", "9999999999999999999", "18446744073709551615", "18446744073709551616",
      "0.000000000000000000000000001", "4.4501477170144023e-308", "8735.4529999999995", "5e-324",
      "1.7976931348623157e308",
      "0", "-0", "0.0", "00012.50", "5.", ".5", "-.5", "1e5", "1E+05", "123456789012345678901234567890",
    ] {
      #expect(number(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  @Test(
    "What is no number",
    arguments: [
      "", "-", "+", ".", "e", "e5", ".e5", "1e", "1e+", "--1", "+-1", "1-2", "1.2.3", "1,5", "1 000", "0x1A",
      "nan", "inf",
      "-inf", "infinity", "1e999", "1_000", "١", "1\u{0}", "5%", "NA", "1e5.5", "−5",
    ])
  func refused(text: String) { #expect(number(text) == nil) }

  @Test("A decimal comma")
  func decimalComma() {
    #expect(number("1,5", ",") == 1.5)
    #expect(number("-1234,25", ",") == -1234.25)
    #expect(number("1,5e2", ",") == 150)
    #expect(number("0,12345678901234567", ",") == 0.12345678901234567)
    #expect(number("1.5", ",") == nil)
    #expect(number("1,5,5", ",") == nil)
  }

  @Test("Thousands separators stand between groups of three, all or none")
  func thousands() {
    #expect(number("1,234", ".", ",") == 1234)
    #expect(number("-12,345,678.125", ".", ",") == -12_345_678.125)
    #expect(number("1234.5", ".", ",") == 1234.5)
    #expect(number("1,234e2", ".", ",") == 123_400)
    #expect(number("1.234,5", ",", ".") == 1234.5)
    #expect(number("1'234.5", ".", "'") == 1234.5)
    #expect(number("1 234,5", ",", " ") == 1234.5)
    #expect(number("1\u{A0}234\u{202F}567,5", ",", " ") == 1_234_567.5)
    for text in [
      "1,23", "1,2345", "1234,567", "12,34,567", ",123", "-,123", "1,,234", "1,234,", "1,234.567,8",
      "1.2,345", "1e1,234",
      "1,234.5.6", "1,23.4", "1,234,56e2",
    ] {
      #expect(number(text, ".", ",") == nil, "\(text)")
    }
  }
}
