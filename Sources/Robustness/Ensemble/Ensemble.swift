public import PressureSyntax

internal import PressureNumerics

/// Draws of an uncertain model, as far as they have been made.
public struct Ensemble: Sendable {
  /// What the outputs are.
  public let layout: OutputLayout
  /// How the draws were made.
  public let settings: EnsembleSettings
  /// The draws that it holds, as ranges in rising order.
  public private(set) var parts: [Range<Int>]
  /// What all parts of the run share.
  let plan: EnsemblePlan
  /// The distributions of the numbers.
  private(set) var tally: EnsembleTally
  private(set) var events: EventTally

  init(
    layout: OutputLayout, settings: EnsembleSettings, parts: [Range<Int>], plan: EnsemblePlan,
    tally: EnsembleTally, events: EventTally
  ) {
    (self.layout, self.settings, self.parts) = (layout, settings, parts)
    (self.plan, self.tally, self.events) = (plan, tally, events)
  }

  /// The number of processors that this process may use.
  public static var processors: Int { Parallel.processors }

  /// The probabilities of the quantiles that are reported.
  public static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// The most sides of which ranks are counted: their number grows with the square of that of the sides.
  public static let mostRankedSides = EnsembleRun.maximumRanked

  /// About how many bytes a run keeps: the values near quantiles, and the counts of ranks.
  public static func expectedMemory(_ layout: OutputLayout, _ settings: EnsembleSettings) -> Double {
    EnsembleRun.bytes(
      draws: settings.draws, part: settings.part.count, columns: layout.columns.count,
      probabilities: probabilities.count, ranked: ranked(layout), threads: Parallel.processors)
  }

  /// How many draws a run evaluates: those of its part, and short runs that all parts begin with.
  public static func evaluations(_ layout: OutputLayout, _ settings: EnsembleSettings) -> Int {
    EnsembleRun.pilots(draws: settings.draws, columns: layout.columns.count).reduce(settings.part.count, +)
  }

  /// Pressures are the first columns, and are ranked.
  private static func ranked(_ layout: OutputLayout) -> Int {
    layout.sides.count <= mostRankedSides ? layout.sides.count : 0
  }

  /// Makes the draws of `settings`.
  ///
  /// The first draws are made before the others, to tell where quantiles lie; see ``EnsembleRun``. They depend on seed
  /// and number of draws alone. Memory grows with the square root of the number of draws.
  ///
  /// - Parameters:
  ///   - threads: the number of threads; the result does not depend on it.
  ///   - progress: is told the number of evaluations begun so far, of ``evaluations(_:_:)``.
  public init(
    _ evaluator: DrawEvaluator, _ settings: EnsembleSettings, threads: Int,
    progress: (@Sendable (Int) -> Void)? = nil
  ) {
    let points = DrawPoints(settings, dimensions: evaluator.dimensions)
    let reference = Ensemble.reference(evaluator, settings, points)
    let plan = Ensemble.run(evaluator, points, reference, EnsembleSources()).plan(
      draws: settings.draws, probabilities: Ensemble.probabilities, hasFourthMoments: true, threads: threads,
      onProgress: progress)
    var report: (@Sendable (Int) -> Void)?
    if let progress {
      let before = Ensemble.evaluations(evaluator.layout, settings) - settings.part.count
      report = { progress(before + $0) }
    }
    self.init(evaluator, settings, points, plan, reference, threads: threads, progress: report)
  }

  /// Makes the draws of `settings` by a plan.
  init(
    _ evaluator: DrawEvaluator, _ settings: EnsembleSettings, _ points: DrawPoints, _ plan: EnsemblePlan,
    _ reference: [Double], threads: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) {
    var plan = plan
    while true {
      let sources = EnsembleSources()
      let run = Ensemble.run(evaluator, points, reference, sources)
      let tally = run.tally(plan, draws: settings.part, threads: threads, onProgress: progress)
      self.init(
        layout: evaluator.layout, settings: settings, parts: [settings.part], plan: plan, tally: tally,
        events: sources.events(evaluator.layout))
      // Brackets that a whole run misses are opened, and the run made again.
      let missed = settings.isWhole ? missedBrackets : []
      if missed.isEmpty { return }
      plan = plan.reopened(missed)
    }
  }

  private static func run(
    _ evaluator: DrawEvaluator, _ points: DrawPoints, _ reference: [Double], _ sources: EnsembleSources
  ) -> EnsembleRun {
    EnsembleRun(reference: reference, ranked: ranked(evaluator.layout)) { sources.make(evaluator, points) }
  }

  /// For each column the mean of a few draws, from which deviations are taken.
  static func reference(
    _ evaluator: DrawEvaluator, _ settings: EnsembleSettings, _ points: DrawPoints
  ) -> [Double] {
    let few = points.points(0..<min(settings.draws, 64))
    let worker = DrawWorker(evaluator)
    let draws = (0..<few.rows).compactMap { worker.draw(few.row($0)) }
    return evaluator.layout.columns.indices.map { column in
      draws.isEmpty ? 0 : Statistics.mean(draws.map { $0.numbers[column] })
    }
  }

  /// Adds the draws of another part of the same run.
  ///
  /// - Throws: parts of different runs; draws that both hold.
  public mutating func merge(_ other: Ensemble) throws(Diagnostics) {
    guard layout == other.layout, settings.draws == other.settings.draws,
      settings.seed == other.settings.seed,
      settings.sampling == other.settings.sampling, plan == other.plan, tally.fits(plan),
      other.tally.fits(plan), events.fits(other.events)
    else {
      throw Diagnostics(
        Diagnostic(
          "the parts belong to different runs",
          help: "parts share model, data, seed, sampling and the total number of draws"))
    }
    for own in parts {
      for theirs in other.parts where own.overlaps(theirs) {
        let both = own.clamped(to: theirs)
        throw Diagnostics(
          Diagnostic(
            "two parts hold the draws \(both.lowerBound)..<\(both.upperBound)", help: "leave one of them out")
        )
      }
    }
    tally.merge(other.tally)
    events.merge(other.events)
    parts = Ensemble.joined(parts + other.parts)
  }

  private static func joined(_ parts: [Range<Int>]) -> [Range<Int>] {
    parts.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { result, part in
      if let last = result.last, last.upperBound == part.lowerBound {
        result[result.count - 1] = last.lowerBound..<part.upperBound
      } else {
        result.append(part)
      }
    }
  }

  /// The draws of the run that it lacks.
  public var missing: [Range<Int>] {
    var next = 0
    var result: [Range<Int>] = []
    for part in parts {
      if part.lowerBound > next { result.append(next..<part.lowerBound) }
      next = part.upperBound
    }
    return next < settings.draws ? result + [next..<settings.draws] : result
  }

  /// The quantiles that lie outside what the draws kept of them.
  var missedBrackets: [EnsembleTally.MissedBracket] {
    if tally.draws < 2 { return [] }
    return layout.columns.indices.flatMap { column in
      Ensemble.probabilities.indices.compactMap { i in
        tally.quantileWithError(column, i, plan) == nil
          ? EnsembleTally.MissedBracket(column: column, probability: i) : nil
      }
    }
  }

  /// The outputs with a quantile outside what the parts kept of it, and the quantiles' probabilities.
  public var missedQuantiles: [(output: String, probability: Double)] {
    missedBrackets.map { (layout.columns[$0.column].name, Ensemble.probabilities[$0.probability]) }
  }
}
