public import PressureSyntax

/// A day of the proleptic Gregorian calendar, as the number of days since 1970-01-01.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let number: Int32

  /// Creates the day `number` days after 1970-01-01.
  public init(number: Int32) { self.number = number }

  /// Creates a day, or `nil` if there is no such date (2025-02-30).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  /// Creates a day from ISO 8601 text, `2025-05-02`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, let period = bytes.withUnsafeBufferPointer({ Period(bytes: $0) }),
      period.frequency == .daily
    else { return nil }
    self = period.end
  }

  /// Days since the epoch of a date that is known to exist; Hinnant, "chrono-compatible low-level date
  /// algorithms": years begin in March, so that the leap day comes last.
  init(uncheckedYear year: Int, month: Int, day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// The calendar date.
  public var date: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// The number of days in a month.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day `months` calendar months later, clamped to the end of the month: 31 January plus one is 28 or 29
  /// February.
  public func adding(months: Int) -> Day {
    let (year, month, day) = date
    let index = year * 12 + month - 1 + months
    let (y, m) = (Int((Double(index) / 12).rounded(.down)), ((index % 12) + 12) % 12 + 1)
    return Day(uncheckedYear: y, month: m, day: min(day, Day.length(ofMonth: m, year: y)))
  }

  /// The day `days` days later.
  public func adding(days: Int) -> Day { Day(number: number + Int32(days)) }

  /// The later day comes after.
  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  /// The number of days from `b` to `a`.
  public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }

  /// ISO 8601, `2025-05-02`.
  public var description: String {
    let (year, month, day) = date
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

func padded(_ value: Int, _ width: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}

extension Decode {
  /// A date such as `2025-05-02`.
  public static func day(_ node: Node, _ problems: Problems) -> Day? {
    guard let text = text(node, problems) else { return nil }
    if let day = Day(text) { return day }
    problems.report(
      "expected a date such as 2025-05-02, found \(text.quoted)", at: node,
      help: "dates are written YYYY-MM-DD and must exist")
    return nil
  }
}
