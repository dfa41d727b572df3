import Negotiation
import Testing

/// Seeded random conflicts against a plain loop over packages.
@Suite struct RandomConflictTests {
  static let seeds = Array(UInt64(1)...60)

  private func names(_ brute: BruteForce, _ package: Int) -> [String] {
    brute.packages[package].map { "c\($0)" }
  }

  @Test(arguments: seeds, [false, true]) func solutionsAndFrontier(_ seed: UInt64, _ isCoarse: Bool) throws {
    let random = RandomConflict(seed: seed, isCoarse: isCoarse)
    let brute = BruteForce(random)
    let packages = try random.incentive().packages
    #expect(packages.admissible == brute.packages.count)
    #expect(packages.acceptable == brute.acceptable.count)

    let top = [0, 1].map { i in max(0, brute.acceptable.map { brute.worth[$0][i] }.max()!) }
    let share = brute.leverage([random.hurting.first.hurting, random.hurting.second.hurting])
    func ratio(_ u: [Double], _ i: Int) -> Double { top[i] > 1e-9 ? u[i] / top[i] : 0 }
    let expected: [(AgreedPackage, Int)] = [
      (packages.nash, brute.best()),
      (packages.egalitarian, brute.best { $0.min()! }),
      (packages.utilitarian, brute.best { $0[0] + $0[1] }),
      (packages.kalaiSmorodinsky, brute.best { min(ratio($0, 0), ratio($0, 1)) }),
      (
        packages.generalisedNash,
        brute.best { u in u.min()! > 1e-9 ? power(u[0], share[0]) * power(u[1], share[1]) : 0 }
      ),
      (packages.best.first, brute.best { $0[0] }),
      (packages.best.second, brute.best { $0[1] }),
    ]
    for (number, (package, index)) in expected.enumerated() {
      #expect(package.concessions == names(brute, index), "solution \(number)")
      // Sums of about ten terms below 10 in another order: 1e-13.
      #expect(abs(package.utilities.first - brute.worth[index][0]) < 1e-13)
      #expect(abs(package.utilities.second - brute.worth[index][1]) < 1e-13)
    }
    #expect(packages.frontier.map(\.concessions) == brute.frontier().map { names(brute, $0) })
  }

  @Test(arguments: seeds) func incentivesAndDrivers(_ seed: UInt64) throws {
    let random = RandomConflict(seed: seed, isCoarse: seed % 2 == 0)
    let brute = BruteForce(random)
    let result = try random.incentive()
    var incentives: [Double] = []
    for i in 0...1 {
      let side = result.sides[i]
      let hurting = random.hurting[i].hurting
      let motivation = brute.motivation(of: i, hurting: hurting)
      #expect(isClose(side.burden, BruteForce.burden(of: i, random.tariff, random), 1e-11))
      #expect(isClose(side.holdingOut, brute.holdingOut(of: i, hurting: hurting)))
      #expect(abs(side.motivation - motivation) < 1e-12)
      #expect(isClose(side.optimism, brute.optimism(of: i)))
      #expect(abs(side.incentive - (motivation + brute.optimism(of: i)) / 2) < 1e-12)
      for (driver, value) in zip(side.drivers.pillars, brute.drivers(of: i)) {
        #expect(abs(driver.motivation - value) < 1e-12)
      }
      incentives.append(side.incentive)
    }
    let joint = result.hasZoneOfAgreement ? (incentives[0] * incentives[1]).squareRoot() : 0
    #expect(isClose(result.ripeness, joint))
  }

  /// The random conflicts are of every kind, so that the tests above test something.
  @Test func kindsOfConflictCovered() throws {
    let all = try Self.seeds.map { try RandomConflict(seed: $0, isCoarse: true).incentive() }
    #expect(all.contains { $0.hasZoneOfAgreement } && all.contains { !$0.hasZoneOfAgreement })
    #expect(all.contains { $0.isRipe })
    #expect(all.contains { $0.packages.frontier.count >= 4 })
    #expect(all.contains { $0.packages.nash.concessions != $0.packages.utilitarian.concessions })
    #expect(all.contains { $0.packages.nash.concessions != $0.packages.generalisedNash.concessions })
    #expect(all.contains { $0.sides.first.hurting.clipping != 0 })
    #expect(all.contains { !$0.inputs.redLines.isEmpty })
  }
}
