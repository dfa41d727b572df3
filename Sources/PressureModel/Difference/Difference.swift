internal import Negotiation
internal import PressureIndex
internal import PressureNumerics
public import PressureSyntax

/// What changed between two assessments, and what each change in a headline number came from.
public struct Difference: Sendable {
  /// A change in a headline number and its parts.
  public struct Attribution: Sendable {
    /// The number.
    public let measure: DifferenceMeasure
    /// The number in the first assessment.
    public let before: Double
    /// The number in the second.
    public let after: Double
    /// The part of each player, in the order of ``Difference/players``; they sum to the change.
    public let parts: [Double]
    /// The standard errors of the parts where there are too many players for exact values.
    public let standardErrors: [Double]?
  }

  /// The first assessment.
  public let from: Assessment
  /// The second.
  public let to: Assessment
  /// What differs.
  public let players: [DifferencePlayer]
  /// The headline numbers that both have, with the parts of their changes.
  public let attributions: [Attribution]
  /// Why some numbers that both have are not attributed.
  public let unattributed: [String]
  /// The ids of groups and indicators that only the second model has.
  public let added: [String]
  /// The ids of groups and indicators that only the first model has.
  public let removed: [String]

  /// Compares two assessments.
  ///
  /// The parts are Shapley values of the game in which each player is as in the first assessment or as in the second:
  /// exact for up to 12 players, sampled with standard errors beyond; those of pressure are exact beyond where it is a sum
  /// over the same indicators with the same weights. Where the two models measure other indicators, or
  /// an aggregation looks at all dates at once, the index is one player.
  ///
  /// Cost: 2^P evaluations of the index as one matrix product, and of the packages for each state that they depend on.
  ///
  /// - Throws: what makes a score impossible; models of other sides.
  public init(from: Assessment, to: Assessment) throws(Diagnostics) {
    let sides = [from, to].map { $0.model.specification.sides.map(\.id) }
    if sides[0] != sides[1] {
      throw Diagnostics(
        Diagnostic(
          "the models have different sides: \(sides[0].joined(separator: ", ")), and \(sides[1].joined(separator: ", "))",
          help: "give the same sides in the same order"))
    }
    let ids = [from, to].map { $0.model.specification.hierarchy.nodes.dropFirst().map(\.id) }
    added = ids[1].filter { !ids[0].contains($0) }
    removed = ids[0].filter { !ids[1].contains($0) }
    let game = try DifferenceGame(from: from, to: to)
    var attributions: [Attribution] = []
    var unattributed: [String] = []
    for isIncentive in [false, true] {
      let measures = game.measures(ofIncentive: isIncentive)
      if measures.isEmpty { continue }
      do throws(DifferenceGame.Impossible) {
        attributions += try game.attributions(measures)
      } catch {
        let names = measures.map(\.id).joined(separator: ", ")
        unattributed.append("\(names): between the two, a state with \(error.reason)")
      }
    }
    self.from = from
    self.to = to
    players = game.players
    self.attributions = attributions
    self.unattributed = unattributed
  }
}

/// A headline number whose change is attributed.
public enum DifferenceMeasure: Hashable, Sendable {
  /// P of a side, by position.
  case pressure(Int)
  /// H of a side.
  case hurting(Int)
  /// N of a side.
  case motivation(Int)
  /// p of a side.
  case optimism(Int)
  /// I of a side.
  case incentive(Int)
  /// J.
  case ripeness

  /// The name in JSON and CSV.
  public var id: String {
    switch self {
    case .pressure: "pressure"
    case .hurting: "hurting"
    case .motivation: "motivation"
    case .optimism: "optimism"
    case .incentive: "incentive"
    case .ripeness: "ripeness"
    }
  }

  /// The side's position; `nil` for what concerns both.
  public var side: Int? {
    switch self {
    case .pressure(let side), .hurting(let side), .motivation(let side), .optimism(let side),
      .incentive(let side):
      side
    case .ripeness: nil
    }
  }
}
