internal import CKernels

/// What a part of a run of a ``ScoreEnsemble`` came to. Parts merge, in any order, to the whole run bit for bit.
public struct EnsembleTally: Hashable, Codable, Sendable {
  /// A quantile that lies outside its bracket, by the numbers of the unit and of the probability.
  public struct MissedBracket: Hashable, Codable, Sendable {
    /// The unit.
    public let unit: Int
    /// The probability.
    public let probability: Int
  }

  /// The number of draws.
  public private(set) var draws = 0
  private var sums: [ExactSum]
  private var squares: [ExactSum]
  /// Per unit and probability the number of values below its bracket.
  private(set) var below: [Int]
  /// Per unit and probability the values inside its bracket.
  private(set) var inside: [[Double]]
  /// Per rank and unit how often the unit had the rank; empty where ranks are not counted.
  private var ranks: [Int]

  init(_ plan: EnsemblePlan) {
    sums = Array(repeating: ExactSum(), count: plan.units)
    squares = sums
    below = Array(repeating: 0, count: plan.units * plan.probabilities.count)
    inside = Array(repeating: [], count: below.count)
    ranks = plan.countsRanks ? Array(repeating: 0, count: plan.units * plan.units) : []
  }

  /// Adds the draws of another part of the same plan.
  public mutating func merge(_ other: EnsembleTally) {
    precondition(
      sums.count == other.sums.count && below.count == other.below.count && ranks.count == other.ranks.count,
      "parts of different plans")
    draws += other.draws
    for i in sums.indices {
      sums[i].add(other.sums[i])
      squares[i].add(other.squares[i])
    }
    for i in below.indices {
      below[i] += other.below[i]
      inside[i] += other.inside[i]
    }
    for i in ranks.indices { ranks[i] += other.ranks[i] }
  }

  /// Adds the sums of a block's deviations and of their squares.
  mutating func add(draws: Int, sums: [Double], squares: [Double]) {
    self.draws += draws
    for i in sums.indices {
      self.sums[i].add(sums[i])
      self.squares[i].add(squares[i])
    }
  }

  mutating func add(below counts: UnsafeBufferPointer<UInt64>, ranks counted: UnsafeBufferPointer<UInt32>) {
    for i in below.indices { below[i] += Int(counts[i]) }
    for i in ranks.indices { ranks[i] += Int(counted[i]) }
  }

  mutating func add(inside values: UnsafeBufferPointer<Double>, at index: Int) {
    inside[index].append(contentsOf: values)
  }

  /// The values of ranks, ascending from 0, among the draws of a unit; `nil` where one lies outside the bracket.
  func values(of unit: Int, _ probability: Int, ranks: [Int]) -> [Double]? {
    let index = unit * (below.count / sums.count) + probability
    let (below, values) = (below[index], inside[index])
    guard let first = ranks.first, let last = ranks.last, first >= below, last - below < values.count else {
      return nil
    }
    var result = Array(repeating: 0.0, count: ranks.count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count) { scratch in
      VectorKernels.table.order(
        values, values.count, ranks.map { $0 - below }, ranks.count, scratch.baseAddress, &result)
    }
    // −0 becomes 0: the two are equal, and which of them is selected must not show.
    return result.map { $0 + 0 }
  }

  /// A quantile of a unit's scores, of R's type 7; `nil` where its bracket missed it.
  func quantile(_ unit: Int, _ probability: Int, _ plan: EnsemblePlan) -> Double? {
    let brackets = plan.brackets[unit]
    let h = brackets.probabilities[probability] * Double(draws - 1)
    let rank = Int(h)
    guard let values = values(of: unit, probability, ranks: [rank, min(rank + 1, draws - 1)]) else {
      return nil
    }
    let (low, high) = (values[0], values[1])
    let part = h - Double(rank)
    return low == high || part == 0 ? low : low + part * (high - low)
  }

  func mean(_ unit: Int, _ plan: EnsemblePlan) -> Double {
    plan.reference[unit] + sums[unit].value / Double(draws)
  }

  func standardDeviation(_ unit: Int) -> Double {
    let (n, sum) = (Double(draws), sums[unit].value)
    return (max(0, squares[unit].value - sum * sum / n) / (n - 1)).squareRoot()
  }

  func count(unit: Int, rank: Int) -> Int { ranks[rank * sums.count + unit] }
}

extension EnsembleTally {
  private enum CodingKeys: CodingKey { case draws, sums, squares, below, inside, ranks }

  /// Writes the values in order, so that equal parts have equal bytes whoever computed them.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(draws, forKey: .draws)
    try container.encode(sums, forKey: .sums)
    try container.encode(squares, forKey: .squares)
    try container.encode(below, forKey: .below)
    try container.encode(inside.map { $0.sorted() }, forKey: .inside)
    try container.encode(ranks, forKey: .ranks)
  }
}
