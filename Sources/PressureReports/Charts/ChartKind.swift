internal import PressureSyntax

/// The charts of a report, each of which can be drawn alone; ``correlation`` is drawn alone only.
public enum ChartKind: String, CaseIterable, Sendable {
  /// Pressure and hurting by as-of date.
  case history
  /// Pressure beside correlation-weighted pressure by as-of date.
  case correlation
  /// The incentive to negotiate by as-of date.
  case incentive
  /// What each pillar adds to the pressure.
  case contributions
  /// What the packages are worth to each side.
  case frontier
  /// The scores by other weights.
  case compare
  /// How far other weights order the sides as the model's own do.
  case agreement
  /// The scores with their bands.
  case uncertainty
  /// What the doubt rests on.
  case sensitivity

  /// What the chart shows, in a few words.
  public var meaning: String {
    switch self {
    case .history: "pressure and hurting by as-of date"
    case .correlation: "pressure beside correlation-weighted pressure (CISS) by as-of date"
    case .incentive: "the incentive to negotiate by as-of date"
    case .contributions: "what each pillar adds to the pressure"
    case .frontier: "what the packages are worth to each side, with the Pareto frontier"
    case .compare: "the incentive to negotiate, or else the pressure, by other weights"
    case .agreement: "how far other weights rank the sides as the model's own do"
    case .uncertainty: "the scores with their bands over many draws"
    case .sensitivity: "on which uncertain inputs a result rests"
    }
  }

  private var missing: String {
    switch self {
    case .history: "it needs more than one date, and at most six sides"
    case .correlation:
      "it needs more than one date, at most six sides, scores from 0 to 1, and plain pressure; 'pressure history' says why"
    case .incentive:
      "it needs a conflict section with a first day ('from:') that applies on more than one date"
    case .contributions: "it needs a side with a score"
    case .frontier: "it needs a conflict section that applies on the date, and a zone of agreement"
    case .compare: "it needs a scheme that can be computed besides the model's own, and at most six sides"
    case .agreement: "it needs three sides with a score, and a scheme besides the model's own"
    case .uncertainty: "it needs a draw with a result, and at most six sides"
    case .sensitivity: "it needs a result that varies with what is uncertain"
    }
  }

  /// That a report has no figures for the chart, and what it needs.
  var nothingToDraw: Diagnostics {
    Diagnostics(
      Diagnostic("there is nothing to draw: the model has no figures for \(meaning)", help: missing))
  }
}
