internal import CKernels

/// One thread's work on a ``CompositeSensitivity``.
///
/// The samples of a block are put in the order of the alternatives that their points A take, so that eight of them
/// share one; then the points AB_i of uncertain weights do so too. Only those of B and of changed choices have to be
/// scored in another order and brought back.
///
/// Unchecked, since its room is raw memory; one thread at a time uses it.
final class SensitivityWorker: @unchecked Sendable {
  /// The sums of a block.
  struct Row: Sendable {
    let block: Int
    let samples: Int
    /// Those of the scores of each unit, then of the ranks of each.
    let sums: [Double]
  }

  private(set) var rows: [Row] = []

  private let problem: CompositeSensitivity
  private let design: SaltelliDesign.Generator
  private let network: [UInt16]
  /// The numbers between panels, and the most panels of a set.
  private let stride: Int
  private let panels: Int
  private let scores: Room<Double>
  private let places: Room<Double>
  private let weights: Room<Double>
  private let panel: Room<Double>
  private let keys: Room<UInt32>
  private let counted: Room<Double>
  /// Uniform numbers of A and of B: one row a factor, in the order of the panels.
  private let a: Room<Double>
  private let b: Room<Double>
  private let references: Room<Double>

  init(_ problem: CompositeSensitivity, _ design: SaltelliDesign.Generator, network: [UInt16]) {
    self.problem = problem
    self.design = design
    self.network = network
    stride = 8 * problem.alternatives[0].paddedUnits
    panels = CompositeSensitivity.batch / 8 + problem.alternatives.count
    let sets = problem.factors + 2
    // One panel more, for ranks are found of two at once.
    scores = Room((sets * panels + 1) * stride, 0)
    places = Room((sets * panels + 1) * stride, 0)
    weights = Room(8 * problem.steps.columns.count, 0)
    panel = Room(stride, 0)
    keys = Room(16 * problem.units, 0)
    counted = Room(8 * panels, 0)
    a = Room(8 * panels * problem.factors, 0.5)
    b = Room(8 * panels * problem.factors, 0.5)
    references = Room(2 * problem.units, Double(problem.units + 1) / 2)
    for (unit, value) in problem.references.enumerated() { references.start[unit] = value }
  }

  /// Evaluates the samples of a block at all points, and keeps their sums.
  func add(_ block: Int, samples: Range<Int>) {
    let used = arrange(samples)
    for set in 0..<problem.factors + 2 { evaluate(set, used) }
    rank(panels: (problem.factors + 2) * used)
    rows.append(Row(block: block, samples: samples.count, sums: sums(used)))
  }

  /// Draws the points and puts them in order; returns the number of panels.
  private func arrange(_ samples: Range<Int>) -> Int {
    let (pointsA, pointsB) = design.points(samples)
    return pointsA.storage.withUnsafeBufferPointer { pointsA in
      pointsB.storage.withUnsafeBufferPointer { arrange(pointsA, $0, samples.count) }
    }
  }

  private func arrange(
    _ pointsA: UnsafeBufferPointer<Double>, _ pointsB: UnsafeBufferPointer<Double>, _ count: Int
  ) -> Int {
    var members = Array(repeating: [Int](), count: problem.alternatives.count)
    for sample in 0..<count { members[problem.alternative { pointsA[$0 * count + sample] }].append(sample) }
    counted.fill(0)
    let (a, b, stride) = (a.start, b.start, 8 * panels)
    var place = 0
    for group in members {
      for sample in group {
        counted.start[place] = 1
        for factor in 0..<problem.factors {
          a[factor * stride + place] = pointsA[factor * count + sample]
          b[factor * stride + place] = pointsB[factor * count + sample]
        }
        place += 1
      }
      // What fills a panel takes the alternative of its sample, and is not counted.
      while place % 8 != 0 {
        for factor in 0..<problem.factors {
          let row = factor * stride + place
          (a[row], b[row]) = (a[row - 1], b[row - 1])
        }
        place += 1
      }
    }
    return place / 8
  }

  /// The uniform number of a factor in a set: of A, of B, or of AB_i.
  private func uniforms(_ factor: Int, in set: Int) -> UnsafeMutablePointer<Double> {
    let isB = set == 1 || set - 2 == factor
    return (isB ? b.start : a.start) + factor * 8 * panels
  }

  private func evaluate(_ set: Int, _ used: Int) {
    let out = scores.start + set * used * stride
    let choices = problem.choices.count
    func alternative(_ place: Int) -> Int { problem.alternative { uniforms($0, in: set)[place] } }
    func score(_ alternative: Int, to target: UnsafeMutablePointer<Double>, _ uniform: (Int) -> SIMD8<Double>)
    {
      problem.steps.fill(weights.start, uniform: uniform)
      let packed = problem.alternatives[alternative]
      packed.score(0..<packed.paddedUnits, weights.start, to: target)
    }
    if set != 1 && set - 2 >= choices || set == 0 {
      for number in 0..<used {
        score(alternative(8 * number), to: out + number * stride) { factor in
          UnsafeRawPointer(uniforms(choices + factor, in: set) + 8 * number).loadUnaligned(
            as: SIMD8<Double>.self)
        }
      }
      return
    }
    var members = Array(repeating: [Int](), count: problem.alternatives.count)
    for place in 0..<8 * used { members[alternative(place)].append(place) }
    for (alternative, places) in members.enumerated() {
      for start in Swift.stride(from: 0, to: places.count, by: 8) {
        let part = Array(places[start..<min(start + 8, places.count)])
        score(alternative, to: panel.start) { factor in
          let row = uniforms(choices + factor, in: set)
          var vector = SIMD8<Double>(repeating: 0.5)
          for (lane, place) in part.enumerated() { vector[lane] = row[place] }
          return vector
        }
        for (lane, place) in part.enumerated() {
          let column = out + place / 8 * stride + place % 8
          for unit in 0..<problem.units { column[8 * unit] = panel.start[8 * unit + lane] }
        }
      }
    }
  }

  private func rank(panels count: Int) {
    for number in Swift.stride(from: 0, to: count, by: 2) {
      let offset = number * stride
      VectorKernels.table.places(
        scores.start + offset, scores.start + offset + stride, problem.units, network, network.count / 2,
        keys.start, places.start + offset, places.start + offset + stride)
    }
  }

  private func sums(_ used: Int) -> [Double] {
    let (sets, units) = (problem.factors + 2, problem.units)
    let width = SobolSums.width(factors: problem.factors, hasSecondOrder: false) - 1
    return [Double](unsafeUninitializedCapacity: 2 * units * width) { buffer, count in
      if let start = buffer.baseAddress {
        for (output, room) in [scores, places].enumerated() {
          let pointers = (0..<sets).map { Optional(UnsafePointer(room.start + $0 * used * stride)) }
          VectorKernels.table.saltelli(
            pointers, problem.factors, units, used, stride, counted.start, references.start + output * units,
            start + output * units * width)
        }
      }
      count = buffer.count
    }
  }
}
