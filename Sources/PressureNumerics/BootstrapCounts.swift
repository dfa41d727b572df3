/// How often each of a number of items is drawn in resamples with replacement, as a matrix to multiply with.
public struct BootstrapCounts: Sendable {
  /// The number of items.
  public let items: Int
  /// The number of resamples.
  public let resamples: Int
  /// One row an item, one column a resample, after a first column of ones: the sample itself.
  let matrix: Matrix

  /// Draws `resamples` times as many items as there are, each by its own random stream of `seed`.
  ///
  /// Cost: O(items · resamples) time and room.
  ///
  /// - Precondition: there are at least two items and two resamples.
  public init(items: Int, resamples: Int, seed: UInt64) {
    precondition(items > 1 && resamples > 1, "too few to resample")
    self.items = items
    self.resamples = resamples
    var counts = Array(repeating: 0.0, count: items * (resamples + 1))
    for i in 0..<items { counts[i] = 1 }
    // Streams far above those of draws, which count from 0.
    let numbers = RandomStream.uniforms(
      seed: seed, draws: BootstrapCounts.firstStream..<BootstrapCounts.firstStream + resamples,
      indices: 0..<items)
    for draw in 0..<items {
      for (resample, number) in numbers.column(draw).enumerated() {
        counts[(resample + 1) * items + min(Int(number * Double(items)), items - 1)] += 1
      }
    }
    matrix = Matrix(rows: items, columns: resamples + 1, storage: counts)
  }

  private static let firstStream = 1 << 62
}
