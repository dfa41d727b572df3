import PressureSyntax
import Testing

@testable import PressureIndex

@Suite("Diagnosis") struct DiagnosisTests {
  static let ids = ["a1", "a2", "a3", "b1", "b2"]

  /// The units of the golden's table, undated; the first three indicators make one pillar, the last two another.
  static func diagnosis(
    _ table: [[Double?]], aggregation: String = "arithmetic", minimumCoverage: Double = 0
  ) throws -> (Diagnosis, PressureIndex) {
    let units = table.indices.map { "u\($0)" }
    let rows = zip(units, table).flatMap { unit, row in
      zip(ids, row).compactMap { id, value in value.map { "\(unit),\(id),\($0)" } }
    }
    let index = try IndexModel(
      """
      sides: [\(units.joined(separator: ", "))]
      method: {aggregation: \(aggregation), minimum-coverage: \(minimumCoverage)}
      index:
        - pillar: a
          weight: 0.6
          indicators:
            - {id: a1, weight: 5, goalposts: [0, 1]}
            - {id: a2, weight: 2, goalposts: [0, 1]}
            - {id: a3, weight: 3, goalposts: [0, 1]}
        - pillar: b
          weight: 0.4
          indicators: [{id: b1, weight: 1, goalposts: [0, 1]}, {id: b2, weight: 3, goalposts: [0, 1]}]
      """, "side,indicator,value\n" + rows.joined(separator: "\n")
    ).index()
    return (try Diagnosis(index), index)
  }

  /// 1e-12: the numbers are near 1, and so are those that they come from.
  static func same(_ value: Double?, _ golden: Double, _ comment: Comment = "") {
    #expect(value.map { abs($0 - golden) < 1e-12 } ?? false, comment)
  }

  @Test("Every number against numpy and scipy") func goldens() throws {
    let (diagnosis, index) = try Self.diagnosis(DiagnosisGoldens.table)
    let nodes = index.panel.specification.hierarchy.nodes
    #expect(diagnosis.sample.count == 14 && diagnosis.sample.dates == nil)
    for (k, statistics) in diagnosis.statistics.enumerated() {
      #expect(statistics.count == 14 && statistics.coverage == 1 && statistics.coverageNow == 1)
      Self.same(statistics.mean, DiagnosisGoldens.mean[k])
      Self.same(statistics.standardDeviation, DiagnosisGoldens.standardDeviation[k])
      Self.same(statistics.median, DiagnosisGoldens.median[k])
      Self.same(statistics.skewness, DiagnosisGoldens.skewness[k])
      Self.same(statistics.excessKurtosis, DiagnosisGoldens.excessKurtosis[k])
    }
    let pairs = diagnosis.correlations.filter {
      nodes[$0.first].indicator != nil && nodes[$0.second].indicator != nil
    }
    #expect(pairs.count == 10)
    for (n, pair) in pairs.enumerated() {
      #expect(pair.count == 14)
      Self.same(pair.pearson, DiagnosisGoldens.pearson[n])
      Self.same(pair.spearman, DiagnosisGoldens.spearman[n])
      Self.same(pair.kendall, DiagnosisGoldens.kendall[n])
      let (first, second) = (nodes[pair.first], nodes[pair.second])
      #expect(pair.group == (first.id.first == second.id.first ? first.parent : nil))
    }
    // The pillars are a pair of siblings, too.
    #expect(diagnosis.correlations.count == 11)
    for (group, n) in [("a", 0), ("b", 1)] {
      let structure = try #require(diagnosis.groups.first { nodes[$0.group].id == group })
      Self.same(structure.alpha, DiagnosisGoldens.alpha[n])
      #expect(structure.eigenvalues.count == DiagnosisGoldens.eigenvalues[n].count)
      for (value, golden) in zip(structure.eigenvalues, DiagnosisGoldens.eigenvalues[n]) {
        Self.same(value, golden)
      }
    }
    let leaves = diagnosis.importances.filter { nodes[$0.node].indicator != nil }
    let total = DiagnosisGoldens.importance.reduce(0, +)
    for (k, part) in leaves.enumerated() {
      Self.same(part.importance, DiagnosisGoldens.importance[k])
      Self.same(part.relativeImportance, DiagnosisGoldens.importance[k] / total)
      Self.same(part.weight, [0.3, 0.12, 0.18, 0.1, 0.3][k])
      Self.same(part.relativeWeight, part.weight)
    }
    let left = diagnosis.leftOut.filter { nodes[$0.node].indicator != nil }
    for (k, part) in left.enumerated() {
      for (unit, side) in part.sides.enumerated() {
        Self.same(side.change, DiagnosisGoldens.without[k][unit])
      }
    }
  }

