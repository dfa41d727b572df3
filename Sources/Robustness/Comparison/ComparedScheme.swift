public import PressureIndex

/// A way to weigh and to aggregate, beside which others are set.
public struct ComparedScheme: Hashable, Sendable {
  /// The name that reports show.
  public var name: String
  /// The weighting of every group; `nil` leaves each group its own.
  public var weighting: Weighting?
  /// The aggregation of every group; `nil` leaves each group its own.
  public var aggregation: Aggregation?

  /// Creates a scheme.
  public init(name: String, weighting: Weighting?, aggregation: Aggregation? = nil) {
    (self.name, self.weighting, self.aggregation) = (name, weighting, aggregation)
  }
}
