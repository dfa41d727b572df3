internal import PressureIndex

extension IncentiveKernel {
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

  /// Fills in the zone of agreement, the Nash package and its gains.
  func selectPackage(
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
