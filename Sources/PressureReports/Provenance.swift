internal import PressureIndex
internal import PressureModel

/// What a result was computed from: enough to compute it again.
public struct Provenance: Sendable, Encodable {
  /// The model file.
  public struct Source: Sendable, Encodable {
    /// Its title.
    public let title: String
    /// Its path, as given.
    public let path: String
    /// The SHA-256 checksum of its text.
    public let sha256: String
  }

  /// A data file.
  public struct DataFile: Sendable, Encodable {
    /// Its path.
    public let path: String
    /// The SHA-256 checksum of its bytes.
    public let sha256: String?
    /// Records besides the header.
    public let rows: Int
  }

  /// The choices that turn observations into the index, in words.
  public struct MethodSummary: Sendable, Encodable {
    /// How values become scores.
    public let normalization: String
    /// Where weights come from.
    public let weighting: String
    /// Where the weights of each group came from; absent where all are declared or equal.
    public let weights: [WeightOrigin]?
    /// How scores become a group's score.
    public let aggregation: String
    /// The share of a group's weight that must be observed.
    public let minimumCoverage: Double
    /// What contributions are measured from.
    public let baseline: String
    /// κ_m of hurting.
    public let momentum: Double
    /// How far back the change of hurting reaches.
    public let momentumSpan: String
    /// Whether what methods learn from data is free of look-ahead; absent where nothing is learned.
    public let lookAhead: String?

    /// Whether it is free of look-ahead, as the line of a report; `nil` where nothing is learned.
    var lookAheadLine: String? { lookAhead.map { "Learned from data, \($0)." } }

    /// Whether it looks ahead, in a few words for what has no room for more; `nil` where it does not.
    var lookAheadLabel: String? {
      lookAhead?.hasPrefix("NOT FREE") == true ? "not free of look-ahead" : nil
    }

    /// One line.
    public var summary: String { "\(normalization); \(weighting) weights; \(aggregation)" }
  }

  /// The program.
  public struct ProgramVersion: Sendable, Encodable {
    /// Its version.
    public let version: String
    /// The BLAS library and its kernels.
    public let blas: String
  }

  /// The as-of date; absent for data without dates.
  public let asOf: String?
  /// The model file.
  public let model: Source
  /// The data files.
  public let data: [DataFile]
  /// The method.
  public let method: MethodSummary
  /// The program.
  public let program: ProgramVersion
  /// What of the past the data can show.
  public let vintage: String

  init(_ assessment: Assessment, beside others: [OtherIndex] = []) {
    self.init(
      assessment.model, assessment.observations, asOf: assessment.asOf,
      usesReleaseDates: assessment.panel.usesReleaseDates, weights: WeightOrigin.all(of: assessment.index),
      beside: others)
  }

  /// - Parameters:
  ///   - usesReleaseDates: whether an observation in use has a release date of its own.
  ///   - origins: where the weights came from, in a report on one date.
  ///   - others: on what else the report rests.
  init(
    _ model: Model, _ observations: Observations, asOf day: Day?, usesReleaseDates: Bool,
    weights origins: [WeightOrigin] = [], beside others: [OtherIndex] = []
  ) {
    let method = model.specification.method
    let momentum = model.specification.momentum
    asOf = day?.description
    self.model = Source(title: model.title, path: model.path, sha256: model.sha256)
    data = observations.files.map {
      DataFile(path: $0.name, sha256: $0.sha256, rows: $0.rows)
    }
    self.method = MethodSummary(
      normalization: method.normalization.description, weighting: method.weighting.description,
      weights: origins.isEmpty ? nil : origins,
      aggregation: method.aggregation.description, minimumCoverage: method.minimumCoverage,
      baseline: method.baseline.description, momentum: momentum.weight,
      momentumSpan: momentum.span.description, lookAhead: model.specification.lookAhead(beside: others))
    program = ProgramVersion(version: Program.version, blas: Program.blas)
    vintage =
      day == nil
      ? "undated: the data have no dates"
      : usesReleaseDates
        ? "real-time where the data give release dates, otherwise release lags respected, revisions not"
        : "pseudo-real-time: release lags respected, revisions not"
  }
}
