internal import PressureNumerics

/// The outputs at the points of some samples of a batch, without those with an evaluation that failed.
struct SensitivityBatch: Sendable {
  private(set) var a: [Double] = []
  private(set) var b: [Double] = []
  private(set) var ab: [[Double]]
  private(set) var ba: [[Double]]
  private(set) var failed = 0

  init(
    _ evaluator: DrawEvaluator, _ column: Int, _ design: SaltelliDesign.Generator, _ samples: Range<Int>,
    hasSecondOrder: Bool
  ) {
    let (plan, layout) = (evaluator.plan, evaluator.layout)
    let (count, factors) = (samples.count, plan.factors.count)
    ab = Array(repeating: [], count: factors)
    ba = hasSecondOrder ? ab : []
    let points = design.points(samples)
    // The factor of each coordinate. Sets are A, B, the AB_i and the BA_i, of which the latter have factor i of the other.
    var factor = Array(repeating: 0, count: plan.dimensions)
    for (number, range) in plan.coordinates.enumerated() { for c in range { factor[c] = number } }
    let sets = 2 + (hasSecondOrder ? 2 : 1) * factors
    var outputs = Array(repeating: Double.nan, count: sets * count)
    let panel = Room<Double>(8 * layout.columns.count, 0)
    points.a.storage.withUnsafeBufferPointer { a in
      points.b.storage.withUnsafeBufferPointer { b in
        DrawWorker(evaluator).evaluate(
          sets * count,
          coordinate: { point, c in
            let (set, sample) = point.quotientAndRemainder(dividingBy: count)
            let swapped = set > 1 && (set - 2) % factors == factor[c]
            let isB = (set == 1 || set >= 2 + factors) != swapped
            return (isB ? b : a)[c * count + sample]
          },
          target: { panel.start },
          use: { members, lanes, _ in
            for (lane, point) in members.enumerated() where lanes & (1 << lane) != 0 {
              outputs[point] = layout.value(column, panel.start, lane: lane)
            }
          })
      }
    }
    for sample in 0..<count {
      if (0..<sets).contains(where: { outputs[$0 * count + sample].isNaN }) {
        failed += 1
        continue
      }
      a.append(outputs[sample])
      b.append(outputs[count + sample])
      for factor in ab.indices { ab[factor].append(outputs[(2 + factor) * count + sample]) }
      for factor in ba.indices { ba[factor].append(outputs[(2 + factors + factor) * count + sample]) }
    }
  }
}
