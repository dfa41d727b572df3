internal import PressureIndex

/// The incentive to negotiate for many variations of a conflict on one day: the same numbers as
/// ``ResolvedConflict/incentive(hurting:)``, without their provenance and without allocations.
///
/// The numbers of the conflict lie in a flat array, so that a draw of an ensemble is a copy of it with some of them
/// changed. What a draw does not touch is computed once.
public struct IncentiveKernel: Sendable {
  /// A number of the conflict.
  public enum Slot: Hashable, Sendable {
    /// ε, ζ, κ, α₀, β₀ and the half-life.
    case elasticity, redirection, scale, priorCooperative, priorHostile, halfLife
    /// a of a side.
    case resolve(Int)
    /// g of a side, in place of what follows from its gestures.
    case gestureRisk(Int)
    /// q of a side, in place of what follows from what is demanded of it.
    case preconditionCost(Int)
    /// A quantity of a side's burden, as used.
    case burden(BurdenQuantity, Int)
    /// What a concession adds to its giver's tariff; concessions and channels by their positions in the section.
    case tariffChange(Int)
    /// v of a concession to a side.
    case value(Int, Int)
    /// k of a concession to a side.
    case cost(Int, Int)
    /// c of a channel.
    case channel(Int)
  }

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

  private let concessionCount: Int
  private let givers: [Int]
  private let ownSets: Pair<[UInt32]>
  private let tariffMembers: Pair<[Int]>
  private let gestures: Pair<[Int]>
  private let preconditions: Pair<[Int]>
  private let statesRisk: Pair<Bool>
  private let statesCost: Pair<Bool>
  private let acts: Pair<[(age: Double, weight: Double, isCooperative: Bool)]>
  private let channels: Pair<[Int]>
  private let channelBase: Int
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

  private static let concessionBase = 22

  /// Where a number lies in the flat array.
  public func position(of slot: Slot) -> Int {
    switch slot {
    case .elasticity: 0
    case .redirection: 1
    case .scale: 2
    case .priorCooperative: 3
    case .priorHostile: 4
    case .halfLife: 5
    case .resolve(let side): 6 + side
    case .gestureRisk(let side): 8 + side
    case .preconditionCost(let side): 10 + side
    case .burden(let quantity, let side): 12 + 5 * side + Self.offset(of: quantity)
    case .tariffChange(let m): Self.concessionBase + m
    case .value(let m, let side): Self.concessionBase + (1 + side) * concessionCount + m
    case .cost(let m, let side): Self.concessionBase + (3 + side) * concessionCount + m
    case .channel(let c): channelBase + c
    }
  }

  private static func offset(of quantity: BurdenQuantity) -> Int {
    switch quantity {
    case .exports: 0
    case .valueAdded: 1
    case .imports: 2
    case .tariff: 3
    case .baseTariff: 4
    }
  }

  /// Room for a draw's tables, to be used again by one thread.
  public final class Workspace {
    fileprivate var values = Pair<[Double]>([], [])
    fileprivate var products: [Double] = []
    fileprivate var toGiver = Pair<[Double]>([], [])
    fileprivate var toOther = Pair<[Double]>([], [])
    fileprivate var sums: [Double] = []
    fileprivate var candidates: [UInt32] = []

    /// Creates an empty workspace.
    public init() {}
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

  private func value(_ m: Int, _ side: Int, _ numbers: UnsafeBufferPointer<Double>) -> Double {
    numbers[Self.concessionBase + (1 + side) * concessionCount + m]
  }

