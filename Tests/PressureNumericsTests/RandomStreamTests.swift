import PressureNumerics
import Testing

@Suite struct RandomStreamTests {
  /// The known-answer vectors of Random123, the authors' implementation (kat_vectors, philox4x32 10).
  @Test(arguments: [
    (
      SIMD4<UInt32>(repeating: 0), SIMD2<UInt32>(repeating: 0),
      SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      SIMD4<UInt32>(repeating: .max), SIMD2<UInt32>(repeating: .max),
      SIMD4<UInt32>(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      SIMD4<UInt32>(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      SIMD2<UInt32>(0xa409_3822, 0x299f_31d0),
      SIMD4<UInt32>(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ])
  func random123(_ counter: SIMD4<UInt32>, _ key: SIMD2<UInt32>, _ block: SIMD4<UInt32>) {
    #expect(Philox4x32.block(counter: counter, key: key) == block)
  }

  @Test func addressing() {
    let zero = RandomStream(seed: 0, stream: 0)
    #expect(zero.bits(at: 0) == 0xe169_c58d_6627_e8d5)
    #expect(zero.bits(at: 1) == 0x9b00_dbd8_bc57_ac4c)
    #expect(zero.uniform(at: 0) == Double(0xe169_c58d_6627_e8d5 >> 11 as UInt64) / 0x1p53)

    let far = RandomStream(seed: 0x299f_31d0_a409_3822, stream: 0x0370_7344_1319_8a2e)
    let block = Philox4x32.block(
      counter: SIMD4(0x243f_6a88, 0x05a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: SIMD2(0xa409_3822, 0x299f_31d0))
    #expect(far.bits(at: 0x05a3_08d3_243f_6a88 << 1) == UInt64(block[1]) << 32 | UInt64(block[0]))
    #expect(far.bits(at: 0x05a3_08d3_243f_6a88 << 1 | 1) == UInt64(block[3]) << 32 | UInt64(block[2]))
  }

  /// Moments and cells of 100,000 numbers within five standard errors of those of the uniform distribution.
  @Test func uniformity() {
    let stream = RandomStream(seed: 42, stream: 7)
    let count = 100_000
    let numbers = (0..<count).map { stream.uniform(at: UInt64($0)) }
    #expect(numbers.allSatisfy { $0 > 0 && $0 < 1 })
    let n = Double(count)
    #expect(abs(Statistics.mean(numbers) - 0.5) < 5 * (1 / (12 * n)).squareRoot())
    let deviation = Statistics.standardDeviation(numbers)
    // Var of the sample variance: (μ₄ − σ⁴)/n with μ₄ = 1/80.
    #expect(abs(deviation * deviation - 1.0 / 12) < 5 * ((1.0 / 80 - 1.0 / 144) / n).squareRoot())
    var cells = Array(repeating: 0.0, count: 100)
    for number in numbers { cells[Int(number * 100)] += 1 }
    let chiSquare = cells.map { ($0 - n / 100) * ($0 - n / 100) / (n / 100) }.reduce(0, +)
    #expect(abs(chiSquare - 99) < 5 * (2.0 * 99).squareRoot())
    let products = zip(numbers, numbers.dropFirst()).map { ($0 - 0.5) * ($1 - 0.5) }
    #expect(abs(Statistics.mean(products)) < 5 / 12 / n.squareRoot())
  }

  @Test func seedsAndStreamsDiffer() {
    let first = RandomStream(seed: 0, stream: 0)
    for other in [RandomStream(seed: 1, stream: 0), RandomStream(seed: 0, stream: 1)] {
      #expect((0..<64).allSatisfy { first.bits(at: $0) != other.bits(at: $0) })
    }
  }

  /// Each of the 24 orders of four appears about equally often (χ² within five standard deviations).
  @Test func permutationsAreUniform() {
    let draws = 24_000
    var counts: [[Int]: Int] = [:]
    for stream in 0..<draws {
      let order = RandomStream(seed: 3, stream: UInt64(stream)).permutation(of: 4)
      #expect(order.sorted() == [0, 1, 2, 3])
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 24)
    let chiSquare = counts.values.map { Double(($0 - 1000) * ($0 - 1000)) / 1000 }.reduce(0, +)
    #expect(abs(chiSquare - 23) < 5 * (2.0 * 23).squareRoot())
    #expect(RandomStream(seed: 3, stream: 0).permutation(of: 0).isEmpty)
  }
}
