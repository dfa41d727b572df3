public import PressureNumerics
public import PressureSyntax

/// Every indicator's score in every row, where more is more pressure, and which of them there are.
public struct Scores: Sendable {
  /// Rows × indicators; 0 where there is no score.
  public let values: Matrix
  /// Rows × indicators; 1 where there is a score, else 0.
  public let mask: Matrix
  /// Scores that an earlier date's sample could not carry, by row and indicator.
  let unscorable: [Cell: Gap]

  struct Cell: Hashable {
    let row: Int
    let indicator: Int
  }

  /// Fits every indicator's normalization and applies it.
  ///
  /// - Throws: a sample at the first date, where it is required, that is constant or too small, naming the
  ///   indicator. At other dates such a score is missing.
  public init(_ prepared: Prepared) throws(Diagnostics) {
    let panel = prepared.panel
    let specification = panel.specification
    var values = Matrix(repeating: 0, rows: panel.rowCount, columns: specification.indicators.count)
    var mask = values
    var unscorable: [Cell: Gap] = [:]
    var diagnostics: [Diagnostic] = []
    for (column, indicator) in specification.indicators.enumerated() {
      for date in panel.dates.indices {
        let scales = Scales(prepared, column, date: date)
        for side in specification.sides.indices {
          let row = panel.row(side: side, date: date)
          guard let value = prepared.value(row: row, indicator: column) else { continue }
          switch scales[side] {
          case .success(let scale):
            values[row, column] = scale(value)
            mask[row, column] = 1
          case .failure(let failure):
            unscorable[Cell(row: row, indicator: column)] = .unscorable(failure)
            if date == 0, panel.requiresFirstDate {
              let diagnostic = Scores.diagnostic(
                failure, indicator, specification.sides[side], specification.sides, panel.dates[0])
              if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
            }
          }
        }
      }
    }
    if !diagnostics.isEmpty { throw Diagnostics(diagnostics) }
    self.values = values
    self.mask = mask
    self.unscorable = unscorable
  }

  private static func diagnostic(
    _ failure: FittedScale.Failure, _ indicator: Indicator, _ side: Side, _ sides: [Side], _ date: Day?
  ) -> Diagnostic {
    let pooled = indicator.pool == .all
    let whose = pooled ? "of all sides" : "of \(side.id.quoted)"
    let asOf = date.map { " as of \($0)" } ?? ""
    let method = indicator.normalization.method.rawValue
    let help =
      pooled ? "choose goalposts for it, or add data" : "choose goalposts for it, 'pool: all', or add data"
    return switch failure {
    case .untreatable(let count):
      Diagnostic(
        "the indicator \(indicator.id.quoted) has \(count) value\(count == 1 ? "" : "s") \(whose)\(asOf), and "
          + "the treatment of outliers needs 4",
        help: "add 'treat: none' to it, or add data")
    case .targetNotAbove(let target, let least):
      Diagnostic(
        "the indicator \(indicator.id.quoted) cannot be measured by its distance to \(shortest(target)): no value "
          + "\(whose) presses less than \(shortest(least))\(asOf)",
        at: indicator.location,
        help: "state a \(indicator.normalization.method == .distanceToTarget ? "target" : "reference") "
          + "with more pressure, or choose another normalization")
    case .noReference(let reference):
      Diagnostic(
        "the indicator \(indicator.id.quoted) has no value of \(sides[reference].id.quoted), the reference of "
          + "\(method)\(asOf)",
        at: indicator.location, help: "name another side as the reference, or choose another normalization")
    case .constant(let value):
      Diagnostic(
        "the indicator \(indicator.id.quoted) is constant at \(shortest(value)): \(method) needs values "
          + "\(whose) that differ\(asOf)", at: indicator.location, help: help)
    case .tooFew(let count, let needed):
      Diagnostic(
        "the indicator \(indicator.id.quoted) has \(count) value\(count == 1 ? "" : "s") \(whose)\(asOf), and "
          + "\(method) needs \(needed)", at: indicator.location, help: help)
    }
  }
}

/// A value's way to its score: the treatment of outliers, then the normalization.
struct TreatedScale {
  let treatment: FittedTreatment
  let scale: FittedScale

  func callAsFunction(_ value: Double) -> Double { scale(treatment(value)) }
}

/// The fitted scales of one indicator at one date, one for each side or one for all.
struct Scales {
  private typealias Outcome = Result<TreatedScale, FittedScale.Failure>

  private var bySide: [Int: Outcome] = [:]
  private var common: Outcome?

  init(_ prepared: Prepared, _ column: Int, date: Int) {
    let panel = prepared.panel
    let indicator = panel.specification.indicators[column]
    let normalization = indicator.normalization
    let date = indicator.sampleDate(date)
    func fit(_ measure: Measure, _ side: Int, _ sample: [Double]) -> Outcome {
      Result { () throws(FittedScale.Failure) in
        let treatment = try prepared.treatment(side: side, date: date, indicator: column).get()
        guard normalization.method.isFitted else {
          return TreatedScale(treatment: treatment, scale: FittedScale(measure, normalization))
        }
        var target = measure.target
        if let reference = normalization.reference {
          target = prepared.value(row: panel.row(side: reference, date: date), indicator: column)
          if target == nil { throw .noReference(side: reference) }
        }
        let scale = try FittedScale(
          normalization, direction: measure.direction,
          sample: treatment == .none ? sample : sample.map { treatment($0) },
          target: target.map { treatment($0) })
        return TreatedScale(treatment: treatment, scale: scale)
      }
    }
    let samples: SharedOrOwn<[Double]> =
      normalization.method.isFitted ? prepared.samples(of: column, date: date) : .shared([])
    if indicator.pool == .all {
      common = fit(indicator.common, 0, samples[0])
      // Where values are pooled, goalposts and targets may still be a side's own.
      for (side, measure) in indicator.bySide { bySide[side] = fit(measure, side, samples[side]) }
    } else {
      for side in panel.specification.sides.indices {
        bySide[side] = fit(indicator.measure(side), side, samples[side])
      }
    }
  }

  subscript(side: Int) -> Result<TreatedScale, FittedScale.Failure> { bySide[side] ?? common! }
}

extension FittedScale {
  /// The scale that a measure states itself, by goalposts or breakpoints.
  fileprivate init(_ measure: Measure, _ normalization: Normalization) {
    if normalization.method == .categorical {
      self.init(measure.breakpoints!, normalization.interpolation)
    } else {
      self.init(measure.goalposts!, range: normalization.range)
    }
  }
}

extension Indicator {
  /// Whose observations make the sample: what the model says, else all sides where they have one measure.
  public var pool: Normalization.Pool { normalization.pool ?? (hasDifferentMeasures ? .side : .all) }
}
