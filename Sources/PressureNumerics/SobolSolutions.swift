/// The indices by the sums of the sample itself and of each of its resamples.
struct SobolSolutions {
  /// The mean and the variance of the sample, outputs being counted from their reference.
  private(set) var mean = 0.0
  private(set) var variance = 0.0
  /// For each index, first-order ones before total and second-order ones, its values by the sample and by each resample.
  private var values: [Double]
  /// The columns of the resamples that have a variance. One without says nothing; it can only be one of very few batches.
  private var varying: [Int] = []
  private let indices: Int
  private let stride: Int

  private typealias Vector = SIMD8<Double>

  /// `terms` has one column a batch, of sums as those of ``SobolSums/width(factors:hasSecondOrder:)``. Terms that are
  /// linear in the output carry the correction to the resample's own mean.
  init(_ terms: Matrix, _ counts: BootstrapCounts, _ factors: Int, hasSecondOrder: Bool) {
    indices = 2 * factors + (hasSecondOrder ? factors * (factors - 1) / 2 : 0)
    stride = (counts.resamples + 1).roundedUp(toMultipleOf: 8)
    values = Array(repeating: 0, count: indices * stride)
    varying.reserveCapacity(counts.resamples)
    // Eight resamples at a time, the first of all being the sample itself.
    counts.multiply(terms) { first, row in
      let n = row(0)
      let mean = (row(1) + row(2)) / (2 * n)
      let variance = (row(3) + row(4)) / (2 * n) - mean * mean
      if first == 0 { (self.mean, self.variance) = (mean[0], max(0, variance[0])) }
      for column in max(1, first)...min(first + 7, counts.resamples) where variance[column - first] > 0 {
        varying.append(column)
      }
      let scale = 1 / (n * variance)
      let solved = SobolSolutions.solve(row, mean, scale, factors, hasSecondOrder: hasSecondOrder)
      values.withUnsafeMutableBytes { values in
        for (index, value) in solved.enumerated() {
          values.storeBytes(
            of: value, toByteOffset: (index * stride + first) * MemoryLayout<Double>.stride, as: Vector.self)
        }
      }
    }
  }

  private static func solve(
    _ row: (Int) -> Vector, _ mean: Vector, _ scale: Vector, _ factors: Int, hasSecondOrder: Bool
  ) -> [Vector] {
    var result: [Vector] = []
    result.reserveCapacity(2 * factors)
    for i in 0..<factors { result.append((row(6 + 3 * i) - mean * row(5 + 3 * i)) * scale) }
    for i in 0..<factors { result.append(row(7 + 3 * i) * scale / 2) }
    if !hasSecondOrder { return result }
    let swapped = 5 + 3 * factors
    for i in 0..<factors {
      for j in (i + 1)..<max(factors, i + 1) {
        let linear = row(5 + 3 * j) + row(swapped + i)
        let product = row(swapped + result.count - factors)
        result.append((product - mean * linear) * scale - result[i] - result[j])
      }
    }
    return result
  }

  /// Each index with its error and its band; to be asked only of a sample that has a variance.
  func estimates(level: Double) -> [SobolIndices.Estimate] {
    values.withUnsafeBufferPointer { values in
      (0..<indices).map { i in
        let own = values[i * stride..<(i + 1) * stride]
        if varying.count < 2 {
          let value = own[own.startIndex]
          return SobolIndices.Estimate(value: value, standardError: 0, lower: value, upper: value)
        }
        let resampled = varying.map { own[own.startIndex + $0] }
        return resampled.withUnsafeBufferPointer { estimate(own[own.startIndex], $0, level) }
      }
    }
  }

  private func estimate(_ value: Double, _ resampled: UnsafeBufferPointer<Double>, _ level: Double)
    -> SobolIndices.Estimate
  {
    var mean = 0.0
    for value in resampled { mean += value }
    mean /= Double(resampled.count)
    var squares = 0.0
    for value in resampled { squares += (value - mean) * (value - mean) }
    let band = SobolSolutions.band(resampled, level: level)
    return SobolIndices.Estimate(
      value: value, standardError: (squares / Double(resampled.count - 1)).squareRoot(), lower: band.lower,
      upper: band.upper)
  }

  /// The quantiles of type 7 at (1 − level)/2 and (1 + level)/2: only the few values beyond them are put in order.
  private static func band(_ values: UnsafeBufferPointer<Double>, level: Double) -> (
    lower: Double, upper: Double
  ) {
    let last = values.count - 1
    let position = (1 - level) / 2 * Double(last)
    let rank = Int(position)
    let most = min(rank + 2, values.count)
    // The least values in rising order, and the greatest in falling.
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * most) { room in
      for i in 0..<most { (room[i], room[most + i]) = (.infinity, -.infinity) }
      for value in values {
        if value < room[most - 1] {
          var i = most - 1
          while i > 0, value < room[i - 1] {
            room[i] = room[i - 1]
            i -= 1
          }
          room[i] = value
        }
        if value > room[2 * most - 1] {
          var i = 2 * most - 1
          while i > most, value > room[i - 1] {
            room[i] = room[i - 1]
            i -= 1
          }
          room[i] = value
        }
      }
      let lower = room[rank] + (position - Double(rank)) * (room[most - 1] - room[rank])
      // The same distance from the other end.
      let upper = (1 + level) / 2 * Double(last)
      let below = Int(upper)
      let (low, high) = (room[most + last - below], room[most + max(last - below - 1, 0)])
      return (lower, low + (upper - Double(below)) * (high - low))
    }
  }
}
