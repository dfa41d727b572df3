internal import PressureNumerics

/// The program that computed a result.
public enum Program {
  /// Its version.
  public static let version = "0.1.0"
  /// The BLAS library and its kernels, on which the last digits depend.
  public static var blas: String { BLAS.identity }
}
