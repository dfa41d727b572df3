/// How often a series is observed.
public enum Frequency: UInt8, Sendable, Hashable, CaseIterable {
  /// One value per calendar year.
  case annual
  /// One value per quarter.
  case quarterly
  /// One value per month.
  case monthly
  /// One value per day.
  case daily

  /// The word used in model files and reports.
  public var name: String {
    switch self {
    case .annual: "annual"
    case .quarterly: "quarterly"
    case .monthly: "monthly"
    case .daily: "daily"
    }
  }
}

/// A year, quarter, month or day in ISO 8601: `2025`, `2025-Q2`, `2025-04`, `2025-04-30`.
public struct Period: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The length of the period.
  public let frequency: Frequency
  /// The number of periods of this length since the year 0 (days: since 1970-01-01).
  public let ordinal: Int32

  /// Creates the period number `ordinal` of `frequency`.
  public init(_ frequency: Frequency, ordinal: Int32) {
    self.frequency = frequency
    self.ordinal = ordinal
  }

  /// The period of `frequency` in which `day` lies.
  public init(_ frequency: Frequency, containing day: Day) {
    let (year, month, _) = day.date
    switch frequency {
    case .annual: self.init(frequency, ordinal: Int32(year))
    case .quarterly: self.init(frequency, ordinal: Int32(year * 4 + (month - 1) / 3))
    case .monthly: self.init(frequency, ordinal: Int32(year * 12 + month - 1))
    case .daily: self.init(frequency, ordinal: day.number)
    }
  }

  /// The period that `text` names, or `nil` if it names none.
  public init?(_ text: some StringProtocol) {
    guard let period = Array(text.utf8).withUnsafeBufferPointer({ Period(bytes: $0) }) else { return nil }
    self = period
  }

  /// The period that the UTF-8 text `bytes` names; the reader of large files calls this for each row.
  init?(bytes: UnsafeBufferPointer<UInt8>) {
    func digits(_ from: Int, _ count: Int) -> Int? {
      var value = 0
      for i in from..<from + count {
        let digit = bytes[i] &- 48
        if digit > 9 { return nil }
        value = value * 10 + Int(digit)
      }
      return value
    }
    let hyphen = UInt8(ascii: "-")
    guard bytes.count >= 4, let year = digits(0, 4), year >= 1 else { return nil }
    switch bytes.count {
    case 4:
      self.init(.annual, ordinal: Int32(year))
    case 7 where bytes[4] == hyphen && (bytes[5] == UInt8(ascii: "Q") || bytes[5] == UInt8(ascii: "q")):
      guard let quarter = digits(6, 1), (1...4).contains(quarter) else { return nil }
      self.init(.quarterly, ordinal: Int32(year * 4 + quarter - 1))
    case 7 where bytes[4] == hyphen:
      guard let month = digits(5, 2), (1...12).contains(month) else { return nil }
      self.init(.monthly, ordinal: Int32(year * 12 + month - 1))
    case 10 where bytes[4] == hyphen && bytes[7] == hyphen:
      guard let month = digits(5, 2), let day = digits(8, 2),
        let date = Day(year: year, month: month, day: day)
      else { return nil }
      self.init(.daily, ordinal: date.number)
    default: return nil
    }
  }

  /// The last day of the period.
  public var end: Day {
    let n = Int(ordinal)
    switch frequency {
    case .annual: return Day(uncheckedYear: n, month: 12, day: 31)
    case .quarterly: return Period.end(ofMonth: n % 4 * 3 + 3, year: n / 4)
    case .monthly: return Period.end(ofMonth: n % 12 + 1, year: n / 12)
    case .daily: return Day(number: ordinal)
    }
  }

  private static func end(ofMonth month: Int, year: Int) -> Day {
    Day(uncheckedYear: year, month: month, day: Day.length(ofMonth: month, year: year))
  }

  /// The period `count` periods later.
  public func advanced(by count: Int) -> Period { Period(frequency, ordinal: ordinal + Int32(count)) }

  /// By the last day, then the longer period first. Within one frequency: by time.
  public static func < (a: Period, b: Period) -> Bool {
    if a.frequency == b.frequency { return a.ordinal < b.ordinal }
    return (a.end, a.frequency.rawValue) < (b.end, b.frequency.rawValue)
  }

  /// ISO 8601.
  public var description: String {
    let n = Int(ordinal)
    switch frequency {
    case .annual: return padded(n, 4)
    case .quarterly: return "\(padded(n / 4, 4))-Q\(n % 4 + 1)"
    case .monthly: return "\(padded(n / 12, 4))-\(padded(n % 12 + 1, 2))"
    case .daily: return Day(number: ordinal).description
    }
  }
}
