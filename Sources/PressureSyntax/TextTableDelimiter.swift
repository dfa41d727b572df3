extension TextTable {
  /// What stands between the fields of a record.
  public enum Delimiter: UInt8, Sendable, Hashable, CaseIterable {
    /// A tab.
    case tab = 0x09
    /// `;`, usual where the comma is the decimal mark.
    case semicolon = 0x3B
    /// `,`
    case comma = 0x2C

    /// The delimiter that stands most often in the header, outside of quotes. Of equals the one that is rarer
    /// in text: a tab, then a semicolon, then a comma.
    static func detect(inHeaderOf text: UnsafeBufferPointer<UInt8>) -> Delimiter {
      var counts = [0, 0, 0]
      var isQuoted = false
      for byte in text {
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if isQuoted { continue }
        if byte == UInt8(ascii: "\n") {
          // Blank lines may stand before the header.
          if counts != [0, 0, 0] { break }
        } else if let index = allCases.firstIndex(where: { $0.rawValue == byte }) {
          counts[index] += 1
        }
      }
      let most = counts.max()!
      return most == 0 ? .comma : allCases[counts.firstIndex(of: most)!]
    }
  }
}
