@preconcurrency internal import CKernels

/// The vector kernels of this processor.
///
/// All sets of instructions give the same bits; they differ in speed alone.
public enum VectorKernels {
  /// The instructions in use: `AVX-512`, `AVX2` or `portable`.
  public static var instructions: String { String(cString: table.name) }

  /// The kernels in use.
  nonisolated(unsafe) static let table: ck_table = ck_best().pointee

  /// Those that go through time.
  static let time: ck_time_table = ck_time(ck_best()).pointee

  /// The width of a vector, to a multiple of which the kernels want their arrays.
  static let width = 8

  /// Replaces `count` numbers, a multiple of eight, by their natural logarithms, to below one unit in the last place.
  ///
  /// - Precondition: they are normal numbers above 0.
  public static func log(_ numbers: UnsafeMutablePointer<Double>, count: Int) {
    precondition(count % width == 0, "no whole vectors")
    table.log(numbers, count, numbers)
  }
}
