import Testing

@testable import PressureNumerics

@Suite("Dynamic factor model")
struct DynamicFactorTests {
  typealias Golden = DynamicFactorGoldens.Case

  private func matrix(_ values: [Double], _ columns: Int) -> Matrix {
    Matrix(rows: stride(from: 0, to: values.count, by: columns).map { Array(values[$0..<$0 + columns]) })
  }

  private func model(_ golden: Golden, _ parameters: DynamicFactorGoldens.Parameters) -> DynamicFactorModel {
    let blocks = golden.blocks.map { DynamicFactorModel.Block(count: $0.count, order: $0.order) }
    var transitions = parameters.transitions[...]
    return DynamicFactorModel(
      .init(blocks: blocks, hasPersistentErrors: golden.hasPersistentErrors, isQuarterly: golden.isQuarterly),
      .init(
        loadings: matrix(parameters.loadings, blocks.reduce(0) { $0 + $1.count }),
        transitions: blocks.map { block in
          (0..<block.order).map { _ in matrix(transitions.removeFirst(), block.count) }
        },
        innovations: zip(blocks, parameters.innovations).map { matrix($1, $0.count) },
        persistence: parameters.persistence, variances: parameters.variances))
  }

  private func expectClose(
    _ found: [Double], _ golden: [Double], _ tolerance: Double, _ what: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == golden.count, what, sourceLocation: sourceLocation)
    let worst = zip(found, golden).map { abs($0 - $1) }.max() ?? 0
    #expect(worst <= tolerance, "\(what.rawValue): off by \(worst)", sourceLocation: sourceLocation)
  }

  @Test(arguments: DynamicFactorGoldens.cases)
  func likelihoodAndFactorsAreThoseOfStatsmodels(_ golden: Golden) throws {
    let data = matrix(golden.data, golden.isQuarterly.count)
    let smoothed = try #require(model(golden, golden.parameters).smoothed(data))
    #expect(relativeError(smoothed.logLikelihood, golden.logLikelihood) < 1e-10)
    expectClose((0..<data.rows).flatMap { smoothed.factors.row($0) }, golden.factors, 1e-9, "factors")
    expectClose((0..<data.rows).flatMap { smoothed.variances.row($0) }, golden.variances, 1e-9, "variances")
  }

  @Test(arguments: DynamicFactorGoldens.cases)
  func newsAreThoseOfStatsmodels(_ golden: Golden) throws {
    let columns = golden.isQuarterly.count
    let news = try #require(
      model(golden, golden.parameters).news(
        ofFactor: 0, month: golden.news.month, from: matrix(golden.data, columns),
        to: matrix(golden.news.newData, columns)))
    #expect(abs(news.after - golden.news.after) < 1e-8)
    let added = news.items.filter { !$0.isRevision }
    let order = golden.news.series.indices.sorted {
      (golden.news.series[$0], golden.news.months[$0]) < (golden.news.series[$1], golden.news.months[$1])
    }
    #expect(added.map(\.series) == order.map { golden.news.series[$0] })
    #expect(added.map(\.month) == order.map { golden.news.months[$0] })
    expectClose(
      added.map { $0.observed - $0.expected }, order.map { golden.news.surprises[$0] }, 1e-8, "surprises")
    expectClose(added.map(\.impact), order.map { golden.news.impacts[$0] }, 1e-8, "impacts")
    // One value was revised; its impact is what the news leave of the change.
    #expect(news.items.count { $0.isRevision } == 1)
    #expect(abs(news.before - golden.news.before) < 1e-8)
    let total = news.items.reduce(0) { $0 + $1.impact }
    #expect(abs(news.before + total - news.after) < 1e-10)
  }

  /// Without errors that persist, loadings and factors take the same step as in statsmodels, whose step of the factors
  /// ignores their stationary beginning, as ours does where that costs no likelihood. Variances differ, since there the
  /// missing values count as completed. With persistent errors loadings would not move there at all: see
  /// ``DynamicFactorModel/maximized(_:)``.
  @Test func stepIsThatOfStatsmodels() {
    let golden = DynamicFactorGoldens.case0
    let before = model(golden, golden.parameters)
    var posterior = FactorPosterior(
      FactorLayout(matrix(golden.data, 6), before.specification), before.specification)
    let isDefinite = posterior.update(before)
    #expect(isDefinite)
    let after = before.maximized(FactorMoments(posterior, before))
    let expected = model(golden, golden.step)
    expectClose(after.parameters.loadings.storage, expected.parameters.loadings.storage, 1e-9, "loadings")
    expectClose(
      after.parameters.transitions[0][0].storage, expected.parameters.transitions[0][0].storage, 1e-9,
      "transitions")
    expectClose(
      after.parameters.innovations[0].storage, expected.parameters.innovations[0].storage, 1e-9, "innovations"
    )
  }

  @Test(arguments: DynamicFactorGoldens.cases)
  func likelihoodNeverFalls(_ golden: Golden) throws {
    let data = matrix(golden.data, golden.isQuarterly.count)
    let fit = try DynamicFactorFit(
      [data, matrix(golden.news.newData, golden.isQuarterly.count)],
      model(golden, golden.parameters).specification,
      maximumIterations: 60, tolerance: 0)
    #expect(!fit.hasConverged)
    #expect(fit.logLikelihoods.count == 60)
    for (a, b) in zip(fit.logLikelihoods, fit.logLikelihoods.dropFirst()) {
      #expect(b >= a - 1e-9 * abs(a))
    }
    #expect(fit.logLikelihoods.last! > fit.logLikelihoods[0])
  }

  /// Two threads share elimination, sums and maximisation, and no bit depends on it.
  @Test func threadsChangeNoBit() throws {
    let golden = DynamicFactorGoldens.case0
    let start = model(golden, golden.parameters)
    let fits = try [1, 2].map { threads in
      try DynamicFactorFit(
        [matrix(golden.data, 6)], from: start, maximumIterations: 5, tolerance: 0, threads: threads)
    }
    #expect(fits[0].logLikelihoods == fits[1].logLikelihoods)
    #expect(fits[0].model.parameters == fits[1].model.parameters)
  }
}
