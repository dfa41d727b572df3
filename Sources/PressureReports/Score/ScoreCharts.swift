internal import Negotiation
internal import PressureModel
internal import PressureSyntax

extension ScoreReport {
  /// Where the figures of a chart of the model's own scores come from, as its last line.
  var chartSources: String { chartSources(provenance.method) }

  /// Where the figures of a chart come from, as its last line, with a label where its method looks ahead.
  func chartSources(_ method: Provenance.MethodSummary) -> String {
    let named = sides.flatMap { $0.indicators.compactMap(\.seriesSource) }
    // A series made of several names each of them.
    let sources = Set(named.flatMap { $0.split(separator: ";").map { $0.trimmingBlanks } }).sorted()
    let list = sources.isEmpty ? "" : " Data: \(sources.joined(separator: "; "))."
    let asOf = provenance.asOf.map { " as of \($0)" } ?? ""
    let label = method.lookAheadLabel.map { " Its method is \($0)." } ?? ""
    return "\(provenance.model.title)\(asOf), pressure \(provenance.program.version).\(label)\(list)"
  }

  /// What each pillar adds to each side's pressure; `nil` where no side has a score, or that was not measured.
  var contributionsChart: StackedChart? {
    let scored = sides.enumerated().filter {
      $0.element.pressure != nil && $0.element.baselinePressure != nil
    }
    guard let first = scored.first else { return nil }
    let hasBaseline = sides.contains { ($0.baselinePressure ?? 0) != 0 }
    return StackedChart(
      title: "What each pillar adds to the pressure",
      description: scored.map { _, side in
        let largest = side.pillars.max { ($0.contribution ?? 0) < ($1.contribution ?? 0) }
        return "\(side.name): \(score(side.pressure))"
          + (largest.map { ", most of it from \($0.name) (\(fixed($0.contribution ?? 0, 3)))" } ?? "") + "."
      }.joined(separator: " "),
      sources: chartSources, unit: "pressure, \(scale.ends)",
      parts: (hasBaseline ? ["Baseline"] : []) + first.element.pillars.map(\.name),
      bars: scored.map { n, side in
        StackedChart.Bar(
          name: side.name, side: n,
          values: (hasBaseline ? [side.baselinePressure ?? 0] : [])
            + side.pillars.map { $0.contribution ?? 0 })
      })
  }

  /// The acceptable packages of `assessment`, of which this is the report, with the Pareto frontier; `nil` without a
  /// conflict, or with nothing to agree on.
  func frontierChart(_ assessment: Assessment) -> FrontierChart? {
    guard let joint, joint.zoneOfAgreement, sides.count == 2 else { return nil }
    func point(_ package: JointScore.Package) -> FrontierChart.Point {
      let names = package.concessions.compactMap { joint.names[$0]?.name }
      return FrontierChart.Point(
        x: package.utilities[sides[0].id] ?? 0, y: package.utilities[sides[1].id] ?? 0,
        label: names.isEmpty ? "nothing: the status quo" : names.joined(separator: "; "))
    }
    let nash = joint.packages.nash
    return FrontierChart(
      title: "What the packages are worth to each side",
      description:
        "\(joint.acceptable) packages leave neither side worse off; \(joint.frontier.count) are on the Pareto "
        + "frontier. The Nash package gives \(sides[0].name) "
        + "\(fixed(nash.utilities[sides[0].id] ?? 0, 3)) and \(sides[1].name) "
        + "\(fixed(nash.utilities[sides[1].id] ?? 0, 3)).",
      sources: chartSources, xTitle: "\(sides[0].name), percentage points of its GDP",
      yTitle: "\(sides[1].name), percentage points of its GDP",
      others: others(assessment), frontier: joint.frontier.map(point),
      solutions: joint.packages.all.map { ($0.name, point($0.package)) })
  }

  /// The most packages that a chart shows as points besides the frontier.
  private static let maximumPoints = 4096

  /// The acceptable packages, named, unless they are too many to be told apart.
  private func others(_ assessment: Assessment) -> [FrontierChart.Point] {
    guard case .incentive(let incentive) = assessment.incentive,
      1 << incentive.inputs.concessions.count <= ScoreReport.maximumPoints
    else { return [] }
    let concessions = incentive.inputs.concessions
    let problem = BargainingProblem(
      utilities: PackageUtilities(concessions.map(\.terms), burden: incentive.inputs.burden).values)
    return problem.acceptable.map { package in
      let worth = problem[package]
      let names = package.positions.map { concessions[$0].name }
      return FrontierChart.Point(
        x: worth.first, y: worth.second,
        label: names.isEmpty ? "nothing: the status quo" : names.joined(separator: "; "))
    }
  }
}
