public import PressureSyntax

/// A measured quantity of the index, with a measure for each side.
public struct Indicator: Hashable, Sendable, Identifiable {
  /// The id, unique in the model.
  public let id: String
  /// The name that reports show.
  public let name: String
  /// The weight inside its group, before it is normalised.
  public internal(set) var weight: Double
  /// How values become scores.
  public let normalization: Normalization
  /// How missing values are filled, one way after the other.
  public let imputation: [Imputation]
  /// What is done to outliers.
  public let treatment: Treatment
  /// The measure of every side that has none of its own.
  public internal(set) var common: Measure
  /// The measures of single sides, by the side's position.
  public internal(set) var bySide: [Int: Measure]

  /// The measure of one side.
  public func measure(_ side: Int) -> Measure { bySide[side] ?? common }

  /// Where the model file defines it.
  public let location: SourceLocation?

  /// Whether the sides are measured by different series, transforms or goalposts, so that their scores are
  /// comparable only by judgement.
  public let hasDifferentMeasures: Bool

  enum Key: String, ModelKey {
    case id, name, unit, direction, denominator, transform, goalposts, target, breakpoints, normalization,
      impute, treat, weight
    case publicationLag = "publication-lag"
    case maximumAge = "maximum-age"
    case frequency, source, series, sides
  }

  /// Whether scores depend on the values of a sample.
  var needsSample: Bool { normalization.method.isFitted || treatment.method != .none }

  /// Between which scores every value of every side lies; `nil` where there are no such ends.
  public var scoreRange: ClosedRange<Double>? {
    guard normalization.method == .categorical else { return normalization.scoreRange }
    let ranges = ([common] + bySide.values).compactMap { $0.breakpoints?.range }
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else {
      return nil
    }
    return low...high
  }

  /// Reads an indicator. `definitions` holds what `series:` says of each series, and `inherited` is the normalization
  /// of its group, `preparation` the model's.
  static func decode(
    _ node: Node, sides: [Side], seriesIDs: [String], definitions: [SeriesDefinition], method: Method,
    inherited: Normalization, preparation: Preparation, _ problems: Problems
  ) -> Indicator? {
    guard let fields = Fields<Key>(node, "an indicator", problems) else { return nil }
    guard let id = fields.required(.id, Decode.identifier) else { return nil }
    var own = MeasureDraft(fields, seriesIDs: seriesIDs, problems)
    own.series = own.series ?? seriesIDs.firstIndex(of: id)
    let weight = fields.optional(.weight, Decode.weight)
    if !fields.has(.weight), method.weighting == .declared { problems.assume(id, "weight", "1") }
    let imputation = fields.optional(.impute, Imputation.decodeList(sides)) ?? preparation.imputation
    let treatment = fields.optional(.treat, Treatment.decode) ?? preparation.treatment
    let normalization = fields.optional(.normalization, Normalization.decode(sides)) ?? inherited

    func resolve(_ draft: MeasureDraft, side: Int?, at node: Node) -> Measure? {
      guard let series = draft.series else { return nil }
      let full = draft.over(definitions.draft(of: series, side: side))
      let subject = "indicator \(id.quoted)" + (side.map { " (side \(sides[$0].id.quoted))" } ?? "")
      guard let direction = full.resolvedDirection(subject, at: node, problems) else { return nil }
      guard full.carries(normalization, subject, at: node, problems) else { return nil }
      return Measure(full, name: full.name ?? id, direction: direction, problems, assumingFor: id)
    }

    var bySide: [Int: Measure] = [:]
    var isComplete = false
    if let overrides = fields[.sides] {
      let entries = sides.entries(of: overrides, problems)
      isComplete = entries.count == sides.count
      for (side, node) in entries {
        guard let fields = Fields<MeasureKey>(node, "a side's measure", problems) else { continue }
        let draft = MeasureDraft(fields, seriesIDs: seriesIDs, problems)
        bySide[side] = resolve(draft.over(own), side: side, at: node)
      }
    }
    for side in sides.indices where bySide[side] == nil && definitions.differ(own.series, side: side) {
      bySide[side] = resolve(own, side: side, at: node)
    }
    let common = isComplete ? bySide[0] : resolve(own, side: nil, at: node)
    guard let common else { return nil }
    let all = Array(bySide.values) + (isComplete ? [] : [common])
    let differ = all.dropFirst().contains { !$0.measuresTheSame(as: all[0]) }
    if differ, let fill = imputation.first(where: \.isCrossSection) {
      problems.report(
        "the sides have different measures of \(id.quoted), so the values of some cannot fill the gaps of others",
        at: node, help: "give the indicator another 'impute' than \(fill.name.rawValue), such as none")
    }
    if differ, normalization.method.isFitted, normalization.pool == .all {
      problems.report(
        "the sides have different measures of \(id.quoted), so their values cannot be pooled", at: node,
        help: "give the indicator 'normalization: {method: \(normalization.method.rawValue), pool: side}'")
    }
    return Indicator(
      id: id, name: own.name ?? common.name, weight: weight ?? 1, normalization: normalization,
      imputation: imputation, treatment: treatment, common: common, bySide: bySide,
      location: node.location, hasDifferentMeasures: differ)
  }
}

extension MeasureDraft {
  /// Whether the measure states what `normalization` needs; what it lacks is reported.
  fileprivate func carries(
    _ normalization: Normalization, _ subject: String, at node: Node, _ problems: Problems
  ) -> Bool {
    let (what, help): (String, String)
    switch normalization.method {
    case .goalposts where goalposts == nil:
      (what, help) = ("goalposts", "goalposts: [no pressure, full pressure]")
    case .distanceToTarget where target == nil: (what, help) = ("target", "target: 100")
    case .categorical where breakpoints == nil:
      (what, help) = ("breakpoints", "breakpoints: [[value, score], [value, score]]")
    default: return true
    }
    problems.report(
      "\(subject) has no \(what)", at: node, help: "add '\(help)', or choose another normalization")
    return false
  }
}

extension Measure {
  /// Whether values and scores of both mean the same.
  fileprivate func measuresTheSame(as other: Measure) -> Bool {
    series == other.series && denominator == other.denominator && transform == other.transform
      && goalposts == other.goalposts && target == other.target && breakpoints == other.breakpoints
  }

  init(
    _ draft: MeasureDraft, name: String, direction: Direction, _ problems: Problems,
    assumingFor subject: String
  ) {
    if draft.publicationLag == nil { problems.assume(subject, "publication-lag", "0 days") }
    if draft.transform == nil { problems.assume(subject, "transform", "level") }
    if draft.maximumAge == nil {
      problems.assume(
        subject, "maximum-age",
        draft.frequency == .step
          ? "without limit: a step stays in force"
          : "12 months for annual, 6 for quarterly, 4 for monthly, 30 days for daily data")
    }
    self.init(
      series: draft.series!, name: name, unit: draft.unit, direction: direction,
      denominator: draft.denominator, transform: draft.transform ?? .level, goalposts: draft.goalposts?.value,
      target: draft.target,
      breakpoints: draft.breakpoints,
      publicationLag: draft.publicationLag ?? .zero, maximumAge: draft.maximumAge,
      isStep: draft.frequency == .step, frequency: draft.frequency?.frequency, source: draft.source)
  }
}
