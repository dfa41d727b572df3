internal import Negotiation
public import PressureIndex
public import PressureSyntax
public import Robustness

/// What becomes of the model's answer under other weights and aggregations.
public struct Comparison: Sendable {
  /// One scheme at one date.
  public struct Moment: Sendable {
    /// The date; `nil` for data without dates.
    public let asOf: Day?
    /// Each side's pressure.
    public let pressure: [Double?]
    /// Each side's rank by pressure, 1 the highest.
    public let ranks: [Int?]
    /// Each side's hurting.
    public let hurting: [Double?]
    /// Each side's incentive to negotiate; `nil` without a conflict that applies.
    public let incentive: [Double]?

    /// The side that alone has the highest pressure.
    public var pressureLeader: Int? { Comparison.leader(pressure) }
    /// The side that alone has the higher incentive.
    public var incentiveLeader: Int? { incentive.flatMap { Comparison.leader($0) } }
  }

  /// One scheme.
  public struct Scheme: Sendable {
    /// The scheme.
    public let scheme: ComparedScheme
    /// What it says at each date, the as-of date first.
    public let moments: [Moment]
    /// Where its weights at the as-of date came from.
    public let derivations: [WeightDerivation]
  }

  /// The model.
  public let model: Model
  /// What the data files hold.
  public let observations: Observations
  /// The as-of date; `nil` for data without dates.
  public let asOf: Day?
  /// Whether an observation in use has a release date of its own.
  public let usesReleaseDates: Bool
  /// The model's own scheme first, then the others in the order in which they were asked for.
  public let schemes: [Scheme]
  /// The schemes that cannot be computed, with the reason.
  public let failures: [SchemeComparison.Failure]
  /// How firm the lead by the model's own scheme is at the as-of date, over all weights, or why that cannot be said.
  public let lead: Result<LeadRobustness, LeadRobustness.NoAnswer>
  /// Why there is no incentive by the model's own scheme, where there is a conflict section.
  public let notApplicable: String?

  /// The position of the greatest value, if no other equals it.
  static func leader(_ values: [Double?]) -> Int? {
    guard let greatest = values.compactMap({ $0 }).max() else { return nil }
    let positions = values.indices.filter { values[$0] == greatest }
    return positions.count == 1 && values.count > 1 ? positions[0] : nil
  }
}

extension Model {
  /// The names that ``comparedScheme(named:)`` knows: the model's own weights, its named ones, and every weighting that
  /// needs no statements.
  public var schemeNames: [String] {
    ["model"] + specification.weightSets.map(\.name) + Weighting.Name.allCases.map(\.rawValue)
  }

  /// The schemes that are compared where none are asked for: the model's named weightings, and the usual ones.
  public var usualSchemes: [String] {
    let usual: [Weighting.Name] = [.equal, .standardDeviation, .entropy, .critic, .pca, .equalImportance]
    return specification.weightSets.map(\.name) + usual.map(\.rawValue)
  }

  /// The weightings that `name` stands for: one of `weights:`, a weighting that needs no statements, or for `expert`,
  /// `ahp` and `best-worst` all of that method under `weights:`.
  ///
  /// - Throws: a name that there is not, with the nearest.
  public func comparedSchemes(named name: String) throws(Diagnostics) -> [ComparedScheme] {
    if name == "model" { return [ComparedScheme(name: name, weighting: nil)] }
    if let set = specification.weightSets.first(where: { $0.name == name }) {
      return [ComparedScheme(name: name, weighting: set.weighting)]
    }
    guard let method = Weighting.Name(rawValue: name) else {
      throw Diagnostics(
        Diagnostic(
          "unknown scheme \(name.quoted)", help: suggestion(for: name, among: schemeNames, plural: "schemes"))
      )
    }
    if let weighting = Weighting(method) { return [ComparedScheme(name: name, weighting: weighting)] }
    return specification.weightSets.filter { $0.weighting.name == method }.map {
      ComparedScheme(name: $0.name, weighting: $0.weighting)
    }
  }

