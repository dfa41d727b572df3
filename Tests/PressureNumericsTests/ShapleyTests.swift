import Testing

@testable import PressureNumerics

@Suite struct ShapleyTests {
  /// A game's values of coalitions given as sets of players.
  private func game(_ worth: @escaping (Set<Int>) -> Double) -> (Matrix) -> [Double] {
    { coalitions in
      (0..<coalitions.rows).map { row in
        worth(Set((0..<coalitions.columns).filter { coalitions[row, $0] == 1 }))
      }
    }
  }

  private func randomGame(players: Int, seed: UInt64) -> [Double] {
    let stream = RandomStream(seed: seed, stream: 1)
    return (0..<1 << players).map { stream.uniform(at: UInt64($0)) * 10 - 3 }
  }

  private func code(_ coalition: Set<Int>) -> Int { coalition.reduce(0) { $0 | 1 << $1 } }

  private func permutations(_ items: [Int]) -> [[Int]] {
    if items.isEmpty { return [[]] }
    return items.flatMap { first in permutations(items.filter { $0 != first }).map { [first] + $0 } }
  }

  @Test func additiveGame() {
    let parts = [0.3, -1.2, 4, 0, 2.5]
    let shares = Shapley.attribution(players: 5, value: game { $0.reduce(10) { $0 + parts[$1] } })
    for (share, part) in zip(shares.values, parts) { #expect(abs(share - part) < 1e-14) }
    #expect(shares.standardErrors == nil)
  }

  /// One left glove and two right ones; only a pair is worth anything: 2/3, 1/6, 1/6.
  /// Osborne and Rubinstein, A Course in Game Theory, 1994, chapter 14.
  @Test func gloveGame() {
    let shares = Shapley.attribution(
      players: 3, value: game { $0.contains(0) && ($0.contains(1) || $0.contains(2)) ? 1 : 0 })
    for (share, expected) in zip(shares.values, [2.0 / 3, 1.0 / 6, 1.0 / 6]) {
      #expect(abs(share - expected) < 1e-15)
    }
  }

  /// Littlechild and Owen, A Simple Expression for the Shapley Value in a Special Case, 1973: each part of the
  /// runway is paid in equal shares by those who need it. Costs 8, 11, 13, 18: 2, 3, 4, 9.
  @Test func airportGame() {
    let costs = [8.0, 11, 13, 18]
    let shares = Shapley.attribution(players: 4, value: game { $0.map { costs[$0] }.max() ?? 0 })
    for (share, expected) in zip(shares.values, [2.0, 3, 4, 9]) { #expect(abs(share - expected) < 1e-14) }
  }

  @Test func exactIsTheMeanOverAllOrders() {
    for players in 1...6 {
      let worth = randomGame(players: players, seed: UInt64(players))
      let shares = Shapley.attribution(players: players, value: game { worth[self.code($0)] })
      var sums = Array(repeating: 0.0, count: players)
      let orders = permutations(Array(0..<players))
      for order in orders {
        var coalition = 0
        for player in order {
          sums[player] += worth[coalition | 1 << player] - worth[coalition]
          coalition |= 1 << player
        }
      }
      for player in 0..<players {
        #expect(abs(shares.values[player] - sums[player] / Double(orders.count)) < 1e-12)
      }
    }
  }

  /// The axioms, to rounding: shares sum to the whole, equals get equal shares, one who adds nothing gets nothing,
  /// and the shares of a sum of games are the sums of the shares.
  @Test func axioms() {
    for seed in UInt64(0)..<20 {
      let players = 3 + Int(seed % 6)
      let worth = randomGame(players: players, seed: seed)
      let other = randomGame(players: players, seed: seed + 1000)
      let shares = Shapley.attribution(players: players, value: game { worth[self.code($0)] }).values
      #expect(abs(shares.reduce(0, +) - (worth[worth.count - 1] - worth[0])) < 1e-12)

      let ofOther = Shapley.attribution(players: players, value: game { other[self.code($0)] }).values
      let ofSum = Shapley.attribution(
        players: players, value: game { worth[self.code($0)] + other[self.code($0)] }
      ).values
      for player in 0..<players { #expect(abs(ofSum[player] - shares[player] - ofOther[player]) < 1e-12) }

      let withoutLast = game { worth[self.code($0.subtracting([players - 1]))] }
      #expect(abs(Shapley.attribution(players: players, value: withoutLast).values[players - 1]) < 1e-12)

      // The last two in each other's place: worth depends on how many of them are there.
      let symmetric = game { coalition in
        let pair: Set = [players - 1, players - 2]
        return worth[self.code(coalition.subtracting(pair))] * Double(coalition.intersection(pair).count)
      }
      let equals = Shapley.attribution(players: players, value: symmetric).values
      #expect(abs(equals[players - 1] - equals[players - 2]) < 1e-12)
    }
  }

  /// Of a part for each player and one for each neighbouring pair a player gets its own and half of its pairs'.
  @Test func samplingAgreesWithTheExactShares() throws {
    let players = 14
    let stream = RandomStream(seed: 9, stream: 2)
    let own = (0..<players).map { stream.uniform(at: UInt64($0)) }
    let shared = (0..<players - 1).map { stream.uniform(at: UInt64(100 + $0)) * 4 - 2 }
    let triple = 3.0  // earned by players 0, 5 and 9 together, a third each
    let worth = game { coalition in
      var sum = coalition.map { own[$0] }.reduce(0, +)
      for first in 0..<players - 1 where coalition.isSuperset(of: [first, first + 1]) { sum += shared[first] }
      return sum + (coalition.isSuperset(of: [0, 5, 9]) ? triple : 0)
    }
    let shares = Shapley.attribution(players: players, pairs: 400, seed: 1, value: worth)
    let errors = try #require(shares.standardErrors)
    for player in 0..<players {
      let pairs = (player > 0 ? shared[player - 1] : 0) + (player < players - 1 ? shared[player] : 0)
      let exact = own[player] + pairs / 2 + ([0, 5, 9].contains(player) ? triple / 3 : 0)
      // An order and its reverse share a pair's part exactly: no error is left but rounding.
      #expect(abs(shares.values[player] - exact) < 5 * errors[player] + 1e-12, "player \(player)")
    }
    #expect(errors[5] > 0.01 && errors[3] < 1e-12)
    let whole = worth(Matrix(repeating: 1, rows: 1, columns: players))[0]
    #expect(abs(shares.values.reduce(0, +) - whole) < 1e-11)
  }

  /// Over repeated runs the squared errors in units of the standard error average 1, and the shares are unbiased.
  @Test func standardErrorsAreHonest() throws {
    let players = 6
    let worth = randomGame(players: players, seed: 77)
    let value = game { worth[self.code($0)] }
    let exact = Shapley.exact(players: players, value: value).values
    var ratios: [Double] = []
    for seed in UInt64(0)..<200 {
      let run = Shapley.sampled(players: players, pairs: 30, seed: seed, value: value)
      let errors = try #require(run.standardErrors)
      for player in 0..<players {
        ratios.append((run.values[player] - exact[player]) / errors[player])
      }
    }
    // Student's t with 29 degrees of freedom has the variance 29/27; runs of 200 leave about 5 % of noise.
    #expect(abs(Statistics.mean(ratios)) < 0.15)
    #expect(abs(Statistics.mean(ratios.map { $0 * $0 }) - 29.0 / 27) < 0.2)
  }

  @Test func equalSeedsGiveEqualShares() {
    let worth = randomGame(players: 8, seed: 4)
    func run(_ seed: UInt64) -> Shapley.Attribution {
      Shapley.sampled(players: 8, pairs: 10, seed: seed, value: game { worth[self.code($0)] })
    }
    #expect(run(0) == run(0))
    #expect(run(0) != run(1))
  }

  @Test func callsAreBounded() {
    var largest = 0
    var coalitions = 0
    let shares = Shapley.attribution(players: 40) { matrix in
      largest = max(largest, matrix.rows)
      coalitions += matrix.rows
      return (0..<matrix.rows).map { matrix.row($0).reduce(0, +) }
    }
    #expect(largest <= 8192)
    #expect(coalitions == 2000 * 2 * 39 + 2)
    #expect(shares.values.allSatisfy { $0 == 1 })
  }

  @Test func noPlayers() {
    let shares = Shapley.attribution(players: 0) { _ in
      Issue.record("called")
      return []
    }
    #expect(shares == Shapley.Attribution(values: [], standardErrors: nil))
  }

  @Test func errorsPassThrough() {
    struct Refusal: Error, Equatable {}
    #expect(throws: Refusal()) {
      try Shapley.attribution(players: 3) { (_: Matrix) throws(Refusal) -> [Double] in throw Refusal() }
    }
  }
}
