internal import PressureIndex

/// The answer of a comparison in a few sentences.
struct CompareAnswer {
  let schemes: [SchemeScore]
  let sides: [CompareReport.SideName]
  let lead: LeadScore?
  let dates: [DateComparison]?

  var text: String {
    [
      fate(leading, \.pressureLeader), incentive,
      silent, over,
    ].compactMap(\.self).joined(separator: " ")
  }

  private var isPanel: Bool { sides.count > AttributedSides.limit }

  /// What the side with the highest index does; a panel of units may be measured by an index of anything.
  private var leading: String {
    isPanel ? "scores highest" : "is under \(sides.count == 2 ? "more" : "the most") pressure"
  }

  private func name(_ id: String) -> String { sides.first { $0.id == id }?.name ?? id }

  private var incentive: String? {
    guard schemes[0].sides.contains(where: { $0.incentive != nil }) else { return nil }
    return fate("has the higher incentive to negotiate", \.incentiveLeader)
  }

  /// Whether the side that leads by the model's own scheme leads by the others.
  private func fate(_ what: String, _ leader: KeyPath<SchemeScore, String?>) -> String {
    guard let own = schemes[0][keyPath: leader] else {
      return "By the model's own weights no side alone \(what)."
    }
    let isPressure = leader == \SchemeScore.pressureLeader
    // What has no score cannot lead, and does not speak against the leader.
    let others = schemes.dropFirst().filter { scheme in
      scheme.sides.contains { (isPressure ? $0.pressure : $0.incentive) != nil }
    }
    if others.isEmpty {
      return "\(name(own)) \(what) by the model's own weights; no other scheme could be computed."
    }
    let against = others.filter { $0[keyPath: leader] != own }
    if against.isEmpty {
      return "\(name(own)) \(what) by the model's own weights and by all \(others.count) other "
        + "\(others.count == 1 ? "scheme" : "schemes")."
    }
    let words = against.map { scheme in
      "\(scheme.name) (\(scheme[keyPath: leader].map(name) ?? "no side alone"))"
    }
    if against.count == others.count {
      return "\(name(own)) \(what) by the model's own weights, and by none of \(others.count) other "
        + "\(others.count == 1 ? "scheme" : "schemes"): \(words.joined(separator: ", "))."
    }
    return "\(name(own)) \(what) by the model's own weights and by \(others.count - against.count) of "
      + "\(others.count) other schemes; not by \(words.joined(separator: ", "))."
  }

  private var silent: String? {
    let names = schemes.dropFirst().filter { $0.sides.allSatisfy { $0.pressure == nil } }.map(\.name)
    if names.isEmpty { return nil }
    return "No score by \(names.joined(separator: ", ")): too little of what it weighs is observed."
  }

  private var measure: String { isPanel ? "score" : "pressure" }

  private var over: String? {
    guard let dates, dates.count > 1 else { return nil }
    let split = dates.filter { date in Set(date.schemes.map(\.pressureLeader)).count > 1 }
    if split.isEmpty {
      return "At all \(dates.count) dates the schemes agree on the side with the highest \(measure)."
    }
    return "At \(split.count) of \(dates.count) dates the schemes do not agree on the side with the highest "
      + "\(measure), the last time on \(split[split.count - 1].asOf)."
  }
}
