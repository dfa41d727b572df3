internal import PressureSyntax

/// What an indicator outside a coalition is set to when contributions are computed as Shapley values.
public enum Baseline: Hashable, Sendable {
  /// One score for every indicator.
  case score(Double)
  /// The other side's scores; for models of two sides.
  case otherSide
  /// The side's own scores as of an earlier date.
  case date(Day)

  /// The baseline in the words of a report.
  public var description: String {
    switch self {
    case .score(let value): "a score of \(shortest(value))"
    case .otherSide: "the other side"
    case .date(let day): "the same side as of \(day)"
    }
  }

  static func decode(_ node: Node, _ problems: Problems) -> Baseline? {
    guard case .scalar(let text, _) = node.content else {
      problems.report("expected a score, 'other-side' or a date; found \(node.kindDescription)", at: node)
      return nil
    }
    if text == "other-side" { return .otherSide }
    if let day = Day(text) { return .date(day) }
    if let value = finiteNumber(text) {
      if (0...1).contains(value) { return .score(value) }
      problems.report("a baseline score lies between 0 and 1; found \(shortest(value))", at: node)
      return nil
    }
    problems.report("expected a score, 'other-side' or a date; found \(text.quoted)", at: node)
    return nil
  }
}
