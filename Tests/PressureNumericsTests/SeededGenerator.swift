@testable import PressureNumerics

/// Random numbers for tests, the same in each run.
struct SeededGenerator: RandomNumberGenerator {
  private let stream: RandomStream
  private var index: UInt64 = 0

  init(seed: UInt64) { stream = RandomStream(seed: seed, stream: 0) }

  mutating func next() -> UInt64 {
    defer { index += 1 }
    return stream.bits(at: index)
  }
}

/// |a − b| / |b|, or |a| where `b` is 0.
func relativeError(_ a: Double, _ b: Double) -> Double { abs(a - b) / (b == 0 ? 1 : abs(b)) }
