/// Shapley values: the share of each player in what all of them achieve together.
///
/// A player's value is the mean, over all orders in which the players could arrive, of what it adds on arrival:
/// φ_i = Σ_{S ∌ i} |S|! (P − |S| − 1)! / P! · (v(S ∪ i) − v(S)).
///
/// Sources: Shapley, A Value for n-Person Games, 1953; sampling in pairs of an order and its reverse: Mitchell et
/// al., Sampling Permutations for Shapley Value Estimation, JMLR 23, 2022.
public enum Shapley {
  /// The largest number of players whose coalitions are all evaluated.
  public static let exactLimit = 12

  /// The value of each player.
  public struct Attribution: Hashable, Sendable {
    /// One value per player; they sum to the value of all players less that of none, to rounding.
    public let values: [Double]
    /// The standard error of each value, or `nil` where the values are exact.
    public let standardErrors: [Double]?
  }

  /// The Shapley value of each of `players` players.
  ///
  /// Up to ``exactLimit`` players exactly, by one call for all 2^P coalitions; beyond that from `pairs` random
  /// orders and their reverses, in calls of about eight thousand coalitions or one pair of orders, whichever is
  /// more. Cost: the evaluation of 2^P or 2 · `pairs` · (P − 1) + 2 coalitions.
  ///
  /// - Parameters:
  ///   - players: the number of players; with none, `value` is not called.
  ///   - pairs: the number of pairs of orders to sample, at least 2.
  ///   - seed: the seed of the random orders.
  ///   - value: the values of coalitions, which are the rows of a matrix with a column per player: 1 for a member
  ///     and 0 for others. One finite number per row.
  public static func attribution<E: Error>(
    players: Int, pairs: Int = 2000, seed: UInt64 = 0, value: (Matrix) throws(E) -> [Double]
  ) throws(E) -> Attribution {
    precondition(players >= 0 && pairs >= 2, "at least no player and two pairs")
    if players == 0 { return Attribution(values: [], standardErrors: nil) }
    if players <= exactLimit { return try exact(players: players, value: value) }
    return try sampled(players: players, pairs: pairs, seed: seed, value: value)
  }

  /// By all coalitions: in row r are the players whose bits are set in r.
  static func exact<E: Error>(
    players: Int, value: (Matrix) throws(E) -> [Double]
  ) throws(E) -> Attribution {
    let count = 1 << players
    var members: [Double] = []
    members.reserveCapacity(count * players)
    for player in 0..<players {
      for coalition in 0..<count { members.append(Double(coalition >> player & 1)) }
    }
    let worth = try evaluate(Matrix(rows: count, columns: players, storage: members), value)

    // |S|! (P − |S| − 1)! / P! = 1 / (P · C(P − 1, |S|))
    var weights = [1 / Double(players)]
    for size in 1..<players { weights.append(weights[size - 1] * Double(size) / Double(players - size)) }
    let values = (0..<players).map { player in
      var sum = 0.0
      for coalition in 0..<count where coalition >> player & 1 == 0 {
        sum += weights[coalition.nonzeroBitCount] * (worth[coalition | 1 << player] - worth[coalition])
      }
      return sum
    }
    return Attribution(values: values, standardErrors: nil)
  }

  /// By random orders, each with its reverse: what the two miss in opposite directions cancels.
  ///
  /// The pairs are independent, so the standard error of their mean is theirs / √`pairs`.
  static func sampled<E: Error>(
    players: Int, pairs: Int, seed: UInt64, value: (Matrix) throws(E) -> [Double]
  ) throws(E) -> Attribution {
    let ends = try evaluate(Matrix(rows: [0.0, 1].map { Array(repeating: $0, count: players) }), value)
    let prefixes = players - 1
    let batch = max(1, 8192 / (2 * prefixes))
    var mean = Array(repeating: 0.0, count: players)
    var squares = mean
    for start in stride(from: 0, to: pairs, by: batch) {
      let orders = (start..<min(start + batch, pairs)).flatMap { pair in
        let order = RandomStream(seed: seed, stream: firstStream + UInt64(pair)).permutation(of: players)
        return [order, order.reversed()]
      }
      let worth = try evaluate(prefixCoalitions(of: orders, players: players), value)
      for pair in 0..<orders.count / 2 {
        var gains = Array(repeating: 0.0, count: players)
        for order in 2 * pair...2 * pair + 1 {
          var before = ends[0]
          for (position, player) in orders[order].enumerated() {
            let after = position < prefixes ? worth[order * prefixes + position] : ends[1]
            gains[player] += (after - before) / 2
            before = after
          }
        }
        // Welford's update of mean and sum of squares: the pairs themselves need not be kept.
        for player in 0..<players {
          let deviation = gains[player] - mean[player]
          mean[player] += deviation / Double(start + pair + 1)
          squares[player] += deviation * (gains[player] - mean[player])
        }
      }
    }
    let errors = squares.map { ($0 / Double(pairs - 1) / Double(pairs)).squareRoot() }
    return Attribution(values: mean, standardErrors: errors)
  }

  /// The coalitions of the first 1, …, P − 1 players of each order, order after order.
  private static func prefixCoalitions(of orders: [[Int]], players: Int) -> Matrix {
    let prefixes = players - 1
    let rows = orders.count * prefixes
    var members = Array(repeating: 0.0, count: rows * players)
    for (number, order) in orders.enumerated() {
      for (position, player) in order.enumerated() {
        let first = player * rows + number * prefixes
        for row in first + position..<first + prefixes { members[row] = 1 }
      }
    }
    return Matrix(rows: rows, columns: players, storage: members)
  }

  private static func evaluate<E: Error>(
    _ coalitions: Matrix, _ value: (Matrix) throws(E) -> [Double]
  ) throws(E) -> [Double] {
    let worth = try value(coalitions)
    precondition(worth.count == coalitions.rows, "one value per coalition")
    precondition(worth.allSatisfy(\.isFinite), "a coalition's value is not finite")
    return worth
  }

  /// The first of the random streams that Shapley sampling takes, far from those of other uses of a seed.
  private static let firstStream: UInt64 = 0x5368_6170_0000_0000
}
