/// The empirical distribution function of an expanding window, at each value in turn: the share of the values so
/// far, the newest included, that are at most the newest. Nothing later is looked at.
///
/// out_t = #{τ ≤ t: x_τ ≤ x_t} / (t + 1), counting t from 0; ties count, so equal values share the higher place.
///
/// Cost: O(T log T). Values are replaced by their places in the sorted order, found by a radix sort; the places taken
/// so far are bits, whose numbers a Fenwick tree over words of 64 sums up.
///
/// Source: Hollo, Kremer and Lo Duca, ECB Working Paper 1426, 2012, section 3.2 (recursive transformation); Fenwick,
/// Software: Practice and Experience 24, 1994.
///
/// - Precondition: no value is NaN.
public func expandingFractions(_ values: [Double]) -> [Double] {
  let count = values.count
  guard count > 0 else { return [] }
  let (positions, ends) = placesInOrder(values)
  let words = (count + 63) / 64
  var taken = [UInt64](repeating: 0, count: words)
  // sums[k] counts the bits of a run of words that ends with word k − 1, as long as the lowest bit of k.
  var sums = [Int32](repeating: 0, count: words + 1)
  var result = [Double](repeating: 0, count: count)
  for t in 0..<count {
    let place = Int(positions[t])
    taken[place >> 6] |= 1 << UInt64(place & 63)
    var node = place >> 6 + 1
    while node <= words {
      sums[node] &+= 1
      node += node & -node
    }
    let end = Int(ends[t])
    let word = end >> 6
    var atMost = Int32((taken[word] << UInt64(63 - end & 63)).nonzeroBitCount)
    node = word
    while node > 0 {
      atMost &+= sums[node]
      node &= node - 1
    }
    result[t] = Double(atMost) / Double(t + 1)
  }
  return result
}

/// For each value its place in ascending order, equal values in the order in which they come, and the place of the
/// last value that equals it.
private func placesInOrder(_ values: [Double]) -> (places: [Int32], ends: [Int32]) {
  struct Entry {
    var key: UInt64
    var index: Int32
  }
  precondition(values.count < Int(Int32.max), "too many values")
  var entries = values.enumerated().map { index, value in
    precondition(!value.isNaN, "not a number")
    // Adding 0 makes −0 the same as 0. Flipping the sign bit, and all bits of negative numbers, sorts as integers.
    let bits = (value + 0).bitPattern
    return Entry(key: bits ^ (bits >> 63 == 1 ? .max : 1 << 63), index: Int32(index))
  }
  var other = entries
  let (width, radix) = (UInt64(11), 2048)
  var offsets = [Int](repeating: 0, count: radix)
  for shift in stride(from: UInt64(0), to: 64, by: Int(width)) {
    for digit in 0..<radix { offsets[digit] = 0 }
    for entry in entries { offsets[Int(truncatingIfNeeded: entry.key >> shift) & (radix - 1)] += 1 }
    // Where all share this digit, there is nothing to sort by.
    if offsets[Int(truncatingIfNeeded: entries[0].key >> shift) & (radix - 1)] == entries.count { continue }
    var next = 0
    for digit in 0..<radix { (offsets[digit], next) = (next, next + offsets[digit]) }
    for entry in entries {
      let digit = Int(truncatingIfNeeded: entry.key >> shift) & (radix - 1)
      other[offsets[digit]] = entry
      offsets[digit] += 1
    }
    swap(&entries, &other)
  }
  var places = [Int32](repeating: 0, count: values.count)
  var ends = places
  var end = entries.count - 1
  for place in entries.indices.reversed() {
    if entries[place].key != entries[end].key { end = place }
    places[Int(entries[place].index)] = Int32(place)
    ends[Int(entries[place].index)] = Int32(end)
  }
  return (places, ends)
}
