import PressureNumerics
import PressureSyntax
import Testing

@testable import PressureIndex

@Suite("Imputation") struct ImputationTests {
  static let minMax = "method: {normalization: min-max}"

  static func filled(
    _ impute: String, _ x: [Double?], _ y: [Double?] = [1, 2, 3, 4], direction: String = "raises"
  ) throws -> [Double?] {
    try PreparationModel(
      "preparation: {impute: \(impute)}\n\(minMax)",
      indicators: ["{id: x, direction: \(direction)}", "{id: y, direction: raises}"], [("x", x), ("y", y)]
    ).values()
  }

  static let three = ["x", "y", "z"].map { "{id: \($0), direction: raises}" }
  static let collinear: [(String, [Double?])] = [
    ("x", [1, 2, 6, nil]), ("y", [1, 2, 3, 4]), ("z", [2, 4, 6, 8]),
  ]

  @Test("Mean, median, constant, by hand") func simple() throws {
    #expect(try Self.filled("mean", [1, 2, 6, nil]) == [1, 2, 6, 3])
    #expect(try Self.filled("median", [1, 2, 6, nil]) == [1, 2, 6, 2])
    #expect(try Self.filled("{method: constant, value: 0}", [1, 2, 6, nil]) == [1, 2, 6, 0])
    #expect(try Self.filled("none", [1, 2, 6, nil]) == [1, 2, 6, nil])
  }

  @Test("Groups, by hand") func groups() throws {
    #expect(try Self.filled("{method: group-mean, by: region}", [1, nil, 6, nil]) == [1, 1, 6, 6])
    let model = try PreparationModel(
      "preparation: {impute: {method: group-median, by: region}}\n\(Self.minMax)",
      groups: ["e", "w", "w", "w", "w"], indicators: ["{id: x, direction: raises}"],
      [("x", [50, 1, 9, 2, nil])])
    #expect(model.values() == [50, 1, 9, 2, 2])
  }

  /// s3 has y = 4, the highest of 1…4, so that its share is 1; s2 has 3, a share of ⅔.
  @Test("Row mean, by hand") func rowMean() throws {
    #expect(try Self.filled("row-mean", [0, 10, nil, nil]) == [0, 10, 10 * (2.0 / 3), 10])
    // What relieves is turned round: a high share of pressure is a low value.
    let turned = try Self.filled("row-mean", [0, 10, nil, nil], direction: "relieves")
    #expect(turned[0] == 0 && turned[1] == 10 && turned[3] == 0)
    #expect(abs(try #require(turned[2]) - 10 / 3.0) < 1e-14)
  }

  @Test("EM over the members of the group") func em() throws {
    let x: [Double?] = [1, 2.5, 2, 4, 5.5, nil]
    let y: [Double?] = [2, 1, 4, 3, 6, 5]
    let model = try PreparationModel(
      "preparation: {impute: em}\n\(Self.minMax)", groups: Array(repeating: "e", count: 6),
      indicators: ["{id: x, direction: raises}", "{id: y, direction: raises}"], [("x", x), ("y", y)])
    // The regression of x on y in the five complete rows: slope Sxy/Syy = 9.5/14.8, means 3 and 3.2.
    let expected = 3 + 9.5 / 14.8 * (5 - 3.2)
    #expect(abs(try #require(model.values()[5]) - expected) < 1e-9)
  }

