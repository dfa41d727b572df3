/// One thread's draws of a ``ScoreEnsemble``.
///
/// Unchecked, since its room is raw memory; one thread at a time uses it.
final class ScoreSource: DrawSource, @unchecked Sendable {
  private let maker: WeightMaker
  private let packed: PackedScores

  /// The number of panels of eight draws that are scored together: two, as ranks are counted of 16 draws at once,
  /// where all indicators fit into a cache, else enough to make reading them worth while.
  private let panels: Int
  private let weights: Room<Double>
  private let scores: Room<Double>

  private static let width = VectorKernels.width

  init(_ maker: WeightMaker, _ packed: PackedScores) {
    self.maker = maker
    self.packed = packed
    panels = packed.chunk == packed.paddedUnits ? 2 : 32
    weights = Room(panels * packed.indicators * ScoreSource.width, 0)
    scores = Room(panels * packed.paddedUnits * ScoreSource.width, 0)
  }

  func make(_ draws: Range<Int>, _ sink: PanelSink) {
    let width = ScoreSource.width
    let stride = packed.paddedUnits * width
    for first in Swift.stride(from: draws.lowerBound, to: draws.upperBound, by: panels * width) {
      let count = min(panels, (draws.upperBound - first + width - 1) / width)
      score(first, panels: count)
      for panel in Swift.stride(from: 0, to: count, by: 2) {
        let left = draws.upperBound - first - panel * width
        let start = scores.start + panel * stride
        sink.add(start, start + stride, lanes: left >= 16 ? 0xffff : (1 << left) - 1)
      }
    }
  }

  private func score(_ first: Int, panels count: Int) {
    let (width, indicators) = (ScoreSource.width, packed.indicators)
    for panel in 0..<count {
      maker.fill(weights.start + panel * indicators * width, first: first + panel * width)
    }
    for unit in stride(from: 0, to: packed.paddedUnits, by: packed.chunk) {
      for panel in Swift.stride(from: 0, to: count, by: 2) {
        let (own, next) = (panel, min(panel + 1, count - 1))
        func place(_ panel: Int) -> UnsafeMutablePointer<Double> {
          scores.start + (panel * packed.paddedUnits + unit) * width
        }
        packed.score(
          unit..<min(unit + packed.chunk, packed.paddedUnits), weights.start + own * indicators * width,
          weights.start + next * indicators * width, to: place(own), place(next))
      }
    }
  }
}
