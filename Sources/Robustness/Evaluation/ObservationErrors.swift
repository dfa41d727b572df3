internal import PressureIndex
internal import PressureNumerics

/// The errors of observed values in a draw: one for each side and period of an indicator, so that two dates that
/// use the same observation share its error.
struct ObservationErrors: Sendable {
  private let byIndicator: [Int: (error: ObservationError, coordinate: Int)]

  init(_ plan: DrawPlan) {
    var result: [Int: (error: ObservationError, coordinate: Int)] = [:]
    for (factor, coordinates) in zip(plan.factors, plan.coordinates) {
      if case .observationError(let indicator, let error) = factor.kind {
        result[indicator] = (error, coordinates.lowerBound)
      }
    }
    byIndicator = result
  }

  var isEmpty: Bool { byIndicator.isEmpty }

  /// Whether the values of an indicator have errors.
  func contains(_ indicator: Int) -> Bool { byIndicator[indicator] != nil }

  /// The error of `value`, of an indicator and a side.
  ///
  /// - Parameter slot: 0 for the observation in use at the as-of date, 1 for another one in use earlier.
  func error(
    _ u: UnsafeBufferPointer<Double>, indicator: Int, side: Int, slot: Int, of value: Double
  ) -> Double {
    guard let (error, coordinate) = byIndicator[indicator] else { return 0 }
    return error.standardError(of: value) * normalQuantile(u[coordinate + 2 * side + slot])
  }

  /// The same for eight draws, coordinate c of which is number c · 8 + lane of `u`.
  func lanes(
    _ u: UnsafePointer<Double>, indicator: Int, side: Int, slot: Int, of value: Double
  ) -> SIMD8<Double> {
    guard let (error, coordinate) = byIndicator[indicator] else { return .zero }
    let deviation = error.standardError(of: value)
    var result = SIMD8<Double>.zero
    for lane in 0..<8 {
      result[lane] = deviation * normalQuantile(u[8 * (coordinate + 2 * side + slot) + lane])
    }
    return result
  }

  /// The slot of an observation in a row of `panel`; `nil` beyond the dates that are scored.
  static func slot(_ panel: Panel, row: Int, indicator: Int) -> Int? {
    let sides = panel.specification.sides.count
    let (date, side) = row.quotientAndRemainder(dividingBy: sides)
    guard date < 2, date < panel.scoredDateCount else { return nil }
    if date == 0 { return 0 }
    let now = panel[panel.row(side: side), indicator].reading?.period
    return panel[row, indicator].reading?.period == now ? 0 : 1
  }
}
