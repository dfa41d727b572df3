internal import PressureSyntax

/// The mistakes of one data file: each said once, with the lines where it recurs, and no more than 20 of
/// them.
struct DataMistakes {
  /// How many different mistakes are listed; the rest are counted.
  static let limit = 20
  /// A file with so many mistakes is not read further.
  static let patience = 10_000

  private struct Entry {
    var message: String
    var help: String?
    var line: Int
    var laterLines: [Int] = []
    var laterCount = 0
  }

  private var entries: [Entry] = []
  private var positions: [String: Int] = [:]
  private var unlisted = 0
  private var total = 0

  /// Whether there are none.
  var isEmpty: Bool { total == 0 }
  /// Whether reading on is of no use.
  var isBeyondPatience: Bool { total >= DataMistakes.patience }

  /// Adds a mistake on a line, 0 for the whole file.
  mutating func report(_ message: String, line: Int, help: @autoclosure () -> String? = nil) {
    total += 1
    if let position = positions[message] {
      entries[position].laterCount += 1
      if entries[position].laterLines.count < 3 { entries[position].laterLines.append(line) }
    } else if entries.count < DataMistakes.limit {
      positions[message] = entries.count
      entries.append(Entry(message: message, help: help(), line: line))
    } else {
      unlisted += 1
    }
  }

  /// Adds a mistake that has its own place.
  mutating func report(_ diagnostic: Diagnostic) {
    report(diagnostic.message, line: diagnostic.location?.line ?? 0, help: diagnostic.help)
  }

  /// The mistakes in the order of their lines; `file` is the file's name.
  func diagnostics(file: String) -> [Diagnostic] {
    let sorted = entries.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
    var all = sorted.map { _, entry in
      Diagnostic(
        entry.message + recurrence(entry), at: SourceLocation(file: file, line: entry.line), help: entry.help)
    }
    if unlisted > 0 {
      let count = (isBeyondPatience ? "at least " : "") + "\(unlisted) more"
      all.append(
        Diagnostic("and \(count) \(unlisted == 1 ? "mistake" : "mistakes")", at: SourceLocation(file: file)))
    }
    return all
  }

  private func recurrence(_ entry: Entry) -> String {
    guard entry.laterCount > 0 else { return "" }
    var items = entry.laterLines.map(String.init)
    if entry.laterCount > items.count { items.append("\(entry.laterCount - items.count) more") }
    let last = items.removeLast()
    let list = items.isEmpty ? last : items.joined(separator: ", ") + " and " + last
    return " (also on \(entry.laterCount == 1 ? "line" : "lines") \(list))"
  }
}
