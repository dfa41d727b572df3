internal import Negotiation
internal import PressureIndex
internal import PressureModel
internal import PressureSyntax

/// What uncertain inputs are called in sentences and charts; tables and options have their ids.
struct InputName {
  private let specification: IndexSpecification
  private let conflict: Conflict?

  init(_ model: Model) { (specification, conflict) = (model.specification, model.conflict) }

  /// The name of the input with this id; the id itself where no other is known.
  func of(_ id: String) -> String {
    let words = id.split(separator: ".").map(String.init)
    let last = words[words.count - 1]
    switch words[0] {
    case "weights": return last == "index" ? "weights of the pillars" : "weights within \(node(last))"
    case "goalposts": return "goalposts of \(last)"
    case "observation-error": return "errors in \(last)"
    case "publication-lag": return "publication lag of \(last)"
    case "exclusion": return "what is left out"
    case "method": return "method of \(last)"
    case "concession": return "worth of \(concession(last).quoted)"
    case "conflict" where words.count > 1: return parameter(words) ?? id
    case "hurting" where last == "momentum": return "weight of momentum"
    default: return id
    }
  }

  private func parameter(_ words: [String]) -> String? {
    let last = words[words.count - 1]
    switch words[1] {
    case "resolve": return "resolve of \(side(last))"
    case "channels" where last == "strength" && words.count == 4: return "strength of channel \(words[2])"
    case "optimism" where last == "half-life": return "how long acts are remembered"
    case "burden" where last == "elasticity": return "trade elasticity"
    case "burden" where last == "redirection": return "share of lost sales redirected"
    case "burden" where words.count == 4 && words[2] == "value-added":
      return "value added in exports of \(side(last))"
    default: return nil
    }
  }

  private func node(_ id: String) -> String {
    specification.hierarchy.nodes.first { $0.id == id }?.name ?? id
  }

  private func side(_ id: String) -> String { specification.sides.first { $0.id == id }?.name ?? id }

  private func concession(_ id: String) -> String {
    conflict?.concessions.first { $0.id == id }?.name ?? id
  }
}
