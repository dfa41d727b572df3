/// Exact quantiles of a stream of values in memory that hardly grows with it: values below a bracket are counted,
/// those inside are kept, and the quantile is selected among them.
///
/// Quantiles are those of R's type 7: with n values in order, x[h] + (h − ⌊h⌋)(x[⌊h⌋ + 1] − x[⌊h⌋]) at
/// h = p(n − 1). They are the same in whichever parts and order the values came. Values at a bracket's ends are
/// counted, and repeated values inside it kept once with their number, so discrete results take no room either.
public struct QuantileCounter: Hashable, Codable, Sendable {
  /// The brackets in use.
  public let brackets: QuantileBrackets
  /// The number of values.
  public private(set) var count = 0
  private var tallies: [Tally]

  /// Begins with no values.
  public init(brackets: QuantileBrackets) {
    self.brackets = brackets
    tallies = brackets.probabilities.map { _ in Tally() }
  }

  /// Adds a value.
  ///
  /// - Precondition: it is not NaN.
  public mutating func add(_ value: Double) { add(contentsOf: CollectionOfOne(value)) }

  /// Adds values. Cost: O(n) for each probability.
  ///
  /// - Precondition: none is NaN.
  public mutating func add(contentsOf values: some Collection<Double>) {
    precondition(!values.contains { $0.isNaN }, "not a number")
    count += values.count
    for i in tallies.indices {
      let (lower, upper) = (brackets.lower[i], brackets.upper[i])
      for value in values where value <= upper { tallies[i].add(value, lower, upper) }
    }
  }

  /// Adds the values of another part of the run.
  ///
  /// - Precondition: both have the same brackets.
  public mutating func merge(_ other: QuantileCounter) {
    precondition(brackets == other.brackets, "quantiles counted in different brackets")
    count += other.count
    for i in tallies.indices { tallies[i].merge(other.tallies[i]) }
  }

  /// The quantiles in the order of the probabilities; `nil` where the bracket missed, or there are no values.
  public var quantiles: [Double?] { brackets.probabilities.indices.map(quantile) }

  /// The probabilities, by number, whose brackets missed their quantiles: the run must be made again with
  /// ``QuantileBrackets/reopened(_:)`` for them.
  public var missed: [Int] {
    count == 0 ? [] : brackets.probabilities.indices.filter { quantile($0) == nil }
  }

  private func quantile(_ i: Int) -> Double? {
    guard count > 0 else { return nil }
    let h = brackets.probabilities[i] * Double(count - 1)
    let rank = Int(h)
    let values = tallies[i].values(
      at: rank, and: min(rank + 1, count - 1), in: brackets.lower[i], brackets.upper[i])
    guard let (below, above) = values else { return nil }
    let part = h - Double(rank)
    // Equal, or infinite, neighbours have nothing between them.
    return below == above || part == 0 ? below : below + part * (above - below)
  }
}

/// What was counted of one bracket.
private struct Tally: Hashable, Codable, Sendable {
  /// The number of values below the bracket, at its lower and at its upper end.
  var below = 0
  var atLower = 0
  var atUpper = 0
  /// The values strictly inside: distinct ones in order with their numbers, then those not yet counted so.
  var distinct: [Double] = []
  var counts: [Int] = []
  var recent: [Double] = []

  mutating func add(_ value: Double, _ lower: Double, _ upper: Double) {
    // −0 becomes 0: the two are equal, and which of them came first must not show.
    let value = value + 0
    if value < lower {
      below += 1
    } else if value == lower {
      atLower += 1
    } else if value == upper {
      atUpper += 1
    } else {
      recent.append(value)
      if recent.count >= max(4096, 2 * distinct.count) { settle() }
    }
  }

  mutating func merge(_ other: Tally) {
    below += other.below
    atLower += other.atLower
    atUpper += other.atUpper
    var other = other
    other.settle()
    settle()
    combine(other.distinct, other.counts)
  }

  /// Sorts the recent values in among the distinct ones.
  mutating func settle() {
    recent.sort()
    var (values, numbers): ([Double], [Int]) = ([], [])
    for value in recent {
      if value == values.last {
        numbers[numbers.count - 1] += 1
      } else {
        values.append(value)
        numbers.append(1)
      }
    }
    recent = []
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

  /// The values of two ranks, the second the first or the next; `nil` where one lies outside the bracket.
  func values(at first: Int, and second: Int, in lower: Double, _ upper: Double) -> (Double, Double)? {
    var settled = self
    settled.settle()
    func value(_ rank: Int) -> Double? {
      var rank = rank - below
      if rank < 0 { return nil }
      if rank < atLower { return lower }
      rank -= atLower
      for (value, count) in zip(settled.distinct, settled.counts) {
        if rank < count { return value }
        rank -= count
      }
      return rank < atUpper ? upper : nil
    }
    guard let low = value(first), let high = value(second) else { return nil }
    return (low, high)
  }
}
