/// What a part of a run of draws came to: moments, what may be a quantile, and ranks, column by column. Parts merge, in
/// any order, to the whole run bit for bit.
public struct EnsembleTally: Hashable, Codable, Sendable {
  /// A quantile that lies outside its bracket, by the numbers of the column and of the probability.
  public struct MissedBracket: Error, Hashable, Codable, Sendable {
    /// The column.
    public let column: Int
    /// The probability.
    public let probability: Int

    /// Names a quantile.
    public init(column: Int, probability: Int) { (self.column, self.probability) = (column, probability) }
  }

  /// A quantile and those one standard error of its rank below and above, half of whose distance is its own error.
  public struct Quantile: Hashable, Sendable {
    /// The quantile, of R's type 7.
    public let value: Double
    /// Its Monte Carlo standard error.
    public let standardError: Double
  }

  /// The number of draws that count.
  public private(set) var draws = 0
  /// The sums of powers of the deviations, one list a power.
  private var powers: [[ExactSum]]
  /// Per column and probability.
  private var brackets: [BracketTally]
  /// Per rank and column how often the column had the rank; empty where ranks are not counted.
  private var ranks: [Int]
  private let ranked: Int

  init(_ plan: EnsemblePlan) {
    powers = Array(
      repeating: Array(repeating: ExactSum(), count: plan.columns), count: plan.hasFourthMoments ? 4 : 2)
    brackets = Array(repeating: BracketTally(), count: plan.columns * plan.probabilities.count)
    ranked = plan.ranked
    ranks = Array(repeating: 0, count: ranked * ranked)
  }

  /// Whether the tally may be one of the plan: whether it has its shape.
  public func fits(_ plan: EnsemblePlan) -> Bool {
    powers.count == (plan.hasFourthMoments ? 4 : 2) && powers.allSatisfy { $0.count == plan.columns }
      && brackets.count == plan.columns * plan.probabilities.count && ranked == plan.ranked
      && ranks.count == ranked * ranked
  }

  /// Adds the draws of another part of the same plan.
  public mutating func merge(_ other: EnsembleTally) {
    var other = other
    absorb(&other)
  }

  /// Adds the draws of another part of the same plan and empties it bracket by bracket, so that the values are not there
  /// twice.
  mutating func absorb(_ other: inout EnsembleTally) {
    precondition(
      powers.count == other.powers.count && brackets.count == other.brackets.count && ranked == other.ranked,
      "parts of different plans")
    draws += other.draws
    for power in powers.indices {
      for i in powers[power].indices { powers[power][i].add(other.powers[power][i]) }
    }
    for i in brackets.indices {
      brackets[i].merge(other.brackets[i])
      other.brackets[i] = BracketTally()
    }
    for i in ranks.indices { ranks[i] += other.ranks[i] }
  }

  /// Adds the sums of the powers of a block's deviations, `sum(power, column)`.
  mutating func add(draws: Int, sum: (Int, Int) -> Double) {
    self.draws += draws
    for power in powers.indices {
      for i in powers[power].indices { powers[power][i].add(sum(power, i)) }
    }
  }

  mutating func add(below counts: UnsafeBufferPointer<UInt64>, ranks counted: UnsafeBufferPointer<UInt32>) {
    for i in brackets.indices { brackets[i].count(below: Int(counts[i])) }
    for i in ranks.indices { ranks[i] += Int(counted[i]) }
  }

  mutating func add(inside values: ValuePieces.Piece, at index: Int) {
    brackets[index].add(inside: values)
  }

  mutating func add(atLower: Int, atUpper: Int, at index: Int) {
    brackets[index].count(atLower: atLower, atUpper: atUpper)
  }

  /// The values of ranks, ascending from 0, among the draws of a column; `nil` where one lies outside the bracket.
  func values(of column: Int, _ probability: Int, ranks: [Int], _ plan: EnsemblePlan) -> [Double]? {
    let bracket = plan.brackets[column]
    return brackets[column * plan.probabilities.count + probability].values(
      atRanks: ranks, lower: bracket.lower[probability], upper: bracket.upper[probability])
  }

  /// Quantiles of a column, of R's type 7, at several probabilities near that of one bracket: with n values in order
  /// x[h] + (h − ⌊h⌋)(x[⌊h⌋ + 1] − x[⌊h⌋]) at h = p(n − 1); `nil` where the bracket missed one, or nothing counts.
  private func quantiles(
    _ column: Int, _ probability: Int, at probabilities: [Double], _ plan: EnsemblePlan
  ) -> [Double]? {
    if draws == 0 { return nil }
    let positions = probabilities.map { $0 * Double(draws - 1) }
    let ranks = positions.flatMap { [Int($0), min(Int($0) + 1, draws - 1)] }
    let wanted = Set(ranks).sorted()
    guard let found = values(of: column, probability, ranks: wanted, plan) else { return nil }
    let known = Dictionary(uniqueKeysWithValues: zip(wanted, found))
    return positions.indices.map { i in
      guard let low = known[ranks[2 * i]], let high = known[ranks[2 * i + 1]] else {
        preconditionFailure("a rank was not looked for")
      }
      let part = positions[i] - Double(ranks[2 * i])
      return low == high || part == 0 ? low : low + part * (high - low)
    }
  }

  /// A quantile of a column; `nil` where its bracket missed it.
  func quantile(_ column: Int, _ probability: Int, _ plan: EnsemblePlan) -> Double? {
    quantiles(column, probability, at: [plan.probabilities[probability]], plan)?[0]
  }

  /// A quantile of a column with its error; `nil` where its bracket missed it, or nothing counts.
  public func quantileWithError(_ column: Int, _ probability: Int, _ plan: EnsemblePlan) -> Quantile? {
    let p = plan.probabilities[probability]
    let reach = (p * (1 - p) / Double(max(draws, 1))).squareRoot()
    let all = quantiles(column, probability, at: [p, max(0, p - reach), min(1, p + reach)], plan)
    return all.map { Quantile(value: $0[0], standardError: ($0[2] - $0[1]) / 2) }
  }

  /// The mean of a column; of no draws, not a number.
  public func mean(_ column: Int, _ plan: EnsemblePlan) -> Double {
    plan.reference[column] + powers[0][column].value / Double(draws)
  }

  /// The sample standard deviation of a column.
  public func standardDeviation(_ column: Int) -> Double {
    let (n, sum) = (Double(draws), powers[0][column].value)
    return (max(0, powers[1][column].value - sum * sum / n) / (n - 1)).squareRoot()
  }

  /// The Monte Carlo standard error of a column's standard deviation, √((μ₄ − σ⁴)/n) / 2σ by the fourth central moment
  /// μ₄; 0 for a column that does not vary.
  ///
  /// - Precondition: the plan has fourth moments.
  public func standardError(ofDeviation column: Int) -> Double {
    precondition(powers.count == 4, "fourth moments were not summed up")
    let n = Double(draws)
    let m = powers.map { $0[column].value / n }
    let square = m[0] * m[0]
    let variance = m[1] - square
    if variance <= 0 { return 0 }
    let fourth = m[3] - 4 * m[0] * m[2] + 6 * square * m[1] - 3 * square * square
    return (max(0, fourth - variance * variance) / n).squareRoot() / (2 * variance.squareRoot())
  }

  /// How often a column had a rank, the highest being 0.
  public func count(column: Int, rank: Int) -> Int { ranks[rank * ranked + column] }
}
