/// The answer that a report leads with, in a few sentences.
struct Answer {
  let sides: [SideScore]
  let joint: JointScore?
  let notApplicable: String?
  var scale = ScoreScale.unit

  var text: String {
    if let joint { return [incentive, ripeness(joint), pressure].compactMap(\.self).joined(separator: " ") }
    let reason = notApplicable.map { "The incentive to negotiate cannot be scored: \($0)." }
    return [pressure, reason].compactMap(\.self).joined(separator: " ")
  }

  private var incentive: String? {
    guard sides.count == 2, let a = sides[0].incentive, let b = sides[1].incentive else { return nil }
    // What is equal to the three decimals shown is not called higher.
    if score(a) == score(b) {
      return "Both sides have the same incentive to negotiate, \(score(a)) on a scale from 0 to 1."
    }
    let (more, less) = a > b ? (0, 1) : (1, 0)
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
    let below = sides.filter { ($0.incentive ?? 0) <= 0.5 }.map(\.name)
    if below.isEmpty {
      return "The moment is ripe: both are above one half, from where opening talks pays in expectation."
    }
    return
      "The moment is not ripe: some deal would leave both better off, but opening talks pays in expectation "
      + "only above one half, where \(below.count == 1 ? "\(below[0]) is not" : "neither is")."
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
        + "\(scale.figure(last.pressure)))" + (scale == .unit ? "." : ", \(scale.phrase).")
    default:
      return
        "Of \(scored.count) sides, \(first.name) is under the highest pressure, \(scale.figure(first.pressure)), and "
        + "\(last.name) under the lowest, \(scale.figure(last.pressure))"
        + (scale == .unit ? "." : ", \(scale.phrase).")
    }
  }
}
