/// Two sides choose among packages; without an agreement both keep the status quo, which is worth 0 to each.
///
/// All comparisons are made within ``tolerance``. A package is acceptable if it is worth at least 0 to both
/// sides. Every solution is one of the acceptable packages, and every solution breaks ties in the same way: by
/// the larger Nash product, the larger sum, the larger minimum, fewer concessions, the model file's order.
///
/// Cost of a solution: O(acceptable packages).
public struct BargainingProblem: Sendable {
  /// Differences up to this, in percentage points of GDP, are none.
  public static let tolerance = 1e-9

  /// For each side the value of every package; the package with mask `x` is at index `x`.
  public let utilities: Pair<[Double]>
  /// The packages that are worth at least 0 to both sides, in the order of their masks; never empty.
  public let acceptable: [Package]

  /// Creates a problem from the value of every package to each side.
  ///
  /// - Precondition: as many for both sides, finite, and 0 for the status quo, which comes first.
  public init(utilities: Pair<[Double]>) {
    let (a, b) = (utilities.first, utilities.second)
    precondition(a.count == b.count, "the sides value different packages")
    precondition(a.first == 0 && b.first == 0, "the status quo is worth 0")
    self.utilities = utilities
    acceptable = a.indices.compactMap { package in
      a[package] >= -Self.tolerance && b[package] >= -Self.tolerance ? Package(mask: UInt32(package)) : nil
    }
  }

  /// What `package` is worth to each side, in percentage points of its GDP.
  public subscript(package: Package) -> Pair<Double> { utilities.map { $0[Int(package.mask)] } }

  /// Whether some package is worth more than 0 to both sides: a zone of possible agreement.
  public var hasZoneOfAgreement: Bool {
    acceptable.contains { package in
      let worth = self[package]
      return worth.first > Self.tolerance && worth.second > Self.tolerance
    }
  }

  /// The acceptable package with the largest `criterion`, ties broken.
  func best(by criterion: (_ utilities: Pair<Double>) -> Double) -> Package {
    preferred(among: candidates(acceptable, largest: criterion))
  }

  /// The one of `packages` that the tie rule prefers.
  func preferred(among packages: [Package]) -> Package {
    var ties = packages
    for criterion in [Self.nashMean, { $0.first + $0.second }, { min($0.first, $0.second) }] {
      if ties.count == 1 { break }
      ties = candidates(ties, largest: criterion)
    }
    return ties.dropFirst().reduce(ties[0]) { $1.precedes($0) ? $1 : $0 }
  }

  /// Those of `packages` whose `criterion` is within the tolerance of the largest.
  private func candidates(
    _ packages: [Package], largest criterion: (_ utilities: Pair<Double>) -> Double
  ) -> [Package] {
    let values = packages.map { criterion(self[$0]) }
    let threshold = values.max()! - Self.tolerance
    return packages.indices.compactMap { values[$0] >= threshold ? packages[$0] : nil }
  }

  /// The Nash product as a geometric mean, `√(U_A U_B)`, so that it is in percentage points like the tolerance.
  /// What is within the tolerance of 0 counts as 0: so the mean is above 0 exactly in the zone of agreement.
  static func nashMean(_ utilities: Pair<Double>) -> Double {
    let gains = utilities.map { $0 > tolerance ? $0 : 0 }
    return (gains.first * gains.second).squareRoot()
  }
}
