internal import PressureIndex

/// The incentive to negotiate for many variations of a conflict on one day: the same numbers as
/// ``ResolvedConflict/incentive(hurting:)``, without their provenance and without allocations.
///
/// The numbers of the conflict lie in a flat array, so that a draw of an ensemble is a copy of it with some of them
/// changed. What a draw does not touch is computed once.
public struct IncentiveKernel: Sendable {
  /// Why a draw has no incentive.
  public enum Failure: Error, Hashable, Sendable {
    /// A quantity of the burden outside its range.
    case quantityOutOfRange
    /// Concessions take a tariff below 0.
    case tariffBelowZero
    /// The value of holding out is below 0.
    case holdingOutBelowZero
    /// A result is not a finite number.
    case notFinite
  }

  /// What a draw gives.
  public struct Outcome: Sendable {
    /// b of each side.
    public var burden = Pair(0.0, 0.0)
    /// G of each side.
    public var gain = Pair(0.0, 0.0)
    /// A of each side.
    public var holdingOut = Pair(0.0, 0.0)
    /// N of each side.
    public var motivation = Pair(0.0, 0.0)
    /// p of each side.
    public var optimism = Pair(0.0, 0.0)
    /// I of each side.
    public var incentive = Pair(0.0, 0.0)
    /// J.
    public var ripeness = 0.0
    /// Whether opening pays for both.
    public var isRipe = false
    /// Whether a package is worth more than nothing to both.
    public var hasZone = false
    /// The concessions of the Nash package, by their positions among ``IncentiveKernel/open``; none without a zone.
    public var package = Package.none

    /// Creates an outcome of zeros.
    public init() {}
  }

  /// The positions of the concessions that can be made among all of the section.
  public let open: [Int]
  /// The numbers as the model has them.
  public let base: [Double]

  let concessionCount: Int
  private let givers: [Int]
  let ownSets: Pair<[UInt32]>
  let tariffMembers: Pair<[Int]>
  private let gestures: Pair<[Int]>
  private let preconditions: Pair<[Int]>
  private let statesRisk: Pair<Bool>
  private let statesCost: Pair<Bool>
  private let acts: Pair<[(age: Double, weight: Double, isCooperative: Bool)]>
  private let channels: Pair<[Int]>
  let channelBase: Int
  private let variesPackages: Bool
  private let fixed: (hasZone: Bool, package: Package, gain: Pair<Double>)?

  /// Prepares a conflict.
  ///
  /// - Parameters:
  ///   - conflict: the section.
  ///   - resolved: the same on the day.
  ///   - varying: the numbers that draws change.
  public init(_ conflict: Conflict, _ resolved: ResolvedConflict, varying: Set<Slot>) {
    let count = conflict.concessions.count
    concessionCount = count
    let ids = Dictionary(
      uniqueKeysWithValues: conflict.concessions.enumerated().map { ($0.element.id, $0.offset) })
    open = resolved.concessions.map { ids[$0.id]! }
    givers = resolved.concessions.map(\.giver)
    channelBase = Self.concessionBase + 5 * count
    gestures = resolved.gestures.map { $0.map { ids[$0.concession]! } }
    preconditions = resolved.preconditions.map { $0.map { ids[$0.concession]! } }
    statesRisk = Pair { side in resolved.statesGestureRisk[side] || varying.contains(.gestureRisk(side)) }
    statesCost = Pair { side in
      resolved.statesPreconditionCost[side] || varying.contains(.preconditionCost(side))
    }
    acts = resolved.acts.map { counted in
      counted.map { (Double($0.age), $0.act.weight, $0.act.kind == .cooperative) }
    }
    channels = Pair { side in
      conflict.channels.indices.filter {
        conflict.channels[$0].party.includes(side) && conflict.channels[$0].validity.contains(resolved.asOf)
      }
    }
    let open = open
    let givers = givers
    tariffMembers = Pair { side in
      open.indices.filter { givers[$0] == side && conflict.concessions[open[$0]].tariffChange != 0 }
    }
    let members = tariffMembers
    ownSets = Pair { side in
      var sets: [UInt32] = [0]
      for m in open.indices {
        let bit = members[side].firstIndex(of: m).map { UInt32(1) << UInt32($0) } ?? 0
        sets += sets.map { $0 | bit }
      }
      return sets
    }

    var base = [Double](repeating: 0, count: channelBase + conflict.channels.count)
    base[0] = conflict.elasticity
    base[1] = conflict.redirection
    base[2] = conflict.scale
    base[3] = conflict.prior.alpha
    base[4] = conflict.prior.beta
    base[5] = conflict.halfLife
    for side in 0...1 {
      base[6 + side] = conflict.resolve[side]
      base[8 + side] = conflict.gestureRisk[side] ?? 0
      base[10 + side] = conflict.preconditionCost[side] ?? 0
      let exposure = resolved.burden.exposures[side]
      base[12 + 5 * side] = exposure.exports
      base[13 + 5 * side] = exposure.valueAdded
      base[14 + 5 * side] = exposure.imports
      base[15 + 5 * side] = exposure.tariff
      base[16 + 5 * side] = exposure.baseTariff
    }
    for (m, concession) in conflict.concessions.enumerated() {
      base[Self.concessionBase + m] = concession.tariffChange
      for side in 0...1 {
        base[Self.concessionBase + (1 + side) * count + m] = concession.value[side]
        base[Self.concessionBase + (3 + side) * count + m] = concession.cost[side]
      }
    }
    for (c, channel) in conflict.channels.enumerated() { base[channelBase + c] = channel.strength }
    self.base = base

    variesPackages = varying.contains { slot in
      switch slot {
      case .elasticity, .redirection, .burden, .tariffChange, .value, .cost: true
      default: false
      }
    }
    let problem = BargainingProblem(
      utilities: PackageUtilities(resolved.concessions.map(\.terms), burden: resolved.burden).values)
    let nash = problem.nash()
    let hasZone = problem.hasZoneOfAgreement
    fixed =
      variesPackages
      ? nil : (hasZone, hasZone ? nash : .none, hasZone ? problem[nash] : Pair(0, 0))
  }

