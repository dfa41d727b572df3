internal import PressureReports

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The process's standard streams and what its environment says of them.
enum Terminal {
  /// The style for text on standard output: bold only on a terminal that shows it, without NO_COLOR; signs
  /// outside ASCII only where the locale is UTF-8.
  static var style: TextStyle {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let color = isTerminal && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    return TextStyle(usesColor: color, usesUnicode: isUTF8)
  }

  /// Whether standard error is a terminal on which a line may be drawn again.
  static var showsProgress: Bool {
    isatty(STDERR_FILENO) == 1 && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
  }

  private static var isUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Ends the process.
  static func end(status: Int32) -> Never { exit(status) }

  /// Writes `text` to standard error.
  static func writeError(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes `text` to standard output. A reader that has gone away ends the process quietly, as is usual.
  static func writeOutput(_ text: String) -> Bool { write(text, to: STDOUT_FILENO) }

  /// Writes all of `text`, however many calls it takes; `false` if it cannot be written.
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, start, rest.count)
        #elseif canImport(Musl)
          let count = Musl.write(descriptor, start, rest.count)
        #elseif canImport(Darwin)
          let count = Darwin.write(descriptor, start, rest.count)
        #endif
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return true
    }
  }
}
