internal import CKernels

/// One thread's work on a ``CompositeSensitivity``.
///
/// The samples of a block are put in the order of the alternatives that their points A, then B, take, so that the eight of a
/// panel mostly share one. A panel is scored by each alternative that its draws take, and each draw keeps its own.
///
/// Unchecked, since its room is raw memory; one thread at a time uses it.
final class SensitivityWorker: @unchecked Sendable {
  private let problem: CompositeSensitivity
  private let design: SaltelliDesign.Generator
  /// The numbers between panels.
  private let stride: Int
  /// Those of each set one after another: of A, of B, and of each AB_i.
  private let scores: Room<Double>
  private let places: Room<Double>
  private let weights: Room<Double>
  private let scratch: Room<Double>
  private let panel: Room<Double>
  private let keys: Room<UInt32>
  private let counted: Room<Double>
  /// Uniform numbers of A and of B: one row a factor, in the order of the panels.
  private let a: Room<Double>
  private let b: Room<Double>
  /// The alternative of each draw of a set, and what the choices of A and of B add to it: one row a choice.
  private let alternatives: Room<Int32>
  private let alternativesOfA: Room<Int32>
  private let partsOfA: Room<Int32>
  private let partsOfB: Room<Int32>
  private let references: Room<Double>

  private static let batch = CompositeSensitivity.batch
  /// How many panels of each set are scored, ranked and summed up before the next: an even number, so few that all sets
  /// stay in the cache.
  private static let chunk = 8

  init(_ problem: CompositeSensitivity, _ design: SaltelliDesign.Generator) {
    self.problem = problem
    self.design = design
    stride = 8 * problem.alternatives[0].paddedUnits
    let (batch, factors) = (SensitivityWorker.batch, problem.factors)
    scores = Room((factors + 2) * SensitivityWorker.chunk * stride, 0)
    places = Room((factors + 2) * SensitivityWorker.chunk * stride, 0)
    weights = Room(8 * problem.steps.columns.count, 0)
    scratch = Room(problem.steps.scratchCount, 0)
    panel = Room(stride, 0)
    keys = Room(16 * problem.units.roundedUp(toMultipleOf: 16), 0)
    counted = Room(batch, 0)
    a = Room(batch * factors, 0.5)
    b = Room(batch * factors, 0.5)
    alternatives = Room(batch, 0)
    alternativesOfA = Room(batch, 0)
    partsOfA = Room(batch * max(1, problem.choices.count), 0)
    partsOfB = Room(batch * max(1, problem.choices.count), 0)
    references = Room(2 * problem.units, Double(problem.units + 1) / 2)
    for (unit, value) in problem.references.enumerated() { references.start[unit] = value }
  }

  /// Evaluates the samples of a block at all points, and writes the sums of the scores of each unit, then of the ranks of
  /// each: `width` numbers of each.
  func add(_ samples: Range<Int>, to sums: UnsafeMutablePointer<Double>, width: Int) {
    let panels = arrange(samples)
    let sets = problem.factors + 2
    sums.update(repeating: 0, count: 2 * problem.units * width)
    for first in Swift.stride(from: 0, to: panels, by: SensitivityWorker.chunk) {
      let range = first..<min(first + SensitivityWorker.chunk, panels)
      for set in 0..<sets { evaluate(set, range) }
      rank(panels: sets * range.count)
      for (output, room) in [scores, places].enumerated() {
        let first = output * problem.units
        sum(range, room, references.start + first, to: sums + first * width)
      }
    }
  }

