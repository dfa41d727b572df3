/// Sebastiano Vigna's SplitMix64, so that a test's random input is the same every time.
public struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The generator of `seed`; 0 is a seed like any other.
  public init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension RandomNumberGenerator {
  /// Whether an event of this probability happens.
  public mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }

  /// A number in `range` with at most `decimals` decimals.
  public mutating func decimal(_ range: ClosedRange<Double>, _ decimals: Int = 2) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (Double.random(in: range, using: &self) * scale).rounded() / scale
  }

  /// A whole number in `range`.
  public mutating func integer(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// One of `choices`.
  public mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[integer(0...choices.count - 1)] }
}
