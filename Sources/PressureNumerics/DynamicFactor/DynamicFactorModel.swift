/// A dynamic factor model: many series that a few unobserved factors move, with errors that persist.
///
/// y_it = λ_i′ f_t + ε_it for monthly series; blocks of factors follow vector autoregressions
/// f_t = Σ_k A_k f_{t−k} + η_t, η ~ N(0, Q); ε_it = ρ_i ε_{i,t−1} + e_it, e ~ N(0, σ²_i), or white noise. A quarterly
/// series is seen in the last month of each quarter as y_t + 2 y_{t−1} + 3 y_{t−2} + 2 y_{t−3} + y_{t−4} of its monthly
/// values (Mariano and Murasawa's growth rates). Everything is stationary, with mean 0, and nothing is measured with a
/// further error: the model of `DynamicFactorMQ` of statsmodels.
///
/// Sources: Bańbura and Modugno, J. Appl. Econometrics 29, 2014; Mariano and Murasawa, J. Appl. Econometrics 18, 2003.
public struct DynamicFactorModel: Sendable {
  /// Factors that follow one vector autoregression, apart from the other blocks.
  public struct Block: Hashable, Sendable {
    /// How many.
    public var count: Int
    /// The number of lags; 0 for factors without memory.
    public var order: Int

    /// Creates a block.
    public init(count: Int, order: Int) {
      precondition(count > 0 && order >= 0, "a block without factors")
      (self.count, self.order) = (count, order)
    }
  }

  /// What is to be estimated.
  public struct Specification: Hashable, Sendable {
    /// The blocks of factors; each series loads on all of them.
    public var blocks: [Block]
    /// Whether the errors persist; otherwise ρ is 0.
    public var hasPersistentErrors: Bool
    /// For each series, whether it is quarterly.
    public var isQuarterly: [Bool]

    /// Creates a specification; without `isQuarterly`, of `series` monthly series.
    public init(blocks: [Block], hasPersistentErrors: Bool = true, isQuarterly: [Bool]) {
      self.blocks = blocks
      self.hasPersistentErrors = hasPersistentErrors
      self.isQuarterly = isQuarterly
    }

    /// The number of series.
    public var series: Int { isQuarterly.count }
    /// The number of factors.
    public var factors: Int { blocks.reduce(0) { $0 + $1.count } }
    /// The longest memory of a block.
    var longestOrder: Int { blocks.map(\.order).max() ?? 0 }
    /// The position of each block's first factor.
    var firstFactors: [Int] {
      var next = 0
      return blocks.map { block in
        defer { next += block.count }
        return next
      }
    }
  }

  /// The numbers of the model.
  public struct Parameters: Equatable, Sendable {
    /// Λ, series × factors.
    public var loadings: Matrix
    /// For each block its A_1, A_2, …
    public var transitions: [[Matrix]]
    /// For each block its Q.
    public var innovations: [Matrix]
    /// ρ of each series; 0 for white noise.
    public var persistence: [Double]
    /// σ² of each series: that of the error's innovation.
    public var variances: [Double]

    /// Creates parameters.
    public init(
      loadings: Matrix, transitions: [[Matrix]], innovations: [Matrix], persistence: [Double],
      variances: [Double]
    ) {
      self.loadings = loadings
      self.transitions = transitions
      self.innovations = innovations
      self.persistence = persistence
      self.variances = variances
    }
  }

  /// What the model is of.
  public let specification: Specification
  /// Its numbers.
  public var parameters: Parameters

  /// A model with known parameters.
  ///
  /// - Precondition: the shapes fit, the variances are above 0, and the factors and errors are stationary.
  public init(_ specification: Specification, _ parameters: Parameters) {
    let (n, r) = (specification.series, specification.factors)
    precondition(
      parameters.loadings.rows == n && parameters.loadings.columns == r, "loadings of another shape")
    precondition(parameters.persistence.count == n && parameters.variances.count == n)
    precondition(parameters.transitions.map(\.count) == specification.blocks.map(\.order))
    precondition(parameters.innovations.map(\.rows) == specification.blocks.map(\.count))
    precondition(parameters.variances.allSatisfy { $0 > 0 }, "a variance of 0")
    precondition(parameters.persistence.allSatisfy { abs($0) < 1 }, "an error that is not stationary")
    self.specification = specification
    self.parameters = parameters
  }

  /// The weights with which a quarterly figure sums the monthly values, its last month first.
  static let quarterlyWeights: [Double] = [1, 2, 3, 2, 1]

