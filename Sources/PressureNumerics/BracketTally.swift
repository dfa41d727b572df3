internal import CKernels

/// What was counted of one bracket of a quantile: how many values lie below it and at its ends, and those inside.
///
/// Values inside are kept as they came. Where many of them are the same, as in discrete results, they are kept once
/// with their number, so that these take no room either. What was counted is the same in whichever parts and order
/// the values came.
struct BracketTally: Sendable {
  /// The number of values below the bracket, at its lower end and, unless that is the lower one, at its upper end.
  private(set) var below = 0
  private(set) var atLower = 0
  private(set) var atUpper = 0
  /// The values strictly inside: distinct ones in order with their numbers, then those not yet counted so.
  private var distinct: [Double] = []
  private var counts: [Int] = []
  private var recent = ValuePieces()
  /// The number of recent values at which to look for repeated ones.
  private var limit = 1 << 14

  /// Begins with no values.
  init() {}

  /// Counts values below the bracket and at its ends.
  mutating func count(below: Int = 0, atLower: Int = 0, atUpper: Int = 0) {
    self.below += below
    self.atLower += atLower
    self.atUpper += atUpper
  }

  /// Adds values strictly inside the bracket.
  mutating func add(inside values: ValuePieces.Piece) {
    recent.append(values)
    if recent.count >= limit { look() }
  }

  /// Adds what another part of the run counted.
  mutating func merge(_ other: BracketTally) {
    count(below: other.below, atLower: other.atLower, atUpper: other.atUpper)
    if other.distinct.isEmpty {
      recent.append(other.recent)
    } else {
      settle()
      combine(other.distinct, other.counts)
      recent = other.recent
    }
    if recent.count >= limit { look() }
  }

  /// Settles where a sample has repeated values, and else waits for twice as many.
  private mutating func look() {
    let step = recent.count / 64
    let sample = recent.sample(every: step)
    if Set(sample).count < sample.count || !distinct.isEmpty {
      settle()
      limit = max(1 << 14, 2 * distinct.count)
    } else {
      limit = 2 * recent.count
    }
  }

  /// Sorts the recent values in among the distinct ones.
  private mutating func settle() {
    var (values, numbers): ([Double], [Int]) = ([], [])
    for value in recent.all.sorted() {
      if value == values.last {
        numbers[numbers.count - 1] += 1
      } else {
        // −0 becomes 0: the two are equal, and which of them came first must not show.
        values.append(value + 0)
        numbers.append(1)
      }
    }
    recent = ValuePieces()
    combine(values, numbers)
  }

  private mutating func combine(_ values: [Double], _ numbers: [Int]) {
    var (merged, mergedCounts): ([Double], [Int]) = ([], [])
    merged.reserveCapacity(distinct.count + values.count)
    mergedCounts.reserveCapacity(distinct.count + values.count)
    var (i, j) = (0, 0)
    while i < distinct.count || j < values.count {
      let takesFirst = j == values.count || (i < distinct.count && distinct[i] <= values[j])
      let takesSecond = i == distinct.count || (j < values.count && values[j] <= distinct[i])
      merged.append(takesFirst ? distinct[i] : values[j])
      mergedCounts.append((takesFirst ? counts[i] : 0) + (takesSecond ? numbers[j] : 0))
      if takesFirst { i += 1 }
      if takesSecond { j += 1 }
    }
    (distinct, counts) = (merged, mergedCounts)
  }

  private var settled: BracketTally {
    var result = self
    result.settle()
    return result
  }

  /// The number of values strictly inside.
  private var inside: Int { recent.count + counts.reduce(0, +) }

  /// The values of `ranks`, ascending from 0, among all values; `nil` where one lies outside the bracket.
  ///
  /// Cost: O(n) for n values inside.
  func values(atRanks ranks: [Int], lower: Double, upper: Double) -> [Double]? {
    let first = below + atLower
    let last = first + inside
    guard let least = ranks.first, let greatest = ranks.last, least >= below, greatest < last + atUpper else {
      return nil
    }
    let wanted = ranks.filter { $0 >= first && $0 < last }.map { $0 - first }
    let found = wanted.isEmpty ? [] : select(wanted)
    let before = ranks.count { $0 < first }
    // −0 becomes 0, as above.
    return ranks.indices.map { i in
      (i < before ? lower : i < before + found.count ? found[i - before] : upper) + 0
    }
  }

  private func select(_ ranks: [Int]) -> [Double] {
    if distinct.isEmpty {
      var result = Array(repeating: 0.0, count: ranks.count)
      let count = recent.count
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) {
        guard let values = $0.baseAddress else { return }
        recent.copy(to: values)
        VectorKernels.table.order(values, count, ranks, ranks.count, values + count, &result)
      }
      return result
    }
    let settled = settled
    var (position, passed) = (0, 0)
    return ranks.map { rank in
      while passed + settled.counts[position] <= rank {
        passed += settled.counts[position]
        position += 1
      }
      return settled.distinct[position]
    }
  }
}

/// Equal where the same values were counted, and written alike, in order.
extension BracketTally: Hashable, Codable {
  private enum CodingKeys: CodingKey { case below, atLower, atUpper, values, counts }

  /// Whether the same was counted.
  static func == (a: BracketTally, b: BracketTally) -> Bool {
    if (a.below, a.atLower, a.atUpper) != (b.below, b.atLower, b.atUpper) { return false }
    let (a, b) = (a.settled, b.settled)
    return a.distinct == b.distinct && a.counts == b.counts
  }

  /// Hashes what was counted.
  func hash(into hasher: inout Hasher) {
    hasher.combine([below, atLower, atUpper])
    hasher.combine(settled.distinct)
  }

  /// Reads what ``encode(to:)`` wrote.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    below = try container.decode(Int.self, forKey: .below)
    atLower = try container.decode(Int.self, forKey: .atLower)
    atUpper = try container.decode(Int.self, forKey: .atUpper)
    let values = try container.decode([Double].self, forKey: .values)
    guard let numbers = try container.decodeIfPresent([Int].self, forKey: .counts) else {
      recent = ValuePieces(values)
      return
    }
    guard numbers.count == values.count, numbers.allSatisfy({ $0 > 0 }),
      zip(values, values.dropFirst()).allSatisfy(<)
    else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "these are no counts of values in order"))
    }
    (distinct, counts) = (values, numbers)
  }

  /// Writes the values inside in order, with their numbers where some are repeated.
  func encode(to encoder: any Encoder) throws {
    let settled = settled
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(below, forKey: .below)
    try container.encode(atLower, forKey: .atLower)
    try container.encode(atUpper, forKey: .atUpper)
    try container.encode(settled.distinct, forKey: .values)
    if settled.counts.contains(where: { $0 > 1 }) { try container.encode(settled.counts, forKey: .counts) }
  }
}
