/// Which rows of a matrix of scores belong together: those of one date, and those of one side through time.
///
/// Rows are dates × sides, the sides of the first date first.
public struct RowLayout: Sendable, Hashable {
  /// Rows that an aggregation must see at once.
  public enum Block: Sendable, Hashable {
    /// All sides at one date.
    case date
    /// One side at all dates, the earliest first.
    case history
  }

  /// The number of sides.
  public let sides: Int
  /// The numbers of the dates, the earliest first; those of one day in the order of their numbers.
  public let timeOrder: [Int]

  /// Creates the layout of `sides` at as many dates as `timeOrder` has, in which the dates follow each other.
  public init(sides: Int, timeOrder: [Int]) {
    precondition(sides > 0, "a layout without sides")
    (self.sides, self.timeOrder) = (sides, timeOrder)
  }

  /// The layout of `sides` at `dates` dates, the first of which is the earliest.
  public init(sides: Int, dates: Int) { self.init(sides: sides, timeOrder: Array(0..<dates)) }

  /// The number of rows.
  public var rowCount: Int { sides * timeOrder.count }

  /// The rows in blocks: by date in the order of the rows, or by side with the dates in the order of time.
  public func rows(by block: Block) -> [[Int]] {
    switch block {
    case .date: timeOrder.indices.map { date in Array(date * sides..<(date + 1) * sides) }
    case .history: (0..<sides).map { side in timeOrder.map { $0 * sides + side } }
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
    return RowLayout(sides: specification.sides.count, timeOrder: order)
  }
}
