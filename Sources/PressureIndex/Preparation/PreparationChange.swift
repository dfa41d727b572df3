internal import PressureNumerics
internal import PressureSyntax

/// One change of a value before it is normalised, or a side that is left out.
public struct PreparationChange: Sendable, Hashable {
  /// What was done.
  public enum Step: String, CaseIterable, Sendable, Hashable {
    /// A gap inside a series was filled.
    case interpolated
    /// A side was left out.
    case screened
    /// A gap at the date was filled.
    case imputed
    /// An outlier was set to another value.
    case winsorised
  }

  /// What was done.
  public let step: Step
  /// The side.
  public let side: Int
  /// The indicator; `nil` for a side that is left out.
  public let indicator: Int?
  /// The period of the value, where it has one.
  public let period: Period?
  /// The value before; `nil` for a gap.
  public let from: Double?
  /// The value after; `nil` for a side that is left out.
  public let to: Double?
  /// Why.
  public let reason: String

  init(
    _ step: Step, side: Int, indicator: Int?, period: Period? = nil, from: Double?, to: Double?,
    reason: String
  ) {
    (self.step, self.side, self.indicator, self.period) = (step, side, indicator, period)
    (self.from, self.to, self.reason) = (from, to, reason)
  }

  init(_ interpolation: Panel.Interpolation) {
    self.init(
      .interpolated, side: interpolation.side, indicator: interpolation.indicator,
      period: interpolation.period, from: nil, to: interpolation.value,
      reason: "on the line between its neighbours, before the transform")
  }

  init(screened side: Int, _ gap: Gap) {
    self.init(.screened, side: side, indicator: nil, from: nil, to: nil, reason: gap.description)
  }

  /// The values in use at the first date that winsorising changes.
  static func treated(
    _ table: PreparedTable, _ fits: [SharedOrOwn<Result<FittedTreatment, FittedScale.Failure>>?]
  ) -> [PreparationChange] {
    let panel = table.panel
    return fits.indices.flatMap { indicator -> [PreparationChange] in
      guard let fit = fits[indicator] else { return [] }
      return panel.specification.sides.indices.compactMap { side in
        let row = panel.row(side: side)
        guard table.mask[row, indicator] == 1, case .success(let treatment) = fit[side],
          case .winsorised = treatment.map, case let value = table.values[row, indicator],
          treatment(value) != value
        else { return nil }
        return PreparationChange(
          .winsorised, side: side, indicator: indicator,
          period: panel[row, indicator].reading?.period, from: value, to: treatment(value),
          reason: "an outlier, set to the next value inwards")
      }
    }
  }
}

/// What the treatment of outliers did to an indicator.
public struct TreatmentResult: Sendable, Hashable {
  /// The indicator.
  public let indicator: Int
  /// The side whose own values were the sample; `nil` for all sides together.
  public let side: Int?
  /// The fitted treatment.
  public let treatment: FittedTreatment

  static func all(
    _ panel: Panel, _ fits: [SharedOrOwn<Result<FittedTreatment, FittedScale.Failure>>?]
  ) -> [TreatmentResult] {
    fits.indices.flatMap { indicator -> [TreatmentResult] in
      switch fits[indicator] {
      case .shared(.success(let treatment)):
        return [TreatmentResult(indicator: indicator, side: nil, treatment: treatment)]
      case .own(let fits):
        return fits.enumerated().compactMap { side, fit in
          guard case .success(let treatment) = fit else { return nil }
          return TreatmentResult(indicator: indicator, side: side, treatment: treatment)
        }
      default: return []
      }
    }
  }
}
