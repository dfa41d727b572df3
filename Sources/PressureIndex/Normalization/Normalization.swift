internal import PressureSyntax

/// How values in their own units become comparable scores.
public struct Normalization: Hashable, Sendable, Codable {
  /// The family of the map.
  public enum Method: String, CaseIterable, Sendable, Hashable, Codable {
    /// clip((x − none)/(full − none), 0, 1), between values that the model states.
    case goalposts
    /// l + (u − l)(x − min)/(max − min).
    case minMax = "min-max"
    /// m + s (x − mean)/sd, with the sample's n − 1.
    case zScore = "z-score"
    /// Φ of the z-score.
    case normalCDF = "normal-cdf"
    /// The share of the sample that is not above x.
    case empiricalCDF = "empirical-cdf"

    /// Whether its parameters come from a sample of the data.
    public var isFitted: Bool { self != .goalposts }
    /// Whether every score lies in 0…1 (min-max: with its default range).
    public var isUnitInterval: Bool { self != .zScore }
  }

  /// Which dates the sample may come from.
  public enum Window: String, CaseIterable, Sendable, Hashable, Codable {
    /// Everything that was public at the as-of date of the run.
    case full
    /// Only what was public at the date that is scored; needs no future even inside a history.
    case expanding
  }

  /// Whose observations make the sample.
  public enum Pool: String, CaseIterable, Sendable, Hashable, Codable {
    /// Only the side's own.
    case side
    /// Those of all sides: one rule for everybody.
    case all
  }

  /// The family of the map.
  public var method: Method
  /// Min-max: the score of the smallest and of the largest value.
  public var range: ClosedRange<Double>
  /// Z-score: the score of the mean.
  public var mean: Double
  /// Z-score: what one standard deviation adds.
  public var standardDeviation: Double
  /// Which dates the sample may come from.
  public var window: Window
  /// Whose observations make the sample; `nil` takes all sides, or the side alone where the sides have
  /// different measures.
  public var pool: Pool?

  /// Creates a normalization with the defaults of a model file.
  public init(
    _ method: Method, range: ClosedRange<Double> = 0...1, mean: Double = 0, standardDeviation: Double = 1,
    window: Window = .expanding, pool: Pool? = nil
  ) {
    self.method = method
    self.range = range
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.window = window
    self.pool = pool
  }

  /// Whether every score lies in 0…1.
  public var isUnitInterval: Bool {
    method.isUnitInterval && (method != .minMax || (range.lowerBound >= 0 && range.upperBound <= 1))
  }

  /// The normalization in one line, for reports.
  public var description: String {
    guard method.isFitted else { return method.rawValue }
    var parts = [method.rawValue]
    if method == .minMax, range != 0...1 {
      parts.append("range \(shortest(range.lowerBound)) to \(shortest(range.upperBound))")
    }
    if method == .zScore, mean != 0 || standardDeviation != 1 {
      parts.append("mean \(shortest(mean)), standard deviation \(shortest(standardDeviation))")
    }
    parts.append("\(window.rawValue) window")
    if let pool { parts.append(pool == .side ? "each side alone" : "all sides pooled") }
    return parts.joined(separator: ", ")
  }

  enum Key: String, ModelKey {
    case method, range, mean
    case standardDeviation = "standard-deviation"
    case window, pool
  }

  static func decode(_ node: Node, _ problems: Problems) -> Normalization? {
    let method: (Node, Problems) -> Method? = Decode.word("normalization")
    if case .scalar = node.content { return method(node, problems).map { Normalization($0) } }
    guard let fields = Fields<Key>(node, "a normalization", problems),
      let name = fields.required(.method, method)
    else { return nil }
    var result = Normalization(name)
    func only(_ key: Key, _ methods: [Method]) {
      guard let value = fields[key], !methods.contains(name) else { return }
      problems.report(
        "\(key.rawValue.quoted) means nothing to \(name.rawValue)", at: value,
        help: "it belongs to \(methods.map(\.rawValue).joined(separator: ", "))")
    }
    only(.range, [.minMax])
    only(.mean, [.zScore])
    only(.standardDeviation, [.zScore])
    only(.window, Method.allCases.filter(\.isFitted))
    only(.pool, Method.allCases.filter(\.isFitted))
    if let node = fields[.range], let ends = Decode.list(of: Decode.number)(node, problems) {
      if ends.count == 2, ends[0] < ends[1] {
        result.range = ends[0]...ends[1]
      } else {
        problems.report("a range is two numbers, the smaller first, such as [0, 1]", at: node)
      }
    }
    result.mean = fields.optional(.mean, Decode.number) ?? result.mean
    result.standardDeviation =
      fields.optional(.standardDeviation, Decode.positive) ?? result.standardDeviation
    result.window = fields.optional(.window, Decode.word("window")) ?? result.window
    result.pool = fields.optional(.pool, Decode.word("pool"))
    return result
  }
}
