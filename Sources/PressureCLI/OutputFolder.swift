internal import PressureSyntax

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Folders for results.
enum OutputFolder {
  /// Creates the folder at `path` if there is none; the folder above it must exist.
  static func create(_ path: String) throws(Diagnostics) {
    var info = stat()
    if stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR { return }
    if mkdir(path, 0o777) == 0 { return }
    throw Diagnostics(
      Diagnostic(
        "cannot make the folder \(path.quoted): \(String(cString: strerror(errno)))",
        help: "name a folder inside one that exists and is yours to write", kind: .cannotWrite))
  }

  /// Whether there is anything at `path`.
  static func exists(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }
}