  /// Draws the points and puts them in order; returns the number of panels, which is even.
  private func arrange(_ samples: Range<Int>) -> Int {
    let (pointsA, pointsB) = design.points(samples)
    let count = samples.count
    let keys = (0..<count).map { sample in
      let own = problem.alternative { pointsA.storage[$0 * count + sample] }
      let other = problem.alternative { pointsB.storage[$0 * count + sample] }
      return ((own * problem.alternatives.count + other) << 32) + sample
    }
    var order = keys.sorted().map { $0 & (1 << 32 - 1) }
    // What fills the last panels is not counted. There B is A, so that no change is seen.
    let padded = count.roundedUp(toMultipleOf: 16)
    order += Array(repeating: order[count - 1], count: padded - count)
    let batch = SensitivityWorker.batch
    for place in 0..<padded { counted.start[place] = place < count ? 1 : 0 }
    for factor in 0..<problem.factors {
      let (ownA, ownB) = (a.start + factor * batch, b.start + factor * batch)
      for place in 0..<padded {
        let sample = factor * count + order[place]
        ownA[place] = pointsA.storage[sample]
        ownB[place] = place < count ? pointsB.storage[sample] : ownA[place]
      }
    }
    for choice in problem.choices.indices {
      for place in choice * batch..<choice * batch + padded {
        partsOfA.start[place] = Int32(problem.part(choice, a.start[place]))
        partsOfB.start[place] = Int32(problem.part(choice, b.start[place]))
      }
    }
    return padded / 8
  }

  /// Whether a set takes a factor from B: that is B itself, and AB_i for i alone.
  private func isOfB(_ factor: Int, in set: Int) -> Bool { set == 1 || set - 2 == factor }

  private func evaluate(_ set: Int, _ panels: Range<Int>) {
    let (batch, choices) = (SensitivityWorker.batch, problem.choices.count)
    let alternatives = set == 0 ? alternativesOfA : alternatives
    for place in 8 * panels.lowerBound..<8 * panels.upperBound { alternatives.start[place] = 0 }
    for choice in 0..<choices {
      let parts = (isOfB(choice, in: set) ? partsOfB : partsOfA).start + choice * batch
      for place in 8 * panels.lowerBound..<8 * panels.upperBound { alternatives.start[place] += parts[place] }
    }
    let uniforms = (choices..<problem.factors).map { factor -> UnsafePointer<Double>? in
      UnsafePointer((isOfB(factor, in: set) ? b : a).start + factor * batch)
    }
    // Where nothing but a choice is changed, the draws that keep their alternative keep their scores.
    let isChoice = set >= 2 && set < 2 + choices
    for number in panels {
      let own = alternatives.start + 8 * number
      let ofA = scores.start + (number - panels.lowerBound) * stride
      let target = ofA + set * panels.count * stride
      var rest: UInt8 = 0xff
      if isChoice {
        for lane in 0..<8 where own[lane] == alternativesOfA.start[8 * number + lane] {
          rest &= ~(1 << UInt8(lane))
        }
        target.update(from: ofA, count: stride)
      }
      if rest == 0 { continue }
      problem.steps.fill(weights.start, uniforms: uniforms, first: 8 * number, scratch: scratch.start)
      score(own, draws: rest, to: target)
    }
  }

  /// The scores of some draws of a panel with the weights at hand, each by its own alternative.
  private func score(
    _ alternatives: UnsafePointer<Int32>, draws: UInt8, to target: UnsafeMutablePointer<Double>
  ) {
    let units = stride / 8
    var rest = draws
    while rest != 0 {
      let alternative = alternatives[rest.trailingZeroBitCount]
      var own: UInt8 = 0
      for lane in 0..<8 where alternatives[lane] == alternative { own |= 1 << UInt8(lane) }
      let isWhole = rest == 0xff
      problem.alternatives[Int(alternative)].score(
        0..<units, weights.start, to: isWhole ? target : panel.start)
      if !isWhole { VectorKernels.table.take(panel.start, units, own, target) }
      rest &= ~own
    }
  }

  private func rank(panels count: Int) {
    for number in Swift.stride(from: 0, to: count, by: 2) {
      let offset = number * stride
      VectorKernels.table.places(
        scores.start + offset, scores.start + offset + stride, problem.units, keys.start,
        places.start + offset, places.start + offset + stride)
    }
  }

  /// Adds the sums of some panels.
  private func sum(
    _ panels: Range<Int>, _ outputs: Room<Double>, _ references: UnsafePointer<Double>,
    to sums: UnsafeMutablePointer<Double>
  ) {
    let sets = (0..<problem.factors + 2).map {
      Optional(UnsafePointer(outputs.start + $0 * panels.count * stride))
    }
    VectorKernels.table.saltelli(
      sets, problem.factors, problem.units, panels.count, stride, counted.start + 8 * panels.lowerBound,
      references, sums)
  }
}
