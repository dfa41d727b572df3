import Negotiation
import Testing

@Suite struct BargainingTests {
  /// A problem with the given packages after the status quo; there must be 2^n − 1 of them.
  private func problem(_ points: [(Double, Double)]) -> BargainingProblem {
    BargainingProblem(utilities: Pair([0] + points.map(\.0), [0] + points.map(\.1)))
  }

  // MARK: Numbers of the methods page

  @Test func rubinstein() {
    #expect(rounds(RubinsteinShares.firstProposer(discount: 0.9, other: 0.8), to: 0.7142857, digits: 7))
    #expect(isClose(RubinsteinShares.limit(rate: 0.05, other: 0.15), 0.75, 1e-15))
    // The limit is what the shares go to when proposals follow each other fast.
    let (own, other) = (1 - 0.05 * 1e-7, 1 - 0.15 * 1e-7)
    #expect(abs(RubinsteinShares.firstProposer(discount: own, other: other) - 0.75) < 1e-6)
  }

  @Test func leverageIsTheLimitOfRubinsteinsShares() {
    let shares = Leverage.shares(hurting: Pair(0.3, 0.8), sensitivity: 1.5)
    #expect(isClose(shares.first, RubinsteinShares.limit(rate: 1 + 1.5 * 0.3, other: 1 + 1.5 * 0.8), 1e-15))
    #expect(isClose(shares.first + shares.second, 1, 1e-15))
    #expect(shares.first > shares.second)  // the side that hurts less has more of it
    #expect(Leverage.shares(hurting: Pair(0.2, 0.9), sensitivity: 0) == Pair(0.5, 0.5))
  }

  /// Demands (10, 4) and (8, 5): each side's own best and the other's best, to that side.
  @Test func zeuthen() throws {
    let first = try #require(ZeuthenLimit.limit(ownBest: 10, othersBest: 4))
    let second = try #require(ZeuthenLimit.limit(ownBest: 8, othersBest: 5))
    #expect(isClose(first, 0.6, 1e-15) && isClose(second, 0.375, 1e-15))
    #expect(ZeuthenLimit.concedesNext(Pair(first, second)) == 1)
    #expect(ZeuthenLimit.concedesNext(Pair(second, first)) == 0)
    #expect(ZeuthenLimit.concedesNext(Pair(0.5, 0.5)) == nil)
    #expect(ZeuthenLimit.concedesNext(Pair(nil, 0.5)) == nil)
    #expect(ZeuthenLimit.limit(ownBest: 0, othersBest: 0) == nil)
    let limits = problem([(10, 5), (4, 8), (1, 1)]).zeuthenLimits()
    #expect(isClose(try #require(limits.first), 0.6))
    #expect(isClose(try #require(limits.second), 0.375))
  }

  // MARK: Zone of agreement

  @Test func noZoneWhereNothingIsWorthMoreThanNothingToBoth() {
    let none = problem([(1, 0), (0, 1), (2, -0.5)])
    #expect(!none.hasZoneOfAgreement)
    #expect(none.acceptable.count == 3)
    #expect(none.kalaiSmorodinsky() == Package([0]))
    let rounding = problem([(1, 1e-10), (-1e-10, 1), (-1, -1)])
    #expect(!rounding.hasZoneOfAgreement)
    #expect(rounding.acceptable.count == 3)  // 1e-10 below 0 is 0
    #expect(problem([(1, 2e-9), (0, 0), (0, 0)]).hasZoneOfAgreement)
  }

  @Test func onlyTheStatusQuo() {
    let alone = problem([])
    #expect(alone.nash() == .none && alone.egalitarian() == .none && alone.kalaiSmorodinsky() == .none)
    #expect(alone.paretoFrontier() == [.none])
    #expect(alone.zeuthenLimits() == Pair(nil, nil))
  }

  // MARK: Ties

  @Test func tiesGoToTheLargerProductThenSumThenMinimum() {
    // Egalitarian: minimum 1 everywhere; the product decides.
    #expect(problem([(1, 2), (1, 3), (1, 1)]).egalitarian() == Package(mask: 2))
    // Nash: product 4 twice; the sum decides.
    #expect(problem([(2, 2), (1, 4), (0, 9)]).nash() == Package(mask: 2))
    // Utilitarian: sum 3 everywhere, and no product above 0: nothing but the order is left.
    #expect(problem([(3, 0), (0, 3), (0, 0)]).utilitarian() == Package(mask: 1))
    // The same worth: fewer concessions, then the earlier one.
    #expect(problem([(0, 0), (1, 1), (1, 1)]).nash() == Package(mask: 2))
    #expect(problem([(1, 1), (1, 1), (1, 1)]).nash() == Package(mask: 1))
  }

  @Test func differencesWithinTheToleranceAreNone() {
    // 5e-10 more of a product is no more; the sum then decides.
    #expect(problem([(2, 2), (1, 4 - 1e-9), (0, 0)]).nash() == Package(mask: 2))
    #expect(problem([(2, 2), (1, 4 - 1e-7), (0, 0)]).nash() == Package(mask: 1))
    // Rounding around 0 makes no product: fewer concessions win, not 1e-17 · 0.5.
    #expect(problem([(0.5, 0), (0.5, 0), (0.5, 1e-17)]).nash() == Package(mask: 1))
  }

  // MARK: Frontier

  @Test func frontierLeavesOutWhatIsDominatedWithinTheTolerance() {
    let points = problem([(1, 3), (1 - 5e-10, 2), (3, 1), (2, 2), (2, 2), (2, 2 - 5e-10), (4, -1)])
    #expect(points.paretoFrontier() == [Package(mask: 1), Package(mask: 4), Package(mask: 3)])
  }

  @Test func frontierTreatsDifferencesWithinTheToleranceAsNone() {
    // Better for one side, and worse for the other by nothing: it dominates.
    #expect(problem([(2, 1), (1, 1 + 5e-10), (0, 0)]).paretoFrontier() == [Package(mask: 1)])
    // Better by nothing and worse by nothing: the same, and the one with fewer concessions stands for both.
    #expect(problem([(1, 2), (-1, -1), (1 + 5e-10, 2 - 5e-10)]).paretoFrontier() == [Package(mask: 1)])
    #expect(problem([(1, 2), (-1, -1), (1 - 5e-10, 2 + 5e-10)]).paretoFrontier() == [Package(mask: 1)])
  }

  @Test func frontierOfOnePoint() {
    #expect(problem([(5, 5), (4, 5), (5, 4)]).paretoFrontier() == [Package(mask: 1)])
  }
}
