import Negotiation
import PressureIndex
import Testing

/// The worked case of 2 May 2025: every printed digit, and 12 digits of an independent script.
@Suite struct WorkedCaseTests {
  let result: Incentive
  let withDemand: Incentive

  init() throws {
    result = try WorkedCase.incentive()
    withDemand = try WorkedCase.incentive(WorkedCase.yamlWithDemand)
  }

  @Test func printedTable() {
    let rows: [(KeyPath<SideIncentive, Double>, Double, Double)] = [
      (\.burden, 1.240307, 0.514249), (\.gain, 0.779852, 0.505620), (\.holdingOut, 0.490500, 0.568750),
      (\.motivation, 0.613887, 0.470620), (\.optimism, 0.475180, 0.433570), (\.incentive, 0.544533, 0.452095),
      (\.leverage, 0.485344, 0.514656),
    ]
    for (key, china, unitedStates) in rows {
      #expect(rounds(result.sides.first[keyPath: key], to: china, digits: 6), "\(key)")
      #expect(rounds(result.sides.second[keyPath: key], to: unitedStates, digits: 6), "\(key)")
    }
  }

  @Test func printedLimits() throws {
    let (china, unitedStates) = (result.sides.first, result.sides.second)
    #expect(rounds(try #require(china.burdenAtEmbargo), to: 1.42, digits: 4))
    #expect(rounds(try #require(unitedStates.burdenAtEmbargo), to: 0.70825, digits: 5))
    #expect(rounds(china.salesLost, to: 0.919, digits: 3))
    #expect(rounds(unitedStates.salesLost, to: 0.943, digits: 3))
    #expect(rounds(try #require(china.breakEvenResolve.number), to: 1.478555, digits: 6))
    #expect(rounds(try #require(unitedStates.breakEvenResolve.number), to: 0.662690, digits: 6))
    #expect(rounds(try #require(china.zeuthenLimit), to: 0.220, digits: 3))
    #expect(rounds(try #require(unitedStates.zeuthenLimit), to: 0.534, digits: 3))
    #expect(result.concedesNext == 0)
  }

