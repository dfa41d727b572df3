internal import RealModule

/// A smooth curve through points (x, y): at each x the straight line that fits best, points weighted by a Gaussian
/// kernel K((x_j − x)/h) of the bandwidth h.
///
/// Sources: Fan, Design-adaptive nonparametric regression, JASA 87, 1992; for the share of variance, Paruolo, Saisana and
/// Saltelli, J. R. Stat. Soc. A 176, 2013.
public struct LocalLinearRegression: Sendable {
  /// The most places at which the curve is fitted; more points are first merged with their neighbours.
  public static let mostPlaces = 200

  /// h, in the unit of x.
  public let bandwidth: Double
  /// The mean of squared errors at each place by the curve without it, on which bandwidths are compared.
  public let crossValidation: Double
  /// The places, in rising order of x; with at most ``mostPlaces`` points they are the points themselves.
  public let places: [Double]
  /// The curve at each place.
  public let fitted: [Double]
  /// The share of the variance of y that the curve accounts for, Var(m(x))/Var(y), in 0…1.
  public let explainedShare: Double

  /// A place: the means of some neighbouring points, and how many there are.
  private struct Place {
    var x, y, count: Double
  }

  /// The curve with the bandwidth of the least ``crossValidation`` among 24 in geometric steps from 1/20 to 4 standard
  /// deviations of x.
  ///
  /// Does not depend on the order of the points. Cost: 24 · min(n, 200)² kernels, and sorting.
  ///
  /// `nil` for fewer than three points, where x or y does not vary, or where x has so few values that no bandwidth leaves
  /// a line when one of them is left out.
  public init?(x: [Double], y: [Double]) {
    precondition(x.count == y.count, "as many x as y")
    guard x.count >= 3 else { return nil }
    let deviation = Statistics.standardDeviation(x)
    var best: LocalLinearRegression?
    for step in 0..<24 {
      let bandwidth = deviation * 0.05 * Double.pow(80, Double(step) / 23)
      guard let curve = LocalLinearRegression(x: x, y: y, bandwidth: bandwidth) else { continue }
      // Of equally good ones the smoother.
      if best.map({ curve.crossValidation <= $0.crossValidation }) ?? true { best = curve }
    }
    guard let best else { return nil }
    self = best
  }

  /// The curve with a stated bandwidth; `nil` where x or y does not vary, or a place has no neighbours within reach of it.
  public init?(x: [Double], y: [Double], bandwidth: Double) {
    precondition(x.count == y.count, "as many x as y")
    guard bandwidth > 0, let total = LocalLinearRegression.variance(y, nil), total > 0 else { return nil }
    let places = LocalLinearRegression.places(x, y)
    var fitted: [Double] = []
    var errors = 0.0
    for (position, place) in places.enumerated() {
      // The sums over the others, so that leaving the place out takes no difference of near numbers.
      var (s0, s1, s2, t0, t1) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for (number, other) in places.enumerated() where number != position {
        let distance = other.x - place.x
        let z = distance / bandwidth
        let kernel = other.count * Double.exp(-z * z / 2)
        s0 += kernel
        s1 += kernel * distance
        s2 += kernel * distance * distance
        t0 += kernel * other.y
        t1 += kernel * distance * other.y
      }
      let without = s0 * s2 - s1 * s1
      // Below this, what is within reach is one point, and no line.
      guard without > 1e-8 * s0 * s2 else { return nil }
      let error = place.y - (s2 * t0 - s1 * t1) / without
      errors += place.count * error * error
      // The place itself is at distance 0, where the kernel is 1.
      fitted.append(
        (s2 * (t0 + place.count * place.y) - s1 * t1) / ((s0 + place.count) * s2 - s1 * s1))
    }
    self.bandwidth = bandwidth
    self.places = places.map(\.x)
    self.fitted = fitted
    crossValidation = errors / Double(x.count)
    guard let own = LocalLinearRegression.variance(fitted, places.map(\.count)) else { return nil }
    explainedShare = min(1, own / total)
  }

  /// The points in rising order, neighbours merged to at most ``mostPlaces`` of nearly equal size.
  private static func places(_ x: [Double], _ y: [Double]) -> [Place] {
    let order = x.indices.sorted { (x[$0], y[$0]) < (x[$1], y[$1]) }
    let count = min(order.count, mostPlaces)
    return (0..<count).map { place in
      let members = order[place * order.count / count..<(place + 1) * order.count / count]
      let n = Double(members.count)
      return Place(
        x: Statistics.mean(members.map { x[$0] }), y: Statistics.mean(members.map { y[$0] }), count: n)
    }
  }

  /// The population variance of `values`, each counted as often as `counts` says; `nil` for none.
  private static func variance(_ values: [Double], _ counts: [Double]?) -> Double? {
    if values.isEmpty { return nil }
    let counts = counts ?? values.map { _ in 1 }
    let n = Statistics.sum(counts)
    let mean = Statistics.sum(zip(values, counts).map { $0 * $1 }) / n
    return Statistics.sum(zip(values, counts).map { ($0 - mean) * ($0 - mean) * $1 }) / n
  }
}
