/// Weights that sum to 1, each within bounds, any such vector as likely as any other.
///
/// One weight after the other is drawn from its distribution given those before it, by the inverse of its
/// distribution function: the volume of what remains of the simplex follows from inclusion and exclusion,
/// ∝ Σ_S (−1)^|S| (r − Σ_S c)₊^(m−1) for m weights with caps c that sum to r. Cost: O(2ⁿ) per step of the inversion,
/// so that n is at most ``maximumCount``.
struct BoundedSimplex: Hashable, Sendable {
  /// The most weights of a group.
  static let maximumCount = 10

  private let lower: [Double]
  /// For the weights from each position on: for every subset the sum of its caps, and the sign.
  private let subsets: [[(sum: Double, sign: Double)]]
  private let caps: [Double]
  private let slack: Double

  static func == (a: BoundedSimplex, b: BoundedSimplex) -> Bool { a.lower == b.lower && a.caps == b.caps }
  func hash(into hasher: inout Hasher) {
    hasher.combine(lower)
    hasher.combine(caps)
  }

  /// Weights between the ends of `bounds`.
  ///
  /// - Precondition: the lower ends sum to less than 1, the upper ones to more.
  init(_ bounds: [ClosedRange<Double>]) {
    precondition(bounds.count <= Self.maximumCount && !bounds.isEmpty, "too many weights, or none")
    lower = bounds.map(\.lowerBound)
    slack = 1 - lower.reduce(0, +)
    let slack = slack
    precondition(slack >= 0, "the lower bounds leave nothing")
    let caps = bounds.map { min($0.upperBound - $0.lowerBound, slack) }
    self.caps = caps
    subsets = bounds.indices.map { first in
      var list: [(sum: Double, sign: Double)] = [(0, 1)]
      for cap in caps[first...] { list += list.map { (sum: $0.sum + cap, sign: -$0.sign) } }
      return list
    }
  }

  /// The integral of the volume of the weights from `first` on over what they share, up to `rest`.
  private func volume(from first: Int, _ rest: Double) -> Double {
    let power = caps.count - first
    var sum = 0.0
    for subset in subsets[first] where rest > subset.sum {
      var term = subset.sign
      for _ in 0..<power { term *= rest - subset.sum }
      sum += term
    }
    return sum
  }

  /// The weights at the uniform numbers `u`, one fewer than there are weights (further ones are ignored).
  func weights(_ u: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>) {
    var rest = slack
    for i in caps.indices {
      var share = rest
      if i + 1 < caps.count {
        let others = caps[(i + 1)...].reduce(0, +)
        let (least, most) = (max(0, rest - others), min(caps[i], rest))
        share = least
        if most > least {
          let whole = volume(from: i + 1, rest - least)
          let target = whole - u[i] * (whole - volume(from: i + 1, rest - most))
          var (low, high) = (least, most)
          for _ in 0..<60 {
            let middle = low + (high - low) / 2
            if volume(from: i + 1, rest - middle) > target { low = middle } else { high = middle }
          }
          share = low + (high - low) / 2
        }
      }
      result[i] = lower[i] + share
      rest -= share
    }
  }
}
