import PressureNumerics
import TestSupport
import Testing

@testable import PressureIndex

@Suite("Weights learned from scores") struct LearnedWeightTests {
  @Test("Each scheme agrees with numpy and scipy", arguments: WeightGoldens.samples, learnedWeightings)
  func agreesWithNumpy(name: String, weighting: Weighting) throws {
    let (golden, sample) = try WeightGoldens.sample(name)
    var weighting = weighting
    if case .equalImportance = weighting {
      let targets = zip(sample.letters, WeightGoldens.numbers(golden["targets"]))
      weighting = .equalImportance(targets: Dictionary(uniqueKeysWithValues: targets), pool: .all)
    }
    let (vectors, findings) = try weighting.learnedWeights(sample, ids: sample.letters)
    #expect(agree(vectors[0], WeightGoldens.numbers(golden["weights"][weighting.name.rawValue])))
    for finding in findings {
      switch finding {
      case .components(let count, let share):
        #expect(count == (weighting.name == .pca ? 1 : Int(try #require(golden["factors"].number))))
        if weighting.name == .pca { #expect(abs(share - (golden["varianceShare"].number ?? 0)) < 1e-12) }
      case .importances(_, let reached, let effective, let isReached):
        #expect(agree(effective, WeightGoldens.numbers(golden["importances"])))
        #expect(abs(reached.reduce(0, +) - 1) < 1e-12)
        #expect(isReached == golden["isReached"].bool)
      case .rows(let count): #expect(count == sample.values.rows)
      default: Issue.record("unexpected \(finding)")
      }
    }
  }

  @Test("The order of rows and columns makes no difference", arguments: learnedWeightings)
  func order(weighting: Weighting) throws {
    let (_, sample) = try WeightGoldens.sample("gaps")
    let columns = [4, 0, 5, 2, 1, 3]
    let turned = sample.reordered(rows: (0..<sample.values.rows).reversed(), columns: columns)
    let weights = try weighting.weights(sample)
    #expect(agree(try weighting.weights(turned), columns.map { weights[$0] }, 1e-9))
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12 && weights.allSatisfy { $0 >= 0 })
  }

  /// What is said of the unit of measurement in the documentation of each scheme.
  @Test("The unit of measurement makes no difference where it should not") func unit() throws {
    let (_, sample) = try WeightGoldens.sample("complete")
    func changed(_ scale: Double, _ shift: Double) -> ScoreSample {
      var values = sample.values
      for row in 0..<values.rows { values[row, 1] = scale * values[row, 1] + shift }
      return ScoreSample(values)
    }
    let relative: [Weighting.Statistic] = [.coefficientOfVariation, .gini, .entropy, .merec]
    for statistic in relative {
      let weighting = Weighting.statistic(statistic, pool: .all)
      #expect(agree(try weighting.weights(changed(7, 0)), try weighting.weights(sample), 1e-11))
      #expect(!agree(try weighting.weights(changed(1, 7)), try weighting.weights(sample), 1e-3))
    }
    let absolute: [Weighting] = learnedWeightings.filter { weighting in
      !relative.contains { .statistic($0, pool: .all) == weighting }
    }
    for weighting in absolute {
      #expect(agree(try weighting.weights(changed(1, 7)), try weighting.weights(sample), 1e-9))
    }
    // Correlations know no unit at all.
    for weighting in [learnedWeightings[7], learnedWeightings[8]] {
      #expect(agree(try weighting.weights(changed(1000, -3)), try weighting.weights(sample), 1e-9))
    }
  }

