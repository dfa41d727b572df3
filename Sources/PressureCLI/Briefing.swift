internal import PressureIndex
internal import PressureModel
internal import PressureReports
internal import PressureSyntax
internal import Robustness

/// Computes the parts of a report on one model as of one date.
struct Briefing {
  let model: Model
  let observations: Observations
  let asOf: Day?
  let assessment: Assessment

  /// Scores the model.
  init(_ model: Model, _ observations: Observations, asOf: Day?) throws(Diagnostics) {
    (self.model, self.observations, self.asOf) = (model, observations, asOf)
    assessment = try model.assess(observations, asOf: asOf)
  }

  /// The scores by other weights.
  func comparison(schemes: [String]? = nil, aggregations: [Aggregation] = []) throws -> CompareReport {
    var names = schemes ?? model.usualSchemes
    if !aggregations.isEmpty, !names.contains("model") { names.insert("model", at: 0) }
    return CompareReport(
      try model.compare(observations, asOf: asOf, and: [], schemes: names, aggregations: aggregations))
  }

  /// What draws what is uncertain.
  func evaluator() throws -> DrawEvaluator {
    try DrawEvaluator(model.uncertainModel(observations, asOf: asOf))
  }

  /// The scores over many draws.
  func uncertainty(
    _ evaluator: DrawEvaluator, _ settings: EnsembleSettings, threads: Int
  ) throws -> UncertaintyReport {
    try Memory.require(
      Ensemble.expectedMemory(evaluator.layout, settings), for: "\(settings.draws) draws",
      help: "make fewer draws")
    let progress = ProgressBar(total: Ensemble.evaluations(evaluator.layout, settings), unit: "draws")
    let ensemble = Ensemble(evaluator, settings, threads: threads, progress: progress.handler)
    progress.finish()
    return UncertaintyReport(assessment, ensemble, evaluator)
  }

  /// What the output in `column` rests on.
  func sensitivity(
    _ evaluator: DrawEvaluator, column: Int, _ settings: Sensitivity.Settings, threads: Int
  ) throws -> SensitivityReport {
    let factors = evaluator.uncertainty.factors.count
    try Memory.require(
      Sensitivity.expectedMemory(factors: factors, settings),
      for: "\(settings.samples) samples and \(settings.resamples) resamples",
      help: "make fewer of them, or leave out --second-order")
    let progress = ProgressBar(
      total: settings.samples * ((settings.hasSecondOrder ? 2 : 1) * factors + 2), unit: "evaluations")
    let sensitivity = try Sensitivity(
      evaluator, column: column, settings, threads: threads, progress: progress.handler)
    progress.finish()
    return SensitivityReport(assessment, sensitivity, evaluator)
  }
}
