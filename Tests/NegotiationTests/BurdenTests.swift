import Negotiation
import Testing

@Suite struct BurdenTests {
  /// METHODS section 6: dwl(2; ε=4) and b(e=.02, v=.5, T_j=2, m=.01, T_i=2, ε=4, ζ=.5).
  @Test func numbersOfTheMethodsPage() {
    #expect(rounds(DeadweightLoss.perUnit(priceRatio: 2, elasticity: 4), to: 0.2291667, digits: 7))
    // T = (1 + 1)/(1 + 0) on both sides; the other side's trade does not matter.
    let exposure = TradeExposure(exports: 0.02, valueAdded: 0.5, imports: 0.01, tariff: 1, baseTariff: 0)
    let burden = TariffBurden(exposures: Pair(exposure, exposure), elasticity: 4, redirection: 0.5)
    #expect(rounds(burden.burden(of: 0), to: 0.6979167, digits: 7))
    #expect(burden.burden(of: 0) == burden.burden(of: 1))
  }

  /// At ε = 1 the formula is `ln T − (T−1)/T`, and its neighbours differ from it by as little as they should.
  @Test(arguments: [0.5, 0.999, 1.0, 1.001, 1.5, 2, 10])
  func deadweightLossPassesSmoothlyThroughOne(_ ratio: Double) {
    func loss(_ elasticity: Double) -> Double {
      DeadweightLoss.perUnit(priceRatio: ratio, elasticity: elasticity)
    }
    let exact = logarithm(ratio) - (ratio - 1) / ratio
    #expect(abs(loss(1) - exact) <= 1e-15)
    // d dwl/dε at ε = 1 is −ln²T/2 + (T−1) ln T/T.
    let slope = -logarithm(ratio) * logarithm(ratio) / 2 + (ratio - 1) * logarithm(ratio) / ratio
    for step in [1e-4, 1e-7, 1e-9, 1e-12, 1e-15] {
      for sign in [-1.0, 1] {
        let expected = exact + sign * step * slope
        #expect(abs(loss(1 + sign * step) - expected) <= 10 * step * step + 2e-15, "ε = 1 + \(sign * step)")
      }
    }
  }

  @Test func deadweightLossIsThePlainFormulaAwayFromOne() {
    for elasticity in [0.3, 2, 4, 7.5] {
      for ratio in [0.8, 1.2, 2, 5.0] {
        let plain =
          (power(ratio, 1 - elasticity) - 1) / (1 - elasticity) - (ratio - 1) * power(ratio, -elasticity)
        #expect(abs(DeadweightLoss.perUnit(priceRatio: ratio, elasticity: elasticity) - plain) <= 4e-15)
      }
    }
    #expect(DeadweightLoss.perUnit(priceRatio: 1, elasticity: 4) == 0)
  }

  @Test func embargoLimits() {
    #expect(DeadweightLoss.embargoLimit(elasticity: 4) == 1.0 / 3)
    #expect(DeadweightLoss.embargoLimit(elasticity: 1) == nil)
    #expect(DeadweightLoss.embargoLimit(elasticity: 0.5) == nil)
    let nearly = DeadweightLoss.perUnit(priceRatio: 1e12, elasticity: 4)
    #expect(abs(nearly - 1.0 / 3) < 1e-12)

    var exposure = TradeExposure(exports: 0.02, valueAdded: 0.5, imports: 0.01, tariff: 0, baseTariff: 0)
    var burden = TariffBurden(exposures: Pair(exposure, exposure), elasticity: 1, redirection: 0.5)
    #expect(burden.embargoLimit(of: 0) == nil)
    exposure.imports = 0
    burden.exposures = Pair(exposure, exposure)
    #expect(burden.embargoLimit(of: 0) == 0.5)
  }

  @Test func tariffsBelowTheirBaseGiveANegativeBurden() {
    let exposure = TradeExposure(exports: 0.02, valueAdded: 1, imports: 0, tariff: 0, baseTariff: 0.2)
    let burden = TariffBurden(exposures: Pair(exposure, exposure))
    #expect(burden.burden(of: 0) < 0)
    #expect(burden.salesLost(by: 0) < 0)
  }

  @Test func theOtherSidesTariffHitsExportsAndTheOwnOneImports() {
    let calm = TradeExposure(exports: 0.02, valueAdded: 0.5, imports: 0.01, tariff: 0.1, baseTariff: 0.1)
    var levying = calm
    levying.tariff = 1.2
    let burden = TariffBurden(exposures: Pair(levying, calm), elasticity: 4, redirection: 0.25)
    // T = 2 for side 0 only: it loses dwl on imports, the other one loses sales.
    #expect(isClose(burden.burden(of: 0), 100 * 0.01 * (11.0 / 48)))
    #expect(isClose(burden.burden(of: 1), 100 * 0.02 * 0.5 * (15.0 / 16) * 0.75))
  }
}
