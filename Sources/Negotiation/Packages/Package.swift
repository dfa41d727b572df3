/// A set of concessions that are made together, as a bit mask: bit m stands for the m-th of the concessions that
/// can be made, in the model file's order.
public struct Package: Hashable, Sendable {
  /// The bits.
  public let mask: UInt32

  /// Creates the package of the bits of `mask`.
  public init(mask: UInt32) { self.mask = mask }

  /// Creates the package of the concessions at `positions`.
  public init(_ positions: some Sequence<Int>) {
    mask = positions.reduce(0) { $0 | 1 << UInt32($1) }
  }

  /// No concession: the status quo.
  public static let none = Package(mask: 0)

  /// The number of concessions.
  public var count: Int { mask.nonzeroBitCount }

  /// Whether the concession at `position` is made.
  public func contains(_ position: Int) -> Bool { mask >> UInt32(position) & 1 == 1 }

  /// The positions of the concessions, in the file's order.
  public var positions: [Int] { (0..<32).filter(contains) }

  /// Whether this package comes first among packages of equal merit: fewer concessions, then the one that
  /// holds the earliest concession in the file's order that the other lacks.
  func precedes(_ other: Package) -> Bool {
    if count != other.count { return count < other.count }
    let difference = mask ^ other.mask
    return difference != 0 && mask & (difference & (~difference &+ 1)) != 0
  }
}
