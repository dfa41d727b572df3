import PressureSyntax

@testable import PressureIndex

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder of data files for one test, removed after it.
final class DataFolder {
  let path: String
  private var names: [String] = []

  init() {
    var template = Array("/tmp/pressure-data-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? ""
  }

  deinit {
    for name in names { _ = remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// Writes a file and returns its entry, changed by `configure`.
  func file(_ bytes: [UInt8], _ name: String = "d.csv", _ configure: (inout DataFile) -> Void = { _ in })
    -> DataFile
  {
    let file = fopen("\(path)/\(name)", "wb")
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    names.append(name)
    var entry = DataFile(name)
    configure(&entry)
    return entry
  }

  func file(_ text: String, _ name: String = "d.csv", _ configure: (inout DataFile) -> Void = { _ in })
    -> DataFile
  {
    file(Array(text.utf8), name, configure)
  }

  func read(
    _ files: [DataFile], sides: [String] = DataFolder.sides, series: [String] = DataFolder.series,
    checksums: Bool = false
  ) throws(Diagnostics) -> Observations {
    try Observations.read(files, base: path, sides: sides, series: series, checksums: checksums)
  }

  static let sides = ["china", "united-states"]
  static let series = ["gdp", "cpi", "tariff"]
}

/// The observations of one file.
func observations(
  _ text: String, sides: [String] = DataFolder.sides, series: [String] = DataFolder.series,
  _ configure: (inout DataFile) -> Void = { _ in }
) throws(Diagnostics) -> Observations {
  let folder = DataFolder()
  return try folder.read([folder.file(text, "d.csv", configure)], sides: sides, series: series)
}

/// The mistakes of one file as printed, without the folder.
func mistakes(_ bytes: [UInt8], _ configure: (inout DataFile) -> Void = { _ in }) -> [String] {
  let folder = DataFolder()
  return mistakes([folder.file(bytes, "d.csv", configure)], in: folder)
}

func mistakes(_ text: String, _ configure: (inout DataFile) -> Void = { _ in }) -> [String] {
  mistakes(Array(text.utf8), configure)
}

func mistakes(_ files: [DataFile], in folder: DataFolder) -> [String] {
  do {
    _ = try folder.read(files)
    return []
  } catch {
    return error.all.map { $0.description.replacing(folder.path + "/", with: "") }
  }
}

extension Observations {
  /// Everything that was read as sorted lines of text, for comparison.
  var dump: [String] {
    var lines: [String] = []
    for side in 0..<2 {
      for series in 0..<3 {
        guard let found = self.series(side: side, series: series) else { continue }
        for i in 0..<found.count {
          lines.append(
            [
              "\(side)", "\(series)", found.period(i)?.description ?? "", found.release(i)?.description ?? "",
              found.isKnown[i] ? "\(found.values[i])" : "gap", source(of: found, i) ?? "",
            ].joined(separator: "|"))
        }
      }
    }
    return lines
  }
}

/// Sebastiano Vigna's SplitMix64, so that a test's random input is the same every time.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
