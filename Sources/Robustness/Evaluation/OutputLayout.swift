/// The numbers and events of a draw, and where they stand.
public struct OutputLayout: Sendable, Hashable, Codable {
  /// What a number measures.
  public enum Measure: String, Sendable, Hashable, Codable, CaseIterable {
    /// P of a side.
    case pressure
    /// H of a side.
    case hurting
    /// b of a side.
    case burden
    /// G of a side.
    case gain
    /// A of a side.
    case holdingOut
    /// N of a side.
    case motivation
    /// p of a side.
    case optimism
    /// I of a side.
    case incentive
    /// J.
    case ripeness
    /// N of the first side less N of the second.
    case asymmetry
    /// I of the first side less I of the second.
    case incentiveDifference
    /// P of the first of two sides less P of the second.
    case pressureDifference
    /// The rank of a side by P, 1 the highest; equal ones share the better rank.
    case rank

    /// How models and options write it.
    public var word: String {
      switch self {
      case .holdingOut: "holding-out"
      case .incentiveDifference: "incentive-difference"
      case .pressureDifference: "pressure-difference"
      default: rawValue
      }
    }
  }

  /// One number of a draw.
  public struct Column: Sendable, Hashable, Codable {
    /// What it measures.
    public let measure: Measure
    /// The side; `nil` for what concerns both.
    public let side: Int?
    /// The name that options use, such as `china.incentive`.
    public let name: String
  }

  /// The ids of the sides.
  public let sides: [String]
  /// The numbers, in order.
  public let columns: [Column]
  /// The ids of the concessions that can be made; empty without an incentive.
  public let concessions: [String]
  /// Whether there is an incentive to negotiate.
  public let hasIncentive: Bool

  init(sides: [String], concessions: [String]?) {
    self.sides = sides
    self.concessions = concessions ?? []
    hasIncentive = concessions != nil
    func perSide(_ measures: [Measure]) -> [Column] {
      measures.flatMap { measure in
        sides.indices.map { Column(measure: measure, side: $0, name: "\(sides[$0]).\(measure.word)") }
      }
    }
    func joint(_ measures: [Measure]) -> [Column] {
      measures.map { Column(measure: $0, side: nil, name: $0.word) }
    }
    columns =
      perSide([.pressure, .hurting])
      + (concessions == nil
        ? [] : perSide([.burden, .gain, .holdingOut, .motivation, .optimism, .incentive]))
      + (sides.count == 2 ? joint([.pressureDifference]) : [])
      + (concessions == nil ? [] : joint([.asymmetry, .incentiveDifference, .ripeness]))
  }

  /// The number that answers the model's question: who has more incentive, else who is under more pressure; with one
  /// side or more than two the pressure of the first.
  public var principal: Int {
    position(.incentiveDifference) ?? position(.pressureDifference) ?? 0
  }

  /// Numbers that follow from those of a draw: each side's rank; none for one side.
  public var ranks: [Column] {
    guard sides.count > 1 else { return [] }
    return sides.enumerated().map { Column(measure: .rank, side: $0, name: "\($1).\(Measure.rank.word)") }
  }

  /// The numbers that can be explained: those of ``columns``, then those of ``ranks``.
  public var outputs: [Column] { columns + ranks }

  /// Number `output` of ``outputs`` in one of eight draws whose number c · 8 + lane is their column c.
  ///
  /// Cost: for a rank O(n) in the number of sides.
  func value(_ output: Int, _ panel: UnsafePointer<Double>, lane: Int) -> Double {
    if output < columns.count { return panel[8 * output + lane] }
    // Pressures are the first columns.
    let own = panel[8 * (output - columns.count) + lane]
    var rank = 1.0
    for side in 0..<sides.count where panel[8 * side + lane] > own { rank += 1 }
    return rank
  }

  /// The position of the difference in pressure, where there are two sides.
  var differenceColumn: Int? { sides.count == 2 ? (hasIncentive ? 16 : 4) : nil }

  /// The position of a number.
  public func position(_ measure: Measure, side: Int? = nil) -> Int? {
    columns.firstIndex { $0.measure == measure && $0.side == side }
  }
}

/// What one draw gives: its numbers are in the columns of a block.
struct DrawEvents {
  static let ripe: UInt64 = 1
  static let zone: UInt64 = 2
  /// The bit of the first concession.
  static let firstConcession = 2
}
