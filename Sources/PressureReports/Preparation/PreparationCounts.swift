internal import PressureIndex
internal import PressureModel

/// How many values were changed before they were normalised, as of the date of the run.
public struct PreparationCounts: Sendable, Encodable {
  /// Sides that were left out.
  public let screened: Int
  /// Gaps inside series that were interpolated.
  public let interpolated: Int
  /// Gaps at the date that were filled.
  public let imputed: Int
  /// Values in use that were set to another as outliers.
  public let winsorised: Int
  /// Indicators of which logarithms or powers were taken for their outliers.
  public let transformed: Int

  var total: Int { screened + interpolated + imputed + winsorised + transformed }

  init(_ assessment: Assessment) {
    let prepared = assessment.index.prepared
    func count(_ step: PreparationChange.Step) -> Int { prepared.changes.count { $0.step == step } }
    screened = count(.screened)
    interpolated = count(.interpolated)
    imputed = count(.imputed)
    winsorised = count(.winsorised)
    transformed = Set(prepared.treatments.filter { $0.treatment.isTransform }.map(\.indicator)).count
  }

  /// The counts in a sentence.
  var sentence: String {
    func part(_ count: Int, _ one: String, _ many: String) -> String? {
      count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    let parts = [
      part(screened, "side left out", "sides left out"),
      part(interpolated, "gap interpolated", "gaps interpolated"),
      part(imputed, "value imputed", "values imputed"),
      part(winsorised, "outlier winsorised", "outliers winsorised"),
      part(
        transformed, "indicator transformed for its outliers", "indicators transformed for their outliers"),
    ].compactMap(\.self)
    return "Prepared: \(parts.joined(separator: ", ")); 'pressure explain --preparation' lists all."
  }
}

extension FittedTreatment {
  /// Whether it takes logarithms or powers.
  var isTransform: Bool {
    switch map {
    case .identity, .winsorised: false
    case .log, .mirroredLog, .boxCox: true
    }
  }

  /// What it does, in a few words.
  var words: String {
    switch map {
    case .identity: before.passes ? "passes" : "unchanged"
    case .winsorised: "winsorised"
    case .log: "log"
    case .mirroredLog: "mirrored log"
    case .boxCox(_, _, _, let lambda): "Box-Cox, lambda \(significant(lambda, 3))"
    }
  }
}