  private func cost(_ m: Int, _ side: Int, _ numbers: UnsafeBufferPointer<Double>) -> Double {
    numbers[Self.concessionBase + (3 + side) * concessionCount + m]
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

// MARK: Packages

extension IncentiveKernel {
  private func selectPackage(
    _ numbers: UnsafeBufferPointer<Double>, _ burden: TariffBurden, _ workspace: Workspace,
    into result: inout Outcome
  ) throws(Failure) {
    let count = 1 << open.count
    if workspace.products.count != count {
      workspace.values = Pair([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
      workspace.products = [Double](repeating: 0, count: count)
    }
    for giver in 0...1 { try fillRelief(giver, numbers, burden, workspace) }
    for side in 0...1 {
      workspace.values[side].withUnsafeMutableBufferPointer { values in
        values[0] = 0
        for (m, position) in open.enumerated() {
          let item = value(position, side, numbers) - cost(position, side, numbers)
          let half = 1 << m
          for subset in 0..<half { values[half + subset] = values[subset] + item }
        }
        ownSets[side].withUnsafeBufferPointer { own in
          ownSets[other: side].withUnsafeBufferPointer { others in
            workspace.toGiver[side].withUnsafeBufferPointer { fromOwn in
              workspace.toOther[other: side].withUnsafeBufferPointer { fromOther in
                for x in values.indices { values[x] += fromOwn[Int(own[x])] + fromOther[Int(others[x])] }
              }
            }
          }
        }
      }
    }
    let best = products(workspace)
    guard best.isFinite else { throw .notFinite }
    result.hasZone = best > 0
    guard result.hasZone else { return }
    result.package = preferred(best.squareRoot(), workspace)
    result.gain = workspace.values.map { $0[Int(result.package.mask)] }
  }

  /// What each set of the giver's tariff concessions lifts, as in ``PackageUtilities``.
  private func fillRelief(
    _ giver: Int, _ numbers: UnsafeBufferPointer<Double>, _ burden: TariffBurden, _ workspace: Workspace
  ) throws(Failure) {
    let members = tariffMembers[giver]
    let sets = 1 << members.count
    if workspace.toGiver[giver].count != sets {
      workspace.toGiver[giver] = [Double](repeating: 0, count: sets)
      workspace.toOther[giver] = [Double](repeating: 0, count: sets)
    }
    if workspace.sums.count < sets { workspace.sums = [Double](repeating: 0, count: sets) }
    workspace.sums[0] = 0
    var lowest = 0.0
    for (bit, m) in members.enumerated() {
      let change = numbers[Self.concessionBase + open[m]]
      lowest += min(change, 0)
      let half = 1 << bit
      for subset in 0..<half { workspace.sums[half + subset] = workspace.sums[subset] + change }
    }
    let tariff = burden.exposures[giver].tariff
    if tariff + lowest < -PackageUtilities.tariffTolerance { throw .tariffBelowZero }
    let dearImports = burden.dearImports(of: giver, ownTariff: tariff)
    let lostSales = burden.lostSales(of: 1 - giver, otherTariff: tariff)
    for set in 0..<sets {
      let reduced = max(tariff + workspace.sums[set], 0)
      workspace.toGiver[giver][set] = dearImports - burden.dearImports(of: giver, ownTariff: reduced)
      workspace.toOther[giver][set] = lostSales - burden.lostSales(of: 1 - giver, otherTariff: reduced)
    }
  }

  /// Fills the Nash products, −1 for packages that are not acceptable; the largest.
  private func products(_ workspace: Workspace) -> Double {
    let tolerance = BargainingProblem.tolerance
    var best = -1.0
    workspace.products.withUnsafeMutableBufferPointer { products in
      workspace.values.first.withUnsafeBufferPointer { a in
        workspace.values.second.withUnsafeBufferPointer { b in
          for x in products.indices {
            let (u, v) = (a[x], b[x])
            let product = (u > tolerance ? u : 0) * (v > tolerance ? v : 0)
            products[x] = u >= -tolerance && v >= -tolerance ? product : -1
            best = products[x] > best || !products[x].isFinite ? products[x] : best
          }
        }
      }
    }
    return best
  }

  /// The package that ``BargainingProblem/nash()`` selects, by the same tie rule.
  private func preferred(_ best: Double, _ workspace: Workspace) -> Package {
    let tolerance = BargainingProblem.tolerance
    let threshold = best - tolerance
    workspace.candidates.removeAll(keepingCapacity: true)
    for (x, product) in workspace.products.enumerated() where product >= 0 {
      // Roots are only taken of what is near.
      if threshold > 0, product < threshold * threshold * (1 - 1e-9) { continue }
      if product.squareRoot() >= threshold { workspace.candidates.append(UInt32(x)) }
    }
    func keepLargest(_ criterion: (Double, Double) -> Double) {
      if workspace.candidates.count == 1 { return }
      func worth(_ x: UInt32) -> Double {
        criterion(workspace.values.first[Int(x)], workspace.values.second[Int(x)])
      }
      let largest = workspace.candidates.reduce(-Double.infinity) { max($0, worth($1)) }
      workspace.candidates.removeAll { worth($0) < largest - tolerance }
    }
    keepLargest(+)
    keepLargest(min)
    let packages = workspace.candidates.lazy.map { Package(mask: $0) }
    return packages.dropFirst().reduce(packages[0]) { $1.precedes($0) ? $1 : $0 }
  }
}
