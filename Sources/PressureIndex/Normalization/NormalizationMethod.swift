extension Normalization {
  /// The family of the map. Direction comes first: a value that relieves pressure is negated, and a target or
  /// reference with it, so that more is more pressure in every formula. Goalposts and categories carry their own.
  public enum Method: String, CaseIterable, Sendable, Hashable, Codable {
    /// clip((x − none)/(full − none), 0, 1), between values that the model states.
    case goalposts
    /// l + (u − l)(x − min)/(max − min).
    case minMax = "min-max"
    /// m + s (x − mean)/sd, with the sample's n − 1.
    case zScore = "z-score"
    /// 1 + the number of values below x: the highest of n values has n, equal ones share the lower rank.
    case rank
    /// The rank less 1: how many values x beats.
    case borda
    /// (rank − 1)/(n − 1).
    case percentile
    /// Φ of the z-score.
    case normalCDF = "normal-cdf"
    /// The share of the sample that is not above x.
    case empiricalCDF = "empirical-cdf"
    /// 1 − (max − x)/(max − min).
    case distanceToMaximum = "distance-to-maximum"
    /// (x − min)/(target − min), with the target that the indicator states.
    case distanceToTarget = "distance-to-target"
    /// 1 − (ref − x)/(ref − min), with the value of a side as the reference.
    case distanceToReference = "distance-to-reference"
    /// The score that the model's breakpoints give x.
    case categorical

    /// Whether its parameters come from a sample of the data.
    public var isFitted: Bool { self != .goalposts && self != .categorical }

    /// Whether its scores lie between two ends, 0 and 1 unless a range says otherwise.
    public var hasRange: Bool {
      switch self {
      case .goalposts, .minMax, .percentile, .normalCDF, .empiricalCDF, .distanceToMaximum,
        .distanceToTarget, .distanceToReference:
        true
      case .zScore, .rank, .borda, .categorical: false
      }
    }

    /// Whether scores can pass the upper end of the range, unless they are cut there.
    public var canExceedRange: Bool { self == .distanceToTarget || self == .distanceToReference }

    /// The least number of values that its sample needs.
    var neededValues: Int {
      switch self {
      case .goalposts, .categorical: 0
      case .empiricalCDF: 1
      default: 2
      }
    }

    /// Whether a sample of equal values carries it.
    var allowsConstant: Bool { neededValues < 2 }
  }
}
