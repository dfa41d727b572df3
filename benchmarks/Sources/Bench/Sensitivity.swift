import PressureNumerics
import RealModule

extension Bench {
  /// An index of three levels (49 indicators in 8 pillars in 2 halves) whose normalisation, imputation, aggregation and
  /// weights of pillars and halves are uncertain: 13 factors.
  static let sensitivity: [String: Workload] = [
    "sensitivity": { parameters in
      let raw = try parameters.matrix()
      let samples = try parameters.integer("samples")
      let resamples = try parameters.integer("resamples")
      let threads = try parameters.integer("threads")
      return {
        let problem = CompositeSensitivity(
          choices: [2, 2, 2], alternatives: Chain.alternatives(raw),
          weights: .group(
            (0..<2).map { half in
              .init(
                weight: 1, spread: 0.5,
                node: .group(
                  (0..<4).map { .init(weight: 1, spread: 0.5, node: .column(4 * half + $0)) }))
            }))
        let indices = problem.indices(
          samples: samples, sampling: .sobol, seed: 42, resamples: resamples, threads: threads)
        var result: Result = [:]
        for (name, outputs) in [("scores", indices.scores), ("ranks", indices.ranks)] {
          let outputs = outputs.compactMap { $0 }
          result["\(name) mean"] = outputs.map(\.mean)
          result["\(name) first"] = outputs.flatMap { $0.first.map(\.value) }
          result["\(name) total"] = outputs.flatMap { $0.total.map(\.value) }
          result["\(name) first error"] = outputs.flatMap { $0.first.map(\.standardError) }
          result["\(name) total error"] = outputs.flatMap { $0.total.map(\.standardError) }
        }
        return result
      }
    }
  ]
}

/// The chain up to the pillars, for each combination of the choices. Values of 0 are missing.
private enum Chain {
  static let pillars = 8

  static func alternatives(_ raw: Matrix) -> [CompositeSensitivity.Alternative] {
    // What aggregation is chosen makes no difference to the columns.
    let normalised = (0..<4).map { number in
      (0..<raw.columns).map { column in
        Self.normalised(imputed(Array(raw.column(column)), number & 1 == 0), number & 2 == 0)
      }
    }
    return (0..<8).map { number in
      let isGeometric = number & 1 == 1
      let columns = normalised[number >> 1]
      var scores = Matrix(repeating: 0, rows: raw.rows, columns: pillars)
      for pillar in 0..<pillars {
        let members = (0..<raw.columns).filter { $0 * pillars / raw.columns == pillar }
        for unit in 0..<raw.rows {
          let values = members.map { columns[$0][unit] }
          let sum = values.reduce(0) { $0 + (isGeometric ? .log($1) : $1) } / Double(values.count)
          scores[unit, pillar] = isGeometric ? .exp(sum) : sum
        }
      }
      return CompositeSensitivity.Alternative(scores, isGeometric ? .geometric : .arithmetic)
    }
  }

  /// Missing values by the median or the mean of those known.
  private static func imputed(_ values: [Double], _ usesMedian: Bool) -> [Double] {
    let known = values.filter { $0 != 0 }
    let substitute = usesMedian ? Statistics.median(known) : Statistics.mean(known)
    return values.map { $0 == 0 ? substitute : $0 }
  }

  /// To 0.01…1 by the range, or by the place in it of z-scores cut off at ±3.
  private static func normalised(_ values: [Double], _ rescales: Bool) -> [Double] {
    if rescales {
      let (least, greatest) = (values.min() ?? 0, values.max() ?? 1)
      return values.map { 0.01 + 0.99 * ($0 - least) / (greatest - least) }
    }
    let (mean, deviation) = (Statistics.mean(values), Statistics.standardDeviation(values))
    return values.map { 0.01 + 0.99 * (min(max(($0 - mean) / deviation, -3), 3) + 3) / 6 }
  }
}
