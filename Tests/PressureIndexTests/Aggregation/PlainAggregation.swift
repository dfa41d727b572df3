import Foundation

@testable import PressureIndex

/// The aggregations written out from METHODS, section 5, with no thought of speed or of the last digit.
enum PlainAggregation {
  /// Aggregations of one unit alone, of every kind and with different options.
  static let ofOneUnit: [Aggregation] = [
    .arithmetic, .geometric(offset: 0), .geometric(offset: 0.01), .geometric(offset: 0.5),
    .harmonic(offset: 0),
    .harmonic(offset: 0.1), .power(exponent: 0, offset: 0), .power(exponent: -1, offset: 0),
    .power(exponent: 2, offset: 0), .power(exponent: -0.5, offset: 0.01), .power(exponent: 1, offset: 0),
    .owa(.list([0.5, 0.3, 0.2])), .owa(.list([0, 1])), .owa(.exponent(0.5)), .owa(.exponent(3)), .median,
    .minimum, .meanMin(alpha: 0), .meanMin(alpha: 0.3), .meanMin(alpha: 1),
    .adjustedMazziottaPareto(penalty: .plus, scale: .unit),
    .adjustedMazziottaPareto(penalty: .minus, scale: .unit),
  ]

  /// Aggregations that compare the units of a date.
  static let ofManyUnits: [Aggregation] = [
    .mazziottaPareto(penalty: .plus, standardized: false),
    .mazziottaPareto(penalty: .minus, standardized: false),
    .copeland(scale: .raw), .copeland(scale: .unit), .borda(scale: .raw), .borda(scale: .unit),
    .kemeny(scale: .raw), .kemeny(scale: .unit), .kemenyApproximate(scale: .raw), .topsis,
    .vikor(strategy: 0.5), .vikor(strategy: 0), .vikor(strategy: 1), .promethee(.usual, scale: .raw),
    .promethee(.uShape(q: 0.1), scale: .raw), .promethee(.vShape(p: 0.2), scale: .unit),
    .promethee(.level(q: 0.1, p: 0.3), scale: .raw), .promethee(.linear(q: 0.1, p: 0.3), scale: .raw),
    .promethee(.gaussian(s: 0.2), scale: .unit),
  ]

  /// The score of one unit; `weights` sum to 1.
  static func score(_ aggregation: Aggregation, _ u: [Double], _ w: [Double]) -> Double {
    func sum(_ f: (Double) -> Double) -> Double { zip(u, w).reduce(0) { $0 + $1.1 * f($1.0) } }
    let mean = sum { $0 }
    func mazziottaPareto(_ r: [Double], _ penalty: UnevennessPenalty) -> Double {
      let m = zip(r, w).reduce(0) { $0 + $1.0 * $1.1 }
      let variance = zip(r, w).reduce(0) { $0 + $1.1 * ($1.0 - m) * ($1.0 - m) }
      return m + (penalty == .plus ? 1 : -1) * variance / m
    }
    switch aggregation {
    case .arithmetic: return mean
    case .geometric(let o), .power(0, let o): return exp(sum { log($0 + o) }) - o
    case .harmonic(let o): return 1 / sum { 1 / ($0 + o) } - o
    case .power(let p, let o): return pow(sum { pow($0 + o, p) }, 1 / p) - o
    case .owa(let weights):
      // Q by a fine staircase is not exact; so sum the pieces of the line instead.
      func q(_ r: Double) -> Double {
        switch weights {
        case .exponent(let a): return pow(r, a)
        case .list(let v):
          let n = Double(v.count)
          let pieces = v.indices.map { v[$0] * min(max(r * n - Double($0), 0), 1) }
          return pieces.reduce(0, +) / v.reduce(0, +)
        }
      }
      var (result, before) = (0.0, 0.0)
      for k in u.indices.sorted(by: { (u[$0], $0) > (u[$1], $1) }) {
        result += (q(min(before + w[k], 1)) - q(before)) * u[k]
        before = min(before + w[k], 1)
      }
      return result
    case .median:
      let order = u.indices.sorted { u[$0] < u[$1] }
      var below = 0.0
      for (n, k) in order.enumerated() {
        below += w[k]
        if abs(below - 0.5) < 1e-12, n + 1 < order.count { return (u[k] + u[order[n + 1]]) / 2 }
        if below > 0.5 { return u[k] }
      }
      return u[order[order.count - 1]]
    case .minimum: return u.min()!
    case .meanMin(let alpha): return mean - alpha * (mean - u.min()!)
    case .mazziottaPareto(let penalty, _): return mazziottaPareto(u, penalty)
    case .adjustedMazziottaPareto(let penalty, let scale):
      let raw = mazziottaPareto(u.map { 70 + 60 * $0 }, penalty)
      return scale == .raw ? raw : (raw - 70) / 60
    default: preconditionFailure("\(aggregation) compares units")
    }
  }

