internal import PressureNumerics

/// What is counted of draws besides the distributions of their numbers: events, and draws that fail. Tallies of parts of
/// a run add up to that of the whole.
struct EventTally: Sendable, Codable, Equatable {
  var ripe = 0
  var zone = 0
  /// Draws in which each side has the larger N.
  var moreMotivated = [0, 0]
  /// Draws in which each side has the larger I.
  var moreWilling = [0, 0]
  /// Draws in which each concession is in the package.
  var concessions: [Int]
  var failed = 0
  /// The first draws that failed.
  var firstFailures: [Int] = []

  static let keptFailures = 5

  init(_ layout: OutputLayout) { concessions = Array(repeating: 0, count: layout.concessions.count) }

  /// Whether `other` counts the same events.
  func fits(_ other: EventTally) -> Bool { concessions.count == other.concessions.count }

  /// Adds a draw that failed.
  mutating func fail(_ draw: Int) {
    failed += 1
    if firstFailures.count < Self.keptFailures || draw < firstFailures[Self.keptFailures - 1] {
      firstFailures = Array((firstFailures + [draw]).sorted().prefix(Self.keptFailures))
    }
  }

  /// Adds the draws `lanes` of a panel.
  mutating func add(
    _ panel: UnsafePointer<Double>, lanes: UInt8, _ events: UnsafePointer<UInt64>, _ layout: OutputLayout
  ) {
    guard layout.hasIncentive, let motivation = layout.position(.asymmetry) else { return }
    for lane in 0..<8 where lanes & (1 << lane) != 0 {
      let event = events[lane]
      if event & DrawEvents.ripe != 0 { ripe += 1 }
      if event & DrawEvents.zone != 0 { zone += 1 }
      for m in concessions.indices where event >> UInt64(DrawEvents.firstConcession + m) & 1 != 0 {
        concessions[m] += 1
      }
      count(panel[8 * motivation + lane], into: &moreMotivated)
      count(panel[8 * (motivation + 1) + lane], into: &moreWilling)
    }
  }

  /// Counts the side that a difference, the first side's number less the second's, favours.
  private func count(_ difference: Double, into counts: inout [Int]) {
    if difference > 0 { counts[0] += 1 } else if difference < 0 { counts[1] += 1 }
  }

  /// Adds the draws of another part of the run.
  mutating func merge(_ other: EventTally) {
    failed += other.failed
    firstFailures = Array((firstFailures + other.firstFailures).sorted().prefix(Self.keptFailures))
    ripe += other.ripe
    zone += other.zone
    for i in moreMotivated.indices {
      moreMotivated[i] += other.moreMotivated[i]
      moreWilling[i] += other.moreWilling[i]
    }
    for i in concessions.indices { concessions[i] += other.concessions[i] }
  }
}
