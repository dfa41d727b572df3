public import PressureSyntax

internal import PressureNumerics

/// On which of the uncertain inputs an output rests: Sobol indices of every factor, a group of weights being one.
///
/// Saltelli's design with N samples takes N (d + 2) evaluations for d factors, with second order N (2d + 2). The
/// estimators are centred; bands are bootstrap intervals over batches of samples.
public struct Sensitivity: Sendable {
  /// An index and its band.
  public struct Estimate: Sendable, Hashable {
    /// The index.
    public let value: Double
    /// Its standard error.
    public let standardError: Double
    /// The lower end of the band.
    public let lower: Double
    /// The upper end of the band.
    public let upper: Double

    init(_ estimate: SobolIndices.Estimate) {
      value = estimate.value
      standardError = estimate.standardError
      lower = estimate.lower
      upper = estimate.upper
    }
  }

  /// The indices of an output that varies.
  public struct Indices: Sendable {
    /// The mean of the output.
    public let mean: Double
    /// Its variance.
    public let variance: Double
    /// For each factor the first-order index: what it explains alone.
    public let first: [Estimate]
    /// For each factor the total index: with all interactions.
    public let total: [Estimate]
    /// For each pair of factors their interaction; empty unless asked for.
    public let pairs: [(a: Int, b: Int, estimate: Estimate)]
  }

  /// How a run is made.
  public struct Settings: Sendable, Hashable {
    /// The number of samples.
    public let samples: Int
    /// The seed.
    public let seed: UInt64
    /// How points are chosen.
    public let sampling: Sampling
    /// Whether interactions of pairs are wanted.
    public let hasSecondOrder: Bool
    /// The number of bootstrap resamples.
    public let resamples: Int

    /// Describes a run.
    ///
    /// - Throws: too few samples or resamples.
    public init(
      samples: Int, seed: UInt64 = 1, sampling: Sampling = .sobol, hasSecondOrder: Bool = false,
      resamples: Int = 1000
    ) throws(Diagnostics) {
      (self.samples, self.seed, self.sampling) = (samples, seed, sampling)
      (self.hasSecondOrder, self.resamples) = (hasSecondOrder, resamples)
      if samples < 64 {
        throw Diagnostics(
          Diagnostic(
            "\(samples) samples are too few for indices with bands", help: "make at least 64; 4096 are usual")
        )
      }
      if samples > 1 << 31 {
        throw Diagnostics(Diagnostic("\(samples) samples are too many", help: "make at most \(1 << 31)"))
      }
      if resamples < 100 || resamples > 100_000 {
        throw Diagnostics(
          Diagnostic(
            "\(resamples) resamples are outside 100 to 100000", help: "1000 tell a 95 % band to about 1 %"))
      }
    }
  }

  /// The factors.
  public let factors: [UncertainFactor]
  /// The name of the output.
  public let output: OutputLayout.Column
  /// How the run was made.
  public let settings: Settings
  /// How many evaluations were made.
  public let evaluations: Int
  /// The samples with an evaluation that failed; the indices do not count them.
  public let failed: Int
  /// The indices; `nil` for an output that does not vary, which has none.
  public let indices: Indices?
  /// The value of an output that does not vary.
  public let constant: Double?

  /// The number of bootstrap batches: enough for bands, few enough to be cheap.
  private static let batches = 64
  /// The share of resamples inside a band.
  public static let level = 0.95

  /// The most samples that are evaluated before they are summed up.
  private static let pieceSize = 1024

  /// The samples in pieces, each of one batch.
  private static func pieces(_ samples: Int) -> [(batch: Int, samples: Range<Int>)] {
    (0..<batches).flatMap { batch in
      let own = samples * batch / batches..<samples * (batch + 1) / batches
      return stride(from: own.lowerBound, to: own.upperBound, by: pieceSize).map {
        (batch, $0..<min($0 + pieceSize, own.upperBound))
      }
    }
  }

