import Foundation

/// Runs one workload on request, so that its runs can alternate with those of a peer.
///
/// Arguments: the workload and the path of its parameters, a JSON object. Then each line of standard input asks for
/// one run, and one line of JSON answers: `{"seconds": …, "bytes": …}`, the time of the run and the most memory
/// that the process has had in use. The line `result PATH` writes the numbers of the last run as JSON.
@main struct Bench {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 2, let name = arguments.first, let path = arguments.last,
      let prepare = workloads[name]
    else {
      let names = workloads.keys.sorted().joined(separator: ", ")
      let usage = "usage: Bench WORKLOAD PARAMETERS.json; workloads: \(names)\n"
      FileHandle.standardError.write(Data(usage.utf8))
      exit(64)
    }
    let parameters = try Parameters(contentsOf: path)
    let run = try prepare(parameters)
    var result: Result = [:]
    while let line = readLine() {
      if line.hasPrefix("result ") {
        let data = try JSONSerialization.data(withJSONObject: result)
        try data.write(to: URL(fileURLWithPath: String(line.dropFirst(7))))
        print("{}")
      } else {
        let start = DispatchTime.now().uptimeNanoseconds
        result = try run()
        let whole = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        // A workload may time a part of its run.
        let seconds = result.removeValue(forKey: "seconds")?.first ?? whole
        print("{\"seconds\": \(seconds), \"bytes\": \(peakMemory())}")
      }
      fflush(nil)
    }
  }

  /// The numbers of a run by name.
  typealias Result = [String: [Double]]

  /// A workload reads its data once and returns what a run does, which is all that is timed.
  typealias Workload = @Sendable (Parameters) throws -> () throws -> Result

  /// Every workload by its name; those of one subject are in a file of their own.
  static let workloads = [ensembles, reading, throughTime].reduce(into: [String: Workload]()) {
    $0.merge($1) { first, _ in first }
  }

  private static func peakMemory() -> Int {
    var usage = rusage()
    // RUSAGE_SELF, which is 0 but not everywhere an integer.
    getrusage(0, &usage)
    return usage.ru_maxrss * 1024
  }
}

/// The parameters of a workload.
struct Parameters {
  private let values: [String: Any]

  struct Missing: Error { let name: String }

  init(contentsOf path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    values = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  func integer(_ name: String) throws -> Int {
    guard let value = values[name] as? Int else { throw Missing(name: name) }
    return value
  }

  func text(_ name: String) throws -> String {
    guard let value = values[name] as? String else { throw Missing(name: name) }
    return value
  }

  /// The numbers of a file of doubles.
  func numbers(_ name: String) throws -> [Double] {
    let data = try Data(contentsOf: URL(fileURLWithPath: text(name)))
    return data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
  }
}
