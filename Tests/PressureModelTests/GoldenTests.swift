import Negotiation
import PressureIndex
import PressureModel
import TestSupport
import Testing

/// The seeds against an independent implementation, Goldens/reference.py, which tries every package and forms every
/// coalition of pillars. Its files hold 15 significant digits.
@Suite("Goldens of the reference implementation") struct GoldenTests {
  /// A seed, the as-of date to ask for (`nil`: the default), and its golden.
  struct Case: CustomTestStringConvertible, Sendable {
    let golden: String
    let seed: String
    let asOf: String?
    var precondition = false
    var testDescription: String { golden }

    static let all = [
      Case(golden: "us-china-2025", seed: "us-china-2025", asOf: nil),
      Case(golden: "us-china-2025-04-15", seed: "us-china-2025", asOf: "2025-04-15"),
      Case(golden: "us-china-2025-03-15", seed: "us-china-2025", asOf: "2025-03-15"),
      Case(golden: "worked-case", seed: "worked-case", asOf: nil),
      Case(golden: "worked-case-precondition", seed: "worked-case", asOf: nil, precondition: true),
      Case(golden: "minimal", seed: "minimal", asOf: nil),
    ]

    func assess() throws -> Assessment {
      let model = try precondition ? WorkedCase.withPrecondition() : Model(contentsOf: seedPath(seed))
      return try model.assess(asOf: asOf.map { try #require(Day($0)) })
    }

    func expected() throws -> JSON {
      try JSON(Repository.text("Tests/PressureModelTests/Goldens/\(golden).json"))
    }
  }

  @Test("The index", arguments: Case.all)
  func index(_ golden: Case) throws {
    let (assessment, expected) = (try golden.assess(), try golden.expected())
    let specification = assessment.model.specification
    #expect(assessment.asOf?.description == expected["asOf"].string)
    #expect(specification.sides.map(\.id) == expected["sides"].array.map { $0["id"].string ?? "" })
    for (side, golden) in expected["sides"].array.enumerated() {
      let name = specification.sides[side].id
      let result = assessment.results[side]
      let row = assessment.panel.row(side: side)
      same(result.score, golden["pressure"], "\(name) pressure")
      same(result.coverage, golden["coverage"], "\(name) coverage")
      same(assessment.hurting[side]?.earlier, golden["pressureBefore"], "\(name) earlier")
      same(assessment.hurting[side]?.value, golden["hurting"], "\(name) hurting")
      #expect(assessment.ranks[side].map(Double.init) == golden["rank"].number, "\(name) rank")

      #expect(golden["pillars"].array.count == specification.hierarchy.pillars.count)
      // The reference states the weights that were used, in the whole index and rescaled to what is observed.
      let weights = assessment.index.effectiveWeights(row: row)
      for (node, pillar) in zip(specification.hierarchy.pillars, golden["pillars"].array) {
        let (id, part) = (specification.hierarchy.nodes[node].id, result.parts[node - 1])
        #expect(id == pillar["id"].string)
        same(part.score, pillar["score"], "\(name) \(id) score")
        same(part.contribution!, pillar["contribution"], "\(name) \(id) contribution")
        same(part.coverage, pillar["coverage"], "\(name) \(id) coverage")
        let own = specification.hierarchy.leaves.filter { specification.hierarchy.pillar(of: $0) == node }
        let weight = own.reduce(0) { $0 + weights[specification.hierarchy.nodes[$1].indicator ?? 0] }
        same(weight, pillar["weight"], "\(name) \(id) weight")
      }
      #expect(golden["indicators"].array.count == specification.indicators.count)
      for (node, indicator) in zip(specification.hierarchy.leaves, golden["indicators"].array) {
        let position = try #require(specification.hierarchy.nodes[node].indicator)
        let (id, part) = (specification.indicators[position].id, result.parts[node - 1])
        let reading = assessment.panel[row, position].reading
        #expect(id == indicator["id"].string)
        same(reading?.raw, indicator["raw"], "\(name) \(id) observed")
        same(reading?.value, indicator["value"], "\(name) \(id) value")
        #expect(reading?.period?.description == indicator["period"].string, "\(name) \(id) period")
        same(part.score, indicator["score"], "\(name) \(id) score")
        same(part.contribution!, indicator["contribution"], "\(name) \(id) contribution")
        same(weights[position], indicator["weight"], "\(name) \(id) weight")
      }
    }
    let missing = specification.sides.indices.flatMap { side in
      specification.indicators.indices.compactMap { position in
        assessment.index.gap(row: assessment.panel.row(side: side), indicator: position).map { _ in
          [specification.sides[side].id, specification.indicators[position].id]
        }
      }
    }
    #expect(
      missing == expected["missing"].array.map { [$0["side"].string ?? "", $0["indicator"].string ?? ""] })
  }

