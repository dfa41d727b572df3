/// A line of `values` over time in block characters, from the lowest to the highest of `range`; a blank where there is
/// no value.
///
/// With more values than `width` each sign is the mean of the values that fall on it.
func sparkline(_ values: [Double?], range: ClosedRange<Double>? = nil, width: Int = 40) -> String {
  let known = values.compactMap(\.self)
  guard let least = range?.lowerBound ?? known.min(), let greatest = range?.upperBound ?? known.max() else {
    return ""
  }
  let signs = Array("▁▂▃▄▅▆▇█")
  let count = min(width, values.count)
  return String(
    (0..<count).map { position -> Character in
      let cell = values[position * values.count / count..<(position + 1) * values.count / count]
      let known = cell.compactMap(\.self)
      if known.isEmpty { return " " }
      let mean = known.reduce(0, +) / Double(known.count)
      let share = greatest > least ? (mean - least) / (greatest - least) : 0
      return signs[min(signs.count - 1, max(0, Int(share * Double(signs.count))))]
    })
}
