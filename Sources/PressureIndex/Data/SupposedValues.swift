extension Panel {
  /// A value that an indicator of a side is supposed to have at the as-of date.
  public struct SupposedValue: Sendable, Hashable {
    /// The side's position.
    public let side: Int
    /// The indicator's position.
    public let indicator: Int
    /// The value, after the indicator's transform.
    public let value: Double

    /// Creates a value.
    public init(side: Int, indicator: Int, value: Double) {
      (self.side, self.indicator, self.value) = (side, indicator, value)
    }
  }
}
