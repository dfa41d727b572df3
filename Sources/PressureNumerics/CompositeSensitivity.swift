/// What the scores and the ranks of many units rest on: choices between ways to compute them, and the weights.
///
/// Every combination of the choices is computed once, by the caller, as a matrix of units by columns; a draw picks
/// one of them and draws the weights of the columns. So a draw costs one column of a product, whatever the chain
/// before it. Factors are the choices in order, then the uncertain weights in the order of the tree.
public struct CompositeSensitivity: Sendable {
  /// One combination of the choices.
  public struct Alternative: Sendable {
    /// One row a unit, one column for each that is weighted.
    public let scores: Matrix
    /// How a unit's columns become its score.
    public let aggregation: ScoreEnsemble.Aggregation

    /// Describes a combination.
    public init(_ scores: Matrix, _ aggregation: ScoreEnsemble.Aggregation) {
      self.scores = scores
      self.aggregation = aggregation
    }
  }

  /// The indices of each unit; `nil` for an output that does not vary.
  public struct Indices: Equatable, Sendable {
    /// Those of the scores.
    public let scores: [SobolIndices?]
    /// Those of the ranks, 1 being the highest score, equal scores sharing the best rank of theirs.
    public let ranks: [SobolIndices?]
  }

  /// The number of options of each choice; each option is as likely as the others.
  public let choices: [Int]
  /// The number of factors: choices and uncertain weights.
  public let factors: Int
  /// The number of units.
  public let units: Int
  /// The number of samples in a batch, of which the bootstrap draws.
  public static let batch = 128

  let alternatives: [PackedScores]
  let steps: WeightSteps
  /// Per unit the score by the first alternative and the middle weights, from which others are counted.
  let references: [Double]

  /// Describes the problem. `alternatives` has each combination of the choices, the last choice changing fastest.
  ///
  /// - Precondition: alternatives are as many as combinations, of one shape with at most 4096 units, finite, and
  ///   above 0 where aggregation is geometric; the tree has each column once.
  public init(choices: [Int], alternatives: [Alternative], weights: WeightTree) {
    precondition(choices.allSatisfy { $0 > 0 }, "a choice without options")
    precondition(alternatives.count == choices.reduce(1, *), "an alternative for each combination")
    let (rows, columns) = (alternatives[0].scores.rows, alternatives[0].scores.columns)
    for alternative in alternatives {
      precondition(
        alternative.scores.rows == rows && alternative.scores.columns == columns,
        "alternatives of other shapes")
      precondition(alternative.scores.storage.allSatisfy(\.isFinite), "scores are finite")
    }
    precondition(rows > 0 && rows <= ScoreEnsemble.maximumRankedUnits, "no units, or too many to rank")
    self.choices = choices
    steps = WeightSteps(weights)
    precondition(steps.columns.sorted() == Array(0..<columns), "each column has one place in the tree")
    factors = choices.count + steps.factors
    precondition(factors > 0, "nothing is uncertain")
    units = rows
    self.alternatives = alternatives.map { PackedScores($0.scores, $0.aggregation) }
    let middle = Room<Double>(8 * columns, 0)
    let (halves, scratch) = (Room(8, 0.5), Room(steps.scratchCount, 0.0))
    steps.fill(
      middle.start, uniforms: Array(repeating: UnsafePointer(halves.start), count: steps.factors), first: 0,
      scratch: scratch.start)
    let panel = Room<Double>(8 * self.alternatives[0].paddedUnits, 0)
    self.alternatives[0].score(0..<self.alternatives[0].paddedUnits, middle.start, to: panel.start)
    references = (0..<rows).map { panel.start[8 * $0] }
  }

  /// The first-order and total indices of each unit's score and rank, from `samples` · (factors + 2) evaluations.
  ///
  /// Bands are those of ``SobolIndices``, by resamples of batches of ``batch`` samples. The same for any number of
  /// threads, bit for bit.
  ///
  /// Cost: samples · (factors + 2) · units · (2 · columns + log² units / 4) operations.
  ///
  /// - Precondition: there are at least two batches and two resamples.
  public func indices(
    samples: Int, sampling: SaltelliDesign.Sampling, seed: UInt64, resamples: Int, threads: Int
  ) -> Indices {
    let size = CompositeSensitivity.batch
    let blocks = (samples + size - 1) / size
    let design = SaltelliDesign(factors: factors, sampling: sampling, seed: seed).generator
    let (units, factors) = (units, factors)
    let width = SobolSums.width(factors: factors, hasSecondOrder: false) - 1
    // One row a block: each worker writes those of its own.
    let rows = Room<Double>(uninitialized: blocks * 2 * units * width)
    @Sendable func samplesOf(_ block: Int) -> Range<Int> { block * size..<min((block + 1) * size, samples) }
    _ = Parallel.workers(blocks: blocks, threads: threads) {
      SensitivityWorker(self, design)
    } body: { worker, block in
      worker.add(samplesOf(block), to: rows.start + block * 2 * units * width, width: width)
    }
    let weights = BootstrapCounts(items: blocks, resamples: resamples, seed: seed)
    let middleRank = Double(units + 1) / 2
    let results = Parallel.map(blocks: 2 * units, threads: threads) { [references] output in
      var own: [Double] = []
      own.reserveCapacity(blocks * (width + 1))
      for block in 0..<blocks {
        own.append(Double(samplesOf(block).count))
        own.append(
          contentsOf: UnsafeBufferPointer(
            start: rows.start + (block * 2 * units + output) * width, count: width))
      }
      let reference = output < units ? references[output] : middleRank
      return SobolIndices(SobolSums(factors: factors, reference: reference, rows: own), weights: weights)
    }
    return Indices(scores: Array(results[..<units]), ranks: Array(results[units...]))
  }

  /// The alternative of the choices at uniform numbers.
  func alternative(_ uniform: (Int) -> Double) -> Int {
    choices.indices.reduce(0) { $0 + part($1, uniform($1)) }
  }

  /// What a choice at a uniform number adds to the number of the alternative.
  func part(_ choice: Int, _ uniform: Double) -> Int {
    let options = choices[choice]
    return min(Int(uniform * Double(options)), options - 1) * choices[(choice + 1)...].reduce(1, *)
  }
}
