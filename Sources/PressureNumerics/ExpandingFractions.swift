@preconcurrency internal import CKernels
internal import SystemMemory

/// The empirical distribution function of an expanding window, at each value in turn: the share of the values so
/// far, the newest included, that are at most the newest. Nothing later is looked at.
///
/// out_t = #{τ ≤ t: x_τ ≤ x_t} / (t + 1), counting t from 0; ties count, so equal values share the higher place.
///
/// Cost: O(T log T), about 10 ns for each of 10,000 values. Values are replaced by their places in the sorted order, found
/// by a radix sort. The places taken so far are bits, and two levels of tables hold the counts before each word and each
/// page of them, to which a new place adds one in a vector instruction each; a Fenwick tree sums what lies above.
///
/// Source: Hollo, Kremer and Lo Duca, ECB Working Paper 1426, 2012, section 3.2 (recursive transformation); Fenwick,
/// Software: Practice and Experience 24, 1994.
///
/// - Precondition: no value is NaN, and there are fewer than 2²⁴.
public func expandingFractions(_ values: [Double]) -> [Double] {
  if values.isEmpty { return [] }
  let scratch = FractionScratch(values.count)
  return [Double](count: values.count) { result in
    values.withUnsafeBufferPointer { expandingFractions($0.baseAddress!, scratch, result) }
  }
}

/// That of each column by itself, on up to `threads` threads.
public func expandingFractions(_ columns: Matrix, threads: Int) -> Matrix {
  let (rows, count) = (columns.rows, columns.columns)
  guard rows > 0, count > 0 else { return columns }
  let storage = [Double](count: rows * count) { result in
    columns.storage.withUnsafeBufferPointer { values in
      // Each block writes a column of its own.
      nonisolated(unsafe) let (values, result) = (values.baseAddress!, result)
      _ = Parallel.workers(blocks: count, threads: threads) {
        FractionScratch(rows)
      } body: { scratch, column in
        expandingFractions(values + column * rows, scratch, result + column * rows)
      }
    }
  }
  return Matrix(rows: rows, columns: count, storage: storage)
}

/// What one thread needs for columns of one length.
private struct FractionScratch: Sendable {
  let count: Int
  /// Entries to sort, and where they go.
  let entries: Room<UInt64>
  /// Places, and the ends of equal values.
  let places: Room<Int32>
  let bits: Room<UInt64>
  let words: Room<UInt16>
  let pages: Room<UInt16>
  let chapters: Room<Int32>

  init(_ count: Int) {
    precondition(count < 1 << 24, "too many values")
    self.count = count
    let chapters = (count + 16383) / 16384
    entries = Room(uninitialized: 2 * count)
    places = Room(uninitialized: 2 * count)
    bits = Room(uninitialized: chapters * 256)
    words = Room(uninitialized: chapters * 256)
    pages = Room(uninitialized: chapters * 16)
    self.chapters = Room(uninitialized: chapters + 1)
  }
}

private func expandingFractions(
  _ values: UnsafePointer<Double>, _ scratch: FractionScratch, _ result: UnsafeMutablePointer<Double>
) {
  let count = scratch.count
  let (places, ends) = (scratch.places.start, scratch.places.start + count)
  orderPlaces(values, count, scratch.entries.start, places, ends)
  VectorKernels.time.expanding(
    places, ends, count, scratch.bits.start, scratch.words.start, scratch.pages.start, scratch.chapters.start,
    result)
}

/// For each value its place in ascending order, equal values in the order in which they come, and the place of the
/// last value that equals it.
private func orderPlaces(
  _ values: UnsafePointer<Double>, _ count: Int, _ entries: UnsafeMutablePointer<UInt64>,
  _ places: UnsafeMutablePointer<Int32>, _ ends: UnsafeMutablePointer<Int32>
) {
  writeEntries(values, count, entries)
  sortByKey(entries, count, entries + count)
  sortRuns(entries, values, count)
  var end = count - 1
  var last = values[Int(entries[end] & indexMask)]
  for place in stride(from: count - 1, through: 0, by: -1) {
    let own = Int(entries[place] & indexMask)
    if values[own] != last { (end, last) = (place, values[own]) }
    places[own] = Int32(truncatingIfNeeded: place)
    ends[own] = Int32(truncatingIfNeeded: end)
  }
}

/// The bits of an entry that hold an index; those above hold the key.
private let indexMask: UInt64 = 1 << 24 - 1
/// The bits of a key, sorted in two passes.
private let keyBits = 22

/// Entries of a key that never falls as values rise, with the index: the place of the value between the least and the
/// greatest, which spreads values evenly; the upper bits of a number where their difference is 0 or not finite.
private func writeEntries(
  _ values: UnsafePointer<Double>, _ count: Int, _ entries: UnsafeMutablePointer<UInt64>
) {
  let isPlaced = VectorKernels.time.place_keys(values, count, entries)
  precondition(isPlaced >= 0, "not a number")
  if isPlaced == 1 { return }
  for i in 0..<count {
    // Adding 0 makes −0 the same as 0. Flipping the sign bit, and all bits of negative numbers, sorts as integers.
    let bits = (values[i] + 0).bitPattern
    let key = bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) >> 63) | 1 << 63)
    entries[i] = (key >> UInt64(64 - keyBits)) << 24 | UInt64(truncatingIfNeeded: i)
  }
}

/// Sorts entries by their keys, equal ones in the order in which they come, by a radix sort in two passes of 11 bits.
private func sortByKey(
  _ entries: UnsafeMutablePointer<UInt64>, _ count: Int, _ other: UnsafeMutablePointer<UInt64>
) {
  withUnsafeTemporaryAllocation(of: Int32.self, capacity: 4096) { offsets in
    offsets.update(repeating: 0)
    let (low, high) = (offsets.baseAddress!, offsets.baseAddress! + 2048)
    for i in 0..<count {
      low[Int(truncatingIfNeeded: entries[i] &>> 24 & 2047)] &+= 1
      high[Int(truncatingIfNeeded: entries[i] &>> 35)] &+= 1
    }
    var (nextLow, nextHigh): (Int32, Int32) = (0, 0)
    for digit in 0..<2048 {
      (low[digit], nextLow) = (nextLow, nextLow &+ low[digit])
      (high[digit], nextHigh) = (nextHigh, nextHigh &+ high[digit])
    }
    for i in 0..<count {
      let digit = Int(truncatingIfNeeded: entries[i] &>> 24 & 2047)
      other[Int(low[digit])] = entries[i]
      low[digit] &+= 1
    }
    for i in 0..<count {
      let digit = Int(truncatingIfNeeded: other[i] &>> 35)
      entries[Int(high[digit])] = other[i]
      high[digit] &+= 1
    }
  }
}

/// Sorts those entries by their values that share a key; there are few, unless values are equal or far from even.
private func sortRuns(
  _ entries: UnsafeMutablePointer<UInt64>, _ values: UnsafePointer<Double>, _ count: Int
) {
  var start = 0
  while start + 1 < count {
    let key = entries[start] & ~indexMask
    var end = start + 1
    if entries[end] & ~indexMask != key {
      start = end
      continue
    }
    while end < count, entries[end] & ~indexMask == key { end += 1 }
    var run = UnsafeMutableBufferPointer(start: entries + start, count: end - start)
    run.sort { a, b in
      let (i, j) = (Int(a & indexMask), Int(b & indexMask))
      return (values[i], i) < (values[j], j)
    }
    start = end
  }
}
