import PressureNumerics
import Testing

@Suite struct SobolTests {
  @Test func scipy() {
    let plain = SobolSequence(dimensions: 1024, seed: nil)
    for row in DrawGoldens.sobol {
      // scipy's are multiples of 2⁻³², ours lie in the middle of the cell.
      #expect(plain.value(at: Int(row[1]), dimension: Int(row[0])) == row[2] + 0x1p-33)
    }
  }

  /// Of 2ᵏ points, plain or scrambled, each of 2ᵏ equal parts of an axis holds one.
  @Test(arguments: [nil, 0, 7] as [UInt64?])
  func stratification(_ seed: UInt64?) {
    let sequence = SobolSequence(dimensions: 300, seed: seed)
    let points = sequence.points(256..<512)
    for dimension in 0..<300 {
      let cells = Set(points.column(dimension).map { Int($0 * 256) })
      #expect(cells.count == 256)
    }
    #expect(points[3, 299] == sequence.value(at: 259, dimension: 299))
    #expect(sequence.points(5..<5).rows == 0)
  }

  /// Scrambling keeps digital nets: of the first 256 points of two dimensions, as many lie in each of the 256
  /// boxes 2⁻ⁱ × 2⁻⁽⁸⁻ⁱ⁾ as of the plain points (one, since the first two dimensions are a (0, 8, 2)-net).
  @Test func scrambledNet() {
    let points = SobolSequence(dimensions: 2, seed: 42).points(0..<256)
    for i in 0...8 {
      let boxes = Set(
        (0..<256).map { row in
          [Int(points[row, 0] * Double(1 << i)), Int(points[row, 1] * Double(1 << (8 - i)))]
        })
      #expect(boxes.count == 256)
    }
  }

  /// The mean over seeds of a scrambled estimate of ∫xy = ¼ is unbiased, with an error far below the random one.
  @Test func unbiased() {
    let estimates = (0..<40).map { seed -> Double in
      let points = SobolSequence(dimensions: 2, seed: UInt64(seed)).points(0..<128)
      return (0..<128).map { points[$0, 0] * points[$0, 1] }.reduce(0, +) / 128
    }
    let error = Statistics.standardDeviation(estimates)
    // Random points: √(1/9 − 1/16)/√128 = 0.0195.
    #expect(error < 0.004)
    #expect(abs(Statistics.mean(estimates) - 0.25) < 4 * error / 40.0.squareRoot())
  }
}
