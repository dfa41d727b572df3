/// The answer that a report leads with, in a few sentences.
struct Answer {
  let sides: [SideScore]
  let joint: JointScore?
  let notApplicable: String?
  var scale = ScoreScale.unit
  /// What a run over draws says of the same numbers; without one, doubt is that of the beliefs alone.
  var draws: UncertaintyReport?

  var text: String { parts.joined(separator: " ") }

  /// The answer to the question first, then what else must be said.
  var parts: [String] {
    if let joint { return [incentive, ripeness(joint), pressure].compactMap(\.self) }
    let reason = notApplicable.map { "The incentive to negotiate cannot be scored: \($0)." }
    return [pressure, reason].compactMap(\.self)
  }

  private var incentive: String? {
    guard sides.count == 2, let a = sides[0].incentive, let b = sides[1].incentive else { return nil }
    // What is equal to the three decimals shown is not called higher.
    if score(a) == score(b) {
      return "Both sides have the same incentive to negotiate, \(score(a)) on a scale from 0 to 1."
    }
    let (more, less) = a > b ? (0, 1) : (1, 0)
    if let draws, let share = draws.share("strongerIncentive", sides[more].id) {
      return
        "\(sides[more].name) has the stronger incentive to negotiate, \(score(sides[more].incentive)) on a scale "
        + "from 0 to 1 (\(sides[less].name): \(score(sides[less].incentive))), and has it in "
        + "\(sharePercent(share)) of \(draws.counted) draws of what is uncertain."
        + (bands(draws, more, less) ?? "")
    }
    // A difference within the bands is not sold as certain.
    let overlap = zip(sides[less].incentiveBand ?? [], sides[more].incentiveBand ?? []).map { ($0, $1) }
    let isDoubtful = overlap.count == 2 && overlap[1].0 >= overlap[0].1
    return
      "\(sides[more].name) has the stronger incentive to negotiate, \(score(sides[more].incentive)) on a scale "
      + "from 0 to 1 (\(sides[less].name): \(score(sides[less].incentive)))"
      + (isDoubtful ? ", though their bands overlap." : ".")
  }

  private func ripeness(_ joint: JointScore) -> String {
    if !joint.zoneOfAgreement {
      return "No package of concessions leaves both better off, so there is no zone of agreement."
    }
    let share = draws?.share("ripe", nil).map { " (it is in \(sharePercent($0)) of the draws)" } ?? ""
    let below = sides.filter { ($0.incentive ?? 0) <= 0.5 }.map(\.name)
    if below.isEmpty {
      return
        "The moment is ripe\(share): both are above one half, from where opening talks pays in expectation."
    }
    return
      "The moment is not ripe\(share): some deal would leave both better off, but opening talks pays in expectation "
      + "only above one half, where \(below.count == 1 ? "\(below[0]) is not" : "neither is")."
  }

  /// Where nine draws of ten put the incentives.
  private func bands(_ draws: UncertaintyReport, _ more: Int, _ less: Int) -> String? {
    guard let high = draws.band(sides[more].id, "incentive"),
      let low = draws.band(sides[less].id, "incentive")
    else { return nil }
    func words(_ band: ClosedRange<Double>) -> String {
      "from \(fixed(band.lowerBound, 2)) to \(fixed(band.upperBound, 2))"
    }
    return " In nine of ten it lies \(words(high)) (\(sides[less].name): \(words(low)))."
  }

  private var pressure: String? {
    let scored = sides.filter { $0.pressure != nil }
    guard let first = scored.max(by: { $0.pressure! < $1.pressure! }),
      let last = scored.min(by: { $0.pressure! < $1.pressure! })
    else { return "No side has a pressure score: too little is observed." }
    switch scored.count {
    case 1: return "\(first.name) is under a pressure of \(scale.figure(first.pressure)) \(scale.phrase)."
    case 2 where scale.figure(first.pressure) == scale.figure(last.pressure):
      return "Both are under the same pressure, \(scale.figure(first.pressure))."
    case 2:
      return "\(first.name) is under more pressure, \(scale.figure(first.pressure)) (\(last.name): "
        + "\(scale.figure(last.pressure)))" + (scale == .unit ? "" : ", \(scale.phrase)")
        + (draws?.shareOfHighestPressure(first.id).map { ", and is in \(sharePercent($0)) of the draws." }
          ?? ".")
    default:
      return
        "Of \(scored.count) sides, \(first.name) is under the highest pressure, \(scale.figure(first.pressure)), and "
        + "\(last.name) under the lowest, \(scale.figure(last.pressure))"
        + (scale == .unit ? "." : ", \(scale.phrase).")
    }
  }
}
