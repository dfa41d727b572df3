/// Numbers in the order in which they came, in pieces that are written once: to add more copies none, and to join two
/// lists hands their pieces on.
struct ValuePieces: Sendable {
  /// Some numbers in a room that many pieces share.
  struct Piece: Sendable {
    fileprivate let room: Room<Double>
    fileprivate let first: Int
    /// The number of numbers.
    let count: Int

    fileprivate var values: UnsafeBufferPointer<Double> {
      UnsafeBufferPointer(start: room.start + first, count: count)
    }
  }

  /// Where one thread keeps pieces, in rooms that grow with their number.
  struct Store {
    private var room = Room<Double>(uninitialized: 0)
    private var used = 0

    /// Keeps a copy of `values`.
    mutating func keep(_ values: UnsafeBufferPointer<Double>) -> Piece {
      if used + values.count > room.count {
        let most = 1 << 18
        room = Room(uninitialized: max(values.count, min(most, max(1 << 13, 4 * room.count))))
        used = 0
      }
      if let source = values.baseAddress { (room.start + used).update(from: source, count: values.count) }
      defer { used += values.count }
      return Piece(room: room, first: used, count: values.count)
    }
  }

  private var pieces: [Piece] = []
  /// The number of numbers.
  private(set) var count = 0

  /// Begins with none.
  init() {}

  /// Takes those of an array.
  init(_ values: [Double]) {
    var store = Store()
    values.withUnsafeBufferPointer { append(store.keep($0)) }
  }

  /// Adds a piece.
  mutating func append(_ piece: Piece) {
    pieces.append(piece)
    count += piece.count
  }

  /// Adds those of another list.
  mutating func append(_ other: ValuePieces) {
    pieces += other.pieces
    count += other.count
  }

  /// Copies all numbers to memory that holds as many.
  func copy(to target: UnsafeMutablePointer<Double>) {
    var next = target
    for piece in pieces {
      let values = piece.values
      if let source = values.baseAddress { next.update(from: source, count: values.count) }
      next += values.count
    }
  }

  /// All numbers.
  var all: [Double] {
    [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let start = buffer.baseAddress { copy(to: start) }
      initialized = count
    }
  }

  /// Each `step`-th number from the first on.
  func sample(every step: Int) -> [Double] {
    var result: [Double] = []
    var next = 0
    for piece in pieces {
      let values = piece.values
      while next < values.count {
        result.append(values[next])
        next += step
      }
      next -= values.count
    }
    return result
  }
}
