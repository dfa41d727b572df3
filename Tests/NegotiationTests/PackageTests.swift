import Testing

@testable import Negotiation

@Suite struct PackageTests {
  @Test func positionsAndCount() {
    let package = Package([0, 3, 19])
    #expect(package.count == 3)
    #expect(package.positions == [0, 3, 19])
    #expect(package.contains(3) && !package.contains(4))
    #expect(Package.none.positions == [])
  }

  @Test func fewerConcessionsThenTheFilesOrder() {
    #expect(Package([5]).precedes(Package([0, 1])))
    #expect(Package([0, 3]).precedes(Package([1, 2])))
    #expect(!Package([1, 2]).precedes(Package([0, 3])))
    #expect(Package([0, 1]).precedes(Package([0, 2])))
    #expect(!Package([0, 1]).precedes(Package([0, 1])))
  }

  @Test func theStatusQuoIsWorthNothing() {
    let exposure = TradeExposure(exports: 0.03, valueAdded: 0.7, imports: 0.02, tariff: 0.6, baseTariff: 0.1)
    let burden = TariffBurden(exposures: Pair(exposure, exposure))
    let none = PackageUtilities([], burden: burden)
    #expect(none.values == Pair([0], [0]))
    let terms = ConcessionTerms(giver: 0, tariffChange: -0.6, netValue: Pair(0.1, -0.2))
    #expect(PackageUtilities([terms], burden: burden)[.none] == Pair(0, 0))
  }

  @Test func aTariffThatFallsBelowZeroByAsGoodAsNothingIsZero() {
    let exposure = TradeExposure(exports: 0.03, valueAdded: 0.7, imports: 0.02, tariff: 0.3, baseTariff: 0)
    let burden = TariffBurden(exposures: Pair(exposure, exposure))
    let terms = [-0.1, -0.2 - 5e-10].map { ConcessionTerms(giver: 0, tariffChange: $0, netValue: Pair(0, 0)) }
    let utilities = PackageUtilities(terms, burden: burden)
    let whole = burden.burden(of: 1) - burden.burden(of: 1, tariffs: Pair(0, 0.3))
    #expect(utilities[Package([0, 1])].second == whole)
  }

  @Test func evaluatingAgainGivesTheSameAsAnew() {
    let exposure = TradeExposure(exports: 0.03, valueAdded: 0.7, imports: 0.02, tariff: 0.6, baseTariff: 0.1)
    var burden = TariffBurden(exposures: Pair(exposure, exposure))
    let terms = (0..<6).map { m in
      ConcessionTerms(
        giver: m % 2, tariffChange: m % 3 == 0 ? -0.1 : 0, netValue: Pair(0.1 * Double(m), -0.05))
    }
    var reused = PackageUtilities(terms, burden: burden)
    burden.elasticity = 2.5
    reused.evaluate(Array(terms.prefix(4)), burden: burden)
    #expect(reused.values == PackageUtilities(Array(terms.prefix(4)), burden: burden).values)
    #expect(reused.values.first.count == 16)
  }

  @Test func pairs() {
    var pair = Pair(1, 2)
    #expect(pair[0] == 1 && pair[1] == 2 && pair[other: 0] == 2 && pair[other: 1] == 1)
    pair[1] = 5
    #expect(pair == Pair(1, 5) && pair.swapped == Pair(5, 1))
    #expect(pair.map { $0 + 1 } == Pair(2, 6))
    #expect(Pair { $0 * 10 } == Pair(0, 10))
  }
}
