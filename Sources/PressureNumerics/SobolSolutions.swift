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
    let positions = [(1 - level) / 2, (1 + level) / 2].map { $0 * Double(max(count - 1, 0)) }
    let ranks = positions.flatMap { [Int($0), min(Int($0) + 1, count - 1)] }
    var scratch = Array(repeating: 0.0, count: max(count, 1))
    var ordered = Array(repeating: 0.0, count: 4)
    return (0..<indices).map { i in
      let value = values[i * stride]
      guard count > 1 else {
        return SobolIndices.Estimate(value: value, standardError: 0, lower: value, upper: value)
      }
      let resampled = values[(i * stride + 1)..<(i * stride + 1 + count)]
      let mean = resampled.reduce(0, +) / Double(count)
      let squares = resampled.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      resampled.withUnsafeBufferPointer {
        VectorKernels.table.order($0.baseAddress, count, ranks, 4, &scratch, &ordered)
      }
      let ends = positions.enumerated().map { end, position in
        let (below, above) = (ordered[2 * end], ordered[2 * end + 1])
        return below + (position - Double(Int(position))) * (above - below)
      }
      return SobolIndices.Estimate(
        value: value, standardError: (squares / Double(count - 1)).squareRoot(), lower: ends[0],
        upper: ends[1])
    }
  }
}
