import Testing

@testable import PressureNumerics

@Suite struct SimplexHalfSpaceTests {
  @Test(arguments: SimplexGoldens.cases.indices) func sharesAreThoseOfExactFractions(_ number: Int) {
    let golden = SimplexGoldens.cases[number]
    #expect(relativeError(SimplexHalfSpace.share(golden.differences), golden.share) < 1e-12)
    // The other side has the rest, to rounding, and swapping the sides swaps the shares to the last digit.
    let negative = golden.differences.map { -$0 }
    #expect(abs(SimplexHalfSpace.share(negative) + golden.share - 1) < 1e-12)
    #expect(
      SimplexHalfSpace.share(golden.differences.reversed()) == SimplexHalfSpace.share(golden.differences))
    #expect(
      SimplexHalfSpace.share(golden.differences.map { 1024 * $0 })
        == SimplexHalfSpace.share(golden.differences))
  }

  @Test func extremes() {
    #expect(SimplexHalfSpace.share([0.1, 0.2, 0]) == 1)
    #expect(SimplexHalfSpace.share([-0.1, 0, -0.2]) == 0)
    #expect(SimplexHalfSpace.share([0, 0]) == 0)
    #expect(SimplexHalfSpace.share([0.5, 0.5, -0.5, -0.5]) == 0.5)
    #expect(SimplexHalfSpace.share([]) == 0)
  }

  /// Of three alternatives (.9,.2), (.5,.5), (.2,.9) the first beats the third with half of the weights, and the second
  /// with 4/7 of them.
  @Test func alternativesOfTheMethodDescription() {
    #expect(SimplexHalfSpace.share([0.9 - 0.2, 0.2 - 0.9]) == 0.5)
    #expect(relativeError(SimplexHalfSpace.share([0.9 - 0.5, 0.2 - 0.5]), 4.0 / 7) < 1e-15)
  }

  @Test func agreesWithRandomWeights() {
    var generator = SeededGenerator(seed: 21)
    let differences = [0.31, -0.22, 0.05, -0.4, 0.17]
    let draws = 20_000
    var hits = 0
    for _ in 0..<draws {
      // The spacings of sorted uniform numbers are uniform on the simplex.
      let cuts = [0] + (0..<4).map { _ in Double.random(in: 0..<1, using: &generator) }.sorted() + [1]
      let weights = zip(cuts, cuts.dropFirst()).map { $1 - $0 }
      if zip(weights, differences).reduce(0, { $0 + $1.0 * $1.1 }) > 0 { hits += 1 }
    }
    let share = SimplexHalfSpace.share(differences)
    let error = (share * (1 - share) / Double(draws)).squareRoot()
    #expect(abs(Double(hits) / Double(draws) - share) < 4 * error)
  }
}

@Suite struct NonNegativeLeastSquaresTests {
  @Test func solvesByHand() throws {
    // Without the bound x = (2, −1); with it the first alone, by its projection.
    let a = Matrix(rows: [[1, 0], [0, 1], [1, 1]])
    let x = try #require(NonNegativeLeastSquares.solve(a, [2, -1, 1]))
    #expect(abs(x[0] - 1.5) < 1e-14 && x[1] == 0)
    #expect(NonNegativeLeastSquares.solve(a, [-1, -1, -1]) == [0, 0])
  }
}
