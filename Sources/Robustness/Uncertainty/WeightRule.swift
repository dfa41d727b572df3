internal import PressureNumerics
internal import PressureSyntax
internal import RealModule

/// How the weights of a group's children are uncertain: together, as one factor.
public enum WeightRule: Hashable, Sendable {
  /// w (1 + f·U(−1, 1)), rescaled to sum to 1.
  case perturbed(fraction: Double)
  /// Dirichlet with the parameters concentration · w: mean w, closer to it the larger the concentration.
  case dirichlet(concentration: Double)
  /// Any weights of the simplex, each as likely as any other.
  case simplex
  /// Any weights in a stated order: children by their positions in the group, the most important first.
  case ordered([Int])
  /// Any weights within bounds, one range per child.
  case bounded([ClosedRange<Double>])
  /// The weights of one of several experts, each as likely as any other.
  case experts([[Double]])

  /// In words, for reports.
  public var description: String {
    switch self {
    case .perturbed(let fraction):
      "each weight times 1 + \(shortest(fraction))·U(-1, 1), rescaled"
    case .dirichlet(let concentration):
      "Dirichlet around the stated weights, concentration \(shortest(concentration))"
    case .simplex: "any weights, uniform on the simplex"
    case .ordered: "any weights in the stated order"
    case .bounded: "any weights within the stated bounds"
    case .experts(let list): "the weights of one of \(list.count) experts"
    }
  }

  /// How many uniform numbers a group of `count` children takes.
  func dimensions(_ count: Int) -> Int {
    switch self {
    case .perturbed, .dirichlet, .simplex, .ordered: count
    case .bounded: max(count - 1, 1)
    case .experts: 1
    }
  }
}

/// A rule ready to be sampled for one group.
struct WeightSampler: Sendable {
  private let rule: WeightRule
  private let gammas: [Double: GammaQuantileTable]
  private let polytope: BoundedSimplex?

  /// - Parameter bases: the stated weights of the group, in every vector that the draws may start from.
  init(_ rule: WeightRule, bases: [[Double]]) {
    self.rule = rule
    var gammas: [Double: GammaQuantileTable] = [:]
    if case .dirichlet(let concentration) = rule {
      for shape in bases.joined().map({ concentration * $0 }) where shape > 0 && gammas[shape] == nil {
        gammas[shape] = GammaQuantileTable(GammaDistribution(shape: shape))
      }
    }
    self.gammas = gammas
    if case .bounded(let ranges) = rule { polytope = BoundedSimplex(ranges) } else { polytope = nil }
  }

  /// Replaces `weights`, the stated ones of the group, which sum to 1, by those at the uniform numbers `u`; they sum
  /// to 1 but for rounding.
  func apply(_ u: UnsafeBufferPointer<Double>, to weights: UnsafeMutableBufferPointer<Double>) {
    switch rule {
    case .perturbed(let fraction):
      for i in weights.indices { weights[i] *= 1 + fraction * (2 * u[i] - 1) }
      rescale(weights)
    case .dirichlet(let concentration):
      for i in weights.indices where weights[i] > 0 {
        let shape = concentration * weights[i]
        weights[i] = gammas[shape]?.quantile(u[i]) ?? GammaDistribution(shape: shape).quantile(u[i])
      }
      rescale(weights)
    case .simplex:
      for i in weights.indices { weights[i] = -Double.log(u[i]) }
      rescale(weights)
    case .ordered(let order):
      withUnsafeTemporaryAllocation(of: Double.self, capacity: weights.count) { buffer in
        var sizes = buffer
        for i in weights.indices { sizes[i] = -Double.log(u[i]) }
        sizes.sort(by: >)
        for (rank, child) in order.enumerated() { weights[child] = sizes[rank] }
      }
      rescale(weights)
    case .bounded: polytope?.weights(u, into: weights)
    case .experts(let list):
      let expert = list[min(Int(u[0] * Double(list.count)), list.count - 1)]
      for i in weights.indices { weights[i] = expert[i] }
    }
  }

  /// The same for eight draws at once: number i · 8 + lane of `u` and of `weights` is that of child i.
  func apply(panel u: UnsafePointer<Double>, to weights: UnsafeMutablePointer<Double>, count: Int) {
    switch rule {
    case .perturbed(let fraction):
      for i in 0..<count {
        weights.lanes(i, weights.lanes(i) * (1 + fraction * (2 * u.lanes(i) - 1)))
      }
    case .simplex:
      weights.update(from: u, count: 8 * count)
      VectorKernels.log(weights, count: 8 * count)
    case .dirichlet(let concentration):
      for i in 0..<count {
        // Most often all lanes have one weight, and so one table.
        var shape = concentration * weights[8 * i]
        var table = gammas[shape]
        for place in 8 * i..<8 * i + 8 where weights[place] > 0 {
          if concentration * weights[place] != shape {
            shape = concentration * weights[place]
            table = gammas[shape]
          }
          weights[place] = table?.quantile(u[place]) ?? GammaDistribution(shape: shape).quantile(u[place])
        }
      }
    case .ordered, .bounded, .experts:
      let coordinates = rule.dimensions(count)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: coordinates + count) { room in
        let point = UnsafeMutableBufferPointer(rebasing: room[..<coordinates])
        let own = UnsafeMutableBufferPointer(rebasing: room[coordinates...])
        for lane in 0..<8 {
          for d in 0..<coordinates { point[d] = u[8 * d + lane] }
          for i in 0..<count { own[i] = weights[8 * i + lane] }
          apply(UnsafeBufferPointer(point), to: own)
          for i in 0..<count { weights[8 * i + lane] = own[i] }
        }
      }
      return
    }
    var total = SIMD8<Double>.zero
    for i in 0..<count { total += weights.lanes(i) }
    for i in 0..<count { weights.lanes(i, weights.lanes(i) / total) }
  }

  private func rescale(_ weights: UnsafeMutableBufferPointer<Double>) {
    let total = weights.reduce(0, +)
    guard total > 0 else { return }
    for i in weights.indices { weights[i] /= total }
  }
}
