internal import PressureNumerics

/// Weights from a dynamic factor model of the children's scores: each child's variance that the factors account for.
///
/// The scores are standardised over all rows. The sides are panels of one model: they share loadings and errors, and
/// each has factors of its own. w ∝ λ Γ λ′, with λ a child's loadings and Γ the factors' stationary covariance, which
/// does not depend on how the factors are turned; with one factor it is the square of the loading. A quarterly child's
/// common part is that of its sum of five months.
///
/// A child moves against the rest if its common part covaries negatively with the sum of all: an error that names it, or
/// the weight 0 where the model says so, never a negative weight.
/// Source: Bańbura and Modugno, J. Appl. Econometrics 29, 2014; the sign rule of the first principal component.
enum DynamicFactorWeights {
  /// The parameters of the scheme.
  struct Specification {
    let factors: Int
    let order: Int
    let hasPersistentErrors: Bool
    let isOpposingZero: Bool
  }

  /// What is found.
  struct Result {
    let weights: [Double]
    /// The factors' share of the variance of all children.
    let varianceShare: Double
    /// The children whose weight was set to 0.
    let zeroed: [Int]
    /// The iterations that estimation took.
    let iterations: Int
    /// For each path the change of its factor at the last row that each child's newest score brought, in standard
    /// deviations of the factor, and the whole change; `nil` with several factors.
    let news: [(children: [Double], total: Double)]?
  }

  static let maximumIterations = 1000
  static let tolerance = 1e-6

  static func weights(_ sample: ScoreSample, _ scheme: Specification) throws(WeightingFailure) -> Result {
    let n = sample.children
    let means = try sample.mapChildren(needing: 3) { _, scores in Statistics.mean(scores) }
    let deviations = try sample.deviations()
    if let constant = deviations.firstIndex(of: 0) { throw .constant(child: constant) }
    let panels = sample.paths.map { path in
      Matrix(
        rows: path.map { row in
          (0..<n).map { child in
            sample.mask[row, child] == 1
              ? (sample.values[row, child] - means[child]) / deviations[child] : .nan
          }
        })
    }
    let specification = DynamicFactorModel.Specification(
      blocks: [.init(count: scheme.factors, order: scheme.order)],
      hasPersistentErrors: scheme.hasPersistentErrors,
      isQuarterly: sample.periods?.isQuarterly ?? Array(repeating: false, count: n))
    let fit: DynamicFactorFit
    do throws(DynamicFactorFit.Failure) {
      fit = try DynamicFactorFit(
        panels, specification, maximumIterations: maximumIterations, tolerance: tolerance)
    } catch {
      switch error {
      case .tooManyFactors(let requested, let carried): throw .tooManyFactors(requested, carried: carried)
      case .noVariation(let child): throw .constant(child: child)
      case .tooFewMonths(let count, let needed): throw .tooFewRows(count: count, needed: needed)
      case .breakdown(let iteration): throw .notConverged(iterations: iteration + 1, lastChange: nil)
      }
    }
    if !fit.hasConverged {
      throw .notConverged(iterations: fit.logLikelihoods.count, lastChange: fit.lastChange)
    }
    let (loadings, covariance) = (fit.model.parameters.loadings, fit.model.factorCovariance)
    let common = fit.model.commonCovariance
    let total = (0..<n).reduce(0) { sum, i in sum + (0..<n).reduce(0) { $0 + common[i, $1] } }
    let together = (0..<n).map { child in (0..<n).reduce(0) { $0 + common[child, $1] } }
    let opposing = together.indices.filter { together[$0] < -1e-9 }
    if !opposing.isEmpty {
      if total < 1e-9 { throw .undecided }
      if !scheme.isOpposingZero {
        throw .opposing(child: opposing[0], loading: -max(0, common[opposing[0], opposing[0]]).squareRoot())
      }
    }
    let shares = (0..<n).map { opposing.contains($0) ? 0 : max(0, common[$0, $0]) }
    return Result(
      weights: try shares.normalized(), varianceShare: min(1, common.diagonalSum / Double(n)),
      zeroed: opposing,
      iterations: fit.logLikelihoods.count,
      news: scheme.factors == 1
        ? news(
          panels,
          sample.periods.map { periods in
            sample.paths.map { path in
              Matrix(
                rows: path.map { row in
                  (0..<n).map { (periods.earlier[row, $0] - means[$0]) / deviations[$0] }
                })
            }
          }, fit.model, deviation: covariance[0, 0].squareRoot(),
          sign: loadings.storage.reduce(0, +) < 0 ? -1 : 1)
        : nil)
  }

  /// What each child's scores did to the factor in the last row of a path: those in the last row, or those that `earlier`
  /// lacks or has otherwise.
  private static func news(
    _ panels: [Matrix], _ earlier: [Matrix]?, _ model: DynamicFactorModel, deviation: Double, sign: Double
  ) -> [(children: [Double], total: Double)]? {
    var result: [(children: [Double], total: Double)] = []
    for (number, panel) in panels.enumerated() {
      let last = panel.rows - 1
      guard last > 0, deviation > 0 else { return nil }
      let before = earlier?[number] ?? Matrix(rows: (0..<last).map(panel.row))
      guard let news = model.news(ofFactor: 0, month: last, from: before, to: panel) else { return nil }
      var children = [Double](repeating: 0, count: panel.columns)
      for item in news.items { children[item.series] += sign * item.impact / deviation }
      result.append((children, sign * (news.after - news.before) / deviation))
    }
    return result
  }
}

extension Matrix {
  fileprivate var diagonalSum: Double { (0..<rows).reduce(0) { $0 + self[$1, $1] } }
}
