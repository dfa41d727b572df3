import Negotiation
import Testing

/// Nash, "The bargaining problem", Econometrica 18, 1950: Bill and Jack barter what they own.
@Suite struct Nash1950Tests {
  static let items: [(name: String, owner: Int, toBill: Double, toJack: Double)] = [
    ("book", 0, 2, 4), ("whip", 0, 2, 2), ("ball", 0, 2, 1), ("bat", 0, 2, 2), ("box", 0, 4, 1),
    ("pen", 1, 10, 1), ("toy", 1, 4, 1), ("knife", 1, 6, 2), ("hat", 1, 2, 2),
  ]

  static let problem: BargainingProblem = {
    let nothing = TradeExposure(exports: 0, valueAdded: 0, imports: 0, tariff: 0, baseTariff: 0)
    let terms = items.map { item in
      let toBill = item.owner == 0 ? -item.toBill : item.toBill
      let toJack = item.owner == 0 ? item.toJack : -item.toJack
      return ConcessionTerms(giver: item.owner, netValue: Pair(toBill, toJack))
    }
    let burden = TariffBurden(exposures: Pair(nothing, nothing))
    return BargainingProblem(utilities: PackageUtilities(terms, burden: burden).values)
  }()

  @Test func countsAndFrontier() {
    let problem = Self.problem
    #expect(problem.utilities.first.count == 512)
    #expect(problem.acceptable.count == 293)
    #expect(problem.hasZoneOfAgreement)
    let points = problem.paretoFrontier().map { problem[$0] }
    #expect(
      points == [
        Pair(2, 8), Pair(6, 7), Pair(8, 6), Pair(12, 5), Pair(14, 4), Pair(16, 2), Pair(18, 0),
      ])
  }

  @Test func solutions() {
    let problem = Self.problem
    #expect(problem[problem.nash()] == Pair(12, 5))
    #expect(problem[problem.kalaiSmorodinsky()] == Pair(12, 5))
    #expect(problem[problem.egalitarian()] == Pair(8, 6))
    #expect(problem[problem.generalisedNash(weights: Pair(0.3, 0.7))] == Pair(6, 7))
    #expect(problem[problem.generalisedNash(weights: Pair(0.7, 0.3))] == Pair(14, 4))
    #expect(problem[problem.generalisedNash(weights: Pair(1, 1))] == Pair(12, 5))
    // By hand from the frontier: the sums are 10, 13, 14, 17, 18, 18, 18; of the three with 18 the product is
    // largest at (14, 4).
    #expect(problem[problem.utilitarian()] == Pair(14, 4))
    #expect(problem[problem.best(for: 0)] == Pair(18, 0))
    #expect(problem[problem.best(for: 1)] == Pair(2, 8))
    #expect(problem.idealPoint == Pair(18, 8))
  }

  /// Nash's own solution: Bill gives book, whip, ball and bat, Jack gives pen, toy and knife.
  @Test func itemsThatChangeHands() {
    let names = Self.problem.nash().positions.map { Self.items[$0].name }
    #expect(names == ["book", "whip", "ball", "bat", "pen", "toy", "knife"])
  }

  @Test func throughTheModelFile() throws {
    var yaml = "conflict:\n  concessions:\n"
    for item in Self.items {
      let (giver, cost) = item.owner == 0 ? ("bill", item.toBill) : ("jack", item.toJack)
      let (taker, value) = item.owner == 0 ? ("jack", item.toJack) : ("bill", item.toBill)
      yaml +=
        "    - {id: \(item.name), giver: \(giver), value: {\(taker): \(value)}, cost: {\(giver): \(cost)}}\n"
    }
    let result = try incentive(
      of: conflict(yaml, sides: ["bill", "jack"]), hurting: .plain(0.5, 0.5))
    #expect(result.packages.nash.utilities == Pair(12, 5))
    #expect(result.packages.acceptable == 293)
    #expect(result.packages.frontier.map(\.utilities.first) == [2, 6, 8, 12, 14, 16, 18])
    #expect(result.sides.first.gain == 12)
    #expect(result.sides.first.burden == 0)
  }
}
