internal import PressureNumerics

/// One thread's draws of an uncertain model: points become panels of eight draws that share a scenario.
///
/// Unchecked, since its room is raw memory; one thread at a time uses it.
final class DrawWorker: @unchecked Sendable {
  let evaluator: DrawEvaluator
  private let u: Room<Double>
  private let events: Room<UInt64>
  private var known: [Int: (scenario: Scenario, room: Scenario.Workspace)?] = [:]
  private let columns: Int

  init(_ evaluator: DrawEvaluator) {
    self.evaluator = evaluator
    columns = evaluator.layout.columns.count
    u = Room(8 * evaluator.dimensions, 0.5)
    events = Room(8, 0)
  }

  /// Evaluates `count` points, up to eight of one scenario at a time, scenarios in order.
  ///
  /// - Parameters:
  ///   - coordinate: a coordinate of a point, by the numbers of both.
  ///   - target: where the next eight draws go: number c · 8 + lane is their column c; finite also where they fail.
  ///   - use: is handed the points, those that succeeded as bits, and their events.
  func evaluate(
    _ count: Int, coordinate: (Int, Int) -> Double, target: () -> UnsafeMutablePointer<Double>,
    use: (ArraySlice<Int>, UInt8, UnsafePointer<UInt64>) -> Void
  ) {
    let plan = evaluator.plan
    var members: [Int: [Int]] = [:]
    if plan.axes.isEmpty {
      members[0] = Array(0..<count)
    } else {
      for point in 0..<count { members[plan.scenario { coordinate(point, $0) }, default: []].append(point) }
    }
    for (number, points) in members.sorted(by: { $0.key < $1.key }) {
      let scenario = scenario(number)
      for first in stride(from: 0, to: points.count, by: 8) {
        let eight = points[first..<min(first + 8, points.count)]
        for (lane, point) in eight.enumerated() {
          for c in 0..<evaluator.dimensions { u.start[8 * c + lane] = coordinate(point, c) }
        }
        let panel = target()
        let wanted = UInt8((1 << eight.count) - 1)
        var succeeded: UInt8 = 0
        if let (scenario, room) = scenario {
          succeeded = scenario.draw(u.start, lanes: wanted, room, to: panel, events: events.start)
          succeeded &= finite(panel)
        }
        clear(panel, except: succeeded)
        use(eight, succeeded, events.start)
      }
    }
  }

  private func scenario(_ number: Int) -> (scenario: Scenario, room: Scenario.Workspace)? {
    if let known = known[number] { return known }
    let made = (try? evaluator.scenario(number).get()).map { ($0, Scenario.Workspace($0)) }
    known[number] = .some(made)
    return made
  }

  /// The draws all of whose numbers are finite.
  private func finite(_ panel: UnsafeMutablePointer<Double>) -> UInt8 {
    var sum = SIMD8<Double>.zero
    for column in 0..<columns { sum += panel.lanes(column) * 0 }
    let isFinite = sum .== .zero
    return (0..<8).reduce(0) { $0 | (isFinite[$1] ? 1 << UInt8($1) : 0) }
  }

  private func clear(_ panel: UnsafeMutablePointer<Double>, except lanes: UInt8) {
    for lane in 0..<8 where lanes & (1 << lane) == 0 {
      for column in 0..<columns { panel[8 * column + lane] = 0 }
    }
  }

  /// The draw at one point; `nil` where it fails.
  func draw(_ point: [Double]) -> DrawValues? {
    let panel = Room<Double>(8 * columns, 0)
    var result: DrawValues?
    evaluate(1, coordinate: { point[$1] }, target: { panel.start }) { [columns] _, succeeded, events in
      if succeeded == 0 { return }
      result = DrawValues(numbers: (0..<columns).map { panel.start[8 * $0] }, events: events[0])
    }
    return result
  }
}
