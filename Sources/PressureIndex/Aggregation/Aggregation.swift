internal import PressureSyntax

/// How the scores of a group's children become its own.
///
/// Each is computed over the children present, their weights rescaled to sum to 1. The first four are matrix products
/// over all rows; those up to ``meanMin(alpha:)`` look at one unit alone, except ``mazziottaPareto(penalty:standardized:)``;
/// the others compare the units of a date.
public enum Aggregation: Hashable, Sendable, Codable {
  /// Σ w u: a low score makes up for a high one.
  case arithmetic
  /// exp(Σ w ln(u + o)) − o, the (shifted) geometric mean: less compensation. Without an offset o, scores must
  /// be above 0.
  case geometric(offset: Double)
  /// 1/Σ(w/(u + o)) − o, the (shifted) harmonic mean: still less compensation. Scores as for the geometric mean.
  case harmonic(offset: Double)
  /// (Σ w (u + o)^p)^(1/p) − o; the geometric mean for p = 0.
  case power(exponent: Double, offset: Double)
  /// Weights by the rank of the score.
  case owa(OrderedWeights)
  /// M ± S·cv on the scale of mean 100 and standard deviation 10, to which the children are brought over the units of
  /// the date unless they are `standardized` already.
  case mazziottaPareto(penalty: UnevennessPenalty, standardized: Bool)
  /// M ± S·cv of 70 + 60 u.
  case adjustedMazziottaPareto(penalty: UnevennessPenalty, scale: ResultScale)
  /// The weighted median.
  case median
  /// The smallest score.
  case minimum
  /// M − α (M − min).
  case meanMin(alpha: Double)
  /// Majorities for less majorities against.
  case copeland(scale: ResultScale)
  /// The weighted number of units below.
  case borda(scale: ResultScale)
  /// The place in the order of maximal support.
  case kemeny(scale: ResultScale)
  /// The same, with cycles of more than ten units ordered by their Borda scores.
  case kemenyApproximate(scale: ResultScale)
  /// The closeness to the highest scores.
  case topsis
  /// The compromise between the sum and the largest of the shortfalls.
  case vikor(strategy: Double)
  /// The net flow of preference.
  case promethee(PreferenceFunction, scale: ResultScale)

  /// The names used in model files.
  public enum Name: String, CaseIterable, Sendable {
    /// ``Aggregation/arithmetic``
    case arithmetic
    /// ``Aggregation/geometric(offset:)``
    case geometric
    /// ``Aggregation/harmonic(offset:)``
    case harmonic
    /// ``Aggregation/power(exponent:offset:)``
    case power
    /// ``Aggregation/owa(_:)``
    case owa
    /// ``Aggregation/mazziottaPareto(penalty:standardized:)``
    case mazziottaPareto = "mazziotta-pareto"
    /// ``Aggregation/adjustedMazziottaPareto(penalty:scale:)``
    case adjustedMazziottaPareto = "adjusted-mazziotta-pareto"
    /// ``Aggregation/median``
    case median
    /// ``Aggregation/minimum``
    case minimum
    /// ``Aggregation/meanMin(alpha:)``
    case meanMin = "mean-min"
    /// ``Aggregation/copeland(scale:)``
    case copeland
    /// ``Aggregation/borda(scale:)``
    case borda
    /// ``Aggregation/kemeny(scale:)``
    case kemeny
    /// ``Aggregation/kemenyApproximate(scale:)``
    case kemenyApproximate = "kemeny-approximate"
    /// ``Aggregation/topsis``
    case topsis
    /// ``Aggregation/vikor(strategy:)``
    case vikor
    /// ``Aggregation/promethee(_:scale:)``
    case promethee
  }

  /// The aggregation `name` with the defaults of a model file; `nil` for one that needs an option.
  public init?(_ name: Name) {
    switch name {
    case .arithmetic: self = .arithmetic
    case .geometric: self = .geometric(offset: 0)
    case .harmonic: self = .harmonic(offset: 0)
    case .power, .owa: return nil
    case .mazziottaPareto: self = .mazziottaPareto(penalty: .plus, standardized: false)
    case .adjustedMazziottaPareto: self = .adjustedMazziottaPareto(penalty: .plus, scale: .unit)
    case .median: self = .median
    case .minimum: self = .minimum
    case .meanMin: self = .meanMin(alpha: 0.5)
    case .copeland: self = .copeland(scale: .unit)
    case .borda: self = .borda(scale: .unit)
    case .kemeny: self = .kemeny(scale: .unit)
    case .kemenyApproximate: self = .kemenyApproximate(scale: .unit)
    case .topsis: self = .topsis
    case .vikor: self = .vikor(strategy: 0.5)
    case .promethee: self = .promethee(.usual, scale: .unit)
    }
  }

  /// The name used in model files.
  public var name: Name {
    switch self {
    case .arithmetic: .arithmetic
    case .geometric: .geometric
    case .harmonic: .harmonic
    case .power: .power
    case .owa: .owa
    case .mazziottaPareto: .mazziottaPareto
    case .adjustedMazziottaPareto: .adjustedMazziottaPareto
    case .median: .median
    case .minimum: .minimum
    case .meanMin: .meanMin
    case .copeland: .copeland
    case .borda: .borda
    case .kemeny: .kemeny
    case .kemenyApproximate: .kemenyApproximate
    case .topsis: .topsis
    case .vikor: .vikor
    case .promethee: .promethee
    }
  }

  /// The aggregation in one line, for reports.
  public var description: String { ([name.rawValue] + settings).joined(separator: ", ") }

  /// What differs from the method's defaults.
  private var settings: [String] {
    func offset(_ value: Double) -> [String] { value == 0 ? [] : ["offset \(shortest(value))"] }
    func words(_ scale: ResultScale) -> [String] { scale == .unit ? [] : ["raw scale"] }
    return switch self {
    case .arithmetic, .median, .minimum, .topsis: []
    case .geometric(let o), .harmonic(let o): offset(o)
    case .power(let exponent, let o): ["exponent \(shortest(exponent))"] + offset(o)
    case .owa(let weights): [weights.description]
    case .mazziottaPareto(let penalty, let standardized):
      ["\(penalty.rawValue) penalty"] + (standardized ? ["scores as they are"] : [])
    case .adjustedMazziottaPareto(let penalty, let scale): ["\(penalty.rawValue) penalty"] + words(scale)
    case .meanMin(let alpha): ["alpha \(shortest(alpha))"]
    case .copeland(let scale), .borda(let scale), .kemeny(let scale), .kemenyApproximate(let scale):
      words(scale)
    case .vikor(let strategy): ["strategy \(shortest(strategy))"]
    case .promethee(let preference, let scale): [preference.description] + words(scale)
    }
  }
}
