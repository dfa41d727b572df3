internal import PressureNumerics
public import PressureIndex
public import PressureSyntax

/// The index of one panel by several schemes.
public struct SchemeComparison: Sendable {
  /// The index by one scheme.
  public struct Result: Sendable {
    /// The scheme.
    public let scheme: ComparedScheme
    /// For each scored date of the panel, each side's index; `nil` where too little is observed, or nothing to learn
    /// the weights from.
    public let scores: [[Double?]]
    /// Where the weights at the first date came from.
    public let derivations: [WeightDerivation]

    /// The result of a scheme by which no side has a score at any date.
    public static func unscored(_ scheme: ComparedScheme, dates: Int, sides: Int) -> Result {
      Result(
        scheme: scheme, scores: Array(repeating: Array(repeating: nil, count: sides), count: dates),
        derivations: [])
    }

    /// The rank of each side at a date, 1 the highest, equal scores sharing the better rank; `nil` without a score.
    public func ranks(date: Int = 0) -> [Int?] {
      let present = scores[date].compactMap { $0 }.sorted()
      return scores[date].map { score in score.map { 1 + present.count - upperBound(of: $0, in: present) } }
    }
  }

  /// A scheme that cannot be computed on the data.
  public struct Failure: Sendable, Hashable {
    /// The scheme.
    public let scheme: ComparedScheme
    /// Why not.
    public let reason: String

    /// Creates a failure.
    public init(scheme: ComparedScheme, reason: String) { (self.scheme, self.reason) = (scheme, reason) }
  }

  /// The schemes that could be computed, in the order in which they were asked for.
  public let results: [Result]
  /// Those that could not.
  public let failures: [Failure]

  /// Scores the dates of `panel` by each of `schemes`.
  ///
  /// The indicators' scores are computed once. All schemes that aggregate arithmetically are one matrix product (see
  /// ``SchemeScores``); the others take one product for each level and scheme.
  ///
  /// - Throws: a gap that its imputation cannot fill; a sample that cannot carry a normalization. What a scheme cannot do is among the ``failures``.
  public init(_ panel: Panel, _ schemes: [ComparedScheme]) throws(Diagnostics) {
    let prepared = try Prepared(panel)
    let scores = try Scores(prepared)
    let sides = panel.specification.sides.count
    let rows = 0..<panel.scoredDateCount * sides
    var outcomes: [Outcome] = []
    var failures: [Failure] = []
    for scheme in schemes {
      let own = panel.with(weighting: scheme.weighting, aggregation: scheme.aggregation)
      do throws(Diagnostics) {
        if own.specification.hierarchy.isArithmetic {
          let (weights, derivations) = try PressureIndex.weights(of: own, scores)
          outcomes.append(Outcome(scheme: scheme, derivations: derivations, weights: weights, index: nil))
        } else {
          let index = try PressureIndex(own, prepared: prepared, scores: scores)
          outcomes.append(
            Outcome(scheme: scheme, derivations: index.weightDerivations, weights: nil, index: index))
        }
      } catch {
        let more = error.all.count - 1
        failures.append(
          Failure(scheme: scheme, reason: error.all[0].message + (more > 0 ? " (and \(more) more)" : "")))
      }
    }
    let product = SchemeScores(
      panel.specification.hierarchy.aggregated(by: .arithmetic), schemes: outcomes.compactMap(\.weights),
      scores: scores.values, mask: scores.mask, rows: rows)
    var column = 0
    results = outcomes.map { outcome in
      let values = rows.map { row -> Double? in
        if let index = outcome.index { return index.score(row: row) }
        return product.mask[row, column] == 1 ? product.values[row, column] : nil
      }
      if outcome.weights != nil { column += 1 }
      let byDate = (0..<panel.scoredDateCount).map { Array(values[$0 * sides..<($0 + 1) * sides]) }
      return Result(scheme: outcome.scheme, scores: byDate, derivations: outcome.derivations)
    }
    self.failures = failures
  }

  private struct Outcome {
    let scheme: ComparedScheme
    let derivations: [WeightDerivation]
    let weights: Weights?
    let index: PressureIndex?
  }
}

/// The number of `sorted` values that are at most `value`. Cost: O(log n).
private func upperBound(of value: Double, in sorted: [Double]) -> Int {
  var (low, high) = (0, sorted.count)
  while low < high {
    let middle = (low + high) / 2
    if sorted[middle] <= value { low = middle + 1 } else { high = middle }
  }
  return low
}

/// How far two schemes put the sides in the same order.
public struct SchemeAgreement: Hashable, Sendable {
  /// Spearman's ρ between the scores; `nil` for fewer than three sides, or where a scheme scores all alike.
  public let spearman: Double?
  /// Kendall's τ_b.
  public let kendall: Double?
  /// The number of sides that have a score by both.
  public let sides: Int

  /// The agreement of two lists of scores of the same sides.
  public init(_ first: [Double?], _ second: [Double?]) {
    let both = zip(first, second).compactMap { a, b in a.flatMap { a in b.map { (a, $0) } } }
    sides = both.count
    let enough = both.count >= 3
    spearman = enough ? RankCorrelation.spearman(both.map(\.0), both.map(\.1)) : nil
    kendall = enough ? RankCorrelation.kendall(both.map(\.0), both.map(\.1)) : nil
  }
}
