public import PressureSyntax

/// Everything that a model file says about the index: sides, series, hierarchy, method and hurting.
public struct IndexSpecification: Sendable {
  /// The sides, in the model file's order.
  public let sides: [Side]
  /// The ids of all data series: those under `series:` first, then those of the indicators.
  public let seriesIDs: [String]
  let definitions: [SeriesDefinition]
  /// The indicators, in the model file's order; every matrix has its columns in this order.
  public internal(set) var indicators: [Indicator]
  /// How they are grouped.
  public internal(set) var hierarchy: Hierarchy
  /// How scores, weights and groups are computed.
  public internal(set) var method: Method
  /// The weightings that the model names under `weights:`, besides the one that it uses.
  public let weightSets: [WeightSet]
  /// How hurting follows from pressure.
  public var momentum: Momentum
  /// What is done to values before they are normalised, unless an indicator says otherwise.
  public let preparation: Preparation

  /// The parts of a model file that describe the index.
  public struct Sections {
    /// `sides:`
    public var sides: Node
    /// `series:`
    public var series: Node?
    /// `index:`
    public var index: Node
    /// `method:`
    public var method: Node?
    /// `hurting:`
    public var hurting: Node?
    /// `preparation:`
    public var preparation: Node?
    /// `weights:`
    public var weights: Node?

    /// Creates the parts.
    public init(
      sides: Node, series: Node?, index: Node, method: Node?, hurting: Node?, preparation: Node? = nil,
      weights: Node? = nil
    ) {
      (self.sides, self.series, self.index) = (sides, series, index)
      (self.method, self.hurting, self.preparation, self.weights) = (method, hurting, preparation, weights)
    }
  }

  /// Reads `sections`; every mistake is reported to `problems`, and with any the result is `nil`.
  public init?(_ sections: Sections, _ problems: Problems) {
    guard let sides = Side.list(sections.sides, problems) else { return nil }
    let sets = sections.weights.map { WeightSet.list($0, problems) } ?? []
    let method = Method.decode(sections.method, sides: sides, sets: sets, problems)
    let momentum = Momentum.decode(sections.hurting, problems)
    let preparation = Preparation.decode(sections.preparation, sides: sides, problems)
    let definitions =
      sections.series.flatMap {
        Decode.list(of: { SeriesDefinition.decode($0, sides: sides, $1) })($0, problems)
      } ?? []
    var seen: Set<String> = []
    for definition in definitions where !seen.insert(definition.id).inserted {
      problems.report("duplicate series \(definition.id.quoted)", at: sections.series!)
    }
    let seriesIDs = IndexSpecification.seriesIDs(definitions, sections.index, sideCount: sides.count)
    var reader = HierarchyReader(
      sides: sides, seriesIDs: seriesIDs, definitions: definitions, method: method,
      preparation: preparation, sets: sets, problems: problems)
    guard let hierarchy = reader.read(sections.index), problems.isEmpty else { return nil }
    if let node = sections.method?[Method.Key.weighting.rawValue] {
      // A name of a set stands for what `weights:` says, where mistakes have their place.
      let isName = if case .scalar = node.content { true } else { false }
      if !isName { method.weighting.check(hierarchy, group: nil, at: node, problems) }
    }
    for (group, node) in reader.weightings {
      hierarchy.nodes[group].weighting?.check(hierarchy, group: group, at: node, problems)
    }
    for set in sets {
      if let node = sections.weights?[set.name] {
        set.weighting.check(hierarchy, group: nil, at: node, problems)
      }
    }
    if method.baseline == .otherSide, sides.count != 2, let node = sections.method {
      problems.report(
        "'baseline: other-side' needs exactly two sides; the model has \(sides.count)", at: node)
      return nil
    }
    self.sides = sides
    self.seriesIDs = seriesIDs
    self.definitions = definitions
    self.indicators = reader.indicators
    self.hierarchy = hierarchy
    self.method = method
    self.weightSets = sets
    self.momentum = momentum
    self.preparation = preparation
  }

  /// The groups whose aggregation can leave 0…1 even where their children's scores lie in it.
  public var groupsOutsideUnitInterval: [Hierarchy.Node] {
    hierarchy.groups.filter { !hierarchy.aggregation(of: $0).isUnitInterval }.map { hierarchy.nodes[$0] }
  }

