internal import PressureNumerics
public import PressureSyntax

/// How many draws an ensemble makes, where they lie and who makes them.
public struct EnsembleSettings: Sendable, Hashable, Codable {
  /// The draws of one block: the unit of work, and what parts of a run must be multiples of.
  public static let blockSize = EnsembleRun.blockDraws

  /// The number of draws of the whole run.
  public let draws: Int
  /// The seed.
  public let seed: UInt64
  /// How points are chosen.
  public let sampling: Sampling
  /// The draws of this part of the run; all of them in a run that is not split.
  public let part: Range<Int>

  /// The whole run of `draws` draws, or the `part` of it.
  ///
  /// - Throws: fewer than two draws; a part that is empty, outside the run or not made of whole blocks.
  public init(
    draws: Int, seed: UInt64 = 1, sampling: Sampling = .random, part: Range<Int>? = nil
  ) throws(Diagnostics) {
    (self.draws, self.seed, self.sampling) = (draws, seed, sampling)
    self.part = part ?? 0..<draws
    if draws < 100 {
      throw Diagnostics(
        Diagnostic(
          "\(draws) draws are too few: the 5 % quantile needs at least 100",
          help: "10000 give every probability within 0.01"))
    }
    if sampling == .sobol, draws > SobolSequence.period {
      throw Diagnostics(
        Diagnostic("the Sobol sequence has \(SobolSequence.period) points", help: "make fewer draws"))
    }
    guard let part else { return }
    if part.isEmpty || part.lowerBound < 0 || part.upperBound > draws {
      throw Diagnostics(
        Diagnostic(
          "the draws \(part.lowerBound)..<\(part.upperBound) do not lie within 0..<\(draws)",
          help: "the first draw is 0, and the one after the last is the number of draws"))
    }
    for end in [part.lowerBound, part.upperBound] where end % Self.blockSize != 0 && end != draws {
      let near = (end + Self.blockSize / 2) / Self.blockSize * Self.blockSize
      throw Diagnostics(
        Diagnostic(
          "parts of a run are multiples of \(Self.blockSize) draws; found \(end)", help: "use \(near)"))
    }
  }

  /// Whether this is the whole run.
  public var isWhole: Bool { part == 0..<draws }
}
