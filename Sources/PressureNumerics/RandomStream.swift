/// Random numbers addressed by seed, stream and index: any of them can be had without those before it.
///
/// Each seed has 2⁶⁴ streams of 2⁶⁴ numbers, made by ``Philox4x32``: the seed is the key, the stream the upper
/// half of the counter, and the numbers 2n and 2n + 1 share block n. 0 is a seed like any other.
public struct RandomStream: Hashable, Sendable {
  /// The seed: equal seeds give equal numbers.
  public let seed: UInt64
  /// The number of the stream.
  public let stream: UInt64

  /// Addresses a stream.
  public init(seed: UInt64, stream: UInt64) {
    self.seed = seed
    self.stream = stream
  }

  /// 64 random bits.
  public func bits(at index: UInt64) -> UInt64 {
    let counter = SIMD4(lowHalf: words(index >> 1), highHalf: words(stream))
    let block = Philox4x32.block(counter: counter, key: words(seed))
    let pair = index & 1 == 0 ? block.lowHalf : block.highHalf
    return UInt64(pair[1]) << 32 | UInt64(pair[0])
  }

  /// A number uniform on (0, 1): a multiple of 2⁻⁵³, with 2⁻⁵⁴ in the place of 0.
  public func uniform(at index: UInt64) -> Double {
    max(Double(bits(at: index) >> 11), 0.5) * 0x1p-53
  }

  /// An integer uniform on 0..<`bound`, but for a bias of less than `bound` / 2⁶⁴.
  ///
  /// - Precondition: `bound` is above 0.
  public func integer(below bound: Int, at index: UInt64) -> Int {
    precondition(bound > 0, "nothing lies below \(bound)")
    return Int(bits(at: index).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A random order of 0..<`count`, by the stream's first `count` − 1 numbers (Fisher–Yates).
  public func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in order.indices.dropFirst() {
      order.swapAt(i, integer(below: i + 1, at: UInt64(i - 1)))
    }
    return order
  }

  private func words(_ value: UInt64) -> SIMD2<UInt32> {
    SIMD2(UInt32(truncatingIfNeeded: value), UInt32(value >> 32))
  }
}