  /// Whether every index lies between 0 and 1, as hurting and the incentive need it.
  public var isUnitInterval: Bool {
    method.isUnitInterval(indicators) && groupsOutsideUnitInterval.isEmpty
  }

  /// Whether a method learns from a sample of the panel's rows; see ``Panel/sampleRows(date:)``.
  public var needsSample: Bool {
    hierarchy.learnsFromHistory || hierarchy.groups.contains { weighting(ofGroup: $0).needsSample }
  }

  /// Whether weights that are learned at the as-of date of a run also weigh the months from which correlations are
  /// learned: then those of an earlier date in the same run depend on the date of the run.
  public var weighsPastByPresent: Bool {
    hierarchy.learnsFromHistory && hierarchy.groups.contains { weighting(ofGroup: $0).needsSample }
  }

  /// The indicators whose scores at the earlier dates of a run are fitted to what was public at its last.
  public var fittedToRun: [Indicator] {
    indicators.filter { $0.normalization.method.isFitted && $0.normalization.window == .full }
  }

  /// Whether scores at the earlier dates of a run depend on its last, so that dates must be scored one by one.
  public var dependsOnRun: Bool { weighsPastByPresent || !fittedToRun.isEmpty }

  /// The same with one weighting or one aggregation for all groups; `nil` leaves each group its own.
  public func with(weighting: Weighting?, aggregation: Aggregation?) -> IndexSpecification {
    var other = self
    if let weighting {
      other.method.weighting = weighting
      for group in other.hierarchy.nodes.indices { other.hierarchy.nodes[group].weighting = nil }
    }
    if let aggregation {
      other.method.aggregation = aggregation
      other.hierarchy = other.hierarchy.aggregated(by: aggregation)
    }
    return other
  }

  /// Where the weights of a group's children come from: what the group says, else the method.
  public func weighting(ofGroup group: Int) -> Weighting {
    hierarchy.nodes[group].weighting ?? method.weighting
  }

  /// The series that the file declares: under `series:`, and each indicator's `id` or `series`, side by side.
  /// An indicator without a series of its own declares one by its id.
  private static func seriesIDs(
    _ definitions: [SeriesDefinition], _ index: Node, sideCount: Int
  ) -> [String] {
    var ids = definitions.map(\.id)
    var known = Set(ids)
    func declare(_ node: Node?) {
      if let node, case .scalar(let text, _) = node.content, known.insert(text).inserted { ids.append(text) }
    }
    func visit(_ node: Node) {
      switch node.content {
      case .scalar: break
      case .sequence(let items): items.forEach(visit)
      case .mapping:
        if let id = node["id"] {
          let overrides = node["sides"]?.entries.map(\.value) ?? []
          declare(node["series"])
          overrides.forEach { declare($0["series"]) }
          // Where each side names its own series, the id is only a name.
          let named = overrides.count { $0["series"] != nil }
          if node["series"] == nil, named < sideCount { declare(id) }
        }
        ["indicators", "groups"].compactMap { node[$0] }.forEach(visit)
      }
    }
    visit(index)
    return ids
  }

  /// Whether a side's indicators read `series`, or nothing but its own definition tells who does.
  public func reads(series: Int, side: Int) -> Bool {
    series < definitions.count || indicators.contains { $0.measure(side).series == series }
  }

  /// The measure by which a series is read outside the hierarchy, for one side.
  public func measure(ofSeries series: Int, side: Int) -> Measure {
    for indicator in indicators where indicator.measure(side).series == series {
      var measure = indicator.measure(side)
      measure.transform = .level
      measure.denominator = nil
      return measure
    }
    let draft = definitions.draft(of: series, side: side)
    return Measure(
      series: series, name: draft.name ?? seriesIDs[series], unit: draft.unit, direction: .raises,
      transform: .level, goalposts: nil, publicationLag: draft.publicationLag ?? .zero,
      maximumAge: draft.maximumAge, isStep: draft.frequency == .step,
      frequency: draft.frequency?.frequency, source: draft.source)
  }
}