  /// About how many bytes a run keeps: the resamples of all indices.
  public static func expectedMemory(factors: Int, _ settings: Settings) -> Double {
    let d = Double(factors)
    let pairs = settings.hasSecondOrder ? d * (d - 1) / 2 : 0
    let sums = 5 + 3 * d + (settings.hasSecondOrder ? d + pairs : 0)
    let pieces = Double(settings.samples / pieceSize + batches)
    return 8 * Double(settings.resamples + 1) * (2 * sums + 2 * d + pairs + 3 * Double(batches)) + 24 * pieces
  }

  /// Computes the indices of number `column` of the layout's ``OutputLayout/outputs``.
  ///
  /// - Throws: more factors than the Sobol sequence has dimensions for; no sample without a failure.
  public init(
    _ evaluator: DrawEvaluator, column: Int, _ settings: Settings, threads: Int,
    progress: (@Sendable (Int) -> Void)? = nil
  ) throws(Diagnostics) {
    let plan = evaluator.plan
    factors = plan.factors
    output = evaluator.layout.outputs[column]
    self.settings = settings
    if settings.sampling == .sobol, 2 * plan.dimensions > SobolSequence.maximumDimensions {
      throw Diagnostics(
        Diagnostic(
          "the uncertain inputs have \(plan.dimensions) coordinates, and the Sobol sequence reaches "
            + "\(SobolSequence.maximumDimensions / 2)",
          help: "use '--sampling random'"))
    }
    let design = SaltelliDesign(
      factors: plan.dimensions, sampling: settings.sampling.design, seed: settings.seed)
    let samples = settings.samples
    // The pilot's mean, from which values count.
    let points = design.generator
    let pilot = SensitivityBatch(evaluator, column, points, 0..<min(samples, 64), hasSecondOrder: false)
    let reference = pilot.a.isEmpty ? 0 : Statistics.mean(pilot.a)
    var sums = SobolSums(
      factors: plan.factors.count, hasSecondOrder: settings.hasSecondOrder, reference: reference)
    var failures = 0
    var range: ClosedRange<Double>?
    // Batches come in pieces, so that memory does not grow with the number of samples.
    let pieces = Sensitivity.pieces(samples)
    let make: @Sendable (Int) -> SensitivityBatch = { piece in
      SensitivityBatch(
        evaluator, column, points, pieces[piece].samples, hasSecondOrder: settings.hasSecondOrder)
    }
    let perSample = (settings.hasSecondOrder ? 2 : 1) * plan.factors.count + 2
    var report: (@Sendable (Int) -> Void)?
    if let progress { report = { progress(pieces[$0 - 1].samples.upperBound * perSample) } }
    var (done, last) = (0, -1)
    Parallel.forEach(blocks: pieces.count, threads: threads, onProgress: report, make) { piece in
      let batch = pieces[done].batch
      done += 1
      failures += piece.failed
      if piece.a.isEmpty { return }
      if batch == last {
        sums.addToLast(a: piece.a, b: piece.b, ab: piece.ab, ba: piece.ba)
      } else {
        sums.add(a: piece.a, b: piece.b, ab: piece.ab, ba: piece.ba)
        last = batch
      }
      if let own = Statistics.range(piece.a + piece.b) {
        range =
          min(
            range?.lowerBound ?? own.lowerBound, own.lowerBound)...max(
            range?.upperBound ?? own.upperBound, own.upperBound)
      }
    }
    failed = failures
    evaluations = samples * perSample
    guard let range, sums.batches > 1 else {
      throw Diagnostics(
        Diagnostic(
          "all samples failed, so that there is nothing to explain",
          help: "'pressure uncertainty' shows the first draws that fail, and why"))
    }
    guard range.lowerBound < range.upperBound,
      let indices = SobolIndices(
        sums, resamples: settings.resamples, seed: settings.seed, level: Sensitivity.level)
    else {
      self.indices = nil
      constant = range.lowerBound
      return
    }
    constant = nil
    var pairs: [(a: Int, b: Int, estimate: Estimate)] = []
    if settings.hasSecondOrder {
      for a in factors.indices {
        for b in factors.indices where b > a {
          if let estimate = indices.second(a, b) { pairs.append((a, b, Estimate(estimate))) }
        }
      }
    }
    self.indices = Indices(
      mean: indices.mean, variance: indices.variance, first: indices.first.map(Estimate.init),
      total: indices.total.map(Estimate.init), pairs: pairs)
  }
}
