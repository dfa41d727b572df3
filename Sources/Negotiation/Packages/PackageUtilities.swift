/// The value of every package to each side, `U_i(x) = [b_i(τ) − b_i(τ(x))] + Σ_m (v_im − k_im) x_m`, in
/// percentage points of the side's own GDP; the package with mask `x` is at index `x`.
///
/// A burden is a part that depends on the own tariff plus a part that depends on the other's. So the powers are
/// evaluated once per set of a side's tariff concessions, and packages only look them up.
///
/// Cost: O(2^M) additions for M concessions, and 2^t powers for t tariff concessions of one giver. The tables are
/// kept, so that a value may be evaluated again and again.
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
  /// A tariff that the concessions of a package would take below 0 falls to 0.
  ///
  /// - Precondition: at most ``maximumConcessions``.
  public mutating func evaluate(_ concessions: [ConcessionTerms], burden: TariffBurden) {
    precondition(concessions.count <= Self.maximumConcessions, "too many concessions to enumerate")
    for side in 0...1 {
      let bits = PackageUtilities.tariffBits(of: side, concessions)
      PackageUtilities.fill(&tariffSets[side], subsetsOf: bits, from: 0) { $0 | $1 }
      PackageUtilities.fill(&values[side], subsetsOf: concessions.map { $0.netValue[side] }, from: 0) {
        $0 + $1
      }
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

  /// Fills `table` with one value per subset of `items`, by doubling: the subsets with item m are those of the
  /// items before it, in the same order, with it added.
  private static func fill<Value>(
    _ table: inout [Value], subsetsOf items: [Value], from empty: Value, adding: (Value, Value) -> Value
  ) {
    if table.count != 1 << items.count { table = Array(repeating: empty, count: 1 << items.count) }
    table[0] = empty
    for (m, item) in items.enumerated() {
      let half = 1 << m
      for subset in 0..<half { table[half + subset] = adding(table[subset], item) }
    }
  }

  /// For each concession its bit in the sets of the tariff concessions of `giver`; 0 where it is none.
  private static func tariffBits(of giver: Int, _ concessions: [ConcessionTerms]) -> [UInt32] {
    var next: UInt32 = 1
    return concessions.map { concession in
      guard concession.giver == giver, concession.tariffChange != 0 else { return 0 }
      defer { next <<= 1 }
      return next
    }
  }

  /// What each set of one giver's tariff concessions lifts from the burdens of the giver and of the other side.
  private struct Relief {
    var toGiver: [Double] = []
    var toOther: [Double] = []

    init(of giver: Int, _ concessions: [ConcessionTerms], burden: TariffBurden) {
      let changes = concessions.filter { $0.giver == giver && $0.tariffChange != 0 }.map(\.tariffChange)
      var sums: [Double] = []
      PackageUtilities.fill(&sums, subsetsOf: changes, from: 0) { $0 + $1 }
      let tariff = burden.exposures[giver].tariff
      let dearImports = burden.dearImports(of: giver, ownTariff: tariff)
      let lostSales = burden.lostSales(of: 1 - giver, otherTariff: tariff)
      for change in sums {
        let reduced = max(tariff + change, 0)
        toGiver.append(dearImports - burden.dearImports(of: giver, ownTariff: reduced))
        toOther.append(lostSales - burden.lostSales(of: 1 - giver, otherTariff: reduced))
      }
    }
  }
}
