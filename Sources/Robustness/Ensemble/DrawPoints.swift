internal import PressureNumerics

/// The points of the unit hypercube at which draws are made, by their numbers.
struct DrawPoints: Sendable {
  private let seed: UInt64
  private let dimensions: Int
  private let sequence: SobolSequence?

  init(_ settings: EnsembleSettings, dimensions: Int) {
    seed = settings.seed
    self.dimensions = dimensions
    sequence =
      settings.sampling == .sobol ? SobolSequence(dimensions: dimensions, seed: settings.seed) : nil
  }

  /// One row for each draw, one column for each coordinate.
  func points(_ draws: Range<Int>) -> Matrix {
    sequence?.points(draws) ?? RandomStream.uniforms(seed: seed, draws: draws, indices: 0..<dimensions)
  }
}
