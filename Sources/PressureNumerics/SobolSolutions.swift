internal import CKernels

/// The indices by the sums of the sample itself and of each of its resamples.
struct SobolSolutions {
  /// The means and variances of the sample and of each resample, outputs being counted from their reference.
  private(set) var means: [Double] = []
  private(set) var variances: [Double] = []
  /// For each index, first-order ones before total and second-order ones, its values by the sample and the resamples
  /// that have a variance.
  private var values: [Double]
  private let indices: Int
  private var columns = 0

  /// `sums` has one column a resample, of sums as those of ``SobolSums/width(factors:hasSecondOrder:)``. Terms that
  /// are linear in the output carry the correction to the resample's own mean.
  init(_ sums: Matrix, _ factors: Int, hasSecondOrder: Bool) {
    indices = 2 * factors + (hasSecondOrder ? factors * (factors - 1) / 2 : 0)
    let stride = sums.columns
    values = Array(repeating: 0, count: indices * stride)
    for column in 0..<stride {
      let start = column * sums.rows
      let n = sums.storage[start]
      let mean = (sums.storage[start + 1] + sums.storage[start + 2]) / (2 * n)
      let variance = max(0, (sums.storage[start + 3] + sums.storage[start + 4]) / (2 * n) - mean * mean)
      means.append(mean)
      variances.append(variance)
      // A resample without variance says nothing; it can only be one of very few batches.
      if variance == 0 { continue }
      let scale = 1 / (n * variance)
      let perFactor = start + 5
      for i in 0..<factors {
        let base = perFactor + 3 * i
        values[i * stride + columns] = (sums.storage[base + 1] - mean * sums.storage[base]) * scale
        values[(factors + i) * stride + columns] = sums.storage[base + 2] * scale / 2
      }
      if hasSecondOrder {
        let swapped = perFactor + 3 * factors
        var pair = 0
        for i in 0..<factors {
          for j in (i + 1)..<max(factors, i + 1) {
            let linear = sums.storage[perFactor + 3 * j] + sums.storage[swapped + i]
            let product = sums.storage[swapped + factors + pair]
            values[(2 * factors + pair) * stride + columns] =
              (product - mean * linear) * scale - values[i * stride + columns] - values[j * stride + columns]
            pair += 1
          }
        }
      }
      columns += 1
    }
  }

  /// Each index with its error and its band; to be asked only of a sample that has a variance.
  func estimates(level: Double) -> [SobolIndices.Estimate] {
    let stride = means.count
    let count = columns - 1
    return values.withUnsafeBufferPointer { values in
      (0..<indices).map { i in
        let value = values[i * stride]
        if count < 2 {
          return SobolIndices.Estimate(value: value, standardError: 0, lower: value, upper: value)
        }
        let resampled = UnsafeBufferPointer(rebasing: values[(i * stride + 1)..<(i * stride + 1 + count)])
        var mean = 0.0
        for value in resampled { mean += value }
        mean /= Double(count)
        var squares = 0.0
        for value in resampled { squares += (value - mean) * (value - mean) }
        let band = SobolSolutions.band(resampled, level: level)
        return SobolIndices.Estimate(
          value: value, standardError: (squares / Double(count - 1)).squareRoot(), lower: band.lower,
          upper: band.upper)
      }
    }
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
