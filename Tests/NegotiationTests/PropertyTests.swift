import Negotiation
import PressureIndex
import PressureSyntax
import Testing

/// The properties that the methods page lists, on seeded random conflicts.
@Suite struct PropertyTests {
  static let seeds = Array(UInt64(101)...160)

  /// The same model with its sides in the other order: every number is the same, to the last bit.
  @Test(arguments: seeds, [false, true]) func swappingTheSides(_ seed: UInt64, _ isCoarse: Bool) throws {
    let random = RandomConflict(seed: seed, isCoarse: isCoarse)
    let result = try random.incentive()
    let swapped = try incentive(
      of: conflict(random.yaml, sides: ["b", "a"]), asOf: RandomConflict.asOf, hurting: random.hurting.swapped
    )

    #expect(swapped.sides == result.sides.swapped)
    #expect(swapped.ripeness == result.ripeness)
    #expect(swapped.isRipe == result.isRipe)
    #expect(swapped.hasZoneOfAgreement == result.hasZoneOfAgreement)
    #expect(swapped.mutualHurting == result.mutualHurting)
    #expect(swapped.asymmetry == -result.asymmetry)
    #expect(swapped.concedesNext == result.concedesNext.map { 1 - $0 })
    #expect(
      swapped.gestures
        == result.gestures.map { gesture in
          var other = gesture
          other.giver = 1 - gesture.giver
          return other
        })

