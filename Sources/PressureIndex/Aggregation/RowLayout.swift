/// Which rows of a matrix of scores belong together: those of one date, and those of one side through time.
///
/// Rows are dates × sides, the sides of the first date first.
public struct RowLayout: Sendable, Hashable {
  /// Rows that an aggregation must see at once.
  public enum Block: Sendable, Hashable {
    /// All sides at one date.
    case date
  }

  /// The number of sides.
  public let sides: Int
  /// The numbers of the dates, the earliest first; those of one day in the order of their numbers.
  public let timeOrder: [Int]
  /// The number of the first date that is there only to be learned from: such dates follow those that are scored.
  public let firstSampleDate: Int
  /// The number of each date's day; empty where each is a day of its own.
  let days: [Int]
  /// Whether dates can be told apart: whether the data have any.
  public let isDated: Bool

  /// Creates the layout of `sides` at as many dates as `timeOrder` has, in which the dates follow each other.
  ///
  /// - Parameters:
  ///   - firstSampleDate: the number of the first date that is only learned from; without it there is none.
  ///   - days: the number of each date's day, where some are of one day.
  public init(
    sides: Int, timeOrder: [Int], firstSampleDate: Int? = nil, days: [Int] = [], isDated: Bool = true
  ) {
    precondition(sides > 0, "a layout without sides")
    precondition(days.isEmpty || days.count == timeOrder.count, "days of another number of dates")
    (self.sides, self.timeOrder, self.days, self.isDated) = (sides, timeOrder, days, isDated)
    self.firstSampleDate = firstSampleDate ?? timeOrder.count
  }

  /// The layout of `sides` at `dates` dates, the first of which is the earliest.
  public init(sides: Int, dates: Int) { self.init(sides: sides, timeOrder: Array(0..<dates)) }

  /// Whether `date` is of a later day than `other`.
  func startsLater(_ date: Int, than other: Int) -> Bool {
    days.isEmpty ? date != other : days[date] > days[other]
  }

  /// The number of rows.
  public var rowCount: Int { sides * timeOrder.count }

  /// The rows in blocks, by date in the order of the rows.
  public func rows(by block: Block) -> [[Int]] {
    switch block {
    case .date: timeOrder.indices.map { date in Array(date * sides..<(date + 1) * sides) }
    }
  }
}

extension Panel {
  /// The layout of its rows. Data without dates have one date.
  public var layout: RowLayout {
    // `sorted` is not stable, so the number decides between dates of one day.
    let order = dates.indices.sorted { a, b in
      guard let x = dates[a], let y = dates[b], x != y else { return a < b }
      return x < y
    }
    return RowLayout(
      sides: specification.sides.count, timeOrder: order, firstSampleDate: scoredDateCount,
      days: dates.map { $0.map { Int($0.number) } ?? 0 }, isDated: dates.allSatisfy { $0 != nil })
  }
}