  /// The incentives with the conflict's `numbers` if the sides hurt by `hurting`.
  ///
  /// Cost: where packages vary, O(2^M) for M concessions and two powers per set of one giver's tariff concessions;
  /// otherwise a few operations.
  public func outcome(
    _ numbers: UnsafeBufferPointer<Double>, hurting: Pair<Double>, _ workspace: Workspace
  ) throws(Failure) -> Outcome {
    var result = Outcome()
    let burden = try burden(numbers)
    result.burden = Pair { side in burden.burden(of: side) }
    if let fixed {
      (result.hasZone, result.package, result.gain) = fixed
    } else {
      try selectPackage(numbers, burden, workspace, into: &result)
    }
    for side in 0...1 {
      var risk = numbers[8 + side]
      if !statesRisk[side] {
        risk = gestures[side].reduce(0) { $0 + (cost($1, side, numbers) - value($1, side, numbers)) }
      }
      var demanded = numbers[10 + side]
      if !statesCost[side] { demanded = preconditions[side].reduce(0) { $0 + cost($1, side, numbers) } }
      let holdingOut = HoldingOut(
        resolve: numbers[6 + side], scale: numbers[2], gestureRisk: risk, preconditionCost: demanded
      ).value(hurting: hurting[side])
      if !(holdingOut >= -BargainingProblem.tolerance) { throw .holdingOutBelowZero }
      result.holdingOut[side] = max(holdingOut, 0)
      let optimism = optimism(of: side, numbers)
      let motivation = Motivation.value(gain: result.gain[side], holdingOut: result.holdingOut[side])
      result.optimism[side] = optimism
      result.motivation[side] = motivation
      result.incentive[side] = Motivation.incentive(motivation: motivation, optimism: optimism)
      guard result.burden[side].isFinite, result.incentive[side].isFinite, holdingOut.isFinite else {
        throw .notFinite
      }
    }
    result.ripeness = Ripeness.joint(incentives: result.incentive, hasZoneOfAgreement: result.hasZone)
    result.isRipe = Ripeness.isRipe(incentives: result.incentive, hasZoneOfAgreement: result.hasZone)
    return result
  }

  private func optimism(of side: Int, _ numbers: UnsafeBufferPointer<Double>) -> Double {
    var alpha = numbers[3] + channels[side].reduce(0) { $0 + numbers[channelBase + $1] }
    var beta = numbers[4]
    for act in acts[side] {
      let weight = Reciprocity.decayed(weight: act.weight, age: act.age, halfLife: numbers[5])
      if act.isCooperative { alpha += weight } else { beta += weight }
    }
    return BetaBelief(alpha: alpha, beta: beta).mean
  }

  private func burden(_ numbers: UnsafeBufferPointer<Double>) throws(Failure) -> TariffBurden {
    func exposure(_ side: Int) throws(Failure) -> TradeExposure {
      let first = 12 + 5 * side
      for quantity in BurdenQuantity.allCases {
        let value = numbers[first + Self.offset(of: quantity)]
        if !quantity.range.contains(value) || !value.isFinite { throw .quantityOutOfRange }
      }
      return TradeExposure(
        exports: numbers[first], valueAdded: numbers[first + 1], imports: numbers[first + 2],
        tariff: numbers[first + 3], baseTariff: numbers[first + 4])
    }
    return TariffBurden(
      exposures: Pair(try exposure(0), try exposure(1)), elasticity: numbers[0], redirection: numbers[1])
  }
}
