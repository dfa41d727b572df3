internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A bar with rate and time left on a terminal's standard error, for work that takes more than a second.
final class ProgressBar: Sendable {
  private struct State {
    var shownAt: Duration?
  }

  private let total: Int
  private let unit: String
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let state = Mutex(State())

  /// Whether standard error is a terminal that can redraw a line.
  let isShown: Bool

  init(total: Int, unit: String) {
    self.total = total
    self.unit = unit
    start = clock.now
    isShown = Terminal.showsProgress
  }

  /// What to tell of the progress; `nil` where nobody would see it.
  var handler: (@Sendable (Int) -> Void)? {
    guard isShown else { return nil }
    return { self.update($0) }
  }

  /// Tells that `done` of the total are done; draws the bar at most ten times a second, and not in the first.
  func update(_ done: Int) {
    let elapsed = start.duration(to: clock.now)
    if elapsed < .seconds(1) || done == 0 { return }
    let isDue = state.withLock { state in
      if let shown = state.shownAt, elapsed - shown < .milliseconds(100), done < total { return false }
      state.shownAt = elapsed
      return true
    }
    if isDue { Terminal.writeError("\r" + line(done, elapsed) + "\u{1B}[K") }
  }

  /// Removes the bar.
  func finish() {
    if state.withLock({ $0.shownAt != nil }) { Terminal.writeError("\r\u{1B}[K") }
  }

  /// `[#####.....]  50 %  50000 of 100000 draws, 42000/s, 1 s left`
  func line(_ done: Int, _ elapsed: Duration) -> String {
    let share = Double(done) / Double(max(total, 1))
    let filled = Int(share * 20)
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    let rate = Double(done) / max(seconds, 1e-9)
    let left = Int((Double(total - done) / max(rate, 1e-9)).rounded(.up))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
    let time = left < 120 ? "\(left) s" : "\(left / 60) min"
    return "[\(bar)] \(Int(share * 100)) %  \(done) of \(total) \(unit), \(Int(rate))/s, \(time) left"
  }
}
