/// How often each of a number of items is drawn in resamples with replacement, as a matrix to multiply with.
public struct BootstrapCounts: Sendable {
  /// The number of items.
  public let items: Int
  /// The number of resamples.
  public let resamples: Int
  /// One column a resample, after a first column of ones: the sample itself. In panels of eight columns, number
  /// item · 8 + lane of each; columns of 0 fill up the last.
  private let counts: [Double]

  /// Draws `resamples` times as many items as there are, each by its own random stream of `seed`.
  ///
  /// Cost: O(items · resamples) time and room.
  ///
  /// - Precondition: there are at least two items and two resamples.
  public init(items: Int, resamples: Int, seed: UInt64) {
    precondition(items > 1 && resamples > 1, "too few to resample")
    self.items = items
    self.resamples = resamples
    var counts = Array(repeating: 0.0, count: items * (resamples + 1).roundedUp(toMultipleOf: 8))
    for item in 0..<items { counts[item * 8] = 1 }
    // Streams far above those of draws, which count from 0.
    let numbers = RandomStream.uniforms(
      seed: seed, draws: BootstrapCounts.firstStream..<BootstrapCounts.firstStream + resamples,
      indices: 0..<items)
    for draw in 0..<items {
      for (resample, number) in numbers.column(draw).enumerated() {
        let (column, item) = (resample + 1, min(Int(number * Double(items)), items - 1))
        counts[(column / 8 * items + item) * 8 + column % 8] += 1
      }
    }
    self.counts = counts
  }

  /// The products of `terms`, which has a column for each item, with the columns, eight at a time: `body` is told the number
  /// of the first and gets a function from a row of `terms` to its products.
  ///
  /// Cost: 2 · rows · items · resamples operations.
  func multiply(_ terms: Matrix, _ body: (Int, (Int) -> SIMD8<Double>) -> Void) {
    let product = PanelProduct(terms)
    let result = Room<Double>(8 * product.paddedRows, 0)
    counts.withUnsafeBufferPointer { counts in
      for column in stride(from: 0, through: resamples, by: 8) {
        product.multiply(counts.baseAddress! + column * items, to: result.start)
        body(column) { UnsafeRawPointer(result.start + 8 * $0).load(as: SIMD8<Double>.self) }
      }
    }
  }

  private static let firstStream = 1 << 62
}
