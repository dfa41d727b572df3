import PressureSyntax
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder for one test, removed after it.
private final class Folder {
  let path: String

  init() {
    var template = Array("/tmp/pressure-input-XXXXXX\0".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? ""
  }

  deinit {
    for name in ["file", "pipe", "socket", "sub"] { _ = remove("\(path)/\(name)") }
    rmdir(path)
  }

  func write(_ bytes: [UInt8]) -> String {
    let file = fopen("\(path)/file", "wb")
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return "\(path)/file"
  }
}

private func failure(_ path: String, named name: String? = "data.csv", limit: Int = 100) throws -> Diagnostic
{
  let error = try #require(throws: Diagnostics.self) {
    _ = try InputFile.read(path: path, named: name, limit: limit)
  }
  #expect(error.all.count == 1)
  return error.all[0]
}

@Suite("Reading input files")
struct InputFileTests {
  @Test("A regular file is read whole, whatever its bytes", arguments: [0, 1, 99, 100, 200_000])
  func regular(size: Int) throws {
    let folder = Folder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    #expect(try InputFile.read(path: folder.write(bytes), limit: size) == bytes)
  }

  @Test("A file that does not exist")
  func missing() throws {
    let folder = Folder()
    let found = try failure("\(folder.path)/file")
    #expect(found.description == "data.csv: error: no such file\n  help: check the name and the folder")
    #expect(found.kind == .noInput)
    #expect(try failure(folder.write([1]) + "/under").message == "no such file")
    #expect(try failure("").message == "no such file")
    #expect(try failure(folder.write([1]) + "\0.csv").message == "no such file")
    #expect(try failure("\(folder.path)/sub", named: nil).location?.file == "\(folder.path)/sub")
  }

  @Test("A directory, a pipe, a socket and a device are refused without waiting for them")
  func notRegular() throws {
    let folder = Folder()
    #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
    let expected = [folder.path: "a directory", "\(folder.path)/pipe": "a pipe", "/dev/null": "a device"]
    for (path, kind) in expected {
      let found = try failure(path)
      #expect(found.message == "expected a file, found \(kind)")
      #expect(found.kind == .noInput)
    }
    #if canImport(Glibc)
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      let name = Array("\(folder.path)/socket".utf8CString)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.map { UInt8(bitPattern: $0) }) }
      let bound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      #expect(bound == 0)
      #expect(try failure("\(folder.path)/socket").message == "expected a file, found a socket")
      close(descriptor)
    #endif
  }

  @Test("A file over the limit")
  func limit() throws {
    let folder = Folder()
    let path = folder.write(Array(repeating: 7, count: 101))
    let found = try failure(path)
    #expect(
      found.description
        == "data.csv: error: the file has 101 bytes, more than the limit of 100\n  help: leave out what the model does not need"
    )
    #expect(found.kind == .malformed)
    #expect(try InputFile.read(path: path, limit: 101).count == 101)
  }

  @Test("A file that may not be read", .enabled(if: geteuid() != 0, "the superuser may read everything"))
  func permission() throws {
    let folder = Folder()
    let path = folder.write([1])
    chmod(path, 0)
    let found = try failure(path)
    #expect(
      found.description
        == "data.csv: error: no permission to read the file\n  help: let yourself read it: chmod u+r")
    #expect(found.kind == .noInput)
  }

  #if os(Linux)
    @Test("A file that the kernel makes up, which claims to be empty")
    func kernelFile() throws {
      let bytes = try InputFile.read(path: "/proc/self/stat", limit: 10_000)
      #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("\(getpid()) "))
      #expect(
        try failure("/proc/self/stat", limit: 10).message == "the file has more bytes than the limit of 10")
    }
  #endif

  @Test("'-' is a file's name unless standard input is allowed")
  func hyphen() throws {
    #expect(
      try failure("-", named: nil).description
        == "-: error: no such file\n  help: check the name and the folder")
  }

  @Test("Standard input may be a pipe")
  func standardInput() async throws {
    await #expect(processExitsWith: .success) {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0, dup2(ends[0], STDIN_FILENO) == STDIN_FILENO else { exit(2) }
      let bytes: [UInt8] = Array("side,value\n".utf8)
      guard write(ends[1], bytes, bytes.count) == bytes.count else { exit(3) }
      close(ends[1])
      close(ends[0])
      let found = try InputFile.read(path: "-", limit: 100, allowsStandardInput: true)
      exit(found == bytes ? 0 : 4)
    }
    await #expect(processExitsWith: .success) {
      let zero = open("/dev/zero", O_RDONLY)
      guard dup2(zero, STDIN_FILENO) == STDIN_FILENO else { exit(2) }
      do {
        _ = try InputFile.read(path: "-", limit: 100, allowsStandardInput: true)
      } catch {
        // The error's type is Diagnostics, though the closure has forgotten it.
        let found = error as? Diagnostics
        let expected = "standard input: error: the file has more bytes than the limit of 100"
        exit(found?.description.hasPrefix(expected) == true ? 0 : 4)
      }
    }
  }
}
