/// Something that may differ between two assessments, and to which a part of a change is attributed.
public enum DifferencePlayer: Hashable, Sendable {
  /// What the data say of an indicator, its momentum apart; what the conflict reads of its series too.
  case data(indicator: String)
  /// What the data say of a series that only the conflict reads.
  case series(String)
  /// The earlier pressures, from which momentum is measured.
  case momentum
  /// The weights.
  case weights
  /// How values become scores: normalizations, goalposts, transforms, lags.
  case normalization
  /// How scores are aggregated, and how much must be observed.
  case aggregation
  /// How much momentum counts in hurting.
  case hurting
  /// The index as a whole, where its parts cannot be told apart.
  case index
  /// The numbers and the concessions of the conflict section.
  case conflict
  /// What holds on the date: concessions, gestures, preconditions.
  case terms
  /// The acts and the channels: what was done, and how long ago.
  case acts

  /// The name in JSON and CSV.
  public var id: String {
    switch self {
    case .data(let indicator): "data.\(indicator)"
    case .series(let series): "data.\(series)"
    case .momentum: "momentum"
    case .weights: "weights"
    case .normalization: "normalization"
    case .aggregation: "aggregation"
    case .hurting: "hurting"
    case .index: "index"
    case .conflict: "conflict"
    case .terms: "terms"
    case .acts: "acts"
    }
  }
}