  /// Compares the answer of the model with those of other schemes.
  ///
  /// - Parameters:
  ///   - requested: the as-of date.
  ///   - dates: further dates, in rising order.
  ///   - names: what to compare with; see ``comparedSchemes(named:)``. A scheme that the data do not allow, or of which
  ///     the model states nothing, is among the ``Comparison/failures``.
  ///   - aggregations: the aggregations of all groups; none leaves each group its own.
  /// - Throws: unknown names; a sample that cannot carry a normalization; what the model's own scheme cannot do.
  public func compare(
    _ observations: Observations, asOf requested: Day? = nil, and dates: [Day] = [], schemes names: [String],
    aggregations: [Aggregation] = []
  ) throws(Diagnostics) -> Comparison {
    var missing: [SchemeComparison.Failure] = []
    var compared = [ComparedScheme(name: "model", weighting: nil)]
    for name in names where name != "model" || !aggregations.isEmpty {
      let found = try comparedSchemes(named: name)
      if found.isEmpty {
        missing.append(
          SchemeComparison.Failure(
            scheme: ComparedScheme(name: name, weighting: nil),
            reason: "the model states no \(name) judgements; name them under 'weights:'"))
      }
      for scheme in found {
        for aggregation in aggregations.isEmpty ? [nil] : aggregations.map(Optional.some) {
          // The model's own scheme is there already.
          if let aggregation, scheme.weighting == nil,
            specification.hierarchy.aggregated(by: aggregation) == specification.hierarchy
          {
            continue
          }
          var scheme = scheme
          scheme.aggregation = aggregation
          if let aggregation {
            // Its options are told where they tell two apart.
            let isAmbiguous = aggregations.count { $0.name == aggregation.name } > 1
            scheme.name += ", \(isAmbiguous ? aggregation.description : aggregation.name.rawValue)"
          }
          if !compared.contains(scheme) { compared.append(scheme) }
        }
      }
    }
    let asOf = asOfDate(requested, in: observations)
    let wanted = [asOf] + dates.reversed().filter { $0 != asOf }.map(Optional.some)
    let variants = compared.map(specification.applying)
    let dependsOnRun = variants.contains(where: \.dependsOnRun)
    let isSampled = variants.contains(where: \.needsSample)
    let runs = try (dependsOnRun ? wanted.map { [$0] } : [wanted]).map { run throws(Diagnostics) in
      let panel = try Panel(observations, specification, asOf: scoredDates(run), sampled: isSampled)
      return Run(dates: run, panel: panel, comparison: try SchemeComparison(panel, compared))
    }
    let (panel, comparison) = (runs[0].panel, runs[0].comparison)
    guard let own = comparison.results.first, own.scheme.name == "model" else {
      throw Diagnostics(Diagnostic(comparison.failures[0].reason))
    }
    let schemes = try comparison.results.map { result throws(Diagnostics) in
      var all: [Comparison.Moment] = []
      for run in runs {
        all += try moments(of: run.result(of: result.scheme), at: run.dates, run.panel, observations)
      }
      return Comparison.Scheme(scheme: result.scheme, moments: all, derivations: result.derivations)
    }
    let first = schemes[0].moments[0]
    var notApplicable: String?
    if case .notApplicable(let reason) = try incentive(
      first.hurting.map { $0.map { HurtingState(hurting: $0) } }, asOf: asOf, in: observations)
    {
      notApplicable = reason
    }
    return Comparison(
      model: self, observations: observations, asOf: asOf,
      usesReleaseDates: runs.contains(where: \.panel.usesReleaseDates),
      schemes: schemes, failures: missing + comparison.failures,
      lead: LeadRobustness.atFirstDate(of: try PressureIndex(panel)), notApplicable: notApplicable)
  }

  /// `dates` and those a momentum span before them, each once.
  private func scoredDates(_ dates: [Day?]) -> [Day?] {
    var all = dates
    for day in dates.compactMap({ $0 }).map({ $0 - specification.momentum.span }) where !all.contains(day) {
      all.append(day)
    }
    return all
  }

  private func moments(
    of result: SchemeComparison.Result, at dates: [Day?], _ panel: Panel, _ observations: Observations
  ) throws(Diagnostics) -> [Comparison.Moment] {
    var moments: [Comparison.Moment] = []
    for (number, day) in dates.enumerated() {
      let before = day.flatMap { panel.dates.firstIndex(of: $0 - specification.momentum.span) }
      let hurting = specification.sides.indices.map { side -> Double? in
        let isDated = specification.indicators.indices.contains {
          panel[panel.row(side: side, date: number), $0].reading?.period != nil
        }
        let earlier = isDated ? before.flatMap { result.scores[$0][side] } : nil
        return result.scores[number][side].map {
          Hurting.value(pressure: $0, earlier: earlier, specification.momentum)
        }
      }
      var incentives: [Double]?
      let outcome = try incentive(
        hurting.map { $0.map { HurtingState(hurting: $0) } }, asOf: day, in: observations)
      if case .incentive(let incentive) = outcome {
        incentives = [incentive.sides.first.incentive, incentive.sides.second.incentive]
      }
      moments.append(
        Comparison.Moment(
          asOf: day, pressure: result.scores[number], ranks: result.ranks(date: number), hurting: hurting,
          incentive: incentives))
    }
    return moments
  }
}

/// The schemes at dates that are scored together.
private struct Run {
  let dates: [Day?]
  let panel: Panel
  let comparison: SchemeComparison

  /// What a scheme gives; no scores where it cannot be computed at the dates of this run.
  func result(of scheme: ComparedScheme) -> SchemeComparison.Result {
    comparison.results.first { $0.scheme == scheme }
      ?? .unscored(scheme, dates: panel.scoredDateCount, sides: panel.specification.sides.count)
  }
}

extension IndexSpecification {
  /// The index by the weighting and the aggregation of a scheme.
  public func applying(_ scheme: ComparedScheme) -> IndexSpecification {
    with(weighting: scheme.weighting, aggregation: scheme.aggregation)
  }
}
