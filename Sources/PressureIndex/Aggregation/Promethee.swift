internal import PressureSyntax
internal import PressureNumerics
internal import RealModule

/// How a difference of two scores becomes a preference in 0…1, by the six functions of Brans and Vincke.
///
/// Source: Brans and Vincke, A preference ranking organisation method, Management Science 31, 1985.
public enum PreferenceFunction: Hashable, Sendable, Codable {
  /// 1 for any difference above 0.
  case usual
  /// 1 above q.
  case uShape(q: Double)
  /// d/p up to p, then 1.
  case vShape(p: Double)
  /// 0 up to q, ½ up to p, then 1.
  case level(q: Double, p: Double)
  /// 0 up to q, (d − q)/(p − q) up to p, then 1.
  case linear(q: Double, p: Double)
  /// 1 − exp(−d²/2s²).
  case gaussian(s: Double)

  /// The names used in model files.
  public enum Name: String, CaseIterable, Sendable {
    /// ``PreferenceFunction/usual``
    case usual
    /// ``PreferenceFunction/uShape(q:)``
    case uShape = "u-shape"
    /// ``PreferenceFunction/vShape(p:)``
    case vShape = "v-shape"
    /// ``PreferenceFunction/level(q:p:)``
    case level
    /// ``PreferenceFunction/linear(q:p:)``
    case linear
    /// ``PreferenceFunction/gaussian(s:)``
    case gaussian
  }

  /// The preference for a unit that is `difference` above another; 0 for one that is not above.
  public func callAsFunction(_ difference: Double) -> Double {
    difference > 0 ? apply { $0(difference) } : 0
  }

  /// Calls `body` with the function of differences above 0. Each case has its own copy of `body`, so that a loop in it
  /// asks only once which function it is.
  @inline(__always)
  func apply<Result>(_ body: ((Double) -> Double) -> Result) -> Result {
    switch self {
    case .usual: body { _ in 1 }
    case .uShape(let q): body { $0 > q ? 1 : 0 }
    case .vShape(let p): body { min(1, $0 / p) }
    case .level(let q, let p): body { $0 > p ? 1 : $0 > q ? 0.5 : 0 }
    case .linear(let q, let p): body { min(1, max(0, ($0 - q) / (p - q))) }
    case .gaussian(let s): body { 1 - Double.exp(-$0 * $0 / (2 * s * s)) }
    }
  }

  /// The function in words, for reports.
  var description: String {
    switch self {
    case .usual: "usual preference"
    case .uShape(let q): "u-shape preference, indifference \(shortest(q))"
    case .vShape(let p): "v-shape preference, preference-threshold \(shortest(p))"
    case .level(let q, let p): "level preference, \(shortest(q)) and \(shortest(p))"
    case .linear(let q, let p): "linear preference, \(shortest(q)) to \(shortest(p))"
    case .gaussian(let s): "gaussian preference, width \(shortest(s))"
    }
  }
}

/// PROMETHEE II: the net flow, the mean over the other units b of Σ w P(x_a − x_b) − Σ w P(x_b − x_a).
///
/// A pair is compared on the criteria that both have, with weights rescaled to them; without any, as a tie.
/// Cost: units² · criteria.
struct Promethee: BlockAggregation {
  let preference: PreferenceFunction
  let scale: ResultScale
  var domain: ScoreDomain { .any }
  var fewestUnits: Int { 2 }

  func scores(_ table: UnitTable) -> [Double] {
    let pairs = PairwiseScores(table)
    return preference.apply { preference in
      (0..<table.count).map { a in
        // Of P(d) and P(−d) one is 0.
        let (sums, weights) = pairs.sums(of: a) { difference in
          let value = preference(abs(difference))
          return difference > 0 ? value : difference < 0 ? -value : 0
        }
        let flows = zip(sums, weights).map { $1 > 0 ? $0 / $1 : 0 }
        return scale.of(Statistics.sum(flows) / Double(table.count - 1), in: -1...1)
      }
    }
  }
}
