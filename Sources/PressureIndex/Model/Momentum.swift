internal import PressureSyntax

/// How a side's hurting follows from the level of its pressure and from its recent change:
/// H = clip(P_t + κ_m (P_t − P_{t−h}), 0, 1).
public struct Momentum: Hashable, Sendable {
  /// κ_m, how much of the recent change counts.
  public var weight = 0.5
  /// h, how far back the change reaches.
  public var span = CalendarSpan(months: 3)

  /// κ_m = ½ over three months.
  public init() {}

  enum Key: String, ModelKey { case momentum, over }

  static func decode(_ node: Node?, _ problems: Problems) -> Momentum {
    var result = Momentum()
    let fields = node.flatMap { Fields<Key>($0, "the definition of hurting", problems) }
    if fields?.has(.momentum) != true {
      problems.assume("", "hurting.momentum", shortest(result.weight))
    }
    if fields?.has(.over) != true { problems.assume("", "hurting.over", result.span.description) }
    result.weight = fields?.optional(.momentum, Decode.nonNegative) ?? result.weight
    result.span = fields?.optional(.over, Decode.span) ?? result.span
    if let node = fields?[.over], result.span == .zero {
      problems.report("the change cannot reach back 0 days", at: node)
    }
    return result
  }
}
