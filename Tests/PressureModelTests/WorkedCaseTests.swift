import Negotiation
import PressureIndex
import PressureModel
import TestSupport
import Testing

/// The worked case of METHODS, section 6, through its model file.
enum WorkedCase {
  static func assess() throws -> Assessment { try Model(contentsOf: seedPath("worked-case")).assess() }

  /// The variant in which China demands first that the United States remove its increases: the file says which
  /// comment sign to take away.
  static func withPrecondition() throws -> Model {
    let text = try Repository.text("seeds/worked-case.yaml")
    let variant = text.replacing("  # preconditions: ", with: "  preconditions: ")
    #expect(variant != text)
    return try Model(Array(variant.utf8), path: seedPath("worked-case"))
  }
}

@Suite("The worked case, to the printed digits") struct WorkedCaseTests {
  let assessment: Assessment
  let incentive: Incentive
  let china: SideIncentive
  let us: SideIncentive

  init() throws {
    assessment = try WorkedCase.assess()
    guard case .incentive(let incentive) = assessment.incentive else {
      throw Missing()
    }
    self.incentive = incentive
    (china, us) = (incentive.sides.first, incentive.sides.second)
  }

  struct Missing: Error {}

  /// `value` rounds to the printed digits: it is within half a unit of the last one. The half gets a millionth on
  /// top, as .44 × .5 need not lie on the side of the half where the decimals lie.
  func expect(
    _ value: Double?, _ printed: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let value = try #require(value, sourceLocation: sourceLocation)
    let expected = try #require(Double(printed.hasPrefix(".") ? "0" + printed : printed))
    let decimals = printed.split(separator: ".", omittingEmptySubsequences: false).last?.count ?? 0
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit / 10 }
    #expect(
      abs(value - expected) <= 0.500001 * unit, "\(value) is not \(printed)", sourceLocation: sourceLocation)
  }

  @Test("Pressure and hurting") func pressure() throws {
    try expect(assessment.results[0].score, ".53325")
    try expect(assessment.results[1].score, ".35875")
    try expect(assessment.hurting[0]?.value, ".54950")
    try expect(assessment.hurting[1]?.value, ".46125")
    let parts = try #require(assessment.hurting[0]?.parts)
    for (part, printed) in zip(parts, [".13075", ".10575", ".099", ".0615", ".06", ".0925"]) {
      try expect(part.value, printed)
    }
    #expect(parts.count == 6)
    try expect(parts.reduce(0) { $0 + $1.value }, ".5495")
  }

  @Test("The table of indicators") func indicators() throws {
    let goalposts: [(Double, Double)] = [
      (2, -8), (5, -15), (0.5, 3), (1, -5), (0, -2.5), (51, 46), (0, 25), (0, 4), (0, 4),
    ]
    // China now, the US now, China three months before, the US three months before.
    let values = [
      [-4.0, 3.0, -5.0, 3.5], [-10.3, -1.0, -10.6, 1.0], [2.1, 0.3, 1.5, 1.0], [-2.7, 2.4, -2.3, 3.5],
      [-1.7, -2.5, -1.8, -1.1], [49.0, 48.7, 49.1, 50.9], [8.0, 10.0, 4.0, 0.0], [2.8, 0.49, 2.8, 0.49],
      [0.9, 1.5, 0.9, 1.5],
    ]
    let panel = assessment.panel
    #expect(panel.dates.map { $0?.description } == ["2025-05-02", "2025-02-02"])
    #expect(panel.specification.indicators.count == values.count)
    for (position, indicator) in panel.specification.indicators.enumerated() {
      #expect(
        indicator.common.goalposts == Goalposts(none: goalposts[position].0, full: goalposts[position].1))
      #expect((0..<4).map { panel[$0, position].reading?.value } == values[position])
    }
    let hierarchy = panel.specification.hierarchy
    let weights = hierarchy.weights(.declared)
    for (pillar, printed) in zip(hierarchy.pillars, [".20", ".15", ".15", ".15", ".15", ".20"]) {
      try expect(weights[pillar], printed)
      let children = hierarchy.nodes[pillar].children
      #expect(children.allSatisfy { weights[$0] == 1 / Double(children.count) })
    }
  }

  @Test("The burden") func burden() throws {
    try expect(china.burden, "1.240307")
    try expect(china.burdenAtEmbargo, "1.4200")
    try expect(us.burden, ".514249")
    try expect(us.burdenAtEmbargo, ".70825")
    try expect(100 * china.salesLost, "91.9")
    try expect(100 * us.salesLost, "94.3")
    let exposures = incentive.inputs.burden.exposures
    #expect(
      exposures.first
        == TradeExposure(exports: 0.028, valueAdded: 0.80, imports: 0.009, tariff: 1.476, baseTariff: 0.212))
    #expect(
      exposures.second
        == TradeExposure(exports: 0.0049, valueAdded: 0.85, imports: 0.015, tariff: 1.265, baseTariff: 0.208))
    #expect(incentive.inputs.burden.elasticity == 4 && incentive.inputs.burden.redirection == 0.5)
  }

  @Test("The issues and the packages") func packages() throws {
    #expect(incentive.packages.admissible == 128)
    #expect(incentive.packages.acceptable == 98)
    #expect(
      incentive.packages.nash.concessions == [
        "precursor-controls", "fentanyl-tariff", "reciprocal-tariff", "retaliation", "rare-earth-licences",
        "purchases",
      ])
    // Giver, tariff change, v China, v US, k China, k US, red line.
    let issues: [(String, Int, Double, [Double], [Double], Bool)] = [
      ("precursor-controls", 0, 0, [-0.01, 0.05], [0.03, 0], false),
      ("fentanyl-tariff", 1, -0.20, [0, 0], [0, 0.06], false),
      ("reciprocal-tariff", 1, -0.80, [0, 0], [0, 0.12], false),
      ("retaliation", 0, -1.15, [0, 0], [0.08, 0], false),
      ("rare-earth-licences", 0, 0, [-0.02, 0.15], [0.08, 0], false),
      ("chip-controls", 1, 0, [0.20, 0], [0, 0.30], true),
      ("industrial-policy", 0, 0, [-0.20, 0.20], [0.40, 0], true),
      ("purchases", 0, 0, [-0.03, 0.04], [0.01, 0], false),
      ("pause-listings", 1, 0, [0.04, 0], [0, 0.03], false),
    ]
    let concessions = try #require(assessment.model.conflict?.concessions)
    #expect(concessions.count == issues.count)
    for (concession, issue) in zip(concessions, issues) {
      #expect(concession.id == issue.0 && concession.giver == issue.1 && concession.tariffChange == issue.2)
      #expect([concession.value.first, concession.value.second] == issue.3)
      #expect([concession.cost.first, concession.cost.second] == issue.4)
      #expect(concession.isRedLine == issue.5)
    }
    #expect(incentive.inputs.redLines.map(\.id) == ["chip-controls", "industrial-policy"])
  }

  @Test("Reciprocity") func reciprocity() throws {
    let ages = incentive.inputs.acts.map { $0.map { [Double($0.age), $0.act.weight] } }
    #expect(ages.first == [[2, 0.5], [10, 0.5], [22, 1], [24, 1], [30, 1]])
    #expect(ages.second == [[0, 0.5], [21, 1], [24, 1], [28, 1]])
    #expect(incentive.inputs.channels.map { $0.map(\.strength) } == Pair([1], [1]))
    try expect(china.optimism, ".475180")
    try expect(us.optimism, ".433570")
  }

  @Test("The incentive") func table() throws {
    let rows: [(KeyPath<SideIncentive, Double>, String, String)] = [
      (\.gain, ".779852", ".505620"), (\.holdingOut, ".490500", ".568750"),
      (\.motivation, ".613887", ".470620"), (\.optimism, ".475180", ".433570"),
      (\.incentive, ".544533", ".452095"), (\.leverage, ".485344", ".514656"),
    ]
    for (path, forChina, forUS) in rows {
      try expect(china[keyPath: path], forChina)
      try expect(us[keyPath: path], forUS)
    }
    try expect(china.breakEvenResolve.number, "1.478555")
    try expect(us.breakEvenResolve.number, ".662690")
    try expect(china.zeuthenLimit, ".220")
    try expect(us.zeuthenLimit, ".534")
    #expect(incentive.concedesNext == 0)
    try expect(incentive.inputs.holdingOut.first.gestureRisk, ".04")
    try expect(incentive.inputs.holdingOut.second.gestureRisk, ".03")
    #expect(incentive.inputs.holdingOut.map(\.preconditionCost) == Pair(0, 0))
    try expect(incentive.ripeness, ".496166")
    #expect(!incentive.isRipe)
    #expect(china.incentive > 0.5 && us.incentive < 0.5)
  }

  @Test("With the precondition") func precondition() throws {
    guard case .incentive(let demanded) = try WorkedCase.withPrecondition().assess().incentive else {
      throw Missing()
    }
    try expect(demanded.inputs.holdingOut.second.preconditionCost, ".18")
    #expect(demanded.inputs.holdingOut.first.preconditionCost == 0)
    try expect(demanded.sides.second.incentive, ".418329")
    try expect(demanded.ripeness, ".477277")
    #expect(demanded.sides.first.incentive == china.incentive)
  }

  @Test("What drives China's motivation") func drivers() throws {
    let values = china.drivers.pillars.map(\.motivation)
    #expect(values.count == 6)
    for (value, printed) in zip(values, [".043938", ".035641", ".033392", ".020836", ".020331", ".031224"]) {
      try expect(value, printed)
    }
    try expect(values.reduce(0, +), ".185362")
    try expect(china.drivers.baselineMotivation, ".428525")
    try expect(china.motivation - china.drivers.baselineMotivation, ".185362")
  }

  @Test("China's motivation as hurting grows") func motivationByHurting() throws {
    let conflict = try #require(assessment.model.conflict)
    let printed = [".4285", ".4814", ".5492", ".6393", ".7647", ".9512"]
    for (n, printed) in printed.enumerated() {
      let hurting = Pair(HurtingState(hurting: Double(n) / 5), us.hurting)
      let outcome = try conflict.incentive(asOf: assessment.asOf, hurting: hurting) { _, _, _ in
        .missing(reason: "the worked case reads no series")
      }
      guard case .incentive(let incentive) = outcome else { throw Missing() }
      try expect(incentive.sides.first.motivation, printed)
    }
  }
}