  @Test("The incentive of each side", arguments: Case.all)
  func sides(_ golden: Case) throws {
    let (assessment, expected) = (try golden.assess(), try golden.expected())
    guard case .incentive(let incentive) = assessment.incentive else {
      #expect(expected["joint"] == .null)
      return
    }
    for (side, golden) in expected["sides"].array.enumerated() {
      let own = incentive.sides[side]
      let terms = incentive.inputs.holdingOut[side]
      let numbers: [(Double?, String)] = [
        (own.burden, "burden"), (own.gain, "gain"), (own.holdingOut, "holdingOut"),
        (terms.gestureRisk, "gestureRisk"), (terms.preconditionCost, "preconditionCost"),
        (own.motivation, "motivation"), (own.criticalReciprocity, "criticalReciprocity"),
        (own.optimism, "optimism"), (own.incentive, "incentive"), (own.leverage, "leverage"),
        (own.zeuthenLimit, "zeuthenLimit"), (own.breakEvenResolve.number, "breakEvenResolve"),
        (own.drivers.baselineMotivation, "motivationAtZero"),
      ]
      for (value, key) in numbers { same(value, golden[key], "\(golden["id"]) \(key)") }
      same(own.belief.alpha, golden["optimismBeta"][0], "α")
      same(own.belief.beta, golden["optimismBeta"][1], "β")
      #expect(own.drivers.pillars.map(\.pillar) == golden["drivers"].array.map { $0["pillar"].string ?? "" })
      for (driver, golden) in zip(own.drivers.pillars, golden["drivers"].array) {
        same(driver.motivation, golden["motivation"], "\(driver.pillar) adds to N")
        same(driver.incentive, golden["incentive"], "\(driver.pillar) adds to I")
      }
    }
  }

  @Test("What concerns both sides", arguments: Case.all)
  func joint(_ golden: Case) throws {
    let (assessment, expected) = (try golden.assess(), try golden.expected()["joint"])
    guard case .incentive(let incentive) = assessment.incentive else {
      #expect(expected == .null)
      return
    }
    same(incentive.ripeness, expected["ripeness"], "ripeness")
    #expect(incentive.isRipe == expected["ripe"].bool)
    #expect(incentive.hasZoneOfAgreement == expected["zoneOfAgreement"].bool)
    same(incentive.mutualHurting, expected["mutualHurting"], "mutual hurting")
    same(incentive.asymmetry, expected["asymmetry"], "asymmetry")
    let packages = incentive.packages
    #expect(Double(packages.admissible) == expected["admissible"].number)
    #expect(Double(packages.acceptable) == expected["acceptable"].number)

    let ids = assessment.model.specification.sides.map(\.id)
    func agree(_ package: AgreedPackage, _ golden: JSON, _ name: String) {
      #expect(package.concessions == golden["concessions"].array.map { $0.string ?? "" }, "\(name)")
      for side in 0...1 {
        same(package.utilities[side], golden["utilities"][ids[side]], "\(name), \(ids[side])")
      }
    }
    agree(packages.nash, expected["packages"]["nash"], "nash")
    agree(packages.generalisedNash, expected["packages"]["generalisedNash"], "generalised nash")
    agree(packages.kalaiSmorodinsky, expected["packages"]["kalaiSmorodinsky"], "kalai-smorodinsky")
    agree(packages.egalitarian, expected["packages"]["egalitarian"], "egalitarian")
    agree(packages.utilitarian, expected["packages"]["utilitarian"], "utilitarian")
    #expect(packages.frontier.count == expected["frontier"].array.count)
    for (n, (package, golden)) in zip(packages.frontier, expected["frontier"].array).enumerated() {
      agree(package, golden, "frontier \(n + 1)")
    }

    // The reference keeps the model's order among gestures that cost nothing, for which it states no ratio.
    #expect(incentive.gestures.count == expected["gestures"].array.count)
    let paid = expected["gestures"].array.filter { $0["ratio"].number != nil }.map {
      $0["concession"].string ?? ""
    }
    #expect(incentive.gestures.filter { $0.ratio != nil }.map(\.concession) == paid)
    for gesture in incentive.gestures {
      let golden = expected["gestures"].item("concession", gesture.concession)
      #expect(ids[gesture.giver] == golden["giver"].string)
      same(gesture.valueToOther, golden["valueToOther"], "\(gesture.concession) to the other")
      same(gesture.ownCost, golden["ownCost"], "\(gesture.concession) own cost")
      same(gesture.ratio, golden["ratio"], "\(gesture.concession) ratio")
    }
  }

  /// Equal to 1e-12 relative, and exactly where 0 is expected.
  ///
  /// Both programs round each step to 53 bits, in orders of their own: sums of up to a dozen terms, a difference of two
  /// powers, a Shapley value over 64 coalitions. That costs some 1e-15 of the terms, and a difference such as a
  /// utility is at least a hundredth of its terms; the files keep 15 digits. A wrong formula is off by far more.
  private func same(
    _ value: Double?, _ golden: JSON, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isSame =
      switch (value, golden) {
      case (nil, .null): true
      case (let value?, .number(let expected)): abs(value - expected) <= 1e-12 * abs(expected)
      default: false
      }
    #expect(
      isSame, "\(name): \(String(describing: value)), and \(golden) is expected",
      sourceLocation: sourceLocation)
  }
}

/// The path of a seed.
func seedPath(_ name: String) -> String { Repository.file("seeds/\(name).yaml") }
