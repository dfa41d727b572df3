internal import PressureSyntax
public import PressureIndex

/// The days on which something holds, both ends included.
public struct Validity: Hashable, Sendable {
  /// The first day, if there is one.
  public var from: Day?
  /// The last day, if there is one.
  public var until: Day?

  /// Creates a validity.
  public init(from: Day? = nil, until: Day? = nil) {
    self.from = from
    self.until = until
  }

  /// Always.
  public static let always = Validity()

  /// Whether it has no end on either side.
  public var isUnbounded: Bool { from == nil && until == nil }

  /// Whether it holds on `day`. Without a day only what is unbounded holds.
  public func contains(_ day: Day?) -> Bool {
    guard let day else { return isUnbounded }
    return from.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true
  }

  /// Whether some day is in both.
  func overlaps(_ other: Validity) -> Bool {
    func begins(_ a: Validity, byTheEndOf b: Validity) -> Bool {
      guard let from = a.from, let until = b.until else { return true }
      return from <= until
    }
    return begins(self, byTheEndOf: other) && begins(other, byTheEndOf: self)
  }
}

extension Validity {
  /// Reads the keys `from` and `until`; a first day after the last one is reported.
  init<Key>(_ fields: Fields<Key>, from: Key, until: Key, _ problems: Problems) {
    self.init(from: fields.optional(from, Decode.day), until: fields.optional(until, Decode.day))
    if let first = self.from, let last = self.until, last < first, let node = fields[from] {
      problems.report("begins on \(first), after it ends on \(last)", at: node)
    }
  }
}
