/// Ranks, and correlations that depend on order alone: no monotone transform of either sample changes them.
public enum RankCorrelation {
  /// The rank of each value, 1 for the smallest; equal values share the mean of their ranks.
  ///
  /// Cost: O(n log n).
  public static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var result = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for position in start..<end { result[order[position]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return result
  }

  /// Spearman's ρ: Pearson's correlation of the ranks, ties with their mean rank; `nil` where there are fewer than
  /// two values or one sample is constant.
  ///
  /// Cost: O(n log n).
  ///
  /// - Precondition: both samples have one length.
  public static func spearman(_ x: [Double], _ y: [Double]) -> Double? {
    precondition(x.count == y.count, "samples of different lengths")
    guard x.count >= 2 else { return nil }
    let (a, b) = (ranks(x), ranks(y))
    let middle = Double(x.count + 1) / 2
    // Ranks are halves of whole numbers, so that these sums are exact for samples below 10⁵ values.
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for i in a.indices {
      let (p, q) = (a[i] - middle, b[i] - middle)
      ab += p * q
      aa += p * p
      bb += q * q
    }
    return aa > 0 && bb > 0 ? min(1, max(-1, ab / (aa.squareRoot() * bb.squareRoot()))) : nil
  }

  /// Kendall's τ_b = (C − D)/√((n₀ − n₁)(n₀ − n₂)): C concordant and D discordant of the n₀ pairs, of which n₁
  /// are tied in `x` and n₂ in `y`; `nil` where there are fewer than two values or one sample is constant.
  ///
  /// Cost: O(n log n). Source: Knight, J. Am. Stat. Assoc. 61, 1966.
  ///
  /// - Precondition: both samples have one length.
  public static func kendall(_ x: [Double], _ y: [Double]) -> Double? {
    precondition(x.count == y.count, "samples of different lengths")
    let order = x.indices.sorted { x[$0] < x[$1] || x[$0] == x[$1] && y[$0] < y[$1] }
    let pairs = x.count * (x.count - 1) / 2
    let tiedInX = tiedPairs(order) { x[$0] == x[$1] }
    let tiedInBoth = tiedPairs(order) { x[$0] == x[$1] && y[$0] == y[$1] }
    var sorted = order.map { y[$0] }
    var spare = sorted
    let discordant = inversions(&sorted, &spare, 0..<sorted.count)
    let tiedInY = tiedPairs(Array(sorted.indices)) { sorted[$0] == sorted[$1] }
    let (a, b) = (Double(pairs - tiedInX), Double(pairs - tiedInY))
    guard a > 0, b > 0 else { return nil }
    let difference = Double(pairs - tiedInX - tiedInY + tiedInBoth - 2 * discordant)
    return min(1, max(-1, difference / (a.squareRoot() * b.squareRoot())))
  }

  /// The number of pairs within runs of neighbours that are equal.
  private static func tiedPairs(_ order: [Int], _ isEqual: (Int, Int) -> Bool) -> Int {
    var (result, run) = (0, 0)
    for (a, b) in zip(order, order.dropFirst()) {
      run = isEqual(a, b) ? run + 1 : 0
      result += run
    }
    return result
  }

  /// Sorts the values in `range` and counts the pairs that were the wrong way round.
  private static func inversions(_ values: inout [Double], _ spare: inout [Double], _ range: Range<Int>)
    -> Int
  {
    guard range.count > 1 else { return 0 }
    let middle = range.lowerBound + range.count / 2
    var count = inversions(&values, &spare, range.lowerBound..<middle)
    count += inversions(&values, &spare, middle..<range.upperBound)
    var (left, right) = (range.lowerBound, middle)
    for position in range {
      if right == range.upperBound || left < middle && values[left] <= values[right] {
        spare[position] = values[left]
        left += 1
      } else {
        spare[position] = values[right]
        right += 1
        count += middle - left
      }
    }
    values.replaceSubrange(range, with: spare[range])
    return count
  }
}
