import Negotiation
import Testing

@Suite struct IncentiveFormulaTests {
  /// METHODS section 6: N(G=.6, A=.4) = .6, and I with p = .5 is .55.
  @Test func motivationAndIncentive() {
    let motivation = Motivation.value(gain: 0.6, holdingOut: 0.4)
    #expect(motivation == 0.6)
    #expect(isClose(Motivation.incentive(motivation: motivation, optimism: 0.5), 0.55, 1e-15))
    #expect(Motivation.value(gain: 0, holdingOut: 0.4) == 0)
    #expect(Motivation.value(gain: 0, holdingOut: 0) == 0)
    #expect(Motivation.value(gain: 0.1, holdingOut: 0) == 1)
    #expect(Motivation.value(gain: 0.1, holdingOut: -0.05) == 1)
  }

  /// METHODS section 6: prior (1, 1), a cooperative act aged 60 days and a hostile one of today: 1.5/3.5.
  @Test func reciprocity() {
    let old = Reciprocity.decayed(weight: 1, age: 60, halfLife: 60)
    #expect(old == 0.5)
    let belief = Reciprocity.belief(
      prior: BetaBelief(alpha: 1, beta: 1), channel: 0, cooperative: [old], hostile: [1])
    #expect(belief == BetaBelief(alpha: 1.5, beta: 2))
    #expect(isClose(belief.mean, 1.5 / 3.5, 1e-15))
    #expect(isClose(belief.odds, belief.mean / (1 - belief.mean)))
    let withEnvoy = Reciprocity.belief(
      prior: BetaBelief(alpha: 1, beta: 1), channel: 1, cooperative: [old], hostile: [1])
    #expect(withEnvoy.alpha == 2.5 && withEnvoy.beta == 2)
  }

  /// Beta(1, 1) is uniform, and Beta(2, 1) has the distribution function x².
  @Test func bandOfTheBelief() {
    let uniform = BetaBelief(alpha: 1, beta: 1).band()
    #expect(isClose(uniform.lowerBound, 0.05) && isClose(uniform.upperBound, 0.95))
    let square = BetaBelief(alpha: 2, beta: 1).band()
    #expect(isClose(square.lowerBound, 0.05.squareRoot()) && isClose(square.upperBound, 0.95.squareRoot()))
    let half = BetaBelief(alpha: 1, beta: 1).band(probability: 0.5)
    #expect(isClose(half.lowerBound, 0.25) && isClose(half.upperBound, 0.75))
    // However little or much it rests on, there is a band.
    #expect(BetaBelief(alpha: 1e-300, beta: 1e6).band().upperBound >= 0)
    #expect(BetaBelief(alpha: 1e6, beta: 1e-300).band().lowerBound <= 1)
  }

  @Test func holdingOut() {
    let terms = HoldingOut(resolve: 2, scale: 0.5, gestureRisk: 0.04, preconditionCost: 0.1)
    #expect(isClose(terms.value(hurting: 0.25), 0.75 + 0.04 + 0.1))
    #expect(isClose(terms.value(hurting: 1), 0.14))
  }

  /// With the break-even resolve in place of the stated one, I = ½.
  @Test func breakEvenResolve() throws {
    let belief = BetaBelief(alpha: 3, beta: 2)
    var terms = HoldingOut(resolve: 1, scale: 0.8, gestureRisk: 0.04, preconditionCost: 0.1)
    let resolve = BreakEvenResolve(gain: 0.7, belief: belief, hurting: 0.35, holdingOut: terms)
    terms.resolve = try #require(resolve.number)
    let motivation = Motivation.value(gain: 0.7, holdingOut: terms.value(hurting: 0.35))
    #expect(isClose(Motivation.incentive(motivation: motivation, optimism: belief.mean), 0.5))

    let exhausted = BreakEvenResolve(gain: 0.7, belief: belief, hurting: 1, holdingOut: terms)
    #expect(exhausted == .anyResolveHolds)
    #expect(exhausted.number == nil)
    let hopeless = BreakEvenResolve(gain: 0, belief: belief, hurting: 0.35, holdingOut: terms)
    #expect(try #require(hopeless.number) < 0)
  }

