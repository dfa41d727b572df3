import Testing

@testable import PressureNumerics

/// The smoother against the definition: all factors and observations as one normal vector, conditioned with dense
/// matrices.
@Suite("Dynamic factor model, densely")
struct DenseFactorTests {
  private let months = 13

  /// One factor with two lags and one without memory, three monthly series and a quarterly one, with gaps longer than
  /// the blocks of the fast form and a quarter that begins before the first month.
  private let model = DynamicFactorModel(
    .init(
      blocks: [.init(count: 1, order: 2), .init(count: 1, order: 0)], hasPersistentErrors: true,
      isQuarterly: [false, false, false, true]),
    .init(
      loadings: Matrix(rows: [[0.8, 0.3], [0.5, -0.4], [-0.2, 0.9], [0.6, 0.1]]),
      transitions: [[Matrix(rows: [[0.5]]), Matrix(rows: [[0.3]])], []],
      innovations: [Matrix(rows: [[0.7]]), Matrix(rows: [[1.3]])],
      persistence: [0.6, -0.4, 0.9, 0.5], variances: [0.5, 0.8, 0.3, 0.4]))

  private var panel: Matrix {
    var generator = SeededGenerator(seed: 5)
    var result = Matrix(repeating: .nan, rows: months, columns: 4)
    for t in 0..<months {
      for i in 0..<4 where i < 3 || t % 3 == 2 { result[t, i] = Double.random(in: -2...2, using: &generator) }
    }
    for t in 2..<9 { result[t, 0] = .nan }
    for t in [0, 5, 6, 12] { result[t, 1] = .nan }
    result[8, 3] = .nan
    return result
  }

  /// Covariances of one factor at a distance of `lag` months, from the autocovariances of an AR(2) in closed form.
  private func factorCovariance(_ factor: Int, _ lag: Int) -> Double {
    if factor == 1 { return lag == 0 ? 1.3 : 0 }
    let (a, b, variance) = (0.5, 0.3, 0.7)
    let first = a / (1 - b)
    var autocovariances = [variance / (1 - a * first - b * (a * first + b))]
    autocovariances.append(first * autocovariances[0])
    while autocovariances.count <= abs(lag) {
      autocovariances.append(a * autocovariances.last! + b * autocovariances[autocovariances.count - 2])
    }
    return autocovariances[abs(lag)]
  }

  /// A sum of factors and errors at months: (kind, month, coefficient), kinds 0 and 1 the factors, 2 + i the errors.
  private typealias Sum = [(kind: Int, month: Int, coefficient: Double)]

  private func value(_ series: Int, _ month: Int, _ coefficient: Double) -> Sum {
    let loadings = model.parameters.loadings
    return [
      (0, month, coefficient * loadings[series, 0]), (1, month, coefficient * loadings[series, 1]),
      (2 + series, month, coefficient),
    ]
  }

  private func covariance(_ a: Sum, _ b: Sum) -> Double {
    var result = 0.0
    for x in a {
      for y in b where x.kind == y.kind {
        var each = 0.0
        if x.kind < 2 {
          each = factorCovariance(x.kind, x.month - y.month)
        } else {
          let (rho, sigma) = (
            model.parameters.persistence[x.kind - 2], model.parameters.variances[x.kind - 2]
          )
          each = sigma / (1 - rho * rho)
          for _ in 0..<abs(x.month - y.month) { each *= rho }
        }
        result += x.coefficient * y.coefficient * each
      }
    }
    return result
  }

  @Test func smootherConditionsTheNormal() throws {
    let panel = panel
    var sums: [Sum] = []
    var values: [Double] = []
    for i in 0..<4 {
      for t in 0..<months where !panel[t, i].isNaN {
        sums.append(
          i < 3
            ? value(i, t, 1)
            : [1.0, 2, 3, 2, 1].enumerated().flatMap { value(i, t - $0.offset, $0.element) })
        values.append(panel[t, i])
      }
    }
    let n = sums.count
    var observed = Matrix(repeating: 0, rows: n, columns: n)
    for i in 0..<n {
      for j in 0..<n { observed[i, j] = covariance(sums[i], sums[j]) }
    }
    let factor = try Cholesky(observed)
    let scaled = factor.solve(values)
    let quadratic = zip(values, scaled).reduce(0) { $0 + $1.0 * $1.1 }
    // log 2π.
    let likelihood = -0.5 * (Double(n) * 1.837_877_066_409_345_3 + factor.logDeterminant + quadratic)
    let smoothed = try #require(model.smoothed(panel))
    #expect(abs(smoothed.logLikelihood - likelihood) < 1e-10)
    for t in 0..<months {
      for a in 0..<2 {
        let cross = sums.map { covariance([(a, t, 1)], $0) }
        let mean = zip(cross, scaled).reduce(0) { $0 + $1.0 * $1.1 }
        let explained = zip(cross, factor.solve(cross)).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(smoothed.factors[t, a] - mean) < 1e-11)
        #expect(abs(smoothed.variances[t, a] - (factorCovariance(a, 0) - explained)) < 1e-11)
      }
    }
  }

  @Test func refusesWhatTheDataDoNotCarry() {
    func fit(_ panel: Matrix, _ factors: Int) throws(DynamicFactorFit.Failure) {
      _ = try DynamicFactorFit(
        [panel],
        .init(
          blocks: [.init(count: factors, order: 1)],
          isQuarterly: Array(repeating: false, count: panel.columns)))
    }
    var generator = SeededGenerator(seed: 3)
    let path = (0..<30).map { _ in Double.random(in: -1...1, using: &generator) }
    // The third series is the sum of the others, so there are two dimensions.
    let other = (0..<30).map { _ in Double.random(in: -1...1, using: &generator) }
    let flat = Matrix(rows: zip(path, other).map { [$0, $1, $0 + $1, $0 - $1] })
    #expect(throws: DynamicFactorFit.Failure.tooManyFactors(requested: 3, carried: 2)) { try fit(flat, 3) }
    #expect(throws: DynamicFactorFit.Failure.tooManyFactors(requested: 5, carried: 3)) { try fit(flat, 5) }
    #expect(throws: DynamicFactorFit.Failure.noVariation(series: 1)) {
      try fit(Matrix(rows: path.map { [$0, 4] }), 1)
    }
    #expect(throws: DynamicFactorFit.Failure.tooFewMonths(count: 2, needed: 3)) {
      _ = try DynamicFactorFit(
        [flat, Matrix(rows: [[1, 2, 3, 4], [2, 1, 0, 5]])],
        .init(blocks: [.init(count: 1, order: 1)], isQuarterly: Array(repeating: false, count: 4)))
    }
  }

  /// Two panels that are exchanged give the same model, to the last bit.
  @Test func panelsAreAlike() throws {
    var generator = SeededGenerator(seed: 8)
    let panels = (0..<2).map { _ in
      var level = 0.0
      return Matrix(
        rows: (0..<40).map { _ in
          level = 0.6 * level + Double.random(in: -1...1, using: &generator)
          return (0..<3).map { _ in level + Double.random(in: -1...1, using: &generator) }
        })
    }
    let specification = DynamicFactorModel.Specification(
      blocks: [.init(count: 1, order: 1)], isQuarterly: [false, false, false])
    let one = try DynamicFactorFit(panels, specification)
    let other = try DynamicFactorFit([panels[1], panels[0]], specification)
    #expect(one.hasConverged && one.lastChange < 1e-6)
    #expect(one.model.parameters == other.model.parameters)
    #expect(one.logLikelihoods == other.logLikelihoods)
  }
}
