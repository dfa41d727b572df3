internal import PressureSyntax

/// A scale for categories: values of an indicator, in its own unit after its transform, with the score of each.
///
/// Scores rise or fall throughout, and so fix the direction, as goalposts do.
public struct Breakpoints: Hashable, Sendable, Codable {
  /// What lies between two breakpoints.
  public enum Interpolation: String, CaseIterable, Sendable, Hashable, Codable {
    /// The score of the breakpoint at or below the value.
    case constant
    /// The line between the scores of the neighbours.
    case linear
  }

  /// A value and its score.
  public struct Point: Hashable, Sendable, Codable {
    /// The value, in the indicator's own unit.
    public let value: Double
    /// The score.
    public let score: Double
  }

  /// By value, no two the same.
  public let points: [Point]

  /// Creates a scale of at least two points, whose values rise and whose scores rise or fall.
  init(_ points: [Point]) {
    precondition(points.count >= 2, "a scale of fewer than two breakpoints")
    self.points = points
  }

  /// The direction of the scores.
  public var direction: Direction { points.last!.score > points[0].score ? .raises : .relieves }

  /// The smallest and the largest score.
  public var range: ClosedRange<Double> {
    let ends = (points[0].score, points.last!.score)
    return min(ends.0, ends.1)...max(ends.0, ends.1)
  }

  /// The score of a value; outside the breakpoints that of the first or the last. Cost: O(number of points).
  public func score(_ x: Double, _ interpolation: Interpolation) -> Double {
    guard let above = points.firstIndex(where: { $0.value > x }) else { return points.last!.score }
    if above == 0 { return points[0].score }
    let (low, high) = (points[above - 1], points[above])
    switch interpolation {
    case .constant: return low.score
    case .linear:
      return low.score + (high.score - low.score) * ((x - low.value) / (high.value - low.value))
    }
  }

  static func decode(_ node: Node, _ problems: Problems) -> Breakpoints? {
    let help = "write them as [[value, score], [value, score]], such as [[0, 0], [3, 0.5], [5, 1]]"
    guard let pairs = Decode.list(of: Decode.list(of: Decode.number))(node, problems) else { return nil }
    guard case .sequence(let items) = node.content, items.count == pairs.count else { return nil }
    guard pairs.count >= 2, pairs.allSatisfy({ $0.count == 2 }) else {
      problems.report("breakpoints are two or more pairs of a value and its score", at: node, help: help)
      return nil
    }
    let points = pairs.map { Point(value: $0[0], score: $0[1]) }
    let steps = zip(points, points.dropFirst())
    if let (a, b) = steps.first(where: { $0.value >= $1.value }) {
      problems.report(
        "breakpoints must rise: \(shortest(b.value)) follows \(shortest(a.value))", at: node, help: help)
      return nil
    }
    let rises = steps.contains { $0.score < $1.score }
    let falls = steps.contains { $0.score > $1.score }
    if rises == falls {
      problems.report(
        rises
          ? "the scores of breakpoints must rise or fall throughout" : "all breakpoints have the same score",
        at: node,
        help: rises
          ? "for a best value in the middle use 'transform: {distance-from: …}'"
          : "give the values different scores")
      return nil
    }
    return Breakpoints(points)
  }
}
