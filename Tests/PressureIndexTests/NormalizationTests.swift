import PressureSyntax
import Testing

@testable import PressureIndex

/// Every normalization from a model file to the score, against its formula written out plainly.
@Suite("Normalization") struct NormalizationTests {
  /// The scores of one indicator, one for each value; sides are named s0, s1, ….
  static func scores(
    _ values: [Double], _ normalization: String, _ indicator: String = "direction: raises"
  ) throws -> [Double] {
    let sides = values.indices.map { "s\($0)" }
    let index = try IndexModel(
      """
      sides: [\(sides.joined(separator: ", "))]
      index: [{id: x, \(indicator), normalization: \(normalization)}]
      """, "side,indicator,value\n" + zip(sides, values).map { "\($0),x,\($1)" }.joined(separator: "\n")
    ).index()
    return try values.indices.map { try #require(index.score(row: $0)) }
  }

  static func mistake(_ normalization: String, _ indicator: String, values: [Double] = [1, 2, 3]) -> String {
    do {
      _ = try scores(values, normalization, indicator)
      return ""
    } catch {
      return "\(error)"
    }
  }

  /// The formulas of METHODS for values of which more is more pressure; `t` is a target or reference.
  static func expected(_ method: String, _ x: [Double], _ t: Double) -> [Double] {
    let (low, high, n) = (x.min() ?? 0, x.max() ?? 0, Double(x.count))
    let mean = x.reduce(0, +) / n
    let deviation = (x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)).squareRoot()
    return x.map { value in
      let below = Double(x.count { $0 < value })
      return switch method {
      case "min-max": (value - low) / (high - low)
      case "z-score": (value - mean) / deviation
      case "normal-cdf": MethodsNumbersTests.normal((value - mean) / deviation)
      case "rank": below + 1
      case "borda": below
      case "percentile": below / (n - 1)
      case "empirical-cdf": Double(x.count { $0 <= value }) / n
      case "distance-to-maximum": 1 - (high - value) / (high - low)
      case "distance-to-target": (value - low) / (t - low)
      default: 1 - (t - value) / (t - low)
      }
    }
  }

  static let methods = Normalization.Method.allCases.filter(\.isFitted).map(\.rawValue)

  @Test("Random values, rising and falling", arguments: methods) func formulas(_ method: String) throws {
    var random = SplitMix(state: 7)
    for count in [2, 3, 10, 40] {
      // Whole numbers, so that there are ties.
      var values = (0..<count).map { _ in Double(Int.random(in: -9...9, using: &random)) }
      values[0] = 10
      values[1] = -10
      for direction in ["raises", "relieves"] {
        let sign: Double = direction == "raises" ? 1 : -1
        let target = sign * 25
        let option = method == "distance-to-reference" ? ", reference: \(sign > 0 ? "s0" : "s1")" : ""
        let scores = try Self.scores(
          values, "{method: \(method)\(option)}", "direction: \(direction), target: \(target)")
        let turned = values.map { sign * $0 }
        let t = method == "distance-to-reference" ? 10.0 : 25
        for (score, expected) in zip(scores, Self.expected(method, turned, t)) {
          #expect(abs(score - expected) < 1e-12)
        }
      }
    }
  }

