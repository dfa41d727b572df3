import Testing

@testable import PressureNumerics

@Suite struct DependenceTests {
  private typealias Golden = DependenceGoldens
  private let values = Matrix(rows: Golden.rows, columns: Golden.columns, storage: Golden.values)
  private let mask = Matrix(rows: Golden.rows, columns: Golden.columns, storage: Golden.mask)

  private func expectClose(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-12) {
    #expect(a.count == b.count)
    #expect(zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) })
  }

  @Test func pairwiseMomentsAreThoseOfNumpy() throws {
    let moments = PairwiseMoments(values, mask: mask)
    expectClose(moments.covariance.storage, Golden.covariance)
    expectClose(try moments.correlations().get().storage, Golden.correlation)
    #expect(moments.correlation(2, 2) == 1)
  }

  /// What stands in the place of a missing value makes no difference.
  @Test func missingValuesAreNotRead() {
    var other = values
    for i in 0..<values.rows {
      for j in 0..<values.columns where mask[i, j] == 0 { other[i, j] = 1e9 }
    }
    #expect(PairwiseMoments(other, mask: mask).covariance == PairwiseMoments(values, mask: mask).covariance)
  }

  @Test func constantColumnsHaveNoCorrelation() throws {
    // The first column is constant over the rows that it shares with the second, and the third everywhere.
    let x = Matrix(rows: [[0.1, 1, 7], [0.1, 2, 7], [0.1, 4, 7], [1e6, 0, 7]])
    let present = Matrix(rows: [[1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 0, 1]])
    let moments = PairwiseMoments(x, mask: present)
    #expect(moments.correlation(0, 1) == nil)
    #expect(moments.correlation(2, 2) == nil)
    guard case .failure(let failure) = moments.correlations() else { return #expect(Bool(false)) }
    #expect(failure == .init(first: 0, second: 1))
  }

  @Test func eigenvaluesAreThoseOfNumpy() {
    let matrix = Matrix(rows: Golden.columns, columns: Golden.columns, storage: Golden.symmetric)
    let eigen = SymmetricEigen(matrix)
    expectClose(eigen.values, Golden.eigenvalues)
    expectClose(eigen.vectors.storage.map(abs), Golden.absoluteEigenvectors)
    // A v = λ v, and the sign that is documented.
    for k in 0..<Golden.columns {
      let vector = Matrix(rows: Golden.columns, columns: 1, storage: Array(eigen.vectors.column(k)))
      expectClose(matrix.multiplied(by: vector).storage, vector.storage.map { eigen.values[k] * $0 }, 1e-11)
      #expect(vector.storage.reduce(0, +) > 0)
    }
  }

  /// The numbers of the method description: two variables with r = .6.
  @Test func principalComponentOfTwo() {
    let eigen = SymmetricEigen(Matrix(rows: [[1, 0.6], [0.6, 1]]))
    let half = 0.5.squareRoot()
    expectClose(eigen.values, [1.6, 0.4])
    expectClose(Array(eigen.vectors.column(0)), [half, half])
    // The second sums to 0: its first element is positive.
    #expect(eigen.vectors[0, 1] > 0)
    #expect(SymmetricEigen(Matrix(rows: [[4]])).vectors == Matrix(rows: [[1]]))
  }

  @Test(arguments: DependenceGoldens.pairs.indices)
  func rankCorrelationsAreThoseOfScipy(_ number: Int) throws {
    let pair = Golden.pairs[number]
    #expect(abs(try #require(RankCorrelation.spearman(pair.x, pair.y)) - pair.spearman) < 1e-14)
    #expect(abs(try #require(RankCorrelation.kendall(pair.x, pair.y)) - pair.kendall) < 1e-14)
    // Monotone transforms change nothing, nor does the order of the values.
    let cubed = pair.x.map { $0 * $0 * $0 + 5 }
    #expect(RankCorrelation.spearman(cubed, pair.y) == RankCorrelation.spearman(pair.x, pair.y))
    #expect(
      RankCorrelation.kendall(pair.x.reversed(), pair.y.reversed()) == RankCorrelation.kendall(pair.y, pair.x)
    )
  }

  @Test func ranksOfTies() {
    #expect(RankCorrelation.ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2])
    #expect(RankCorrelation.spearman([1, 1], [1, 2]) == nil)
    #expect(RankCorrelation.kendall([1, 1], [1, 2]) == nil)
    #expect(RankCorrelation.kendall([1], [1]) == nil)
  }

  /// The numbers of the method description: equal weights are not equal importance.
  @Test func effectiveImportance() throws {
    let covariance = Matrix(rows: [[1, 0.6], [0.6, 4]])
    let importance = try #require(EffectiveImportance.linear(covariance: covariance, weights: [0.5, 0.5]))
    // (Σw)₁ = .8, (Σw)₂ = 2.3, wᵀΣw = 1.55: .64/1.55 and 5.29/(4 · 1.55)
    expectClose(importance, [0.64 / 1.55, 5.29 / 6.2])
    #expect(abs(importance[0] - 0.412903) < 5e-7 && abs(importance[1] - 0.853226) < 5e-7)
    let still = Matrix(rows: [[0, 0], [0, 2]])
    #expect(EffectiveImportance.linear(covariance: still, weights: [0.5, 0.5]) == [0, 1])
    #expect(EffectiveImportance.linear(covariance: still, weights: [1, 0]) == nil)
  }
}

@Suite struct LinearProgramTests {
  @Test(arguments: DependenceGoldens.programs.indices)
  func valuesAreThoseOfScipy(_ number: Int) throws {
    let golden = DependenceGoldens.programs[number]
    let n = golden.objective.count
    let rows = golden.limits.indices.map {
      LinearProgram.Row(
        dense: Array(golden.coefficients[$0 * n..<($0 + 1) * n]), -.infinity...golden.limits[$0])
    }
    let program = LinearProgram(.maximum, golden.objective, rows: rows)
    let solution = try program.solve()
    #expect(relativeError(solution.value, golden.value) < 1e-10)
    #expect(
      relativeError(zip(golden.objective, solution.variables).reduce(0) { $0 + $1.0 * $1.1 }, golden.value)
        < 1e-10)
    // A solver that was used before finds the same.
    let solver = LinearProgramSolver(program)
    _ = try solver.solve(objective: golden.objective.reversed())
    #expect(relativeError(try solver.solve(objective: golden.objective).value, golden.value) < 1e-10)
  }

  @Test func saysWhyThereIsNoSolution() {
    let both = [
      LinearProgram.Row(dense: [1, 1], -.infinity...1),
      LinearProgram.Row(dense: [1, 1], 2...Double.infinity),
    ]
    #expect(throws: LinearProgram.Failure.infeasible) {
      try LinearProgram(.minimum, [1, 1], rows: both).solve()
    }
    let open = [LinearProgram.Row(dense: [1, -1], -.infinity...1)]
    #expect(throws: LinearProgram.Failure.unbounded) {
      try LinearProgram(.maximum, [1, 1], rows: open).solve()
    }
  }

  @Test func boundsOfVariables() throws {
    let row = LinearProgram.Row(dense: [1, 1], 0...0)
    let solution = try LinearProgram(.minimum, [1, 0], bounds: [-3...3, -2...2], rows: [row]).solve()
    #expect(abs(solution.value + 2) < 1e-12 && abs(solution.variables[1] - 2) < 1e-12)
  }
}