  @Test("One way after the other") func sequence() throws {
    // No side of 'w' has a value, so that the second way fills what the first leaves.
    #expect(
      try Self.filled("[{method: group-mean, by: region}, mean]", [1, 4, nil, nil]) == [1, 4, 2.5, 2.5])
    // y and z say the same, so that EM has no answer.
    let model = try PreparationModel(
      "preparation: {impute: [em, mean]}\n\(Self.minMax)", indicators: Self.three, Self.collinear)
    #expect(model.values() == [1, 2, 6, 3])
  }

  @Test("An imputed value is in the samples of its date, and is covered") func scores() throws {
    let model = try PreparationModel(
      "preparation: {impute: {method: constant, value: 11}}\n\(Self.minMax)",
      indicators: ["{id: x, direction: raises}"], [("x", [1, 6, nil, 2])])
    #expect(model.scores() == [0, 0.5, 1, 0.1])
    #expect(model.index.coverage(row: 2) == 1)
    #expect(model.index.gap(row: 2, indicator: 0) == nil)
    #expect(model.index.prepared.isImputed(row: 2, indicator: 0))
    let changes = model.index.prepared.changes
    #expect(changes.count == 1 && changes[0].step == .imputed && changes[0].side == 2)
    #expect(changes[0].from == nil && changes[0].to == 11)
  }

  @Test("The order of sides and indicators does not matter") func order() throws {
    var random = SplitMix(state: 3)
    let sides = 12
    func column() -> [Double?] {
      (0..<sides).map { _ in
        Int.random(in: 0..<5, using: &random) == 0 ? nil : Double.random(in: 1...9, using: &random)
      }
    }
    let (x, y, z) = (column(), column(), column())
    let groups = (0..<sides).map { $0 % 3 == 0 ? "e" : "w" }
    for impute in ["mean", "median", "{method: group-mean, by: region}", "row-mean", "em"] {
      func model(_ order: [Int], _ columns: [(String, [Double?])]) throws -> PreparationModel {
        try PreparationModel(
          "preparation: {impute: \(impute)}\n\(Self.minMax)", groups: order.map { groups[$0] },
          indicators: columns.map { "{id: \($0.0), direction: raises}" },
          columns.map { name, values in (name, order.map { values[$0] }) })
      }
      let identity = Array(0..<sides)
      let plain = try model(identity, [("x", x), ("y", y), ("z", z)])
      let turned = try model(identity.reversed(), [("x", x), ("y", y), ("z", z)])
      #expect(turned.values(0) == plain.values(0).reversed())
      #expect(turned.scores(2) == plain.scores(2).reversed())
      let swapped = try model(identity, [("z", z), ("y", y), ("x", x)])
      for (a, b) in zip(swapped.values(0), plain.values(2)) {
        let (a, b) = (try #require(a), try #require(b))
        #expect(abs(a - b) < 1e-9)
      }
    }
  }

  @Test("An indicator's own way wins") func own() throws {
    let model = try PreparationModel(
      "preparation: {impute: mean}\n\(Self.minMax)",
      indicators: ["{id: x, direction: raises, impute: none}", "{id: y, direction: raises}"],
      [("x", [1, 2, 3, nil]), ("y", [1, nil, 3, 5])])
    #expect(model.values(0) == [1, 2, 3, nil])
    #expect(model.values(1) == [1, 3, 3, 5])
  }

  @Test("Mistakes name the indicator and say what to do") func mistakes() {
    func has(_ text: String, _ words: String...) {
      for word in words { #expect(text.contains(word), "\(word) in: \(text)") }
    }
    func mistake(_ impute: String, _ x: [Double?], _ y: [Double?] = [1, 2, 3, 4]) -> String {
      PreparationModel.mistake("preparation: {impute: \(impute)}\n\(Self.minMax)", [("x", x), ("y", y)])
    }
    has(
      mistake("{method: group-mean, by: region}", [1, 2, nil, nil]), "'x'", "no side of region w has a value",
      "impute: [group-mean, mean]")
    has(mistake("row-mean", [1, 2, 3, nil], [1, 2, 3, nil]), "'x' of 's3'", "no other value in its group")
    has(
      PreparationModel.mistake(
        "preparation: {impute: em}\n\(Self.minMax)", indicators: Self.three, Self.collinear),
      "'x'", "'z' follows from the others of its group")
    has(mistake("em", [1, 1, 1, nil]), "'x' of its group has fewer than two different values")
    has(mistake("{method: group-mean}", [1, 2, 3, nil]), "group-mean needs 'by'")
    has(mistake("{method: group-mean, by: regoin}", [1, 2, 3, nil]), "unknown grouping", "'region'")
    has(mistake("meen", [1, 2, 3, nil]), "unknown imputation 'meen'", "'mean'")
    has(mistake("[mean, mean]", [1, 2, 3, nil]), "stands twice")
    has(mistake("{method: mean, by: region}", [1, 2, 3, nil]), "'by' means nothing to mean")
    has(
      PreparationModel.mistake(
        "preparation: {impute: mean}",
        indicators: ["{id: x, sides: {s0: {goalposts: [0, 1]}}, goalposts: [0, 2]}"], [("x", [1, 1, 1, 1])]),
      "different measures of 'x'")
    has(PreparationModel.mistake("preparation: {imput: mean}"), "unknown key 'imput'", "'impute'")
  }
}
