internal import PressureSyntax

/// An envoy or a neutral channel, which adds to a side's optimism.
public struct Channel: Hashable, Sendable {
  /// Its name in reports.
  public var name: String
  /// Whose optimism it raises.
  public var party: Party
  /// c: as much as so many cooperative acts of today.
  public var strength: Double
  /// When it is open.
  public var validity: Validity
  let place: Place
}
