import PressureNumerics
import TestSupport
import Testing

@testable import PressureIndex

/// What numpy and scipy made of random scores: Goldens/weights.py.
struct WeightGoldens {
  static let file = Result { try JSON(Repository.text("Tests/PressureIndexTests/Goldens/weights.json")) }

  static func matrix(_ json: JSON) -> Matrix { Matrix(rows: json.array.map(numbers)) }

  static func numbers(_ json: JSON) -> [Double] { json.array.compactMap(\.number) }

  /// The names of the samples.
  static let samples = ["two columns", "complete", "gaps", "many"]

  static func sample(_ name: String) throws -> (golden: JSON, sample: ScoreSample) {
    let golden = try file.get()["samples"].item("name", name)
    return (golden, ScoreSample(matrix(golden["values"]), mask: matrix(golden["mask"])))
  }
}

/// Whether two lists of numbers agree to 1e-10, the tolerance to which independent implementations must.
func agree(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-10) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
}

/// Every weighting that is learned from scores and has one vector, with default options.
let learnedWeightings: [Weighting] =
  Weighting.Statistic.allCases.map { .statistic($0, pool: .all) } + [
    .principalComponent(isOpposingZero: false, pool: .all),
    .factor(eigenvalueAbove: 1, isOpposingZero: false, pool: .all),
    .equalImportance(targets: [:], pool: .all),
  ]

extension Weighting {
  /// The weights learned from `sample`, whose children are named by letters.
  func weights(_ sample: ScoreSample) throws -> [Double] {
    try learnedWeights(sample, ids: sample.letters).vectors[0]
  }
}

extension ScoreSample {
  /// a, b, c, … for the children.
  var letters: [String] { (0..<children).map { String(UnicodeScalar(UInt8(97 + $0))) } }

  /// The sample with its rows and columns in another order.
  func reordered(rows: [Int], columns: [Int]) -> ScoreSample {
    func reordered(_ matrix: Matrix) -> Matrix {
      Matrix(rows: rows.map { r in columns.map { matrix[r, $0] } })
    }
    return ScoreSample(reordered(values), mask: reordered(mask))
  }
}
