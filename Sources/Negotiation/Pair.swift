/// One value for each of the two sides, indexed 0 and 1 in the order of the model file.
///
/// Formulas are written once, for `side`, with the other side's value as `pair[other: side]`. So swapping the
/// sides of the inputs swaps the results exactly, to the last bit.
@frozen
public struct Pair<Value> {
  /// The value of side 0.
  public var first: Value
  /// The value of side 1.
  public var second: Value

  /// Creates a pair.
  @inlinable
  public init(_ first: Value, _ second: Value) {
    self.first = first
    self.second = second
  }

  /// Creates the pair of `value(0)` and `value(1)`.
  @inlinable
  public init<Failure>(each value: (Int) throws(Failure) -> Value) throws(Failure) {
    self.init(try value(0), try value(1))
  }

  /// The value of `side`, 0 or 1.
  @inlinable
  public subscript(side: Int) -> Value {
    get {
      precondition(side == 0 || side == 1, "a conflict has sides 0 and 1")
      return side == 0 ? first : second
    }
    // In place, so that an array in a pair can be changed without copying it.
    _modify {
      precondition(side == 0 || side == 1, "a conflict has sides 0 and 1")
      if side == 0 { yield &first } else { yield &second }
    }
  }

  /// The value of the side that is not `side`.
  @inlinable
  public subscript(other side: Int) -> Value { self[1 - side] }

  /// The pair of transformed values.
  @inlinable
  public func map<Result, Failure>(
    _ transform: (Value) throws(Failure) -> Result
  ) throws(Failure) -> Pair<Result> {
    Pair<Result>(try transform(first), try transform(second))
  }

  /// The pair with its values exchanged.
  @inlinable
  public var swapped: Pair { Pair(second, first) }
}

extension Pair: Equatable where Value: Equatable {}
extension Pair: Hashable where Value: Hashable {}
extension Pair: Sendable where Value: Sendable {}
