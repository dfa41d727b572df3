public import PressureIndex
public import PressureSyntax
internal import Robustness

/// A model as it is, and as it would be in some scenarios, all as of one date.
public struct WhatIf: Sendable {
  /// A scenario and its scores.
  public struct Outcome: Sendable {
    /// The scenario.
    public let scenario: Scenario
    /// What each of its suppositions is in the model as it is; `nil` where there is no value.
    public let before: [Double?]
    /// The scores.
    public let assessment: Assessment
  }

  /// The model as it is.
  public let base: Assessment
  /// The scenarios.
  public let outcomes: [Outcome]
}

extension Model {
  /// Scores the model as it is and in each of `scenarios`, as of one date.
  ///
  /// A supposed value takes the place of what was known at the as-of date: for the index, and for a quantity of the
  /// conflict that reads the same series as of that date. Earlier pressures, and what is read as of another day, stay.
  ///
  /// - Throws: what makes a score impossible, with the scenario's name; two suppositions about one thing.
  public func whatIf(
    _ observations: Observations, asOf: Day?, _ scenarios: [Scenario]
  ) throws(Diagnostics) -> WhatIf {
    let base = try assess(observations, asOf: asOf)
    var outcomes: [WhatIf.Outcome] = []
    for scenario in scenarios {
      do throws(Diagnostics) {
        outcomes.append(try outcome(of: scenario, base, observations, asOf: asOf))
      } catch {
        throw Diagnostics(
          error.all.map { mistake in
            var mistake = mistake
            mistake.message = "scenario \(scenario.name.quoted): \(mistake.message)"
            return mistake
          })
      }
    }
    return WhatIf(base: base, outcomes: outcomes)
  }

  private func outcome(
    of scenario: Scenario, _ base: Assessment, _ observations: Observations, asOf: Day?
  ) throws(Diagnostics) -> WhatIf.Outcome {
    var changes: [(parameter: ModelParameter, value: Double)] = []
    var values: [SupposedValue] = []
    var before: [Double?] = []
    var names: Set<String> = []
    for supposition in scenario.suppositions {
      if !names.insert(supposition.name).inserted {
        throw Diagnostics(Diagnostic("\(supposition.name) is set twice", help: "set it once"))
      }
      switch supposition.subject {
      case .parameter(let parameter):
        changes.append((parameter, supposition.value))
        before.append(value(of: parameter))
      case .values(let supposed):
        values += supposed
        before.append(try known(supposed[0], base, observations))
      }
    }
    let assessment = try setting(changes).assess(observations, asOf: asOf, supposing: values)
    return WhatIf.Outcome(scenario: scenario, before: before, assessment: assessment)
  }

  /// What is known at the as-of date of what is supposed.
  private func known(
    _ supposed: SupposedValue, _ base: Assessment, _ observations: Observations
  ) throws(Diagnostics) -> Double? {
    if let indicator = supposed.indicator {
      return base.panel[base.panel.row(side: supposed.side), indicator].reading?.value
    }
    return try specification.reading(
      ofSeries: supposed.series!, side: supposed.side, asOf: base.asOf, in: observations
    ).reading?.value
  }
}
