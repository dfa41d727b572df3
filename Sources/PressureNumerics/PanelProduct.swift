internal import CKernels

/// A matrix that is multiplied by one panel after another: by eight columns at once, number k · 8 + lane of a panel being
/// row k of a column.
public struct PanelProduct: Sendable {
  private let packed: PackedScores

  /// The number of rows of the matrix.
  public var rows: Int { packed.units }
  /// The number of panel rows that a product writes: those of the matrix, and some zeros.
  public var paddedRows: Int { packed.paddedUnits }

  /// Lays the matrix out for the kernels.
  ///
  /// - Precondition: it has rows and columns.
  public init(_ matrix: Matrix) {
    precondition(matrix.rows > 0 && matrix.columns > 0, "an empty matrix")
    packed = PackedScores(matrix, .arithmetic)
  }

  /// Writes the product with `panel`, which has a row for each column of the matrix, to `result`. Each number is summed in
  /// the order of the columns, fused, whatever the instructions.
  ///
  /// Cost: 16 · rows · columns operations.
  public func multiply(_ panel: UnsafePointer<Double>, to result: UnsafeMutablePointer<Double>) {
    packed.score(0..<packed.paddedUnits, panel, to: result)
  }
}
