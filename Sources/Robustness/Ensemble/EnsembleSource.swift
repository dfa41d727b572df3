internal import PressureNumerics
internal import Synchronization

/// One thread's draws of an ensemble.
///
/// Unchecked, since its room is raw memory; one thread at a time uses it.
final class EnsembleSource: DrawSource, @unchecked Sendable {
  private(set) var events: EventTally
  private let worker: DrawWorker
  private let points: DrawPoints
  private let panels: Room<Double>
  private let stride: Int

  init(_ evaluator: DrawEvaluator, _ points: DrawPoints) {
    self.points = points
    worker = DrawWorker(evaluator)
    events = EventTally(evaluator.layout)
    stride = 8 * evaluator.layout.columns.count
    panels = Room(2 * stride, 0)
  }

  func make(_ draws: Range<Int>, _ sink: PanelSink) {
    let points = points.points(draws)
    let rows = draws.count
    let (first, second) = (panels.start, panels.start + stride)
    let layout = worker.evaluator.layout
    // Ranks are counted of two panels at once.
    var waiting: UInt8?
    points.storage.withUnsafeBufferPointer { points in
      worker.evaluate(
        rows, coordinate: { points[$1 * rows + $0] }, target: { waiting == nil ? first : second }
      ) { members, lanes, events in
        self.events.add(waiting == nil ? first : second, lanes: lanes, events, layout)
        for (lane, member) in members.enumerated() where lanes & (1 << lane) == 0 {
          self.events.fail(draws.lowerBound + member)
        }
        if let before = waiting {
          sink.add(first, second, lanes: UInt16(lanes) << 8 | UInt16(before))
          waiting = nil
        } else {
          waiting = lanes
        }
      }
    }
    if let before = waiting { sink.add(first, first, lanes: UInt16(before)) }
  }
}

/// The sources of a run, one a thread.
final class EnsembleSources: Sendable {
  private let all = Mutex<[EnsembleSource]>([])

  /// Another source.
  func make(_ evaluator: DrawEvaluator, _ points: DrawPoints) -> EnsembleSource {
    let source = EnsembleSource(evaluator, points)
    all.withLock { $0.append(source) }
    return source
  }

  /// What all of them counted.
  func events(_ layout: OutputLayout) -> EventTally {
    all.withLock { $0.reduce(into: EventTally(layout)) { $0.merge($1.events) } }
  }
}
