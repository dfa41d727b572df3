internal import PressureIndex

/// Where the weights of one group came from, if not from the model file alone.
public struct WeightOrigin: Sendable, Encodable {
  /// A child's weight.
  public struct Weight: Sendable, Encodable {
    /// The child's id.
    public let id: String
    /// Its weight among its siblings.
    public let weight: Double
  }

  /// The group's id; `index` for the index itself.
  public let group: String
  /// The side whose weights they are, where each has its own.
  public let side: String?
  /// The weighting.
  public let weighting: String
  /// The weights of the group's children.
  public let weights: [Weight]
  /// What there is to say of them.
  public let notes: [String]

  /// The origins of the weights at the as-of date, of the groups whose weights are neither declared nor equal, or
  /// come from elsewhere than those of the rest.
  static func all(of index: PressureIndex) -> [WeightOrigin] {
    let specification = index.panel.specification
    return index.weightDerivations.filter {
      ![.declared, .equal].contains($0.weighting) || $0.weighting != specification.method.weighting
    }.map { WeightOrigin($0, specification) }
  }

  init(_ derivation: WeightDerivation, _ specification: IndexSpecification) {
    let nodes = specification.hierarchy.nodes
    let ids = nodes[derivation.group].children.map { nodes[$0].id }
    let name = specification.weightSets.first { $0.weighting == derivation.weighting }?.name
    group = derivation.group == 0 ? "index" : nodes[derivation.group].id
    side = derivation.side.map { specification.sides[$0].id }
    weighting = (name.map { "\($0), " } ?? "") + derivation.weighting.description
    weights = zip(ids, derivation.weights).map { Weight(id: $0, weight: $1) }
    notes = derivation.findings.map { finding in
      let whose =
        if case .news(let path, _, _) = finding { specification.sides[derivation.side ?? path].id } else {
          ""
        }
      return WeightOrigin.sentence(finding, ids, side: whose)
    }
  }

  /// One line: `weights of the index: critic: prices 0.512, activity 0.488; from 48 rows`.
  var line: String {
    let list = weights.map { "\($0.id) \(score($0.weight))" }.joined(separator: ", ")
    let whose = side.map { " (\($0))" } ?? ""
    return "weights of \(group)\(whose): \(weighting): \(list)" + notes.map { "; \($0)" }.joined()
  }

  private static func sentence(_ finding: WeightFinding, _ ids: [String], side: String) -> String {
    func list(_ numbers: [Double]) -> String {
      zip(ids, numbers).map { "\($0) \(score($1))" }.joined(separator: ", ")
    }
    switch finding {
    case .declared: return "declared, since no judgement of this group is stated"
    case .experts(let names, let shares):
      return zip(names, shares).map { "\($0): \(list($1))" }.joined(separator: "; ")
    case .consistency(let expert, let ratio):
      return "consistency ratio \(score(ratio))" + (expert.isEmpty ? "" : " (\(expert))")
    case .inconsistency(let value): return "ξ = \(score(value)), 0 being fully consistent"
    case .rows(let count): return "learned from \(count) rows"
    case .components(let count, let share):
      return
        "\(count == 1 ? "one component accounts" : "\(count) components account") for \(percent(share)) of the "
        + "variance"
    case .factors(let count, let share, let iterations):
      return
        "\(count == 1 ? "one factor accounts" : "\(count) factors account") for \(percent(share)) of the variance, after "
        + "\(iterations) iterations"
    case .periods(let months, let quarterly):
      return "by the months that values describe, \(months) of each side"
        + (quarterly.isEmpty
          ? "" : "; quarterly, as sums of five months: " + quarterly.joined(separator: ", "))
    case .news(_, let children, let total):
      let size = children.reduce(0) { $0 + abs($1) }
      let shares = zip(ids, children).map { "\($0) \(percent(size > 0 ? $1 / size : 0))" }
      return
        "news of \(side) since the month's end before: its factor moved by \(fixed(total, 2)) standard deviations; "
        + "shares of the news: " + shares.joined(separator: ", ")
    case .zeroed(let ids): return "0 for \(ids.joined(separator: ", ")), which moves against the rest"
    case .importances(let targets, let reached, let effective, let isReached):
      return
        (isReached
        ? "targets reached"
        : "THE TARGETS CANNOT BE REACHED with weights of at least 0; the nearest are taken")
        + ": share of importance \(list(reached)) (target \(list(targets))); effective importance \(list(effective))"
    }
  }
}
