/// The value of every package to each side, `U_i(x) = [b_i(τ) − b_i(τ(x))] + Σ_m (v_im − k_im) x_m`, in
/// percentage points of the side's own GDP; the package with mask `x` is at index `x`.
///
/// A burden is a part that depends on the own tariff plus a part that depends on the other's. So the powers are
/// evaluated once per set of a side's tariff concessions, and packages only look them up.
///
/// Cost: O(2^M) additions for M concessions, and 2^t powers for t tariff concessions of one giver. A value may be
/// evaluated again and again without allocating.
public struct PackageUtilities: Sendable {
  /// The most concessions that are enumerated: 2^20 packages.
  public static let maximumConcessions = 20
  /// A tariff this little below 0 is 0, short of it by rounding alone.
  static let tariffTolerance = 1e-9

  /// For each side the utilities of all packages.
  public private(set) var values = Pair<[Double]>([0], [0])
  /// For each giver: package ↦ the set of its tariff concessions.
  private var tariffSets = Pair<[UInt32]>([], [])

  /// Creates the utilities of the packages of `concessions`.
  public init(_ concessions: [ConcessionTerms], burden: TariffBurden) {
    evaluate(concessions, burden: burden)
  }

  /// The utilities of one package.
  public subscript(package: Package) -> Pair<Double> { values.map { $0[Int(package.mask)] } }

  /// Evaluates all packages of `concessions`.
  ///
  /// - Precondition: at most ``maximumConcessions``, and no package takes a tariff below 0.
  public mutating func evaluate(_ concessions: [ConcessionTerms], burden: TariffBurden) {
    precondition(concessions.count <= Self.maximumConcessions, "too many concessions to enumerate")
    for side in 0...1 {
      PackageUtilities.enumerateTariffSets(of: side, concessions, into: &tariffSets[side])
      PackageUtilities.sum(concessions.map { $0.netValue[side] }, into: &values[side])
    }
    let relief = Pair { giver in Relief(of: giver, concessions, burden: burden) }
    for side in 0...1 {
      PackageUtilities.add(
        relief[side].toGiver, tariffSets[side], relief[other: side].toOther, tariffSets[other: side],
        to: &values[side])
    }
  }

  /// Adds to each package what the own and the other side's set of tariff concessions in it lift.
  private static func add(
    _ fromOwn: [Double], _ ownSets: [UInt32], _ fromOther: [Double], _ otherSets: [UInt32],
    to values: inout [Double]
  ) {
    for package in values.indices {
      values[package] += fromOwn[Int(ownSets[package])] + fromOther[Int(otherSets[package])]
    }
  }

  /// The sums of the values in every package, by doubling: the packages with concession m are those without
  /// it, in the same order.
  private static func sum(_ terms: [Double], into sums: inout [Double]) {
    sums.removeAll(keepingCapacity: true)
    sums.append(0)
    for term in terms {
      for package in 0..<sums.count { sums.append(sums[package] + term) }
    }
  }

  private static func enumerateTariffSets(
    of giver: Int, _ concessions: [ConcessionTerms], into sets: inout [UInt32]
  ) {
    sets.removeAll(keepingCapacity: true)
    sets.append(0)
    var next: UInt32 = 1
    for concession in concessions {
      let isCounted = concession.giver == giver && concession.tariffChange != 0
      let bit = isCounted ? next : 0
      if isCounted { next <<= 1 }
      for package in 0..<sets.count { sets.append(sets[package] | bit) }
    }
  }

  /// What each set of one giver's tariff concessions lifts from the burdens of the giver and of the other side.
  private struct Relief {
    var toGiver: [Double] = []
    var toOther: [Double] = []

    init(of giver: Int, _ concessions: [ConcessionTerms], burden: TariffBurden) {
      let changes = concessions.filter { $0.giver == giver && $0.tariffChange != 0 }.map(\.tariffChange)
      var sums: [Double] = []
      PackageUtilities.sum(changes, into: &sums)
      let tariff = burden.exposures[giver].tariff
      let dearImports = burden.dearImports(of: giver, ownTariff: tariff)
      let lostSales = burden.lostSales(of: 1 - giver, otherTariff: tariff)
      for change in sums {
        precondition(tariff + change >= -PackageUtilities.tariffTolerance, "a tariff below 0")
        let reduced = max(tariff + change, 0)
        toGiver.append(dearImports - burden.dearImports(of: giver, ownTariff: reduced))
        toOther.append(lostSales - burden.lostSales(of: 1 - giver, otherTariff: reduced))
      }
    }
  }
}
