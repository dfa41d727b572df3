internal import PressureSyntax
internal import SystemMemory

extension DataReader {
  /// The observations by side × number of series + series, each series sorted; observations that stand twice
  /// are reported.
  ///
  /// Cost: a counting sort by series, then O(n log n) for a series that is not in order.
  func table(_ mistakes: inout [DataMistakes]) -> [Series?] {
    precondition(rows.count <= Int(UInt32.max), "more rows than positions")
    let pairs = sides.count * series.count
    var ends = [Int](repeating: 0, count: pairs + 1)
    for row in rows { ends[Int(row.key) + 1] += 1 }
    for key in 0..<pairs { ends[key + 1] += ends[key] }
    let starts = ends
    let order = [UInt32](count: rows.count) { order in
      for index in rows.indices {
        let key = Int(rows[index].key)
        order[ends[key]] = UInt32(truncatingIfNeeded: index)
        ends[key] += 1
      }
    }
    return (0..<pairs).map { key in
      let range = starts[key]..<ends[key]
      if range.isEmpty { return nil }
      return Series(sorted(order[range].map { rows[Int($0)] }, &mistakes))
    }
  }

  private func sorted(_ group: [ObservationRow], _ mistakes: inout [DataMistakes]) -> [ObservationRow] {
    var group = group
    let isAscending = (1..<group.count).allSatisfy { group[$0 - 1].sortKey < group[$0].sortKey }
    if isAscending { return group }
    group.sort { ($0.sortKey, $0.origin) < ($1.sortKey, $1.origin) }
    var first = 0
    for index in 1..<group.count {
      if group[index].sortKey == group[first].sortKey {
        reportDuplicate(group[index], of: group[first], &mistakes)
      } else {
        first = index
      }
    }
    return group
  }

  private func reportDuplicate(
    _ row: ObservationRow, of first: ObservationRow, _ mistakes: inout [DataMistakes]
  ) {
    // A series of mixed frequencies has been reported already, and its ordinals cannot be compared.
    guard row.frequency == first.frequency else { return }
    let (side, indicator) = (sides[Int(row.key) / series.count], series[Int(row.key) % series.count])
    var what = "\(indicator.quoted) of \(side.quoted)"
    if let frequency = Frequency(rawValue: row.frequency) {
      what += " for \(Period(frequency, ordinal: row.period))"
    }
    if row.released != Series.unreleased { what += ", released \(Day(number: row.released))" }
    let isSame = row.isKnown == first.isKnown && (!row.isKnown || row.value == first.value)
    let help =
      row.frequency == ObservationRow.undated
      ? "observations at several times need a column 'period'"
      : isSame && row.released != Series.unreleased
        ? "keep one of them"
        : row.released == Series.unreleased
          ? "keep one of them; revisions of a value need a column 'released'"
          : "keep one of them, or give the revision the day on which it was released"
    mistakes[Int(row.file)].report(
      isSame
        ? "duplicate observation: \(what) is also \(place(file: first.file, line: first.line, from: row.file))"
        : "two values of one observation: \(what) is \(words(row)) here, and \(words(first)) at "
          + "\(files[Int(first.file)]):\(first.line)",
      line: Int(row.line), help: help)
  }

  private func words(_ row: ObservationRow) -> String { row.isKnown ? shortest(row.value) : "empty" }
}
