internal import PressureSyntax

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes a result to a file, whole or not at all.
enum OutputFile {
  /// Writes `text` to the file `path`, or to standard output where there is none or it is `-`.
  static func emit(_ text: String, to path: String?, inputs: [String]) throws(Diagnostics) {
    if let path, path != "-" {
      try write(text, to: path, inputs: inputs)
    } else if !Terminal.writeOutput(text) {
      throw failure("cannot write to standard output", "see where it leads; --output writes a file")
    }
  }

  /// Writes `text` to a new file beside `path` and renames it, so that nobody ever sees half of it.
  ///
  /// - Throws: a path that is one of `inputs` or no regular file, and a folder that cannot be written.
  static func write(_ text: String, to path: String, inputs: [String]) throws(Diagnostics) {
    let target = resolved(path)
    if let identity = identity(of: target) {
      if let input = inputs.first(where: { $0 != "-" && OutputFile.identity(of: $0) == identity }) {
        throw failure("the output \(path.quoted) is the input \(input.quoted)", "choose another file")
      }
      if !identity.isRegular {
        throw failure("\(path.quoted) is not a regular file", "name a file to write")
      }
    }
    var template = Array("\(target).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    if descriptor < 0 {
      throw failure(
        "cannot write \(path.quoted): \(reason)", "check the folder: it must exist and be yours to write")
    }
    let temporary = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    try Interrupt.removing(temporary) { () throws(Diagnostics) in
      // mkstemp makes the file private; a result gets the rights that any new file would have.
      let mask = umask(0)
      umask(mask)
      fchmod(descriptor, 0o666 & ~mask)
      let isWritten = Terminal.write(text, to: descriptor)
      let problem = reason
      let isClosed = close(descriptor) == 0
      guard isWritten, isClosed, rename(temporary, target) == 0 else {
        let problem = isWritten ? reason : problem
        unlink(temporary)
        throw failure(
          "cannot write \(path.quoted): \(problem)", "check that there is room, or choose another file")
      }
    }
  }

  private struct Identity: Equatable {
    let device: dev_t
    let inode: ino_t
    let isRegular: Bool
  }

  private static func identity(of path: String) -> Identity? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return Identity(device: info.st_dev, inode: info.st_ino, isRegular: info.st_mode & S_IFMT == S_IFREG)
  }

  /// The file behind a symbolic link, so that the link itself stays.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static var reason: String { String(cString: strerror(errno)) }

  private static func failure(_ message: String, _ help: String) -> Diagnostics {
    Diagnostics(Diagnostic(message, help: help, kind: .cannotWrite))
  }
}
