public import PressureSyntax

extension NodeScores {
  /// Scores that a group's aggregation cannot combine.
  public struct Failure: Error, Hashable, Sendable {
    /// What is in the way.
    public enum Reason: Hashable, Sendable {
      /// A child's score that the aggregation does not allow.
      case score(Double, child: Int)
      /// A child that all units score alike, where the aggregation divides by their spread.
      case constant(Double, child: Int)
      /// Fewer units than can be compared.
      case tooFewUnits(Int, needed: Int)
      /// More units in a cycle of majorities than can be ordered exactly.
      case cycle(units: Int, limit: Int)
      /// Weights that differ between the units that are to be compared.
      case unitWeights
      /// No weights that a unit may choose keep the bounds of their shares.
      case noWeights
      /// Data without dates, where the aggregation learns from earlier ones.
      case undated
    }

    /// The row; of units that are compared, the first.
    public let row: Int
    /// The group.
    public let group: Int
    /// What is in the way.
    public let reason: Reason
  }
}

extension NodeScores.Failure {
  /// The failure in the words of a model and its panel, whose rows it counts.
  public func diagnostic(_ panel: Panel) -> Diagnostic {
    let specification = panel.specification
    let hierarchy = specification.hierarchy
    let sides = specification.sides
    let aggregation = hierarchy.aggregation(of: group)
    let method = aggregation.name.rawValue
    let id = hierarchy.nodes[group].id
    let place = (id.isEmpty ? "" : " in \(id.quoted)")
    let date = panel.dates[row / sides.count].map { " as of \($0)" } ?? ""
    switch reason {
    case .score(let score, let child):
      return Diagnostic(
        "\(method) aggregation needs \(aggregation.domain.description), and "
          + "\(hierarchy.nodes[child].id.quoted) of \(sides[row % sides.count].id.quoted) scores "
          + "\(shortest(score))\(date)" + place,
        help: aggregation.helpForDomain)
    case .constant(let score, let child):
      return Diagnostic(
        "\(method) aggregation needs scores that differ, and \(hierarchy.nodes[child].id.quoted) is "
          + "\(shortest(score)) for every side\(date)" + place,
        help: "leave it out, or aggregate by a method that does not divide by the spread, such as "
          + "adjusted-mazziotta-pareto")
    case .tooFewUnits(let count, let needed):
      return Diagnostic(
        "\(method) aggregation compares at least \(needed) sides, and \(count) "
          + "\(count == 1 ? "has" : "have") enough observed\(date)"
          + (id.isEmpty ? " in the index" : place),
        help: "add data, lower minimum-coverage, or aggregate by a method that scores each side by itself")
    case .cycle(let units, let limit):
      return Diagnostic(
        "\(method) aggregation orders up to \(limit) sides in a cycle of majorities exactly, and there is one of "
          + "\(units)\(date)" + place,
        help: "write 'aggregation: kemeny-approximate', which orders such cycles by their Borda scores")
    case .noWeights:
      return Diagnostic(
        "\(method) aggregation finds no weights that keep the shares\(date)" + (id.isEmpty ? "" : place),
        help:
          "widen 'shares': n children need a greatest share of 1/n or more and a least of 1/n or less, and scores "
          + "above 0 where the least is")
    case .undated:
      return Diagnostic(
        "\(method) aggregation learns from earlier dates, and the data have none\(place)",
        help: "give the data a column 'period', or aggregate arithmetically")
    case .unitWeights:
      return Diagnostic(
        "\(method) aggregation compares sides by the same weights, and this weighting gives each its own"
          + place,
        help: "choose a weighting that is the same for all sides, or aggregate arithmetically")
    }
  }
}

extension Aggregation {
  /// What to do about a score outside the ``domain``.
  var helpForDomain: String {
    switch self {
    case .geometric, .harmonic:
      "write 'aggregation: {method: \(name.rawValue), offset: 0.01}', or aggregate arithmetically"
    case .power(let exponent, _):
      "write 'aggregation: {method: power, exponent: \(shortest(exponent)), offset: 0.01}', or aggregate "
        + "arithmetically"
    case .adjustedMazziottaPareto:
      "choose goalposts or min-max with range [0, 1] as normalization, and no 'scale: raw' in the groups below"
    case .mazziottaPareto: "leave out 'standardize: false', or choose z-score with mean 100 and 10"
    default: "choose another normalization, or aggregate arithmetically"
    }
  }
}
