/// Which way pressure moves when an indicator grows.
public enum Direction: String, CaseIterable, Sendable, Hashable, Codable {
  /// More of it is more pressure.
  case raises
  /// More of it is less pressure.
  case relieves

  /// +1 or −1.
  public var sign: Double { self == .raises ? 1 : -1 }
}