  @Test("A column that stands there twice shares or keeps its weight") func duplicates() throws {
    let (_, sample) = try WeightGoldens.sample("complete")
    let doubled = sample.reordered(rows: Array(0..<sample.values.rows), columns: [0, 1, 2, 3, 4, 4])
    for weighting in learnedWeightings {
      let weights = try weighting.weights(doubled)
      #expect(abs(weights[4] - weights[5]) < 1e-6, "\(weighting)")
    }
    // CRITIC counts neither of a pair for what the other says already.
    let pair = sample.reordered(rows: Array(0..<sample.values.rows), columns: [3, 3])
    #expect(throws: WeightingFailure.allZero) {
      try Weighting.statistic(.critic, pool: .all).weights(pair)
    }
    // Of three, two of them the same: each of the two is as different from the third as the third from both.
    let three = sample.reordered(rows: Array(0..<sample.values.rows), columns: [0, 3, 3])
    let importance = try Weighting.equalImportance(targets: ["a": 0.5, "b": 0.25, "c": 0.25], pool: .all)
    let two = try Weighting.equalImportance(targets: ["a": 0.5, "b": 0.5], pool: .all).weights(
      sample.reordered(rows: Array(0..<sample.values.rows), columns: [0, 3]))
    #expect(try importance.weights(three).count == 3 && two.count == 2)
  }

  @Test("Two variables with r = .6: loadings .7071, variance share .8") func twoVariables() throws {
    // Means 0, Σx² = Σy² = 4 and Σxy = 2.4.
    let (c, s) = (0.6, 0.8)
    let x = [1.0, 1, -1, -1]
    let z = [1.0, -1, 1, -1]
    let sample = ScoreSample(Matrix(rows: (0..<4).map { [x[$0], c * x[$0] + s * z[$0]] }))
    let result = try PrincipalComponentWeights.weights(sample, isOpposingZero: false)
    #expect(agree(result.weights, [0.5, 0.5], 1e-14))
    #expect(abs(result.varianceShare - 0.8) < 1e-14)
  }

  @Test("Equal weights are not equal importance, and the weights of equal importance are not equal")
  func importance() throws {
    // sd = (1, 2), ρ = .3, as in METHODS: with equal weights the importances are .41 and .85.
    let x = [1.0, 1, -1, -1]
    let z = [1.0, -1, 1, -1]
    let sample = ScoreSample(
      Matrix(rows: (0..<4).map { [x[$0], 2 * (0.3 * x[$0] + 0.91.squareRoot() * z[$0])] }))
    let result = try EqualImportanceWeights.weights(sample, targets: [0.5, 0.5])
    // Equal importance of two means w_1 sd_1 = w_2 sd_2.
    #expect(agree(result.weights, [2.0 / 3, 1.0 / 3], 1e-12) && result.isReached)
    #expect(agree(result.importances, [0.65, 0.65], 1e-12))
  }
}

/// The faults of other tools that METHODS lists, each with a test that fails where the fault is present.
@Suite("Faults not to repeat") struct WeightingFaultTests {
  /// Fault 4: targets matched to indicators by their alphabetical order; a stop after nine steps; negative weights.
  @Test("Targets belong to ids, not to places") func targets() throws {
    let (_, sample) = try WeightGoldens.sample("two columns")
    let weighting = Weighting.equalImportance(targets: ["zinc": 0.6, "apples": 0.4], pool: .all)
    let (vectors, findings) = try weighting.learnedWeights(sample, ids: ["zinc", "apples"])
    let swapped = try weighting.learnedWeights(
      sample.reordered(rows: Array(0..<sample.values.rows), columns: [1, 0]), ids: ["apples", "zinc"])
    #expect(agree(vectors[0], swapped.vectors[0].reversed(), 1e-12))
    guard case .importances(let targets, let reached, _, let isReached) = findings[1] else {
      Issue.record("no importances")
      return
    }
    #expect(targets == [0.6, 0.4] && isReached && agree(reached, targets, 1e-9))
  }

  @Test(
    "Targets that no weights reach give the nearest, say so, and no weight is negative",
    arguments: ["gaps", "many"])
  func unreachable(name: String) throws {
    let (_, sample) = try WeightGoldens.sample(name)
    let targets = (0..<sample.children).map { _ in 1 / Double(sample.children) }
    let result = try EqualImportanceWeights.weights(sample, targets: targets)
    #expect(!result.isReached && result.weights.allSatisfy { $0 >= 0 })
    // No small change of the weights brings the importances nearer: it is the optimum and not the ninth step.
    let covariance = PairwiseMoments(sample.values, mask: sample.mask).covariance
    func affinity(_ weights: [Double]) -> Double {
      let importances = EffectiveImportance.linear(covariance: covariance, weights: weights) ?? []
      let total = importances.reduce(0, +)
      return zip(importances, targets).reduce(0) { $0 + ($1.0 / total * $1.1).squareRoot() }
    }
    if name == "many" {
      let best = affinity(result.weights)
      for k in result.weights.indices {
        for step in [-1e-3, 1e-3] where result.weights[k] + step >= 0 {
          var other = result.weights
          other[k] += step
          #expect(affinity(other) < best)
        }
      }
    }
  }

