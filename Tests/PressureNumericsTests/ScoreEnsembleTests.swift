import CKernels
import Foundation
import Testing

@testable import PressureNumerics

/// The ensemble against a plain reference, draw by draw.
@Suite struct ScoreEnsembleTests {
  private static let probabilities = [0, 0.05, 0.5, 0.95, 1]

  private func scores(_ units: Int, _ indicators: Int) -> Matrix {
    let stream = RandomStream(seed: 12, stream: 0)
    return Matrix(
      rows: units, columns: indicators,
      storage: (0..<units * indicators).map { 0.01 + 0.98 * stream.uniform(at: UInt64($0)) })
  }

  /// Scores by the definition: one row a draw, one column a unit.
  private func plainScores(_ ensemble: ScoreEnsemble, _ scores: Matrix, draws: Int) -> [[Double]] {
    let weights = ensemble.weights(0..<draws)
    return (0..<draws).map { draw in
      (0..<scores.rows).map { unit in
        let pairs = zip(weights.row(draw), scores.row(unit))
        return switch ensemble.aggregation {
        case .arithmetic: pairs.reduce(0) { $0 + $1.0 * $1.1 }
        case .geometric: pairs.reduce(1) { $0 * pow($1.1, $1.0) }
        }
      }
    }
  }

  private func compare(
    _ result: ScoreDistributions, with plain: [[Double]], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let units = plain[0].count
    let shares = try #require(result.rankShares)
    for unit in 0..<units {
      let values = plain.map { $0[unit] }
      #expect(abs(result.means[unit] - Statistics.mean(values)) < 1e-14, sourceLocation: sourceLocation)
      #expect(
        abs(result.standardDeviations[unit] - Statistics.standardDeviation(values)) < 1e-13,
        sourceLocation: sourceLocation)
      for (i, p) in result.probabilities.enumerated() {
        // The same order statistics, each with the rounding of another order of summation.
        #expect(
          abs(result.quantiles[unit, i] - Statistics.quantile(values, p)) < 1e-14,
          sourceLocation: sourceLocation)
      }
      var counts = Array(repeating: 0.0, count: units)
      for row in plain { counts[row.count { $0 > row[unit] + 1e-14 }] += 1 }
      #expect(shares.row(unit) == counts.map { $0 / Double(plain.count) }, sourceLocation: sourceLocation)
    }
  }

  /// Fewer and more units than a vector or a register block holds; draws that fill blocks, or do not.
  @Test(arguments: [
    (1, 3, 9), (2, 1, 64), (7, 5, 1000), (13, 4, 1030), (25, 6, 3000),
  ])
  func arithmetic(_ units: Int, _ indicators: Int, _ draws: Int) throws {
    let scores = scores(units, indicators)
    let ensemble = ScoreEnsemble(scores, weights: .simplex, seed: 5)
    let result = ensemble.run(draws: draws, probabilities: Self.probabilities, threads: 2)
    #expect(result.draws == draws)
    try compare(result, with: plainScores(ensemble, scores, draws: draws))
  }

  /// So many units and indicators that they are scored unit by unit: the same, bit for bit, as by brackets.
  @Test func unitByUnit() throws {
    let scores = scores(330, 120)
    let ensemble = ScoreEnsemble(scores, weights: .simplex, seed: 2)
    #expect(ensemble.prefersUnits(draws: 1100, threads: 2))
    let result = ensemble.run(draws: 1100, probabilities: [0.05, 0.5, 1], countsRanks: false, threads: 2)
    let plan = ensemble.plan(draws: 1100, probabilities: [0.05, 0.5, 1], countsRanks: false, threads: 1)
    let tally = ensemble.tally(plan, draws: 0..<1100, threads: 1)
    #expect(ensemble.distributions(tally, plan) == .success(result))
  }

  @Test func geometric() throws {
    let scores = scores(9, 5)
    let ensemble = ScoreEnsemble(
      scores, aggregation: .geometric, weights: .perturbed([0.1, 0.2, 0.3, 0.2, 0.2], by: 0.5), seed: 6)
    let result = ensemble.run(draws: 1500, probabilities: Self.probabilities, threads: 2)
    try compare(result, with: plainScores(ensemble, scores, draws: 1500))
  }

  /// Weights by their definitions from the uniform numbers of the draw's stream.
  @Test func weights() {
    let scores = scores(2, 3)
    let uniforms = RandomStream.uniforms(seed: 8, draws: 5..<30, indices: 0..<3)
    func check(_ draws: WeightDraws, tolerance: Double, _ raw: (Int, Double) -> Double) {
      let weights = ScoreEnsemble(scores, weights: draws, seed: 8).weights(5..<30)
      for draw in 0..<25 {
        let values = (0..<3).map { raw($0, uniforms[draw, $0]) }
        for k in 0..<3 {
          #expect(abs(weights[draw, k] - values[k] / values.reduce(0, +)) < tolerance)
        }
      }
    }
    check(.simplex, tolerance: 1e-15) { -log($1) }
    let middle = [0.5, 0.3, 0.2]
    check(.perturbed(middle, by: 0.4), tolerance: 1e-15) { middle[$0] * (1 + 0.4 * (2 * $1 - 1)) }
    check(.dirichlet([3, 0.7, 12]), tolerance: 1e-8) {
      GammaDistribution(shape: [3, 0.7, 12][$0]).quantile($1)
    }
    check(.given { RandomStream.uniforms(seed: 8, draws: $0, indices: 0..<3) }, tolerance: 1) { $1 }
  }

  /// Equal scores share the best rank of theirs, and units that differ in the last bit alone do not share one.
  @Test func ties() throws {
    let above = Double(0.9).nextUp
    let rows = [[0.3, 0.5], [0.3, 0.5], [0.9, 0.9], [0.9, 0.9], [above, above], [0.1, 0.2]]
    let ensemble = ScoreEnsemble(
      Matrix(rows: rows), weights: .given { draws in Matrix(repeating: 0.5, rows: draws.count, columns: 2) },
      seed: 1)
    let shares = try #require(ensemble.run(draws: 20, threads: 1).rankShares)
    for (unit, rank) in [3, 3, 1, 1, 0, 5].enumerated() { #expect(shares[unit, rank] == 1) }
  }

  /// METHODS: with uniform weights, (.9, .2), (.5, .5) and (.2, .9) come first with probability ½, 0, ½, and second
  /// with .0714, .8571, .0714 (1/14, 6/7, 1/14).
  @Test func rankAcceptability() throws {
    let ensemble = ScoreEnsemble(
      Matrix(rows: [[0.9, 0.2], [0.5, 0.5], [0.2, 0.9]]), weights: .simplex, seed: 3)
    let result = ensemble.run(draws: 40_000, threads: 2)
    let shares = try #require(result.rankShares)
    for (unit, first, second) in [(0, 0.5, 1 / 14.0), (1, 0, 6 / 7.0), (2, 0.5, 1 / 14.0)] {
      #expect(abs(shares[unit, 0] - first) < 0.0125 && abs(shares[unit, 1] - second) < 0.0125)
    }
    let error = try #require(result.standardError(ofRank: 1, unit: 0))
    #expect(abs(error - 0.0025) < 1e-5)
    #expect(try #require(result.meanRanks)[1] > 1.9)
  }

  /// The same bytes for 1, 2 and 3 threads, and for parts merged in another order than that of their draws.
  @Test func determinism() throws {
    let ensemble = ScoreEnsemble(scores(11, 4), weights: .simplex, seed: 9)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let draws = 5000
    var tallies: Set<Data> = []
    for threads in 1...3 {
      let plan = ensemble.plan(draws: draws, probabilities: [0.1, 0.9], countsRanks: true, threads: threads)
      tallies.insert(try encoder.encode(ensemble.tally(plan, draws: 0..<draws, threads: threads)))
    }
    #expect(tallies.count == 1)

    let plan = ensemble.plan(draws: draws, probabilities: [0.1, 0.9], countsRanks: true, threads: 1)
    let parts = try [3000..<5000, 0..<1000, 1000..<3000].map { range in
      let part = ensemble.tally(plan, draws: range, threads: 2)
      return try JSONDecoder().decode(EnsembleTally.self, from: encoder.encode(part))
    }
    var merged = parts[0]
    merged.merge(parts[1])
    merged.merge(parts[2])
    #expect(tallies.contains(try encoder.encode(merged)))
    let result = ensemble.distributions(merged, plan)
    #expect(
      result
        == .success(ensemble.run(draws: draws, probabilities: [0.1, 0.9], countsRanks: true, threads: 2)))
  }

  /// Brackets that miss are told, and opening them gives the quantiles.
  @Test func missedBrackets() throws {
    let ensemble = ScoreEnsemble(scores(3, 4), weights: .simplex, seed: 9)
    let open = QuantileBrackets(unbounded: [0.5])
    let wrong = QuantileBrackets(pilot: Array(repeating: 7, count: 100), probabilities: [0.5])
    let plan = EnsemblePlan(
      draws: 1024, ranked: 0, hasFourthMoments: false, reference: [0, 0, 0], brackets: [open, wrong, open])
    let tally = ensemble.tally(plan, draws: 0..<1024, threads: 1)
    guard case .failure(let missed) = ensemble.distributions(tally, plan) else {
      Issue.record("the bracket did not miss")
      return
    }
    #expect(missed.brackets == [EnsembleTally.MissedBracket(column: 1, probability: 0)])
    let again = plan.reopened(missed.brackets)
    let result = try ensemble.distributions(ensemble.tally(again, draws: 0..<1024, threads: 1), again).get()
    #expect(result.quantiles == ensemble.run(draws: 1024, probabilities: [0.5], threads: 1).quantiles)
  }

  /// The sorting network, in each lane by itself, against ranks by counting; by the 0–1 principle few different numbers are
  /// the hard cases. Ties share the best rank of theirs.
  @Test(arguments: [1, 2, 3, 5, 8, 15, 16, 17, 31, 33, 51, 64, 65, 100, 129, 300])
  func placesOfAnyNumber(_ units: Int) {
    let stream = RandomStream(seed: 2, stream: UInt64(units))
    let keys = Room<UInt32>(16 * units.roundedUp(toMultipleOf: 16), 0)
    for table in [ck_portable(), ck_avx2(), ck_avx512()].compactMap({ $0?.pointee }) {
      for below in [2, 3, 1000] {
        let panels = (0..<2).map { panel in
          (0..<8 * units).map {
            Double(stream.integer(below: below, at: UInt64((below * 2 + panel) * 8 * units + $0)))
          }
        }
        var (places, others) = (panels[0], panels[1])
        table.places(panels[0], panels[1], units, keys.start, &places, &others)
        for (panel, found) in zip(panels, [places, others]) {
          for lane in 0..<8 {
            let own = (0..<units).map { panel[8 * $0 + lane] }
            let expected = own.map { value in Double(1 + own.count { $0 > value }) }
            #expect((0..<units).map { found[8 * $0 + lane] } == expected)
          }
        }
      }
    }
  }

  /// The kernels of all instruction sets agree bit for bit on scores, sums, brackets and ranks.
  @Test func instructionsAgree() {
    let (units, indicators) = (29, 7)
    let scores = scores(units, indicators)
    var results: [[UInt64]] = []
    for table in [ck_portable(), ck_avx2(), ck_avx512()].compactMap({ $0?.pointee }) {
      let padded = units.roundedUp(toMultipleOf: table.unit_rest)
      var packed = Array(repeating: 0.0, count: padded * indicators)
      table.pack(scores.storage, units, indicators, &packed)
      let weights = Room<Double>(16 * indicators, 0)
      let room = Room<Double>(16 * padded, 0)
      for half in 0..<2 {
        let own = weights.start + 8 * half * indicators
        table.uniforms(4, UInt64(8 * half), 8, 0, indicators, own, 8)
        table.simplex(own, indicators)
      }
      let second = weights.start + 8 * indicators
      table.scores(packed, padded, indicators, weights.start, second, 1, room.start, room.start + 8 * padded)
      let panel = (0..<8 * padded).map { room.start[$0] }
      let other = (0..<8 * padded).map { room.start[8 * padded + $0] }
      // One panel alone gives the same.
      table.scores(packed, padded, indicators, second, second, 1, room.start, room.start)
      #expect((0..<8 * padded).map { room.start[$0] } == other)
      let reference = Array(repeating: 1.5, count: units)
      // Two brackets a unit.
      let lower = (0..<2 * units).map { $0 % 2 == 0 ? 1.5 : 1.6 }
      let upper = lower.map { $0 + 0.15 }
      let sums = summarize(table, panel, other, units, reference: reference, lower: lower, upper: upper)
      let keys = Room<UInt32>(16 * units.roundedUp(toMultipleOf: 16), 0)
      var counts = Array(repeating: UInt32(0), count: units * units)
      table.ranks(panel, other, units, 0xff7f, keys.start, &counts)
      var (places, others) = (panel, panel)
      table.places(panel, panel, units, keys.start, &places, &others)
      #expect(places == others)
      var rows = Array(repeating: 0.0, count: units * 7)
      let counted = Array(repeating: 1.0, count: 8)
      panel.withUnsafeBufferPointer { panel in
        places.withUnsafeBufferPointer { places in
          let sets = [panel.baseAddress, places.baseAddress, panel.baseAddress]
          table.saltelli(sets, 1, units, 1, 8 * padded, counted, reference, &rows)
        }
      }
      let numbers =
        Array(panel.prefix(8 * units)) + other.prefix(8 * units) + sums + places.prefix(8 * units) + rows
      let integers = counts.map { UInt64($0) }
      results.append(numbers.map(\.bitPattern) + integers)
    }
    let agree = results.allSatisfy { $0 == results[0] }
    #expect(agree)
  }

  /// Sums up 15 draws of two panels; returns the sums, then the values inside brackets with their number.
  private func summarize(
    _ table: ck_table, _ panel: [Double], _ other: [Double], _ units: Int, reference: [Double],
    lower: [Double],
    upper: [Double]
  ) -> [Double] {
    func room(_ values: [Double]) -> Room<Double> {
      let room = Room(values.count, 0.0)
      for (i, value) in values.enumerated() { room.start[i] = value }
      return room
    }
    let brackets = lower.count / units
    let ends = [reference, lower, upper].map(room)
    let sums = Room(32 * units, 0.0)
    let below = Room<UInt64>(lower.count, 0)
    let masks = Room<UInt8>(2 * brackets * units.roundedUp(toMultipleOf: 8), 0)
    let (values, kept) = (Room(Int(CK_KEPT) * lower.count, 0.0), Room<UInt32>(lower.count, 0))
    return withExtendedLifetime((ends, sums, below, masks, values, kept)) {
      var summary = ck_summary(
        reference: ends[0].start, sums: sums.start, squares: sums.start + 8 * units,
        cubes: sums.start + 16 * units, fourths: sums.start + 24 * units, brackets: brackets,
        lower: ends[1].start, upper: ends[2].start, below: below.start, masks: masks.start,
        values: values.start, kept: kept.start, fullest: 0)
      table.summarize(panel, other, units, 0xff7f, &summary)
      let found = (0..<lower.count).flatMap { bracket in
        [Double(kept.start[bracket])]
          + (0..<Int(kept.start[bracket])).map { values.start[Int(CK_KEPT) * bracket + $0] }
      }
      return (0..<32 * units).map { sums.start[$0] } + (0..<lower.count).map { Double(below.start[$0]) }
        + found + [Double(summary.fullest)]
    }
  }
}
