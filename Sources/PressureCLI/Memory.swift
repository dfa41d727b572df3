internal import PressureSyntax

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The memory of the machine.
enum Memory {
  /// Its size in bytes.
  static var size: Double {
    Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// Refuses work that needs more than there is, before it begins.
  static func require(_ bytes: Double, for what: String, help: String) throws(Diagnostics) {
    if bytes <= size { return }
    func gigabytes(_ bytes: Double) -> String { shortest((bytes / 1e9).rounded(.up)) }
    throw Diagnostics(
      Diagnostic(
        "\(what) would need about \(gigabytes(bytes)) GB of memory, and this machine has \(gigabytes(size)) GB",
        help: help))
  }
}