  @Test func packagesAndRipeness() {
    #expect(result.packages.admissible == 128)
    #expect(result.packages.acceptable == 98)
    #expect(
      result.packages.nash.concessions == [
        "precursor-controls", "drop-fentanyl-tariff", "cut-reciprocal-tariff", "cut-retaliation",
        "rare-earth-licences", "purchases",
      ])
    #expect(result.hasZoneOfAgreement)
    #expect(rounds(result.ripeness, to: 0.496166, digits: 6))
    #expect(!result.isRipe)
    #expect(result.mutualHurting == 0.46125)
    #expect(rounds(result.asymmetry, to: 0.613887 - 0.470620, digits: 5))
  }

  @Test func preconditionsVariant() {
    #expect(isClose(withDemand.inputs.holdingOut.second.preconditionCost, 0.18))
    #expect(withDemand.inputs.holdingOut.first.preconditionCost == 0)
    #expect(rounds(withDemand.sides.second.incentive, to: 0.418329, digits: 6))
    #expect(rounds(withDemand.ripeness, to: 0.477277, digits: 6))
  }

  @Test func printedDrivers() {
    let drivers = result.sides.first.drivers
    let printed = [0.043938, 0.035641, 0.033392, 0.020836, 0.020331, 0.031224]
    #expect(drivers.pillars.map(\.pillar) == WorkedCase.pillars)
    for (driver, value) in zip(drivers.pillars, printed) {
      #expect(rounds(driver.motivation, to: value, digits: 6), "\(driver.pillar)")
      #expect(driver.incentive == driver.motivation / 2)
    }
    #expect(rounds(drivers.pillars.reduce(0) { $0 + $1.motivation }, to: 0.185362, digits: 6))
    #expect(rounds(drivers.baselineMotivation, to: 0.428525, digits: 6))
  }

  @Test func motivationByHurting() throws {
    let printed = [(0.0, 0.4285), (0.2, 0.4814), (0.4, 0.5492), (0.6, 0.6393), (0.8, 0.7647), (1.0, 0.9512)]
    for (hurting, motivation) in printed {
      let result = try incentive(
        of: conflict(WorkedCase.yaml, sides: WorkedCase.sides), asOf: WorkedCase.asOf,
        hurting: .plain(hurting, 0.46125))
      #expect(rounds(result.sides.first.motivation, to: motivation, digits: 4))
      let golden = WorkedCaseGolden.numbers["china.motivationAt.\(Int(hurting * 10))"]
      #expect(isClose(result.sides.first.motivation, try #require(golden)))
    }
  }

  // MARK: The independent script

  /// Tolerance: 1e-12 relative; the script sums in another order and uses other power functions.
  private func expect(_ name: String, _ value: Double?) throws {
    let golden = try #require(WorkedCaseGolden.numbers[name], "\(name) is not in the script's output")
    let value = try #require(value, "\(name) has no value")
    #expect(isClose(value, golden), "\(name): \(value), the script says \(golden)")
  }

  @Test(arguments: ["", "demand."]) func scriptSides(_ variant: String) throws {
    let result = variant.isEmpty ? result : withDemand
    for (id, side) in zip(WorkedCase.sides, [result.sides.first, result.sides.second]) {
      try expect("\(variant)\(id).holdingOut", side.holdingOut)
      try expect("\(variant)\(id).motivation", side.motivation)
      try expect("\(variant)\(id).criticalReciprocity", side.criticalReciprocity)
      try expect("\(variant)\(id).incentive", side.incentive)
      try expect("\(variant)\(id).breakEvenResolve", side.breakEvenResolve.number)
      try expect("\(variant)\(id).motivationAtNoHurting", side.drivers.baselineMotivation)
      for driver in side.drivers.pillars {
        try expect("\(variant)\(id).driver.\(driver.pillar)", driver.motivation)
      }
      // What does not depend on the demand.
      try expect("\(id).hurting", side.hurting.hurting)
      for part in side.hurting.parts { try expect("\(id).part.\(part.pillar)", part.value) }
      try expect("\(id).burden", side.burden)
      try expect("\(id).embargo", side.burdenAtEmbargo)
      try expect("\(id).salesLost", side.salesLost)
      try expect("\(id).gain", side.gain)
      try expect("\(id).alpha", side.belief.alpha)
      try expect("\(id).beta", side.belief.beta)
      try expect("\(id).optimism", side.optimism)
      try expect("\(id).leverage", side.leverage)
      try expect("\(id).zeuthenLimit", side.zeuthenLimit)
    }
    try expect("\(variant)ripeness", result.ripeness)
  }

  @Test func scriptPackages() throws {
    let packages = result.packages
    try expect("admissible", Double(packages.admissible))
    try expect("acceptable", Double(packages.acceptable))
    let named: [(String, AgreedPackage)] = [
      ("nash", packages.nash), ("generalisedNash", packages.generalisedNash),
      ("kalaiSmorodinsky", packages.kalaiSmorodinsky), ("egalitarian", packages.egalitarian),
      ("utilitarian", packages.utilitarian), ("best.china", packages.best.first),
      ("best.united-states", packages.best.second),
    ]
    for (name, package) in named {
      #expect(package.concessions == WorkedCaseGolden.package("package.\(name)"), "\(name)")
      try expect("package.\(name).china", package.utilities.first)
      try expect("package.\(name).united-states", package.utilities.second)
    }
    #expect(packages.frontier.count == 7)
    for (n, package) in packages.frontier.enumerated() {
      #expect(package.concessions == WorkedCaseGolden.package("frontier.\(n)"))
      try expect("frontier.\(n).china", package.utilities.first)
      try expect("frontier.\(n).united-states", package.utilities.second)
    }
  }

  @Test func scriptGestures() throws {
    #expect(result.gestures.count == 7)
    for gesture in result.gestures {
      try expect("gesture.\(gesture.concession).ownCost", gesture.ownCost)
      try expect("gesture.\(gesture.concession).valueToOther", gesture.valueToOther)
    }
    // The two large tariff cuts cost their givers nothing, and come first by their value to the other side.
    #expect(
      result.gestures.map(\.concession) == [
        "cut-reciprocal-tariff", "cut-retaliation", "drop-fentanyl-tariff", "rare-earth-licences",
        "pause-listings", "precursor-controls", "purchases",
      ])
    #expect(result.gestures.map { $0.ratio == nil } == [true, true, false, false, false, false, false])
  }

  @Test func provenanceOfTheInputs() {
    let inputs = result.inputs
    #expect(inputs.acts.first.map(\.age) == [2, 10, 22, 24, 30])
    #expect(inputs.acts.second.map(\.age) == [0, 21, 24, 28])
    #expect(inputs.redLines.map(\.id) == ["chip-controls", "industrial-policy"])
    #expect(inputs.gestures.first.map(\.concession) == ["precursor-controls"])
    #expect(isClose(inputs.gestures.first[0].amount, 0.04))
    #expect(inputs.gestures.second.map(\.concession) == ["pause-listings"])
    #expect(inputs.channels.map { $0.map(\.name) } == Pair(["Envoy"], ["Envoy"]))
    #expect(inputs.quantities.second.first { $0.quantity == .tariff }?.value == 1.265)
  }
}
