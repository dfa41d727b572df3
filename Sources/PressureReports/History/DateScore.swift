internal import Negotiation
internal import PressureIndex
internal import PressureModel
internal import PressureSyntax

/// The scores of one as-of date.
public struct DateScore: Sendable, Encodable {
  /// One side's scores. Fields without a value are absent.
  public struct Side: Sendable, Encodable {
    /// The side's id.
    public let side: String
    /// P, 0…1.
    public let pressure: Double?
    /// P with the pillars weighted by how they move together; absent where it cannot be computed.
    public let correlationWeightedPressure: Double?
    /// P with the pillars aggregated otherwise, where that was asked for.
    public let alternativePressure: Double?
    /// P a momentum span earlier.
    public let earlierPressure: Double?
    /// H, 0…1.
    public let hurting: Double?
    /// The share of the pillars' weight that has a score.
    public let coverage: Double
    /// The share of the dates up to this one on which pressure was not above this date's; from the twelfth on.
    public let percentile: Double?
    /// `peak` or `trough`, where pressure turned on this date; later dates tell.
    public let turningPoint: String?
    /// The first date on which that could be told.
    public let turningPointRecognised: String?
    /// The pillars' scores, by id.
    public let pillars: [String: Double]
    /// b
    public let burden: Double?
    /// G
    public let gain: Double?
    /// A
    public let holdingOut: Double?
    /// N
    public let motivation: Double?
    /// p
    public let optimism: Double?
    /// I
    public let incentive: Double?
  }

  /// The as-of date.
  public let asOf: String
  /// The sides, in the model's order.
  public let sides: [Side]
  /// J; absent where there is no incentive.
  public let ripeness: Double?
  /// Whether opening pays for both.
  public let ripe: Bool?
  /// Whether some package leaves both better off.
  public let zoneOfAgreement: Bool?
  /// The smaller H.
  public let mutualHurting: Double?
  /// N of the first side less N of the second.
  public let asymmetry: Double?
  /// Why weights cannot be learned on the date, so that it has no scores.
  public let noWeights: String?
  /// Why there is no incentive, in a model with a conflict.
  public let notApplicable: String?

  /// - Parameters:
  ///   - percentiles: by side.
  ///   - turns: the turning points of the date, by side's id.
  init(
    _ moment: History.Moment, _ specification: IndexSpecification, percentiles: [Double?],
    turns: [String: HistoryReport.Turn]
  ) {
    let incentive = moment.applicable
    asOf = moment.asOf.description
    sides = moment.sides.enumerated().map { position, side in
      let own = incentive?.sides[position]
      var pillars: [String: Double] = [:]
      for node in specification.hierarchy.pillars {
        pillars[specification.hierarchy.nodes[node].id] = side.scores[node]
      }
      let turn = turns[specification.sides[position].id]
      return Side(
        side: specification.sides[position].id, pressure: side.pressure,
        correlationWeightedPressure: side.correlated, alternativePressure: side.alternative,
        earlierPressure: side.earlier, hurting: side.hurting, coverage: side.coverage,
        percentile: percentiles[position], turningPoint: turn?.kind, turningPointRecognised: turn?.recognised,
        pillars: pillars,
        burden: own?.burden, gain: own?.gain, holdingOut: own?.holdingOut, motivation: own?.motivation,
        optimism: own?.optimism, incentive: own?.incentive)
    }
    ripeness = incentive?.ripeness
    ripe = incentive?.isRipe
    zoneOfAgreement = incentive?.hasZoneOfAgreement
    mutualHurting = incentive?.mutualHurting
    asymmetry = incentive?.asymmetry
    noWeights = moment.weightFailure.map { $0.all.map(\.message).joined(separator: "; ") }
    if case .notApplicable(let reason) = moment.incentive {
      notApplicable = reason
    } else {
      notApplicable = nil
    }
  }
}

extension DateScore {
  /// The date's numbers under the names of the JSON form.
  var figures: [Figure] {
    var figures: [Figure] = []
    func add(_ section: String, side: String = "", item: String = "", _ measure: String, _ value: Double?) {
      guard let value else { return }
      figures.append(Figure(section, side: side, item: item, measure, value, asOf: asOf))
    }
    for side in sides {
      // A gap in pressure is a row without a number, so that every date has its row.
      figures.append(Figure("side", side: side.side, "pressure", side.pressure, asOf: asOf))
      let numbers = [
        ("correlationWeightedPressure", side.correlationWeightedPressure),
        ("alternativePressure", side.alternativePressure), ("earlierPressure", side.earlierPressure),
        ("hurting", side.hurting), ("coverage", side.coverage),
        ("percentile", side.percentile),
        // One column of a table of numbers: above 0 a peak, below 0 a trough.
        ("turningPoint", side.turningPoint.map { $0 == "peak" ? 1 : -1 }), ("burden", side.burden),
        ("gain", side.gain),
        ("holdingOut", side.holdingOut), ("motivation", side.motivation), ("optimism", side.optimism),
        ("incentive", side.incentive),
      ]
      for (measure, value) in numbers { add("side", side: side.side, measure, value) }
      for (pillar, value) in side.pillars.sorted(by: { $0.key < $1.key }) {
        add("pillar", side: side.side, item: pillar, "score", value)
      }
    }
    add("joint", "ripeness", ripeness)
    add("joint", "ripe", ripe.map { $0 ? 1 : 0 })
    add("joint", "zoneOfAgreement", zoneOfAgreement.map { $0 ? 1 : 0 })
    add("joint", "mutualHurting", mutualHurting)
    add("joint", "asymmetry", asymmetry)
    return figures
  }
}
