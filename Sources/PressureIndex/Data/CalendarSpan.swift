public import PressureSyntax

/// A length of calendar time, such as a publication lag: months first, then days.
public struct CalendarSpan: Hashable, Sendable, CustomStringConvertible {
  /// Calendar months, clamped to the end of the month when added.
  public var months: Int
  /// Days, added after the months.
  public var days: Int

  /// Creates a span.
  public init(months: Int = 0, days: Int = 0) {
    self.months = months
    self.days = days
  }

  /// No time at all.
  public static let zero = CalendarSpan()

  /// `17 days`, `1 month`, `2 years`, `0 days`.
  public var description: String {
    func part(_ n: Int, _ unit: String) -> String { "\(n) \(unit)\(n == 1 ? "" : "s")" }
    let parts = (months != 0 ? [part(months, "month")] : []) + (days != 0 ? [part(days, "day")] : [])
    return parts.isEmpty ? "0 days" : parts.joined(separator: " ")
  }
}

extension Day {
  /// The day a span later.
  public static func + (day: Day, span: CalendarSpan) -> Day {
    (span.months == 0 ? day : day.adding(months: span.months)).adding(days: span.days)
  }

  /// The day a span earlier.
  public static func - (day: Day, span: CalendarSpan) -> Day {
    (span.months == 0 ? day : day.adding(months: -span.months)).adding(days: -span.days)
  }
}

extension Decode {
  /// A span such as `17 days`, `1 month` or `2 years`; a unit is required.
  public static func span(_ node: Node, _ problems: Problems) -> CalendarSpan? {
    guard let text = text(node, problems) else { return nil }
    let words = text.split(separator: " ")
    if words.count == 2, let count = Int(words[0]), (0...10_000).contains(count) {
      switch words[1] {
      case "day", "days": return CalendarSpan(days: count)
      case "week", "weeks": return CalendarSpan(days: 7 * count)
      case "month", "months": return CalendarSpan(months: count)
      case "quarter", "quarters": return CalendarSpan(months: 3 * count)
      case "year", "years": return CalendarSpan(months: 12 * count)
      default: break
      }
    }
    problems.report(
      "expected a length of time such as '17 days' or '3 months', found \(text.quoted)", at: node,
      help: "write a whole number and days, weeks, months, quarters or years")
    return nil
  }
}
