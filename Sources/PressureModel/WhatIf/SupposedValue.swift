internal import PressureIndex

/// A value that a side's indicator or series is supposed to have at the as-of date.
public struct SupposedValue: Sendable, Hashable {
  /// The side's position.
  public let side: Int
  /// The indicator's position; `nil` for a series that only the conflict section reads.
  public let indicator: Int?
  /// The position of the series if other readers of it see the value too: the conflict section, and other
  /// indicators of the same level. `nil` for an indicator that is a transform of its series, since the value is that of
  /// the transform.
  public let series: Int?
  /// The value; of an indicator, after its transform.
  public let value: Double

  /// What the panel takes, if it is an indicator's.
  var panelValue: Panel.SupposedValue? {
    indicator.map { Panel.SupposedValue(side: side, indicator: $0, value: value) }
  }

  /// Whether who reads a series of a side sees the value.
  func isRead(series: Int, side: Int) -> Bool { self.series == series && self.side == side }
}
