extension Aggregation {
  /// How it is computed.
  var rule: AggregationRule {
    switch self {
    case .arithmetic: .quasiArithmetic(.arithmetic)
    case .geometric(let offset): .quasiArithmetic(.power(exponent: 0, offset: offset))
    case .harmonic(let offset): .quasiArithmetic(.power(exponent: -1, offset: offset))
    case .power(let exponent, let offset): .quasiArithmetic(.power(exponent: exponent, offset: offset))
    case .owa(let weights): .unit(OrderedWeightedAverage(weights: weights))
    case .mazziottaPareto(let penalty, standardized: false):
      .block(.date, MazziottaPareto(penalty: penalty))
    case .mazziottaPareto(let penalty, standardized: true): .unit(PlainMazziottaPareto(penalty: penalty))
    case .adjustedMazziottaPareto(let penalty, let scale):
      .unit(AdjustedMazziottaPareto(penalty: penalty, scale: scale))
    case .median: .unit(WeightedMedian())
    case .minimum: .unit(Minimum())
    case .meanMin(let alpha): .unit(MeanMin(alpha: alpha))
    case .copeland(let scale): .block(.date, Copeland(scale: scale))
    case .borda(let scale): .block(.date, Borda(scale: scale))
    case .kemeny(let scale): .block(.date, Kemeny(scale: scale, approximates: false))
    case .kemenyApproximate(let scale): .block(.date, Kemeny(scale: scale, approximates: true))
    case .topsis: .block(.date, Topsis())
    case .vikor(let strategy): .block(.date, Vikor(strategy: strategy))
    case .promethee(let preference, let scale):
      .block(.date, Promethee(preference: preference, scale: scale))
    }
  }

  /// The rows that it must see at once; `nil` where each unit is scored by itself.
  public var block: RowLayout.Block? { if case .block(let block, _) = rule { block } else { nil } }

  /// The scores that it takes.
  public var domain: ScoreDomain {
    switch self {
    case .geometric(let offset), .harmonic(let offset): .above(offset == 0 ? 0 : -offset)
    case .power(let exponent, let offset):
      exponent > 0 ? .atLeast(offset == 0 ? 0 : -offset) : .above(offset == 0 ? 0 : -offset)
    default:
      switch rule {
      case .quasiArithmetic: .any
      case .unit(let unit): unit.domain
      case .block(_, let block): block.domain
      }
    }
  }

  /// Whether its result lies in 0…1, for children's scores in 0…1.
  public var isUnitInterval: Bool {
    switch self {
    case .arithmetic, .geometric, .harmonic, .power, .owa, .median, .minimum, .meanMin, .topsis, .vikor: true
    case .mazziottaPareto: false
    case .adjustedMazziottaPareto(_, let scale), .copeland(let scale), .borda(let scale), .kemeny(let scale),
      .kemenyApproximate(let scale), .promethee(_, let scale):
      scale == .unit
    }
  }
}
