internal import Negotiation
internal import PressureIndex
internal import PressureModel

/// What concerns both sides: ripeness, packages and gestures. Utilities are in percentage points of each side's
/// own GDP, keyed by the side's id.
public struct JointScore: Sendable, Encodable {
  /// A package of concessions.
  public struct Package: Sendable, Encodable {
    /// The concessions' ids; none is the status quo.
    public let concessions: [String]
    /// What it is worth to each side.
    public let utilities: [String: Double]
  }

  /// A concession as an opening gesture.
  public struct Gesture: Sendable, Encodable {
    /// The concession's id.
    public let concession: String
    /// The side that makes it.
    public let giver: String
    /// What it alone is worth to the other side.
    public let valueToOther: Double
    /// What it alone costs its giver.
    public let ownCost: Double
    /// Value to the other side per own cost; absent where it costs the giver nothing.
    public let ratio: Double?
  }

  /// The solutions by name.
  public struct Packages: Sendable, Encodable {
    /// The largest product of gains.
    public let nash: Package
    /// The same, with the gains to the power of the leverages.
    public let generalisedNash: Package
    /// The largest minimum of the gains relative to each side's best.
    public let kalaiSmorodinsky: Package
    /// The largest minimum of the gains.
    public let egalitarian: Package
    /// The largest sum of the gains.
    public let utilitarian: Package

    /// The solutions with their names, in the order of the fields.
    var all: [(id: String, name: String, package: Package)] {
      [
        ("nash", "Nash", nash), ("generalisedNash", "Generalised Nash", generalisedNash),
        ("kalaiSmorodinsky", "Kalai-Smorodinsky", kalaiSmorodinsky),
        ("egalitarian", "Egalitarian", egalitarian),
        ("utilitarian", "Utilitarian", utilitarian),
      ]
    }
  }

  /// J, 0…1; 0 without a zone of agreement.
  public let ripeness: Double
  /// Whether opening pays for both: min I > ½.
  public let ripe: Bool
  /// Whether some package is worth more than nothing to both.
  public let zoneOfAgreement: Bool
  /// The smaller H.
  public let mutualHurting: Double
  /// N of the first side less N of the second.
  public let asymmetry: Double
  /// The side with the smaller Zeuthen limit; absent where there is none.
  public let concedesNext: String?
  /// The concessions, best value to the other side per own cost first.
  public let gestures: [Gesture]
  /// How many packages cross no red line.
  public let admissible: Int
  /// How many of these leave neither side worse off.
  public let acceptable: Int
  /// The packages that the solutions select.
  public let packages: Packages
  /// The Pareto frontier, from the worst to the best for the first side.
  public let frontier: [Package]
  /// The concessions' names, by id; for people.
  let names: [String: (name: String, giver: Int)]

  enum CodingKeys: String, CodingKey {
    case ripeness, ripe, zoneOfAgreement, mutualHurting, asymmetry, concedesNext, gestures, admissible
    case acceptable, packages, frontier
  }

  init?(_ assessment: Assessment) {
    guard case .incentive(let incentive) = assessment.incentive else { return nil }
    let sides = assessment.model.specification.sides.map(\.id)
    func package(_ agreed: AgreedPackage) -> Package {
      Package(
        concessions: agreed.concessions,
        utilities: [sides[0]: agreed.utilities.first, sides[1]: agreed.utilities.second])
    }
    ripeness = incentive.ripeness
    ripe = incentive.isRipe
    zoneOfAgreement = incentive.hasZoneOfAgreement
    mutualHurting = incentive.mutualHurting
    asymmetry = incentive.asymmetry
    concedesNext = incentive.concedesNext.map { sides[$0] }
    gestures = incentive.gestures.map {
      Gesture(
        concession: $0.concession, giver: sides[$0.giver], valueToOther: $0.valueToOther, ownCost: $0.ownCost,
        ratio: $0.ratio)
    }
    let report = incentive.packages
    admissible = report.admissible
    acceptable = report.acceptable
    packages = Packages(
      nash: package(report.nash), generalisedNash: package(report.generalisedNash),
      kalaiSmorodinsky: package(report.kalaiSmorodinsky), egalitarian: package(report.egalitarian),
      utilitarian: package(report.utilitarian))
    frontier = report.frontier.map(package)
    names = Dictionary(
      uniqueKeysWithValues: incentive.inputs.concessions.map { ($0.id, ($0.name, $0.giver)) })
  }
}
