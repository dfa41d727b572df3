import Testing

@testable import PressureIndex

@Test("Texts are numbered in the order of first appearance, whatever their length and number")
func interner() {
  var random = SplitMix(state: 5)
  var interner = TextInterner()
  var expected: [[UInt8]: Int] = [:]
  var texts: [[UInt8]] = []
  for _ in 0..<30_000 {
    let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      UInt8.random(in: 97...98, using: &random)
    }
    let number = text.withUnsafeBufferPointer { interner.number($0) }
    #expect(number == expected[text] ?? texts.count)
    if expected[text] == nil {
      expected[text] = texts.count
      texts.append(text)
    }
  }
  #expect(interner.count == texts.count)
  #expect(texts.count > 10_000)
  for (number, text) in texts.enumerated() {
    #expect(interner.text(number) == String(decoding: text, as: UTF8.self))
  }
}
