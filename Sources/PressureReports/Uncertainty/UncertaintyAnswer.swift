internal import PressureIndex

/// What an ensemble says in a few sentences.
struct UncertaintyAnswer {
  let sides: [Side]
  let outputs: [UncertaintyReport.Output]
  let events: [UncertaintyReport.Event]
  let ranks: [UncertaintyReport.Rank]
  let draws: Int
  let failed: Int
  let isStated: Bool

  var text: String {
    if outputs.isEmpty { return "None of \(draws) draws has a result: see the reasons below." }
    var sentences: [String] = []
    if sides.count == 2 {
      if let sentence = comparison("strongerIncentive", "has the stronger incentive to negotiate") {
        sentences.append(sentence)
      }
      if let ripe = share("ripe", nil) {
        sentences.append("The moment is ripe in \(words(ripe)) of them.")
      }
      sentences += sides.compactMap { band($0, "incentive", "incentive to negotiate") }
    }
    if let first = mostPressed { sentences.append(first) }
    if sentences.isEmpty || sides.count <= 2 {
      sentences += sides.compactMap { band($0, "pressure", "pressure") }
    }
    if failed > 0 {
      sentences.append("\(failed) of \(draws) draws failed, and no number here counts them.")
    }
    return sentences.joined(separator: " ")
  }

  private func share(_ event: String, _ side: String?) -> Double? {
    events.first { $0.event == event && $0.side == side }?.probability.value
  }

  private func comparison(_ event: String, _ verb: String) -> String? {
    guard let a = share(event, sides[0].id), let b = share(event, sides[1].id) else { return nil }
    let (side, share) = a >= b ? (sides[0], a) : (sides[1], b)
    return "\(side.name) \(verb) in \(words(share)) of \(draws - failed) draws."
  }

  private var mostPressed: String? {
    let firsts = ranks.filter { $0.rank == 1 }
    guard sides.count > 1, let top = firsts.max(by: { $0.probability.value < $1.probability.value }),
      let side = sides.first(where: { $0.id == top.side })
    else { return nil }
    let leads =
      sides.count > AttributedSides.limit
      ? "scores highest" : "is under the \(sides.count == 2 ? "higher" : "highest") pressure"
    return "\(side.name) \(leads) in "
      + "\(words(top.probability.value)) of \(sides.count == 2 && !events.isEmpty ? "them" : "\(draws - failed) draws")."
  }

  private func band(_ side: Side, _ measure: String, _ name: String) -> String? {
    guard let output = outputs.first(where: { $0.side == side.id && $0.measure == measure }),
      let low = output.quantiles.first, let high = output.quantiles.last
    else { return nil }
    return "\(side.name): \(name) from \(score(low.value)) to \(score(high.value)) in nine draws of ten."
  }

  /// A share in percent; one that is not 0 or 1 is not called so.
  private func words(_ share: Double) -> String { sharePercent(share) }
}

/// A share in percent with one decimal; what is not quite none or all is said to be less or more.
func sharePercent(_ share: Double) -> String {
  if share == 0 { return "none" }
  if share == 1 { return "all" }
  if share < 0.0005 { return "less than 0.1%" }
  if share >= 0.9995 { return "more than 99.9%" }
  return fixed(100 * share, 1) + "%"
}
