internal import PressureNumerics
public import PressureSyntax

/// The values of a panel as they are normalised: sides with too little data left out, gaps imputed, and the treatment
/// of outliers fitted. Every change is on record.
///
/// All steps happen at each date by itself, with what was public then.
public struct Prepared: Sendable {
  /// What was known.
  public let panel: Panel
  /// Every change of a value at the first date, in the order of the steps.
  public let changes: [PreparationChange]
  /// What the treatment did to each indicator at the first date; none for indicators without one.
  public let treatments: [TreatmentResult]

  /// Rows × indicators: the values in the indicators' own units; 0 where there is none.
  let values: Matrix
  /// Rows × indicators: 1 where there is a value, else 0.
  let mask: Matrix
  private let screened: [Int: Gap]
  /// Cells whose value is not the panel's.
  private let imputed: Set<Int>
  /// For each date and indicator the fitted treatments, one for all sides or one for each.
  private let fits: [[SharedOrOwn<Result<FittedTreatment, FittedScale.Failure>>?]]

  /// Prepares `panel`.
  ///
  /// Cost: O(cells), besides that of the imputations and treatments in use.
  ///
  /// - Throws: a gap at the first date, where it is required, that its imputation cannot fill.
  public init(_ panel: Panel) throws(Diagnostics) {
    let specification = panel.specification
    self.panel = panel
    var table = PreparedTable(panel)
    var changes: [PreparationChange] = []
    var screened: [Int: Gap] = [:]
    for interpolation in panel.interpolations {
      changes.append(PreparationChange(interpolation))
    }
    var problems: [Diagnostic] = []
    for date in panel.dates.indices {
      for side in specification.sides.indices {
        let row = panel.row(side: side, date: date)
        guard let gap = table.screen(row, specification.preparation.screening) else { continue }
        screened[row] = gap
        if date == 0 { changes.append(PreparationChange(screened: side, gap)) }
      }
      let outcome = table.impute(date: date)
      if date == 0 {
        changes += outcome.changes
        if panel.requiresFirstDate { problems = outcome.problems }
      }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
    (values, mask, imputed, self.screened) = (table.values, table.mask, table.imputed, screened)
    var fits: [[SharedOrOwn<Result<FittedTreatment, FittedScale.Failure>>?]] = []
    for date in panel.dates.indices {
      fits.append(
        specification.indicators.indices.map { indicator in
          let treatment = specification.indicators[indicator].treatment
          guard treatment.method != .none else { return nil }
          return table.samples(of: indicator, date: date).map { sample in
            Result { () throws(FittedScale.Failure) in try FittedTreatment(treatment, sample: sample) }
          }
        })
    }
    self.fits = fits
    treatments = TreatmentResult.all(panel, fits[0])
    self.changes = changes + PreparationChange.treated(table, fits[0])
  }

  /// The value of an indicator in a row, in its own unit, before the treatment of outliers; `nil` for a gap.
  public func value(row: Int, indicator: Int) -> Double? {
    mask[row, indicator] == 1 ? values[row, indicator] : nil
  }

  /// The value of an indicator at the first date after the treatment of outliers, in the unit that this leaves.
  public func treatedValue(side: Int, indicator: Int) -> Double? {
    guard case .success(let treatment) = treatment(side: side, date: 0, indicator: indicator) else {
      return nil
    }
    return value(row: panel.row(side: side), indicator: indicator).map { treatment($0) }
  }

  /// Whether the value was imputed.
  public func isImputed(row: Int, indicator: Int) -> Bool {
    imputed.contains(row * mask.columns + indicator)
  }

  /// Why an indicator has no value in a row; `nil` if it has one.
  public func gap(row: Int, indicator: Int) -> Gap? {
    if mask[row, indicator] == 1 { return nil }
    return screened[row] ?? panel.gap(row: row, indicator: indicator)
  }

  /// What is done to outliers of an indicator of a side.
  func treatment(
    side: Int, date: Int, indicator: Int
  ) -> Result<FittedTreatment, FittedScale.Failure> {
    let date = panel.specification.indicators[indicator].sampleDate(date)
    return fits[date][indicator]?[side] ?? .success(.none)
  }

  /// The values from which an indicator's normalization learns, before the treatment of outliers: one sample for all
  /// sides, or one for each.
  func samples(of indicator: Int, date: Int) -> SharedOrOwn<[Double]> {
    PreparedTable.samples(panel, values, mask, imputed, screened, of: indicator, date: date)
  }
}

/// Something that all sides share, or that each side has of its own.
enum SharedOrOwn<Value> {
  case shared(Value)
  case own([Value])

  subscript(side: Int) -> Value {
    switch self {
    case .shared(let value): value
    case .own(let values): values[side]
    }
  }

  func map<Other>(_ transform: (Value) -> Other) -> SharedOrOwn<Other> {
    switch self {
    case .shared(let value): .shared(transform(value))
    case .own(let values): .own(values.map(transform))
    }
  }
}

extension SharedOrOwn: Sendable where Value: Sendable {}

extension Indicator {
  /// The date whose sample is used at a date: the full window takes its own from the as-of date of the run.
  func sampleDate(_ date: Int) -> Int { normalization.window == .full ? 0 : date }
}
