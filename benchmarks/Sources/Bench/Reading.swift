import PressureIndex

extension Bench {
  /// Reading observations from a large file.
  static let reading: [String: Workload] = [
    "reading": { parameters in
      let path = try parameters.text("path")
      let sides = try parameters.integer("sides")
      let series = try parameters.integer("series")
      return {
        let observations = try Observations.read(
          [DataFile(path)], base: "", sides: (0..<sides).map { "side-\($0)" },
          series: (0..<series).map { "series-\($0)" })
        var sum = 0.0
        for side in 0..<sides {
          for number in 0..<series {
            guard let values = observations.series(side: side, series: number) else { continue }
            for value in values.values { sum += value }
          }
        }
        return ["rows": [Double(observations.rowCount)], "sum": [sum]]
      }
    }
  ]
}
