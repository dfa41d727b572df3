internal import PressureSyntax

/// The values of an indicator, in its own unit after its transform, at which pressure begins and at which it
/// is full. Their order fixes the direction.
public struct Goalposts: Hashable, Sendable, Codable {
  /// Where there is no pressure.
  public let none: Double
  /// Where pressure is full.
  public let full: Double

  /// Creates goalposts; they must differ.
  public init(none: Double, full: Double) {
    precondition(none != full, "goalposts that coincide")
    self.none = none
    self.full = full
  }

  /// The direction that the order states.
  public var direction: Direction { full > none ? .raises : .relieves }

  /// clip((x − none)/(full − none), 0, 1).
  public func score(_ x: Double) -> Double { min(1, max(0, (x - none) / (full - none))) }

  static func decode(_ node: Node, _ problems: Problems) -> Goalposts? {
    guard let ends = Decode.list(of: Decode.number)(node, problems) else { return nil }
    guard ends.count == 2 else {
      if case .sequence(let items) = node.content, items.count != 2 {
        problems.report(
          "goalposts are two numbers, [no pressure, full pressure]; found \(items.count)", at: node)
      }
      return nil
    }
    if ends[0] == ends[1] {
      problems.report(
        "the goalposts coincide at \(shortest(ends[0]))", at: node,
        help: "give the value without pressure first, then a different one with full pressure")
      return nil
    }
    guard (ends[1] - ends[0]).isFinite else {
      problems.report(
        "the goalposts are too far apart", at: node, help: "choose values that the indicator can take")
      return nil
    }
    return Goalposts(none: ends[0], full: ends[1])
  }
}