  /// What an indicator's unit is does not matter, and neither does the order of the sides.
  @Test("Unit and order", arguments: methods) func invariance(_ method: String) throws {
    var random = SplitMix(state: 8)
    let values = (0..<12).map { _ in Double.random(in: 1...5, using: &random) }
    let option = method == "distance-to-reference" ? ", reference: s3" : ""
    func scores(_ x: [Double], _ target: Double) throws -> [Double] {
      try Self.scores(x, "{method: \(method)\(option)}", "direction: raises, target: \(target)")
    }
    let plain = try scores(values, 4.5)
    let scaled = try scores(values.map { 8 * $0 + 32 }, 8 * 4.5 + 32)
    for (a, b) in zip(plain, scaled) { #expect(abs(a - b) < 1e-12) }
    if method == "distance-to-reference" { return }
    let reversed = try scores(values.reversed(), 4.5)
    #expect(reversed == plain.reversed())
    if ["rank", "borda", "percentile", "empirical-cdf"].contains(method) {
      #expect(try scores(values.map { $0 * $0 * $0 }, 4.5) == plain)
    }
  }

  /// A method that rewards the worst where less is better: what presses most must score most.
  @Test("The highest pressure scores highest", arguments: methods) func direction(_ method: String) throws {
    let option = method == "distance-to-reference" ? ", reference: s2" : ""
    let scores = try Self.scores(
      [3, 2, 1], "{method: \(method)\(option)}", "direction: relieves, target: 0.5")
    #expect(scores[2] > scores[1] && scores[1] > scores[0])
  }

  @Test("Ranges", arguments: Normalization.Method.allCases.filter { $0.hasRange && $0.isFitted })
  func ranges(_ method: Normalization.Method) throws {
    let option = method == .distanceToReference ? ", reference: s1" : ""
    let unit = try Self.scores(
      [1, 4, 2], "{method: \(method.rawValue)\(option)}", "direction: raises, target: 5")
    let hundred = try Self.scores(
      [1, 4, 2], "{method: \(method.rawValue), range: [0, 100]\(option)}", "direction: raises, target: 5")
    for (a, b) in zip(unit, hundred) { #expect(abs(100 * a - b) < 1e-12) }
  }

  @Test("Goalposts with a range") func goalposts() throws {
    let scores = try Self.scores([-1, 2.5, 11], "{method: goalposts, range: [0, 100]}", "goalposts: [10, 0]")
    #expect(scores == [100, 75, 0])
  }

  @Test("A cap at the target") func cap() throws {
    let free = try Self.scores([0, 5, 10], "distance-to-target", "direction: raises, target: 4")
    let capped = try Self.scores(
      [0, 5, 10], "{method: distance-to-target, cap: true}", "direction: raises, target: 4")
    #expect(free == [0, 1.25, 2.5] && capped == [0, 1, 1])
  }

  @Test("Categories") func categories() throws {
    let scale = "breakpoints: [[0, 0], [2, 0.5], [5, 1]]"
    #expect(try Self.scores([-1, 0, 1, 2, 3.5, 5, 9], "categorical", scale) == [0, 0, 0, 0.5, 0.5, 1, 1])
    #expect(
      try Self.scores([-1, 0, 1, 2, 3.5, 5, 9], "{method: categorical, interpolation: linear}", scale)
        == [0, 0, 0.25, 0.5, 0.75, 1, 1])
    // Falling scores: less is more pressure. One value is enough, and equal ones are: nothing is fitted.
    #expect(try Self.scores([3, 3], "categorical", "breakpoints: [[1, 100], [2, 40], [4, 0]]") == [40, 40])
  }

  @Test("A group's normalization is that of its members, unless they say otherwise") func groups() throws {
    let model = try IndexModel(
      """
      sides: [a, b]
      method: {normalization: rank}
      index:
        - pillar: p
          normalization: {method: min-max, range: [0, 100]}
          indicators: [{id: x, direction: raises}, {id: y, goalposts: [0, 4], normalization: goalposts}]
          groups: [{group: q, indicators: [{id: z, direction: relieves}]}]
        - {id: w, direction: raises}
      """,
      "side,indicator,value\n"
        + ["x", "y", "z", "w"].map { "a,\($0),1\nb,\($0),3" }.joined(separator: "\n"))
    let index = try model.index()
    #expect((0..<4).map { index.score(row: 0, indicator: $0) } == [0, 0.25, 100, 1])
    #expect((0..<4).map { index.score(row: 1, indicator: $0) } == [100, 0.75, 0, 2])
  }

  @Test("Mistakes name the indicator and say what to do") func mistakes() {
    func has(_ text: String, _ words: String...) {
      for word in words { #expect(text.contains(word), "\(word) in: \(text)") }
    }
    for method in Self.methods where method != "empirical-cdf" {
      let option = method == "distance-to-reference" ? ", reference: s0" : ""
      has(
        Self.mistake("{method: \(method)\(option)}", "direction: raises, target: 5", values: [2, 2, 2]),
        "'x' is constant at 2", "help:")
      has(
        Self.mistake("{method: \(method)\(option)}", "direction: raises, target: 5", values: [2]),
        "'x' has 1 value", "needs 2")
    }
    has(Self.mistake("distance-to-target", "direction: raises"), "'x' has no target", "add 'target: 100'")
    has(
      Self.mistake("distance-to-target", "direction: raises, target: 1"), "'x'", "distance to 1",
      "no value of all sides presses less than 1", "state a target")
    has(Self.mistake("distance-to-target", "direction: relieves, target: 7"), "presses less than 3")
    has(
      Self.mistake("{method: distance-to-reference, reference: s0}", "direction: raises"),
      "state a reference")
    has(
      Self.mistake("distance-to-reference", "direction: raises"), "needs 'reference'", "reference: …")
    has(
      Self.mistake("{method: distance-to-reference, reference: s9}", "direction: raises"), "unknown side 's9'"
    )
    has(Self.mistake("categorical", "direction: raises"), "no breakpoints")
    has(
      Self.mistake("categorical", "direction: relieves, breakpoints: [[0, 0], [1, 1]]"),
      "contradicts its breakpoints")
    has(Self.mistake("categorical", "breakpoints: [[1, 0], [0, 1]]"), "must rise: 0 follows 1")
    has(Self.mistake("categorical", "breakpoints: [[0, 0], [1, 1], [2, 0]]"), "distance-from")
    has(Self.mistake("categorical", "breakpoints: [[0, 1], [1, 1]]"), "the same score")
    has(Self.mistake("categorical", "breakpoints: [[0, 1]]"), "two or more pairs")
    has(Self.mistake("{method: rank, range: [0, 1]}", "direction: raises"), "'range' means nothing to rank")
    has(Self.mistake("{method: min-max, cap: true}", "direction: raises"), "'cap' means nothing to min-max")
    has(Self.mistake("percentil", "direction: raises"), "did you mean 'percentile'?")
  }

  @Test("Which indices lie between 0 and 1") func unitInterval() throws {
    func isUnit(_ normalization: String) throws -> Bool {
      let model = try IndexModel(
        """
        sides: [a, b]
        index:
          - {id: x, direction: raises, target: 9, breakpoints: [[0, 0], [1, 2]], goalposts: [0, 1], normalization: \(normalization)}
        """, "side,indicator,value\na,x,1\nb,x,2\n")
      return model.specification.method.isUnitInterval(model.specification.indicators)
    }
    for name in ["goalposts", "min-max", "percentile", "normal-cdf", "empirical-cdf", "distance-to-maximum"] {
      #expect(try isUnit(name))
      #expect(try !isUnit("{method: \(name), range: [0, 100]}"))
    }
    for name in ["z-score", "rank", "borda", "categorical", "distance-to-target"] {
      #expect(try !isUnit(name))
    }
    #expect(try isUnit("{method: distance-to-target, cap: true}"))
  }
}
