internal import PressureIndex
internal import Robustness

/// How firm the lead of one side over another is, over all weights.
public struct LeadScore: Sendable, Encodable {
  /// The side with the higher pressure.
  public let leader: String
  /// The side with the next lower.
  public let other: String
  /// How far the leader is ahead.
  public let lead: Double
  /// Where the weights of all indicators vary together.
  public let overall: Answer
  /// Where the weights within one group vary and all others stay.
  public let groups: [Answer]
  /// The number of draws of weights behind each share; absent where shares are exact.
  public let draws: Int?

  /// The answer for the weights of all indicators, or of one group.
  public struct Answer: Sendable, Encodable {
    /// The group's id, `index` for the index itself; absent for the weights of all indicators.
    public let group: String?
    /// How many weights vary.
    public let count: Int
    /// The share of all weights with which the leader scores higher.
    public let share: Double
    /// The share with which the other does.
    public let otherShare: Double
    /// The Monte Carlo standard error of the share; absent where it is exact.
    public let standardError: Double?
    /// The smallest change of weights that takes the lead away; absent where none does.
    public let turn: Turn?
  }

  /// A change of weights.
  public struct Turn: Sendable, Encodable {
    /// A weight that changes.
    public struct Change: Sendable, Encodable {
      /// What it weighs.
      public let id: String
      /// The weight before.
      public let before: Double
      /// The weight with which the lead is gone.
      public let after: Double
    }

    /// How much weight moves, of 1.
    public let moved: Double
    /// Σ|after − before|.
    public let distance: Double
    /// The weights that change, the one that grows last.
    public let changes: [Change]
  }

  init(_ lead: LeadRobustness, _ specification: IndexSpecification) {
    func answer(_ answer: LeadRobustness.Answer) -> Answer {
      Answer(
        group: answer.group.map { $0 == 0 ? "index" : specification.hierarchy.nodes[$0].id },
        count: answer.weights.count, share: answer.share, otherShare: answer.otherShare,
        standardError: answer.standardError,
        turn: answer.turningPoint.map { point in
          Turn(
            moved: point.moved, distance: point.distance,
            changes: point.changes.map {
              .init(id: answer.ids[$0.position], before: $0.before, after: $0.after)
            })
        })
    }
    leader = specification.sides[lead.leader].id
    other = specification.sides[lead.other].id
    self.lead = lead.lead
    overall = answer(lead.overall)
    groups = lead.groups.map(answer)
    draws = lead.sampling?.draws
  }
}

extension LeadScore.Answer {
  /// The answer in a sentence, with the change of weights that turns it; `other` where it must be said.
  func sentence(leader: String, other: String?) -> String {
    let weights =
      group.map { $0 == "index" ? "of the pillars" : "within \($0)" } ?? "of the \(count) indicators"
    let shares =
      "\(leader) scores higher \(other.map { "than \($0) " } ?? "")with \(figure) of all weights \(weights)"
    if standardError != nil { return "\(shares), by sampling." }
    guard let turn else { return "\(shares)." }
    if turn.changes.isEmpty { return "\(shares); by the model's own it has no lead to lose." }
    let changes = turn.changes.map { "\($0.id) \(points($0.before)) to \(points($0.after))" }
    return "\(shares); its lead is gone if \(points(turn.moved)) of 100 points move: "
      + "\(changes.joined(separator: ", "))."
  }

  /// The share, with its error where it has one.
  private var figure: String {
    guard let standardError else { return exactPercent(share) }
    return "\(fixed(100 * share, 1))% (standard error \(significant(100 * standardError, 1)))"
  }

  private func points(_ weight: Double) -> String { fixed(100 * weight, 1) }
}

/// A share in percent, which says 0 and 100 only where it is.
func exactPercent(_ share: Double) -> String {
  if share == 0 || share == 1 { return percent(share) }
  if share > 0.999 { return "over 99.9%" }
  if share < 0.001 { return "under 0.1%" }
  return fixed(100 * share, 1) + "%"
}
