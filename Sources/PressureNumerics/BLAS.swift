internal import COpenBLAS

/// The BLAS library behind ``Matrix``.
public enum BLAS {
  /// The name and the kernels of the library in use, such as `OpenBLAS 0.3.21, Haswell`.
  ///
  /// Kernels of different processor families differ in the last digits, so reports state them.
  public static var identity: String {
    let words = String(cString: openblas_get_config()).split(separator: " ")
    let version = words.drop { $0 != "OpenBLAS" }.dropFirst().first ?? "?"
    return "OpenBLAS \(version), \(String(cString: openblas_get_corename()))"
  }

  /// Lets each product run on one thread. With more, OpenBLAS splits sums differently from one number of
  /// threads to the next, and results would differ in their last digits.
  public static func useOneThread() { openblas_set_num_threads(1) }

  /// Calls ``useOneThread()`` when it is first read.
  static let isReproducible: Bool = {
    useOneThread()
    return true
  }()
}