  @Test("Flags of redundant and of opposed pairs") func flags() throws {
    let (diagnosis, index) = try Self.diagnosis(DiagnosisGoldens.table)
    let nodes = index.panel.specification.hierarchy.nodes
    let opposed = try #require(
      diagnosis.correlations.first { nodes[$0.first].id == "a1" && nodes[$0.second].id == "b2" })
    #expect(opposed.isRedundant(0.9))
    // They are in different groups, where opposition is no fault.
    #expect(!opposed.isNegative(0))
    #expect(diagnosis.correlations.contains { $0.isNegative(0) })
  }

  @Test("Leaving out ranks anew, and an only child takes its group with it") func leaveOneOut() throws {
    let (diagnosis, index) = try Self.diagnosis([[0.9, 0.1, 0.1, 0.1, 0.1], [0.1, 0.2, 0.2, 0.2, 0.2]])
    let hierarchy = index.panel.specification.hierarchy
    let first = diagnosis.leftOut[1]
    #expect(hierarchy.nodes[first.node].id == "a1")
    #expect(first.sides.map(\.rank) == [2, 1])
    #expect(first.sides.map(\.rankChange) == [1, -1])
    #expect(first.rankChanges == 2)
    Self.same(first.sides[1].score, 0.2)
    let tree = OneGroup.hierarchy(.arithmetic, [1])
    #expect(tree.without(1, [1, 1]) == nil)
    #expect(
      hierarchy.without(1, [1, 0.6, 0.5, 0.2, 0.3, 0.4, 0.25, 0.75]) == [1, 0, 0.5, 0.2, 0.3, 1, 0.25, 0.75])
  }

  @Test("Too few rows, and columns that do not vary, are said in words and never NaN") func few() throws {
    let (two, _) = try Self.diagnosis([[0.9, 0.1, 0.4, 0.1, 0.1], [0.1, 0.2, 0.2, 0.2, 0.2]])
    #expect(two.correlations.allSatisfy { $0.pearson == nil && $0.spearman == nil && $0.kendall == nil })
    #expect(two.groups.allSatisfy { $0.alpha == nil && $0.note?.contains("2 rows have a score") == true })
    #expect(two.importances.allSatisfy { $0.importance == nil && $0.relativeImportance == nil })
    #expect(two.statistics.allSatisfy { $0.skewness == nil && $0.standardDeviation != nil })

    let (constant, index) = try Self.diagnosis(
      (0..<6).map { [0.1 * Double($0), 0.4, nil, 0.3, 0.05 * Double($0)] })
    #expect(constant.statistics[1].isConstant)
    #expect(constant.statistics[2].count == 0 && constant.statistics[2].mean == nil)
    #expect(constant.groups[1].note == "0 rows have a score of every child, and 3 are needed")
    #expect(constant.groups[2].note == "b1 does not vary over the 6 rows that have every child")
    let nodes = index.panel.specification.hierarchy.nodes
    #expect(constant.importances.first { nodes[$0.node].id == "b1" }?.importance == 0)
  }

  @Test("An index that compares sides is left out of, too") func comparing() throws {
    let table = DiagnosisGoldens.table.prefix(4)
    let (diagnosis, _) = try Self.diagnosis(Array(table), aggregation: "{method: copeland, scale: raw}")
    #expect(diagnosis.leftOut.allSatisfy { $0.sides.count == 4 && $0.note == nil })
    // Without a pillar, the order is that of the other.
    let (other, index) = try Self.diagnosis(
      table.map { [$0[0], $0[1], $0[2], 0.5, 0.5] }, aggregation: "{method: copeland, scale: raw}")
    _ = other
    #expect(
      diagnosis.leftOut[4].sides.map(\.rank)
        == (0..<4).map { side in
          1 + (0..<4).count { index.score(row: $0)! > index.score(row: side)! }
        })
  }

  @Test("The sample is the month ends before the date, and nothing later") func dated() throws {
    let model = try IndexModel(
      "sides: [a, b]\nindex: [{id: x, goalposts: [0, 1]}, {id: y, goalposts: [0, 1]}]",
      "side,indicator,period,value\n"
        + (1...6).flatMap { month in
          ["a,x", "a,y", "b,x", "b,y"].enumerated().map { n, key in
            "\(key),2024-0\(month),0.\((month * (n + 3)) % 7 + 1)"
          }
        }.joined(separator: "\n"))
    func diagnosis(_ date: String) throws -> Diagnosis {
      try Diagnosis(PressureIndex(model.panel(date, sampled: true)))
    }
    let april = try diagnosis("2024-04-15")
    #expect(april.sample.count == 8)
    #expect(april.sample.dates.map { "\($0)" } == "2024-01-31...2024-04-15")
    #expect(april.statistics[0].count == 8)
    #expect(try diagnosis("2024-06-30").sample.count == 12)
  }
}
