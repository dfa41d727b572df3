internal import CKernels
internal import RealModule

/// How the weights of an ensemble are drawn. Draw n takes the uniform numbers of the random stream n.
///
/// Weights are not negative and add up to 1.
public enum WeightDraws: Sendable {
  /// Uniform on the simplex: w_k = −ln u_k / Σ −ln u_j.
  case simplex
  /// Dirichlet with these parameters, each above 0: gamma variables by their inverse distribution functions over
  /// their sum. Parameters c·w spread about w, less the greater c.
  case dirichlet([Double])
  /// Each of these weights times 1 + f (2u − 1), with f in 0…1, over their sum.
  case perturbed([Double], by: Double)
  /// Computed by the caller: one row for each draw of the range, one column an indicator.
  case given(@Sendable (Range<Int>) -> Matrix)

  /// Weights near the middle of those drawn, from which deviations can be taken.
  func centre(_ indicators: Int) -> [Double] {
    let weights: [Double]
    switch self {
    case .simplex: weights = Array(repeating: 1, count: indicators)
    case .dirichlet(let parameters): weights = parameters
    case .perturbed(let middle, _): weights = middle
    case .given(let rows): weights = rows(0..<1).row(0)
    }
    precondition(weights.count == indicators, "\(weights.count) weights for \(indicators) indicators")
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}

/// Weights of draws in panels of eight: number k · 8 + lane of a panel is that of indicator k.
struct WeightMaker: Sendable {
  let draws: WeightDraws
  let indicators: Int
  let seed: UInt64
  private let tables: [GammaQuantileTable]

  init(_ draws: WeightDraws, indicators: Int, seed: UInt64) {
    self.draws = draws
    self.indicators = indicators
    self.seed = seed
    var known: [Double: GammaQuantileTable] = [:]
    if case .dirichlet(let parameters) = draws {
      tables = parameters.map { shape in
        if let table = known[shape] { return table }
        let table = GammaQuantileTable(GammaDistribution(shape: shape))
        known[shape] = table
        return table
      }
    } else {
      tables = []
    }
  }

  /// Writes the panel of draws first ..< first + 8.
  func fill(_ w: UnsafeMutablePointer<Double>, first: Int) {
    let width = VectorKernels.width
    if case .given(let rows) = draws {
      let weights = rows(first..<first + width)
      precondition(weights.rows == width && weights.columns == indicators, "weights of another shape")
      for k in 0..<indicators {
        for lane in 0..<width { w[k * width + lane] = weights[lane, k] }
      }
      return
    }
    RandomStream.fill(
      w, seed: seed, firstDraw: first, draws: width, firstIndex: 0, indices: indicators, stride: width)
    switch draws {
    case .simplex: VectorKernels.table.simplex(w, indicators)
    case .perturbed(let middle, let share):
      for k in 0..<indicators {
        for i in k * width..<(k + 1) * width { w[i] = middle[k] * (1 + share * (2 * w[i] - 1)) }
      }
      normalise(w)
    case .dirichlet:
      // Logarithms about their greatest, so that small parameters leave weights and not 0/0.
      for k in 0..<indicators {
        for i in k * width..<(k + 1) * width { w[i] = tables[k].logQuantile(w[i]) }
      }
      for lane in 0..<width {
        var greatest = -Double.infinity
        for k in 0..<indicators { greatest = max(greatest, w[k * width + lane]) }
        for k in 0..<indicators { w[k * width + lane] = Double.exp(w[k * width + lane] - greatest) }
      }
      normalise(w)
    case .given: break
    }
  }

  private func normalise(_ w: UnsafeMutablePointer<Double>) {
    let width = VectorKernels.width
    for lane in 0..<width {
      var sum = 0.0
      for k in 0..<indicators { sum += w[k * width + lane] }
      for k in 0..<indicators { w[k * width + lane] /= sum }
    }
  }
}
