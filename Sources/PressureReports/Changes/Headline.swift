internal import PressureModel

/// A number that reports lead with.
struct HeadlineNumber {
  /// The side's id; empty for what concerns both.
  let side: String
  /// The name in JSON and CSV.
  let measure: String
  /// The name for people.
  let name: String
  /// The number.
  let value: Double?

  /// The headline numbers of an assessment: each side's, then those of both.
  static func all(of assessment: Assessment) -> [HeadlineNumber] {
    let sides = SideScore.all(of: assessment)
    let joint = JointScore(assessment)
    let own: [(String, String, KeyPath<SideScore, Double?>)] = [
      ("pressure", "Pressure P", \.pressure), ("hurting", "Hurting H", \.hurting),
      ("burden", "Tariff burden b, pp", \.burden), ("gain", "Gain from the package G, pp", \.gain),
      ("holdingOut", "Value of holding out A, pp", \.holdingOut),
      ("motivation", "Motivation N", \.motivation),
      ("optimism", "Optimism p", \.optimism), ("incentive", "Incentive I", \.incentive),
    ]
    return sides.flatMap { side in
      own.map { HeadlineNumber(side: side.id, measure: $0.0, name: $0.1, value: side[keyPath: $0.2]) }
    } + [
      HeadlineNumber(side: "", measure: "ripeness", name: "Ripeness J", value: joint?.ripeness),
      HeadlineNumber(side: "", measure: "mutualHurting", name: "Smaller H", value: joint?.mutualHurting),
      HeadlineNumber(side: "", measure: "asymmetry", name: "Asymmetry of N", value: joint?.asymmetry),
    ]
  }
}

/// A headline number before and after.
public struct HeadlineChange: Sendable, Encodable {
  /// The side's id; absent for what concerns both.
  public let side: String?
  /// The name of the number.
  public let measure: String
  /// The number before; absent where there is none.
  public let before: Double?
  /// The number after; absent where there is none.
  public let after: Double?
  /// After less before.
  public let change: Double?
  /// The name for people.
  let name: String

  enum CodingKeys: String, CodingKey { case side, measure, before, after, change }

  /// The changes of all headline numbers that there are before or after.
  static func all(from before: Assessment, to after: Assessment) -> [HeadlineChange] {
    zip(HeadlineNumber.all(of: before), HeadlineNumber.all(of: after)).compactMap { one, other in
      if one.value == nil, other.value == nil { return nil }
      let change = one.value.flatMap { a in other.value.map { $0 - a } }
      return HeadlineChange(
        side: one.side.isEmpty ? nil : one.side, measure: one.measure, before: one.value, after: other.value,
        change: change, name: one.name)
    }
  }
}

extension HeadlineChange {
  /// The numbers, one in each row.
  var figures: [Figure] {
    [
      Figure("headline", side: side ?? "", item: measure, "before", before),
      Figure("headline", side: side ?? "", item: measure, "after", after),
      Figure("headline", side: side ?? "", item: measure, "change", change),
    ]
  }
}

/// A change as people read it: three decimals and a sign; blank where it rounds to nothing.
func signed(_ value: Double?) -> String {
  guard let value else { return "-" }
  let text = fixed(value, 3)
  return text == "0.000" ? "0" : value > 0 ? "+" + text : text
}
