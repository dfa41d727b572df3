/// A dynamic factor model estimated by expectation and maximisation, and how that went.
public struct DynamicFactorFit: Sendable {
  /// Why data cannot carry a model.
  public enum Failure: Error, Hashable, Sendable {
    /// The data carry fewer factors: no more than one less than there are series, and than their rank.
    case tooManyFactors(requested: Int, carried: Int)
    /// A series has fewer than three observations, or they are all equal.
    case noVariation(series: Int)
    /// There are too few months for the lags of the factors.
    case tooFewMonths(count: Int, needed: Int)
    /// The arithmetic broke down at an iteration: a matrix that should be positive definite was not.
    case breakdown(iteration: Int)
  }

  /// The model.
  public let model: DynamicFactorModel
  /// The log likelihood at each iteration, of the model before its step; it never falls.
  public let logLikelihoods: [Double]
  /// The last relative change of the log likelihood, 2|a − b|/(|a| + |b|).
  public let lastChange: Double
  /// Whether that change fell below the tolerance.
  public let hasConverged: Bool

  /// Estimates a model from panels that share its parameters, each with factors of its own, such as the sides of a
  /// conflict. Scale the series to mean 0 and variance 1 first.
  ///
  /// Cost per iteration: that of ``FactorPosterior``. The start is that of principal components.
  ///
  /// - Parameters:
  ///   - panels: months × series; NaN where nothing is observed. A quarterly series is observed in the last months of
  ///     quarters.
  ///   - tolerance: of the relative change of the log likelihood.
  ///   - threads: how many may share the work; results do not depend on it.
  public init(
    _ panels: [Matrix], _ specification: DynamicFactorModel.Specification, maximumIterations: Int = 500,
    tolerance: Double = 1e-6, threads: Int = 1
  ) throws(Failure) {
    let start = try DynamicFactorModel.start(panels, specification)
    try self.init(
      panels, from: start, maximumIterations: maximumIterations, tolerance: tolerance, threads: threads)
  }

  /// Improves a model by iterations that begin with it.
  public init(
    _ panels: [Matrix], from start: DynamicFactorModel, maximumIterations: Int, tolerance: Double,
    threads: Int = 1
  ) throws(Failure) {
    let needed = start.specification.longestOrder + 2
    for panel in panels where panel.rows < needed { throw .tooFewMonths(count: panel.rows, needed: needed) }
    var model = start
    // The posteriors' arrays are used again in each iteration. The spans are made equal, so that moments can be added.
    var posteriors = panels.map {
      FactorPosterior(FactorLayout($0, start.specification), start.specification)
    }
    let span = posteriors.map(\.layout.span).max() ?? 1
    if posteriors.contains(where: { $0.layout.span != span }) {
      posteriors = panels.map {
        FactorPosterior(FactorLayout($0, start.specification, span: span), start.specification)
      }
    }
    var likelihoods: [Double] = []
    var (change, converged) = (Double.infinity, false)
    for iteration in 0..<maximumIterations {
      var moments: FactorMoments?
      var likelihood = 0.0
      for k in posteriors.indices {
        guard posteriors[k].update(model, threads: threads) else { throw .breakdown(iteration: iteration) }
        likelihood += posteriors[k].logLikelihood
        let own = FactorMoments(posteriors[k], model, threads: threads)
        if moments == nil { moments = own } else { moments?.add(own) }
      }
      if let last = likelihoods.last {
        change = 2 * abs(likelihood - last) / max(abs(likelihood) + abs(last), .leastNormalMagnitude)
      }
      likelihoods.append(likelihood)
      if change < tolerance {
        converged = true
        break
      }
      if iteration + 1 < maximumIterations, let moments { model = model.maximized(moments, threads: threads) }
    }
    (self.model, logLikelihoods, lastChange, hasConverged) = (model, likelihoods, change, converged)
  }
}

extension DynamicFactorModel {
  /// The factors given everything that was observed.
  public struct Smoothed: Sendable {
    /// The log likelihood of the observations.
    public let logLikelihood: Double
    /// Months × factors: their means.
    public let factors: Matrix
    /// Months × factors: their variances.
    public let variances: Matrix
  }

  /// The smoothed factors of one panel, and its log likelihood. Months × series; NaN where nothing is observed.
  ///
  /// Cost: that of ``FactorPosterior``.
  ///
  /// - Returns: `nil` where rounding makes a precision matrix indefinite.
  public func smoothed(_ panel: Matrix) -> Smoothed? {
    var posterior = FactorPosterior(FactorLayout(panel, specification), specification)
    guard posterior.update(self) else { return nil }
    let layout = posterior.layout
    var factors = Matrix(repeating: 0, rows: panel.rows, columns: specification.factors)
    var variances = factors
    for t in 0..<panel.rows {
      for a in 0..<specification.factors {
        let unknown = layout.base[t + layout.lead] + a
        factors[t, a] = posterior.mean[unknown]
        variances[t, a] = posterior.covariance(unknown, unknown)
      }
    }
    return Smoothed(logLikelihood: posterior.logLikelihood, factors: factors, variances: variances)
  }
}
