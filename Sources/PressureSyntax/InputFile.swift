#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

internal import SystemMemory

/// Reads the files that a user names.
public enum InputFile {
  /// The bytes of the regular file at `path`, which messages call `name` (default: the path).
  ///
  /// Errors: no such file, a directory, a device, a pipe, a socket, a file that may not be read, more than
  /// `limit` bytes. With `allowsStandardInput`, the path `-` is the standard input, where a pipe is fine;
  /// there the name defaults to `standard input`.
  ///
  /// Cost: one allocation of the file's size, filled in place.
  public static func read(
    path: String, named name: String? = nil, limit: Int, allowsStandardInput: Bool = false
  ) throws(Diagnostics) -> [UInt8] {
    if path == "-", allowsStandardInput {
      let input = Descriptor(STDIN_FILENO, place: SourceLocation(file: name ?? "standard input"))
      return try input.contents(expected: 0, limit: limit)
    }
    let place = SourceLocation(file: name ?? path)
    guard !path.isEmpty, !path.utf8.contains(0) else { throw failure(errorNumber: ENOENT, at: place) }
    // The kind is checked before opening, since opening can act on a device, and again after it.
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(errorNumber: errno, at: place) }
    try requireRegular(status, place)
    let number = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { throw failure(errorNumber: errno, at: place) }
    defer { close(number) }
    guard fstat(number, &status) == 0 else { throw failure(errorNumber: errno, at: place) }
    try requireRegular(status, place)
    return try Descriptor(number, place: place).contents(expected: Int(status.st_size), limit: limit)
  }

  private static func requireRegular(_ status: stat, _ place: SourceLocation) throws(Diagnostics) {
    let kind: String
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: kind = "a directory"
    case S_IFIFO: kind = "a pipe"
    case S_IFSOCK: kind = "a socket"
    case S_IFCHR, S_IFBLK: kind = "a device"
    default: kind = "something else"
    }
    throw failure("expected a file, found \(kind)", at: place, help: "name a regular file")
  }

  fileprivate static func failure(_ message: String, at place: SourceLocation, help: String) -> Diagnostics {
    Diagnostics(Diagnostic(message, at: place, help: help, kind: .noInput))
  }

  fileprivate static func failure(errorNumber: Int32, at place: SourceLocation) -> Diagnostics {
    switch errorNumber {
    case ENOENT, ENOTDIR: failure("no such file", at: place, help: "check the name and the folder")
    case EACCES, EPERM:
      failure("no permission to read the file", at: place, help: "let yourself read it: chmod u+r")
    default:
      failure(
        "cannot read the file: \(String(cString: strerror(errorNumber)))", at: place, help: "try a copy of it"
      )
    }
  }
}

/// An open file that is read to its end.
private struct Descriptor {
  let number: Int32
  let place: SourceLocation

  init(_ number: Int32, place: SourceLocation) {
    self.number = number
    self.place = place
  }

  /// Everything up to the end. The size `expected` is a hint: a file may grow while it is read, and those
  /// that the kernel makes up claim to be empty.
  func contents(expected: Int, limit: Int) throws(Diagnostics) -> [UInt8] {
    if expected > limit { throw overLimit("\(expected) bytes, more than", limit) }
    var failed: Int32 = 0
    var atEnd = false
    var bytes = [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
      if let start = buffer.baseAddress { HugePages.use(for: start, bytes: buffer.count) }
      while !atEnd, failed == 0, count < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count...]))
        take(into: rest, &count, &atEnd, &failed)
      }
    }
    if !atEnd, failed == 0 {
      withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { chunk in
        while !atEnd, failed == 0, bytes.count <= limit {
          var count = 0
          take(into: chunk, &count, &atEnd, &failed)
          bytes.append(contentsOf: chunk[..<count])
        }
      }
    }
    if failed != 0 { throw InputFile.failure(errorNumber: failed, at: place) }
    if bytes.count > limit { throw overLimit("more bytes than", limit) }
    return bytes
  }

  private func take(
    into buffer: UnsafeMutableRawBufferPointer, _ count: inout Int, _ atEnd: inout Bool, _ failed: inout Int32
  ) {
    let result = read(number, buffer.baseAddress, buffer.count)
    if result > 0 {
      count += result
    } else if result == 0 {
      atEnd = true
    } else if errno != EINTR {
      failed = errno
    }
  }

  private func overLimit(_ found: String, _ limit: Int) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        "the file has \(found) the limit of \(limit)", at: place,
        help: "leave out what the model does not need"))
  }
}
