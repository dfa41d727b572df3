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
    if difference <= 0 { return 0 }
    switch self {
    case .usual: return 1
    case .uShape(let q): return difference > q ? 1 : 0
    case .vShape(let p): return min(1, difference / p)
    case .level(let q, let p): return difference > p ? 1 : difference > q ? 0.5 : 0
    case .linear(let q, let p): return min(1, max(0, (difference - q) / (p - q)))
    case .gaussian(let s): return 1 - Double.exp(-difference * difference / (2 * s * s))
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
    let n = table.count
    var net = [[Double]](repeating: Array(repeating: 0, count: n), count: n)
    for a in 0..<n {
      for b in 0..<a {
        var (forA, forB, total) = (0.0, 0.0, 0.0)
        for k in 0..<table.criteria {
          guard let x = table.scores[a][k], let y = table.scores[b][k] else { continue }
          let weight = table.weights[a][k]
          total += weight
          forA += weight * preference(x - y)
          forB += weight * preference(y - x)
        }
        if total > 0 {
          net[a][b] = (forA - forB) / total
          net[b][a] = -net[a][b]
        }
      }
    }
    return net.map { scale.of(Statistics.sum($0) / Double(n - 1), in: -1...1) }
  }
}
