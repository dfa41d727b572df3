/// The sum of `values` as if computed exactly and rounded once, so that it does not depend on their order.
///
/// Partial sums that do not overlap hold the exact sum so far. Where the sum leaves the range of `Double`,
/// or a value is not finite, the result is that of plain addition.
/// Cost: O(n) for values of similar size, O(n · 40) at most.
///
/// Source: Shewchuk, Adaptive Precision Floating-Point Arithmetic, Discrete Comput. Geom. 18, 1997; rounded to
/// nearest, ties to even.
func exactSum(_ values: some Sequence<Double>) -> Double {
  var partials: [Double] = []
  var plain = 0.0
  for value in values {
    plain += value
    var carry = value
    var kept = 0
    for i in partials.indices {
      let (large, small) = abs(carry) < abs(partials[i]) ? (partials[i], carry) : (carry, partials[i])
      let sum = large + small
      let rest = small - (sum - large)
      if rest != 0 {
        partials[kept] = rest
        kept += 1
      }
      carry = sum
    }
    partials.removeSubrange(kept...)
    partials.append(carry)
  }
  guard plain.isFinite, partials.allSatisfy(\.isFinite) else { return plain }
  return rounded(partials)
}

/// The sum of non-overlapping `partials` of increasing magnitude, rounded once.
private func rounded(_ partials: [Double]) -> Double {
  var rest = partials[...]
  guard var sum = rest.popLast() else { return 0 }
  while let next = rest.popLast() {
    let before = sum
    sum += next
    let lost = next - (sum - before)
    guard lost != 0 else { continue }
    // Half-way cases were rounded without the partials below, which break the tie.
    if let below = rest.last, (below < 0) == (lost < 0), sum + 2 * lost - sum == 2 * lost {
      sum += 2 * lost
    }
    break
  }
  return sum
}