  /// With the equal resolve in place of the stated one, I is what it was to be; by hand: I = 0.45 and p = 0.6 need
  /// N = 0.3, so A = 0.7 · 0.7/0.3, and a = (A − 0.14)/(0.65 · 0.8).
  @Test func equalResolve() throws {
    var terms = HoldingOut(resolve: 1, scale: 0.8, gestureRisk: 0.04, preconditionCost: 0.1)
    func resolve(_ incentive: Double, gain: Double = 0.7, hurting: Double = 0.35) -> Double? {
      EqualResolve.value(
        incentive: incentive, gain: gain, optimism: 0.6, hurting: hurting, holdingOut: terms)
    }
    terms.resolve = try #require(resolve(0.45))
    #expect(isClose(terms.resolve, (0.7 * 0.7 / 0.3 - 0.14) / 0.52))
    let motivation = Motivation.value(gain: 0.7, holdingOut: terms.value(hurting: 0.35))
    #expect(isClose(Motivation.incentive(motivation: motivation, optimism: 0.6), 0.45))

    #expect(resolve(0.3) == nil, "N = 0 would take endless resolve")
    #expect(resolve(0.79) == nil, "N = 0.98 would take resolve below 0")
    #expect(resolve(0.9) == nil, "N is at most 1")
    #expect(resolve(0.45, hurting: 1) == nil && resolve(0.45, gain: 0) == nil)
  }

  @Test func ripeness() {
    #expect(isClose(Ripeness.joint(incentives: Pair(0.4, 0.9), hasZoneOfAgreement: true), 0.6))
    #expect(Ripeness.joint(incentives: Pair(0.4, 0.9), hasZoneOfAgreement: false) == 0)
    #expect(Ripeness.isRipe(incentives: Pair(0.51, 0.9), hasZoneOfAgreement: true))
    #expect(!Ripeness.isRipe(incentives: Pair(0.5, 0.9), hasZoneOfAgreement: true))
    #expect(!Ripeness.isRipe(incentives: Pair(0.6, 0.9), hasZoneOfAgreement: false))
  }

  @Test func driversOfOnePillarAreTheWholeDifference() {
    let terms = HoldingOut(resolve: 1, scale: 1, gestureRisk: 0, preconditionCost: 0)
    let state = HurtingState(
      hurting: 0.5, parts: [HurtingState.Part(pillar: "only", value: 0.3)], constant: 0.2)
    let drivers = Drivers(of: state, gain: 0.5, holdingOut: terms, optimism: 0.4)
    #expect(isClose(drivers.baselineMotivation, 0.5 / 1.3))
    #expect(isClose(drivers.baselineIncentive, (0.5 / 1.3 + 0.4) / 2))
    #expect(drivers.pillars.count == 1)
    #expect(isClose(drivers.pillars[0].motivation, 0.5 - 0.5 / 1.3))
    #expect(drivers.standardErrors == nil)
  }

  @Test func driversAreNothingWithoutAGain() {
    let terms = HoldingOut(resolve: 1, scale: 1, gestureRisk: 0, preconditionCost: 0)
    let parts = ["x", "y"].map { HurtingState.Part(pillar: $0, value: 0.25) }
    let drivers = Drivers(
      of: HurtingState(hurting: 0.5, parts: parts), gain: 0, holdingOut: terms, optimism: 0.4)
    #expect(drivers.baselineMotivation == 0 && drivers.baselineIncentive == 0.2)
    #expect(drivers.pillars.allSatisfy { $0.motivation == 0 && $0.incentive == 0 })
  }

  /// Where the parts exceed 1, the clipping is a line of its own, and the drivers still sum to N.
  @Test func clippedHurting() {
    let parts = [0.7, 0.6].enumerated().map { HurtingState.Part(pillar: "\($0.offset)", value: $0.element) }
    let state = HurtingState(hurting: 1, parts: parts)
    #expect(isClose(state.clipping, -0.3))
    let terms = HoldingOut(resolve: 1, scale: 1, gestureRisk: 0.1, preconditionCost: 0)
    let drivers = Drivers(of: state, gain: 0.5, holdingOut: terms, optimism: 0.4)
    let sum = drivers.pillars.reduce(drivers.baselineMotivation) { $0 + $1.motivation }
    #expect(isClose(sum, 0.5 / 0.6))
  }

  @Test func gesturesThatCostNothingComeFirst() {
    let nothing = TradeExposure(exports: 0, valueAdded: 0, imports: 0, tariff: 0, baseTariff: 0)
    let values: [(giver: Int, own: Double, other: Double)] = [
      (0, -0.1, 0.2), (1, 0, 0.1), (0, -0.1, 0.4), (1, 0.3, 0.5), (0, -1e-12, -0.2), (1, -0.2, 0.8),
    ]
    let terms = values.map { value in
      ConcessionTerms(
        giver: value.giver,
        netValue: value.giver == 0 ? Pair(value.own, value.other) : Pair(value.other, value.own))
    }
    let burden = TariffBurden(exposures: Pair(nothing, nothing))
    let ranked = PackageUtilities(terms, burden: burden).rankedGestures(givers: values.map(\.giver))
    // 3, 1 and 4 cost nothing: by value to the other side; 2 and 5 have ratio 4 and keep their order.
    #expect(ranked.map(\.concession) == [3, 1, 4, 2, 5, 0])
    #expect(ranked.map(\.ratio) == [nil, nil, nil, 4, 4, 2])
  }
}
