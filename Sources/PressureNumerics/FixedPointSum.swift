/// The sum of `values` computed exactly and rounded once, as one whole number of the smallest unit among them.
///
/// `nil` where they are too far apart for 128 bits, or a value or the sum is not finite, subnormal or 0 throughout:
/// then ``ExactSum`` takes a few times as long.
/// Cost: two passes without branches that depend on the values.
func fixedPointSum(_ values: UnsafeBufferPointer<Double>) -> Double? {
  var (least, greatest) = (UInt64.max, UInt64.min)
  for value in values where value != 0 {
    let exponent = value.bitPattern >> 52 & 0x7FF
    least = min(least, exponent)
    greatest = max(greatest, exponent)
  }
  let carries = Int.bitWidth - values.count.leadingZeroBitCount
  guard least >= 1, greatest <= 0x7FE, least <= greatest, greatest - least + 53 + UInt64(carries) < 127 else {
    return nil
  }
  var sum: Int128 = 0
  for value in values where value != 0 {
    let bits = value.bitPattern
    let significand = Int128(bits & (1 << 52 - 1) | 1 << 52) &<< Int128(bits >> 52 & 0x7FF - least)
    sum += value < 0 ? -significand : significand
  }
  let rounded = Double(sum)
  // Scaling by a power of two is exact among normal numbers.
  let result = Double(sign: .plus, exponent: Int(least) - 1075, significand: rounded)
  return sum == 0 || (result.isNormal && result.isFinite) ? result : nil
}
