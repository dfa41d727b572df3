/// A running sum that is exact until it is read, so that neither the order of its values nor the way they were
/// split over partial sums changes a digit.
///
/// Partial sums that do not overlap hold the exact sum so far. Where the sum leaves the range of `Double`,
/// or a value is not finite, the result is that of plain addition.
/// Cost: constant for values of similar size, 40 additions a value at most; 40 numbers at most are kept.
///
/// Source: Shewchuk, Adaptive Precision Floating-Point Arithmetic, Discrete Comput. Geom. 18, 1997; rounded to
/// nearest, ties to even.
public struct ExactSum: Sendable {
  private var partials: [Double] = []
  private var plain = 0.0

  /// The sum of nothing, 0.
  public init() {}

  /// The sum, rounded once.
  public var value: Double {
    guard plain.isFinite, partials.allSatisfy(\.isFinite) else { return plain }
    return rounded(partials)
  }

  /// Adds a value.
  public mutating func add(_ value: Double) {
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

  /// Adds all that `other` has added.
  public mutating func add(_ other: ExactSum) {
    let plain = plain + other.plain
    for partial in other.partials { add(partial) }
    self.plain = plain
  }
}

/// Equal sums are equal however they came about, and are written alike: by their parts, each the rest of the sum
/// after those before it, rounded.
extension ExactSum: Hashable, Codable {
  private var parts: [Double] {
    guard plain.isFinite else { return [plain] }
    var (rest, parts): (ExactSum, [Double]) = (self, [])
    while rest.value != 0 {
      parts.append(rest.value)
      rest.add(-rest.value)
    }
    return parts
  }

  /// Whether the sums are equal.
  public static func == (a: ExactSum, b: ExactSum) -> Bool { a.parts == b.parts }

  /// Hashes the sum.
  public func hash(into hasher: inout Hasher) { hasher.combine(parts) }

  /// Reads what ``encode(to:)`` wrote.
  public init(from decoder: any Decoder) throws {
    self.init()
    for part in try decoder.singleValueContainer().decode([Double].self) { add(part) }
  }

  /// Writes the parts of the sum.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(parts)
  }
}

/// The sum of `values` as if computed exactly and rounded once, so that it does not depend on their order.
///
/// Cost: O(n), of contiguous values of similar size by whole numbers, of others as ``ExactSum``.
@specialized(where Values == [Double])
func exactSum<Values: Sequence<Double>>(_ values: Values) -> Double {
  if let sum = values.withContiguousStorageIfAvailable(fixedPointSum), let sum { return sum }
  var sum = ExactSum()
  for value in values { sum.add(value) }
  return sum.value
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
