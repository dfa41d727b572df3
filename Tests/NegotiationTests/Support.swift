import Negotiation
import PressureIndex
import PressureSyntax
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The conflict section of a model file, decoded from YAML.
func decode(
  _ yaml: String, sides: [String] = ["a", "b"], series: [String] = []
) throws -> (conflict: Conflict?, problems: [Diagnostic]) {
  let root = try NodeReader.read(Array(yaml.utf8), file: "model.yaml")
  let node = try #require(root["conflict"])
  let problems = Problems()
  let conflict = Conflict(node, sides: sides, series: series, problems: problems)
  #expect((conflict == nil) == !problems.isEmpty)
  return (conflict, problems.all)
}

/// The conflict section of a model file, which must have no mistakes.
func conflict(_ yaml: String, sides: [String] = ["a", "b"], series: [String] = []) throws -> Conflict {
  let (conflict, problems) = try decode(yaml, sides: sides, series: series)
  #expect(problems.map(\.description) == [])
  return try #require(conflict)
}

/// The messages about a conflict section that has mistakes.
func mistakes(_ yaml: String, sides: [String] = ["a", "b"], series: [String] = []) throws -> String {
  try decode(yaml, sides: sides, series: series).problems.map(\.description).joined(separator: "\n")
}

/// A look-up for models that read nothing from data.
@Sendable func noSeries(_ series: String, _ side: Int, _ on: Day?) throws(Diagnostics) -> Lookup {
  throw Diagnostics(Diagnostic("nothing should be read, but \(series) was"))
}

func incentive(
  of conflict: Conflict, asOf: Day? = nil, hurting: Pair<HurtingState>
) throws -> Incentive {
  switch try conflict.incentive(asOf: asOf, hurting: hurting, lookup: noSeries) {
  case .incentive(let incentive): incentive
  case .notApplicable(let reason): throw Diagnostics(Diagnostic(reason))
  }
}

extension Pair<HurtingState> {
  /// Hurting without parts.
  static func plain(_ first: Double, _ second: Double) -> Pair {
    Pair(HurtingState(hurting: first), HurtingState(hurting: second))
  }
}

/// Whether `a` and `b` agree to `tolerance`, relative to the larger.
func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b))
}

/// Whether `value` rounds to `printed`, which has `digits` decimals.
func rounds(_ value: Double, to printed: Double, digits: Int) -> Bool {
  abs(value - printed) <= 0.5 * pow(10, -Double(digits)) * (1 + 1e-9)
}

/// SplitMix64 (Steele, Lea and Flood, 2014), so that randomised tests repeat.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The C library's functions, so that tests need no module of the package's own dependencies.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
func logarithm(_ x: Double) -> Double { log(x) }