  /// Fault 5: a negative PCA weight that turns the ranking round without a word.
  @Test("A loading of the other sign is an error, or 0 where the model says so") func opposing() throws {
    let (_, sample) = try WeightGoldens.sample("complete")
    var values = sample.values
    for row in 0..<values.rows { values[row, 2] = 1 - values[row, 2] }
    let turned = ScoreSample(values)
    for isFactor in [false, true] {
      func weighting(_ isZero: Bool) -> Weighting {
        isFactor
          ? .factor(eigenvalueAbove: 1.5, isOpposingZero: isZero, pool: .all)
          : .principalComponent(isOpposingZero: isZero, pool: .all)
      }
      var child: Int?
      do { _ = try weighting(false).weights(turned) } catch WeightingFailure.opposing(let found, let loading)
      {
        child = found
        #expect(loading < 0)
      }
      #expect(child == 2)
      let (vectors, findings) = try weighting(true).learnedWeights(turned, ids: turned.letters)
      #expect(vectors[0][2] == 0 && vectors[0].allSatisfy { $0 >= 0 } && findings.contains(.zeroed(["c"])))
    }
    // Two that move against each other: neither is the one that opposes.
    let two = ScoreSample(Matrix(rows: [[0.1, 0.9], [0.2, 0.7], [0.5, 0.6], [0.9, 0.2]]))
    #expect(throws: WeightingFailure.undecided) {
      try Weighting.principalComponent(isOpposingZero: true, pool: .all).weights(two)
    }
  }

  /// Fault 6: CRITIC that ignores direction; a zero that sets entropy to 0.
  @Test("CRITIC sees the direction, which scores hold") func direction() throws {
    func weights(_ direction: String) throws -> [Double] {
      var rows = ["side,indicator,value"]
      var random = SplitMix(state: 3)
      for side in 0..<12 {
        for indicator in ["x", "y", "z"] { rows.append("s\(side),\(indicator),\(random.decimal(1...9))") }
      }
      let model = try IndexModel(
        """
        sides: [\((0..<12).map { "s\($0)" }.joined(separator: ", "))]
        method: {normalization: min-max, weighting: critic}
        index: [{id: x, direction: raises}, {id: y, direction: \(direction)}, {id: z, direction: raises}]
        """, rows.joined(separator: "\n"))
      return Array(try model.index().weights[0].dropFirst())
    }
    let (same, turned) = (try weights("raises"), try weights("relieves"))
    #expect(!agree(same, turned, 1e-2))
  }

  @Test("A zero counts as 0 ln 0 = 0 in the entropy") func zero() throws {
    // p = (0, ½, ½) and (⅓, ⅓, ⅓)·: e = ln 2/ln 3 of the first, near 1 of the second.
    let sample = ScoreSample(Matrix(rows: [[0, 0.4], [0.3, 0.4], [0.3, 0.5]]))
    let weights = try EntropyWeights.weights(sample)
    let first = 1 - 0.6309297535714574  // 1 − log₃ 2
    let second = 1 - 0.99473723787795  // p = (4, 4, 5)/13
    #expect(agree(weights, [first / (first + second), second / (first + second)], 1e-8))
    // A column of zeros says nothing, and is no error while another says something.
    #expect(try EntropyWeights.weights(ScoreSample(Matrix(rows: [[0, 0.4], [0, 0.5]]))) == [0, 1])
  }

  /// Fault 8: a constant column, or weights that are all 0, that turn into NaN.
  @Test("Columns that do not vary are named, and never NaN", arguments: learnedWeightings)
  func constant(weighting: Weighting) throws {
    let (_, sample) = try WeightGoldens.sample("complete")
    var values = sample.values
    for row in 0..<values.rows { values[row, 3] = 0.25 }
    let needsCorrelations = [.critic, .pca, .factor, .equalImportance].contains(weighting.name)
    if needsCorrelations {
      #expect(throws: WeightingFailure.constant(child: 3)) { try weighting.weights(ScoreSample(values)) }
    } else {
      let weights = try weighting.weights(ScoreSample(values))
      #expect(weights[3] == 0 && weights.allSatisfy(\.isFinite))
      let still = ScoreSample(Matrix(repeating: 0.25, rows: 8, columns: 3))
      #expect(throws: WeightingFailure.allZero) { try weighting.weights(still) }
    }
    #expect(throws: WeightingFailure.self) {
      try weighting.weights(ScoreSample(Matrix(repeating: 0.5, rows: 1, columns: 3)))
    }
  }
}
