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
  var tally: EnsembleTally

  init(layout: OutputLayout, settings: EnsembleSettings, parts: [Range<Int>], tally: EnsembleTally) {
    (self.layout, self.settings, self.parts, self.tally) = (layout, settings, parts, tally)
  }

  /// The number of processors that this process may use.
  public static var processors: Int { Parallel.processors }

  /// The probabilities of the quantiles that are reported.
  public static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// For each reported probability itself and the probabilities one standard error of its rank below and above, which
  /// tell the quantile's own error.
  static func bracketed(_ draws: Int) -> [Double] {
    probabilities.flatMap { p in
      let reach = (p * (1 - p) / Double(draws)).squareRoot()
      return [p, max(0, p - reach), min(1, p + reach)]
    }
  }

  /// Makes the draws of `settings`.
  ///
  /// The first draws, up to ``EnsembleSettings/pilotSize``, are made first, to tell where quantiles lie; they depend on
  /// seed and number of draws alone. Memory does not grow with the number of draws, but for the values near quantiles.
  ///
  /// - Parameters:
  ///   - threads: the number of threads; the result does not depend on it.
  ///   - progress: is told the number of draws made so far.
  public init(
    _ evaluator: DrawEvaluator, _ settings: EnsembleSettings, threads: Int,
    progress: (@Sendable (Int) -> Void)? = nil
  ) {
    layout = evaluator.layout
    self.settings = settings
    parts = [settings.part]
    let points = DrawPoints(settings, dimensions: evaluator.dimensions)
    let pilot = Ensemble.pilot(evaluator, settings, points, threads)
    var brackets = pilot.map(\.brackets)
    let references = pilot.map(\.reference)
    while true {
      var tally = EnsembleTally(evaluator.layout, references: references, brackets)
      let layout = evaluator.layout
      Ensemble.forEach(evaluator, settings.part, points, threads, progress) { tally.add($0, layout) }
      self.tally = tally
      // A bracket that a whole run misses is opened, and the run made again.
      let missed = tally.columns.indices.filter { !tally.columns[$0].quantiles.missed.isEmpty }
      if missed.isEmpty || !settings.isWhole { return }
      for i in missed { brackets[i] = brackets[i].reopened(tally.columns[i].quantiles.missed) }
    }
  }

  private static func forEach(
    _ evaluator: DrawEvaluator, _ draws: Range<Int>, _ points: DrawPoints, _ threads: Int,
    _ progress: (@Sendable (Int) -> Void)?, consume: (EnsembleBlock) -> Void
  ) {
    let size = EnsembleSettings.blockSize
    let first = draws.lowerBound / size
    let last = (draws.upperBound + size - 1) / size
    let total = draws.count
    var report: (@Sendable (Int) -> Void)?
    if let progress { report = { blocks in progress(min(blocks * size, total)) } }
    let make: @Sendable (Int) -> EnsembleBlock = { block in
      let start = (first + block) * size
      return EnsembleBlock(evaluator, start..<min(start + size, draws.upperBound), points)
    }
    Parallel.forEach(blocks: last - first, threads: threads, onProgress: report, make, consume: consume)
  }

  /// For each column the mean of the pilot and where it sees the quantiles.
  private static func pilot(
    _ evaluator: DrawEvaluator, _ settings: EnsembleSettings, _ points: DrawPoints, _ threads: Int
  ) -> [(reference: Double, brackets: QuantileBrackets)] {
    var columns = [[Double]](repeating: [], count: evaluator.layout.columns.count)
    let draws = 0..<min(settings.draws, EnsembleSettings.pilotSize)
    forEach(evaluator, draws, points, threads, nil) { block in
      for i in columns.indices { columns[i] += block.columns[i] }
    }
    let probabilities = bracketed(settings.draws)
    let isWhole = settings.draws == draws.count
    return columns.map { values in
      let brackets =
        isWhole || values.isEmpty
        ? QuantileBrackets(unbounded: probabilities)
        : QuantileBrackets(pilot: values, probabilities: probabilities)
      return (values.isEmpty ? 0 : Statistics.mean(values), brackets)
    }
  }

  /// Adds the draws of another part of the same run.
  ///
  /// - Throws: parts of different runs; draws that both hold.
  public mutating func merge(_ other: Ensemble) throws(Diagnostics) {
    guard layout == other.layout, settings.draws == other.settings.draws,
      settings.seed == other.settings.seed,
      settings.sampling == other.settings.sampling, tally.fits(other.tally)
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

  /// The names of the outputs with a quantile outside its bracket.
  public var missedQuantiles: [String] {
    layout.columns.indices.filter { !tally.columns[$0].quantiles.missed.isEmpty }.map {
      layout.columns[$0].name
    }
  }
}
