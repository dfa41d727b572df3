internal import CKernels
internal import RealModule

/// The indicators of all units as the kernels read them.
struct PackedScores: Sendable {
  let units: Int
  let indicators: Int
  let isGeometric: Bool
  /// The number of units with the padding.
  let paddedUnits: Int
  /// The number of padded units whose packed indicators stay in the second cache.
  let chunk: Int
  private let storage: Room<Double>

  init(_ scores: Matrix, _ aggregation: ScoreEnsemble.Aggregation) {
    let kernels = VectorKernels.table
    units = scores.rows
    indicators = scores.columns
    isGeometric = aggregation == .geometric
    paddedUnits = units.roundedUp(toMultipleOf: kernels.unit_rest)
    let fitting = (256 << 10) / (8 * indicators) / kernels.unit_group * kernels.unit_group
    chunk = min(max(fitting, kernels.unit_group), paddedUnits)
    var values = scores.storage
    if isGeometric {
      precondition(values.allSatisfy { $0 > 0 }, "geometric aggregation of numbers that are not above 0")
      values = values.map { .log($0) }
    }
    storage = Room(uninitialized: paddedUnits * indicators)
    kernels.pack(values, units, indicators, storage.start)
  }

  /// The scores of some padded units in one panel, `to` the first of them.
  func score(_ range: Range<Int>, _ weights: UnsafePointer<Double>, to scores: UnsafeMutablePointer<Double>) {
    score(range, weights, weights, to: scores, scores)
  }

  /// The scores of some padded units in two panels, all of them or from a multiple of the kernels' group on, `first` and
  /// `second` those of the first unit.
  func score(
    _ range: Range<Int>, _ weights: UnsafePointer<Double>, _ others: UnsafePointer<Double>,
    to first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>
  ) {
    VectorKernels.table.scores(
      storage.start + range.lowerBound * indicators, range.count, indicators, weights, others,
      isGeometric ? 1 : 0, first, second)
  }
}
