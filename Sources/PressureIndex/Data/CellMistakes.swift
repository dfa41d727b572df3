internal import PressureSyntax

/// What to say of cells that are not what their column holds.
enum CellMistakes {
  /// Tokens that statistical offices and programs write for a missing value.
  private static let gapTokens: Set<String> = [
    "na", "n/a", "#n/a", "nan", "null", "nil", "none", "..", "...", "…", ".", "-", "--", "–", "—", ":", "?",
    "x", "*",
    "c", "m", "nd", "n.a.", "n.d.", "#value!", "#div/0!", "missing",
  ]

  /// What is wrong with a text that is no period, and what to do.
  static func period(_ text: String) -> (message: String, help: String) {
    let digits = text.map { $0.isNumber ? "9" : String($0) }.joined()
    switch digits {
    case "9999-99-99": return ("there is no date \(text)", "dates are written YYYY-MM-DD and must exist")
    case "9999-99": return ("there is no month \(text)", "months are numbered from 01 to 12")
    case "9999-Q9", "9999-q9": return ("there is no quarter \(text)", "quarters are numbered from Q1 to Q4")
    default:
      return (
        "\(text.quoted) is not a period",
        "write a year 2025, a quarter 2025-Q2, a month 2025-04 or a day 2025-04-30"
      )
    }
  }

  /// What is wrong with a text that is no release date, and what to do.
  static func release(_ text: String) -> (message: String, help: String) {
    let (message, help) = period(text)
    if message.hasPrefix("there is no date") { return (message, help) }
    return ("\(text.quoted) is not a release date", "write the day of publication as 2025-05-02")
  }

  /// What is wrong with a text that is no number, and what to do.
  static func number(_ text: String, _ format: NumberFormat) -> (message: String, help: String) {
    let folded = text.lowercased()
    let unsigned = folded.drop { "+-".contains($0) }
    if ["inf", "infinity", "∞"].contains(unsigned) {
      return ("the value \(text.quoted) is not finite", "leave the cell empty if the value is not known")
    }
    // A number that was refused for its size alone.
    if Array(text.utf8).withUnsafeBufferPointer({ format.number($0) }) != nil {
      return ("the value \(text.quoted) is far too large", "use a larger unit; the largest value is 1e100")
    }
    let message = "\(text.quoted) is not a number"
    if gapTokens.contains(folded) {
      return (message, "if it marks a gap, declare it in the model: 'missing: [\"\(text)\"]'")
    }
    if text.contains("%") { return (message, "leave the '%' out; the model gives the unit") }
    if text.contains("−") { return (message, "write the minus sign as '-'") }
    if let help = helpForMarks(text, format) { return (message, help) }
    if text.allSatisfy({ "0123456789.,+-eE".contains($0) }), folded.contains("e") {
      return ("the value \(text.quoted) is beyond the range of numbers", "the largest is about 1.8e308")
    }
    return (message, "if it marks a gap, declare it in the model: 'missing: [\"\(text)\"]'")
  }

  /// The help for a number that is written with other marks than the file's.
  private static func helpForMarks(_ text: String, _ format: NumberFormat) -> String? {
    func reads(_ decimal: Character, _ thousands: Character?) -> Bool {
      let other = NumberFormat(decimal: decimal.asciiValue!, thousands: thousands?.asciiValue)
      return Array(text.utf8).withUnsafeBufferPointer { other.number($0) } != nil
    }
    let other: Character = format.decimal == UInt8(ascii: ".") ? "," : "."
    let current: Character = format.decimal == UInt8(ascii: ".") ? "." : ","
    var ways: [String] = []
    if reads(other, nil) { ways.append("if '\(other)' is the decimal mark, add 'decimal: \"\(other)\"'") }
    for separator: Character in [other, " ", "'"] where reads(current, separator) {
      ways.append("if '\(separator)' separates thousands, add 'thousands: \"\(separator)\"'")
    }
    if ways.isEmpty {
      for separator: Character in [current, " ", "'"] where reads(other, separator) {
        ways.append("add 'decimal: \"\(other)\"' and 'thousands: \"\(separator)\"'")
      }
    }
    return ways.isEmpty ? nil : ways.joined(separator: "; ")
  }

  /// A release before the end of its period.
  static func earlyRelease(_ day: Day, _ period: Period) -> (message: String, help: String) {
    (
      "released \(day), before its period \(period) ended on \(period.end)",
      "correct the date or the period; a flash estimate has 'yes' in a column 'flash'"
    )
  }
}