  /// The stationary covariance of the series' common parts λ′f in the last month of a quarter, where the common part of a
  /// quarterly series is its sum of five months. Series × series.
  public var commonCovariance: Matrix {
    let (n, r) = (specification.series, specification.factors)
    let covariances = factorAutocovariances(upTo: DynamicFactorModel.quarterlyWeights.count - 1)
    // Σ_k Σ_l w_k v_l Cov(f_{t−k}, f_{t−l}) of two series, of which there are four kinds.
    let weights = [[1.0], DynamicFactorModel.quarterlyWeights]
    let sums = weights.map { own in
      weights.map { other in
        var sum = Matrix(repeating: 0, rows: r, columns: r)
        for (k, w) in own.enumerated() {
          for (l, v) in other.enumerated() {
            let between = l >= k ? covariances[l - k] : covariances[k - l].transposed
            sum = sum.plus(between.map { w * v * $0 })
          }
        }
        return sum
      }
    }
    var result = Matrix(repeating: 0, rows: n, columns: n)
    for i in 0..<n {
      for j in 0..<n {
        let sum = sums[specification.isQuarterly[i] ? 1 : 0][specification.isQuarterly[j] ? 1 : 0]
        for a in 0..<r {
          for c in 0..<r {
            result[i, j] += parameters.loadings[i, a] * sum[a, c] * parameters.loadings[j, c]
          }
        }
      }
    }
    return result
  }

  /// The stationary covariances E[f_t f_{t−h}′] of all factors for h = 0 … `lag`. Zero between blocks.
  func factorAutocovariances(upTo lag: Int) -> [Matrix] {
    let r = specification.factors
    var result = [Matrix](repeating: Matrix(repeating: 0, rows: r, columns: r), count: lag + 1)
    for (b, first) in specification.firstFactors.enumerated() {
      let (k, order) = (specification.blocks[b].count, specification.blocks[b].order)
      let transitions = parameters.transitions[b]
      guard let known = stationaryCovariance(transitions, parameters.innovations[b]) else {
        preconditionFailure("factors that are not stationary")
      }
      var own: [Matrix] = []
      for h in 0...lag {
        if h < max(1, order) {
          own.append(known.block(0..<k, h * k..<(h + 1) * k))
        } else {
          // Yule and Walker's equations.
          own.append(
            transitions.enumerated().reduce(Matrix(repeating: 0, rows: k, columns: k)) {
              $0.plus($1.element.multiplied(by: own[h - 1 - $1.offset]))
            })
        }
        for i in 0..<k {
          for j in 0..<k { result[h][first + i, first + j] = own[h][i, j] }
        }
      }
    }
    return result
  }

  /// The stationary covariance of all factors at one time. Zero between blocks.
  public var factorCovariance: Matrix {
    var result = Matrix(repeating: 0, rows: specification.factors, columns: specification.factors)
    for (b, first) in specification.firstFactors.enumerated() {
      guard let block = stationaryCovariance(parameters.transitions[b], parameters.innovations[b]) else {
        preconditionFailure("factors that are not stationary")
      }
      for i in 0..<specification.blocks[b].count {
        for j in 0..<specification.blocks[b].count { result[first + i, first + j] = block[i, j] }
      }
    }
    return result
  }
}

/// The covariance of (f_t, f_{t−1}, …) of a stationary vector autoregression, as many times as it has lags but at
/// least one; `nil` if it is not stationary. Cost: that of ``stationarySum(_:_:)``.
func stationaryCovariance(_ transitions: [Matrix], _ innovation: Matrix) -> Matrix? {
  let power = companion(transitions, innovation.rows)
  var added = Matrix(repeating: 0, rows: power.rows, columns: power.rows)
  for i in 0..<innovation.rows {
    for j in 0..<innovation.rows { added[i, j] = innovation[i, j] }
  }
  return stationarySum(power, added)
}

/// The matrix that takes (f_{t−1}, f_{t−2}, …) to the expected (f_t, f_{t−1}, …).
func companion(_ transitions: [Matrix], _ k: Int) -> Matrix {
  let size = k * max(1, transitions.count)
  var power = Matrix(repeating: 0, rows: size, columns: size)
  for (lag, transition) in transitions.enumerated() {
    for i in 0..<k {
      for j in 0..<k { power[i, lag * k + j] = transition[i, j] }
    }
  }
  for i in k..<max(k, size) { power[i, i - k] = 1 }
  return power
}

/// Σ_k F^k M F′^k for a symmetric M, by doubling: S ← S + F S F′, F ← F F; `nil` if it does not converge.
///
/// Cost: about ten products of matrices of this size, three times each.
func stationarySum(_ factor: Matrix, _ first: Matrix) -> Matrix? {
  var (power, sum) = (factor, first)
  let size = sum.rows
  for _ in 0..<60 {
    let growth = power.multiplied(by: sum).multiplied(by: power.transposed)
    var (largest, added) = (0.0, 0.0)
    for i in 0..<size {
      for j in 0..<size {
        sum[i, j] += growth[i, j]
        largest = max(largest, abs(sum[i, j]))
        added = max(added, abs(growth[i, j]))
      }
    }
    guard largest.isFinite, largest < 1e100 else { return nil }
    if added <= 1e-17 * largest {
      for i in 0..<size {
        for j in 0..<i {
          let mean = (sum[i, j] + sum[j, i]) / 2
          (sum[i, j], sum[j, i]) = (mean, mean)
        }
      }
      return sum
    }
    power = power.multiplied(by: power)
  }
  return nil
}
