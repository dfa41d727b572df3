/// Comparisons that put any `count` numbers in ascending order: pairs (i, j), i < j, of which the smaller goes to i.
///
/// Batcher's odd-even merge sort for the next power of two, without the pairs that reach beyond `count`, where
/// nothing but greater numbers would lie. About n log²n / 4 pairs, one after the other, whatever the numbers:
/// eight sets of numbers can be ordered at once in the lanes of a vector.
///
/// Source: Batcher, Sorting networks and their applications, 1968; Knuth, The Art of Computer Programming 3,
/// algorithm 5.2.2 M.
///
/// - Precondition: `count` is at most 65,536.
func sortingNetwork(_ count: Int) -> [(UInt16, UInt16)] {
  precondition(count <= 1 << 16, "too many numbers for a sorting network")
  var pairs: [(UInt16, UInt16)] = []
  var whole = 1
  while whole < count { whole *= 2 }
  var p = whole / 2
  while p > 0 {
    var (q, r, d) = (whole / 2, 0, p)
    while true {
      for i in 0..<max(0, count - d) where i & p == r { pairs.append((UInt16(i), UInt16(i + d))) }
      if q == p { break }
      (d, q, r) = (q - p, q / 2, p)
    }
    p /= 2
  }
  return pairs
}