    func mirrored(_ package: AgreedPackage) -> AgreedPackage {
      AgreedPackage(concessions: package.concessions, utilities: package.utilities.swapped)
    }
    let (a, b) = (result.packages, swapped.packages)
    #expect(a.admissible == b.admissible && a.acceptable == b.acceptable)
    #expect(mirrored(a.nash) == b.nash)
    #expect(mirrored(a.generalisedNash) == b.generalisedNash)
    #expect(mirrored(a.kalaiSmorodinsky) == b.kalaiSmorodinsky)
    #expect(mirrored(a.egalitarian) == b.egalitarian)
    #expect(mirrored(a.utilitarian) == b.utilitarian)
    #expect(a.best.map(mirrored).swapped == b.best)
    #expect(a.frontier.map(mirrored).reversed() == b.frontier)
    #expect(result.inputs.quantities.swapped == swapped.inputs.quantities)
  }

  /// Ten times as much on e, m, v, k, κ, g and q leaves N, I, J and the packages as they are. Tolerance: the
  /// rounding of the scaled inputs, 1e-12.
  @Test(arguments: seeds) func homogeneity(_ seed: UInt64) throws {
    let random = RandomConflict(seed: seed, isCoarse: false)
    var scaled = random
    for i in 0...1 {
      scaled.exports[i] *= 10
      scaled.imports[i] *= 10
      scaled.gestureRisk[i] = random.gestureRisk[i].map { $0 * 10 }
      for m in scaled.concessions.indices {
        scaled.concessions[m].value[i] *= 10
        scaled.concessions[m].cost[i] *= 10
      }
    }
    scaled.scale *= 10
    let (a, b) = (try random.incentive(), try scaled.incentive())
    for i in 0...1 {
      #expect(isClose(a.sides[i].motivation, b.sides[i].motivation))
      #expect(isClose(a.sides[i].incentive, b.sides[i].incentive))
      #expect(isClose(a.sides[i].gain * 10, b.sides[i].gain))
      #expect(isClose(a.sides[i].holdingOut * 10, b.sides[i].holdingOut))
    }
    #expect(isClose(a.ripeness, b.ripeness))
    #expect(a.packages.nash.concessions == b.packages.nash.concessions)
    #expect(a.packages.frontier.map(\.concessions) == b.packages.frontier.map(\.concessions))
  }

  @Test(arguments: seeds) func motivationRisesWithHurting(_ seed: UInt64) throws {
    let random = RandomConflict(seed: seed, isCoarse: false)
    let conflict = try random.conflict()
    var before = -1.0
    for step in 0...10 {
      let hurting = Pair<HurtingState>.plain(Double(step) / 10, 0.5)
      let result = try incentive(of: conflict, asOf: RandomConflict.asOf, hurting: hurting)
      let motivation = result.sides.first.motivation
      #expect(motivation >= before)
      if result.hasZoneOfAgreement, random.resolve[0] > 0 { #expect(motivation > before) }
      before = motivation
    }
  }

  /// I > ½ exactly where opening pays in expectation: p G > (1 − p) A.
  @Test(arguments: seeds) func incentiveAboveOneHalf(_ seed: UInt64) throws {
    let result = try RandomConflict(seed: seed, isCoarse: false).incentive()
    for side in [result.sides.first, result.sides.second] {
      let opens = side.optimism * side.gain > (1 - side.optimism) * side.holdingOut
      #expect((side.incentive > 0.5) == opens)
      #expect((side.optimism > side.criticalReciprocity) == opens)
      if let resolve = side.breakEvenResolve.number {
        #expect((resolve > result.inputs.holdingOut[side == result.sides.first ? 0 : 1].resolve) == opens)
      }
    }
  }

  /// A side with its equal resolve has the other's incentive, to the last digits; and the order of the two tells on
  /// which side of it the stated resolve lies.
  @Test(arguments: seeds) func equalResolveMakesTheIncentivesEqual(_ seed: UInt64) throws {
    let result = try RandomConflict(seed: seed, isCoarse: false).incentive()
    for side in 0...1 {
      guard let resolve = result.sides[side].equalResolve else { continue }
      var inputs = result.inputs
      let isStronger = result.sides[side].incentive > result.sides[1 - side].incentive
      #expect((resolve > inputs.holdingOut[side].resolve) == isStronger)
      inputs.holdingOut[side].resolve = resolve
      let changed = try inputs.incentive(hurting: result.sides.map(\.hurting))
      #expect(abs(changed.sides.first.incentive - changed.sides.second.incentive) < 1e-12)
    }
  }

  @Test(arguments: seeds) func aRedLineNeverRaisesTheNashProduct(_ seed: UInt64) throws {
    let random = RandomConflict(seed: seed, isCoarse: true)
    func product(_ random: RandomConflict) throws -> Double {
      let worth = try random.incentive().packages.nash.utilities
      return max(worth.first, 0) * max(worth.second, 0)
    }
    let free = try product(random)
    for m in random.concessions.indices where !random.gestures.contains(m) {
      var restricted = random
      restricted.concessions[m].isRedLine = true
      #expect(try product(restricted) <= free + 1e-9)
    }
  }

  /// Tolerance: 1e-14, rounding of at most 32 terms below 1.
  @Test(arguments: seeds) func contributionsSumExactly(_ seed: UInt64) throws {
    let result = try RandomConflict(seed: seed, isCoarse: false).incentive()
    for side in [result.sides.first, result.sides.second] {
      let drivers = side.drivers
      let motivation = drivers.pillars.reduce(drivers.baselineMotivation) { $0 + $1.motivation }
      let incentive = drivers.pillars.reduce(drivers.baselineIncentive) { $0 + $1.incentive }
      #expect(abs(motivation - side.motivation) < 1e-14)
      #expect(abs(incentive - side.incentive) < 1e-14)
      let parts = side.hurting.parts.reduce(side.hurting.constant + side.hurting.clipping) { $0 + $1.value }
      #expect(abs(parts - side.hurting.hurting) < 1e-14)
    }
  }

  /// Beyond twelve pillars the drivers are sampled: they still sum to N, and say how sure they are.
  @Test func manyPillars() throws {
    let parts = (0..<15).map { HurtingState.Part(pillar: "p\($0)", value: 0.01 * Double($0 + 1)) }
    let terms = HoldingOut(resolve: 1, scale: 1, gestureRisk: 0.02, preconditionCost: 0)
    let hurting = parts.reduce(0) { $0 + $1.value }
    let drivers = Drivers(
      of: HurtingState(hurting: min(hurting, 1), parts: parts), gain: 0.6, holdingOut: terms, optimism: 0.5)
    let sum = drivers.pillars.reduce(drivers.baselineMotivation) { $0 + $1.motivation }
    #expect(abs(sum - 0.6 / 0.62) < 1e-12)
    #expect(drivers.standardErrors?.count == 15)
  }

  /// Acts that come later, and the order of the acts, never change an earlier answer.
  @Test(arguments: seeds) func nothingFromTheFuture(_ seed: UInt64) throws {
    let random = RandomConflict(seed: seed, isCoarse: false)
    let result = try random.incentive()
    var later = try random.conflict()
    later.acts?.append(
      Act(date: RandomConflict.asOf.adding(days: 1), actor: .both, kind: .hostile, weight: 100))
    let again = try incentive(of: later, asOf: RandomConflict.asOf, hurting: random.hurting)
    #expect(again.sides == result.sides)
    let counted = result.inputs.acts.first + result.inputs.acts.second
    #expect(counted.allSatisfy { $0.age >= 0 && $0.act.kind != .talks })
  }
}