  /// The scores of units, each with a score or `nil` per criterion; `weights` sum to 1.
  static func scores(_ aggregation: Aggregation, _ x: [[Double?]], _ w: [Double]) -> [Double] {
    let units = x.indices
    let n = Double(x.count)
    func column(_ k: Int) -> [Double] { x.compactMap { $0[k] } }
    /// The mean of f over the criteria that both have, by their weights; `otherwise` without any.
    func compare(_ a: Int, _ b: Int, otherwise: Double, _ f: (Double) -> Double) -> Double {
      var (sum, total) = (0.0, 0.0)
      for k in w.indices {
        if let u = x[a][k], let v = x[b][k] { (sum, total) = (sum + w[k] * f(u - v), total + w[k]) }
      }
      return total == 0 ? otherwise : sum / total
    }
    func o(_ a: Int, _ b: Int) -> Double { compare(a, b, otherwise: 0.5) { $0 > 0 ? 1 : $0 == 0 ? 0.5 : 0 } }
    func others(_ a: Int) -> [Int] { units.filter { $0 != a } }
    func present(_ a: Int) -> (u: [Double], w: [Double], k: [Int]) {
      let k = w.indices.filter { x[a][$0] != nil }
      let total = k.reduce(0) { $0 + w[$1] }
      return (k.map { x[a][$0]! }, k.map { w[$0] / total }, k)
    }
    switch aggregation {
    case .copeland(let scale):
      let raw = units.map { a in
        others(a).reduce(0.0) { $0 + (abs(o(a, $1) - 0.5) < 1e-9 ? 0 : o(a, $1) > 0.5 ? 1 : -1) }
      }
      return scale == .raw ? raw : raw.map { ($0 / (n - 1) + 1) / 2 }
    case .borda(let scale):
      let raw = units.map { a in others(a).reduce(0.0) { $0 + o(a, $1) } }
      return scale == .raw ? raw : raw.map { $0 / (n - 1) }
    case .kemeny(let scale), .kemenyApproximate(let scale):
      // Every order, its support and the places that it gives.
      var best = -1.0
      var orders: [[Int]] = []
      func extend(_ order: [Int], _ support: Double) {
        if order.count == x.count {
          if support > best + 1e-9 {
            (best, orders) = (support, [order])
          } else if support > best - 1e-9 {
            orders.append(order)
          }
          return
        }
        for next in units where !order.contains(next) {
          extend(order + [next], support + order.reduce(0) { $0 + o($1, next) })
        }
      }
      extend([], 0)
      let raw = units.map { a in
        orders.reduce(0.0) { $0 + n - 1 - Double($1.firstIndex(of: a)!) } / Double(orders.count)
      }
      return scale == .raw ? raw : raw.map { $0 / (n - 1) }
    case .mazziottaPareto(let penalty, standardized: false):
      let scales = w.indices.map { k in
        let values = column(k)
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return (mean: mean, sd: variance.squareRoot())
      }
      return units.map { a in
        let own = present(a)
        let r = zip(own.u, own.k).map { 100 + 10 * ($0 - scales[$1].mean) / scales[$1].sd }
        return score(.mazziottaPareto(penalty: penalty, standardized: true), r, own.w)
      }
    case .topsis:
      let norms = w.indices.map { k in column(k).reduce(0) { $0 + $1 * $1 }.squareRoot() }
      return units.map { a in
        let k = present(a).k.filter { norms[$0] > 0 }
        let v = k.map { w[$0] * x[a][$0]! / norms[$0] }
        let high = k.map { w[$0] * column($0).max()! / norms[$0] }
        let low = k.map { w[$0] * column($0).min()! / norms[$0] }
        let up = zip(v, high).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        let down = zip(v, low).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        return up + down == 0 ? 0.5 : down / (up + down)
      }
    case .vikor(let v):
      let shortfalls = units.map { a in
        let own = present(a)
        return zip(own.k, own.w).map { k, weight -> Double in
          let (low, high) = (column(k).min()!, column(k).max()!)
          return low == high ? 0 : weight * (high - x[a][k]!) / (high - low)
        }
      }
      let s = shortfalls.map { $0.reduce(0, +) }
      let r = shortfalls.map { $0.max()! }
      func part(_ values: [Double], _ a: Int) -> Double {
        let (low, high) = (values.min()!, values.max()!)
        return high - low < 1e-12 ? 0.5 : (values[a] - low) / (high - low)
      }
      return units.map { 1 - v * part(s, $0) - (1 - v) * part(r, $0) }
    case .promethee(let preference, let scale):
      let raw = units.map { a in
        others(a).reduce(0.0) {
          $0 + compare(a, $1, otherwise: 0) { preferred($0, preference) - preferred(-$0, preference) }
        }
          / (n - 1)
      }
      return scale == .raw ? raw : raw.map { ($0 + 1) / 2 }
    default: preconditionFailure("\(aggregation) does not compare units")
    }
  }

  private static func preferred(_ d: Double, _ preference: PreferenceFunction) -> Double {
    if d <= 0 { return 0 }
    switch preference {
    case .usual: return 1
    case .uShape(let q): return d > q ? 1 : 0
    case .vShape(let p): return d > p ? 1 : d / p
    case .level(let q, let p): return d > p ? 1 : d > q ? 0.5 : 0
    case .linear(let q, let p): return d > p ? 1 : d > q ? (d - q) / (p - q) : 0
    case .gaussian(let s): return 1 - exp(-d * d / (2 * s * s))
    }
  }
}
