import CKernels
import Testing

@testable import PressureNumerics

/// The kernels for every set of instructions that this processor has.
private func tables() -> [ck_table] {
  [ck_portable(), ck_avx2(), ck_avx512()].compactMap { $0?.pointee }
}

@Suite struct VectorKernelTests {
  /// Those that go through time agree bit for bit as well.
  @Test func instructionsAgreeThroughTime() {
    let (times, width, stride) = (43, 11, 16)
    var parts = [[Double]](repeating: Array(repeating: .nan, count: times), count: 16)
    for i in 0..<width {
      for t in 0..<times { parts[i][t] = Double((t * (i + 3) * 37) % 101) / 101 }
    }
    let places: [Int32] = (0..<400).map { (t: Int) -> Int32 in Int32((t * 171) % 400) }
    let tables = [ck_portable(), ck_avx2(), ck_avx512()].compactMap { $0 }.map { ck_time($0)!.pointee }
    let results = tables.map { table -> [UInt64] in
      let weights = [0.1]
      var fractions = Array(repeating: 0.0, count: 400)
      var (bits, words) = (Array(repeating: UInt64(0), count: 256), Array(repeating: UInt16(0), count: 256))
      var (pages, chapters) = (Array(repeating: UInt16(0), count: 16), Array(repeating: Int32(0), count: 2))
      var entries = Array(repeating: UInt64(0), count: times)
      #expect(table.place_keys(parts[3], times, &entries) == 1)
      #expect(table.place_keys(parts[15], times, &entries) == -1)
      #expect(table.place_keys(weights + weights, 2, &entries) == 0)
      table.expanding(places, places, 400, &bits, &words, &pages, &chapters, &fractions)
      var (deviations, scaled) = (
        Array(repeating: 0.0, count: times * stride), Array(repeating: 0.0, count: times * stride)
      )
      var (weighted, out) = (Array(repeating: 0.0, count: times * 8), Array(repeating: 0.0, count: times * 8))
      var covariances = (0..<8 * width).map { Double($0) / 100 }
      for block in 0..<2 {
        var variances = Array(repeating: 1.0 / 12, count: 8)
        let columns = UnsafeMutablePointer<Double>.allocate(capacity: 8 * times)
        defer { columns.deallocate() }
        for i in 0..<8 { (columns + i * times).update(from: parts[block * 8 + i], count: times) }
        weights.withUnsafeBufferPointer { weight in
          deviations.withUnsafeMutableBufferPointer { deviations in
            scaled.withUnsafeMutableBufferPointer { scaled in
              table.ciss_scale(
                (0..<8).map { UnsafePointer(columns + $0 * times) }, (0..<8).map { _ in weight.baseAddress! },
                0, 0, times, 0.93, &variances, deviations.baseAddress! + block * 8,
                scaled.baseAddress! + block * 8,
                &weighted, stride)
            }
          }
        }
      }
      table.ciss_rows(deviations, scaled, stride, 8, width, times, 0.93, &covariances, &out, times)
      return entries + (fractions + deviations + scaled + weighted + out + covariances).map(\.bitPattern)
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  /// The batch is ``RandomStream`` number by number, whatever the first index and the place in the batch.
  @Test(arguments: [(0..<8, 0..<5), (3..<20, 1..<4), (1 << 33..<(1 << 33) + 3, 7..<8), (5..<5, 0..<3)])
  func uniformsAreThoseOfTheStreams(_ draws: Range<Int>, _ indices: Range<Int>) {
    let numbers = RandomStream.uniforms(seed: 0x1234_5678_9abc_def0, draws: draws, indices: indices)
    #expect(numbers.rows == draws.count && numbers.columns == indices.count)
    for (row, draw) in draws.enumerated() {
      let stream = RandomStream(seed: 0x1234_5678_9abc_def0, stream: UInt64(draw))
      for (column, index) in indices.enumerated() {
        #expect(numbers[row, column] == stream.uniform(at: UInt64(index)))
      }
    }
  }

  /// All sets of instructions agree bit for bit.
  @Test func instructionsAgree() {
    let results = tables().map { table -> [UInt64] in
      var uniforms = Array(repeating: 0.0, count: 16 * 9)
      table.uniforms(99, 1 << 40, 16, 3, 9, &uniforms, 16)
      var points = Array(repeating: 0.0, count: 100)
      let directions = (0..<32).map { UInt32(1) << $0 }
      table.sobol(directions, 77, 13, 100, &points)
      let x = (0..<800).map { 1e-300 * Double.exp2(Double($0) * 2.4) * (1 + Double($0) / 801) }
      var logarithms = Array(repeating: 0.0, count: 800)
      table.log(x, 800, &logarithms)
      var exponentials = logarithms
      table.exp(logarithms.map { $0 / 1.1 }, 800, &exponentials)
      return (uniforms + points + logarithms + exponentials).map(\.bitPattern)
    }
    let agree = results.allSatisfy { $0 == results[0] }
    #expect(agree)
  }

  /// Within 1 ulp of the C library's logarithm, and 2 of its exponential, over their ranges.
  @Test func logarithmAndExponential() {
    let count = 8000
    let stream = RandomStream(seed: 5, stream: 0)
    var x = (0..<count).map { Double.exp(1400 * stream.uniform(at: UInt64($0)) - 700) }
    x.replaceSubrange(0..<4, with: [1, 1 + 0x1p-52, 1 - 0x1p-53, .leastNormalMagnitude])
    var y = x
    VectorKernels.table.log(x, count, &y)
    for (value, log) in zip(x, y) { #expect(abs(log - .log(value)) <= Double.log(value).ulp) }
    let exponents = (0..<count).map { 1400 * stream.uniform(at: UInt64($0)) - 700 }
    VectorKernels.table.exp(exponents, count, &y)
    for (value, exp) in zip(exponents, y) { #expect(abs(exp - .exp(value)) <= 2 * Double.exp(value).ulp) }
  }
}
