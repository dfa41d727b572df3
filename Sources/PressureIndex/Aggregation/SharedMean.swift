/// The scale on which the whole index is a weighted sum, where every group is aggregated by one mean φ⁻¹(Σ w φ(u)).
///
/// Turned so that a higher score is higher on it.
public struct SharedMean: Sendable {
  private let mean: QuasiArithmeticMean

  /// The scale of a hierarchy; `nil` where groups have different aggregations, or one that is no such mean.
  init?(_ hierarchy: Hierarchy) {
    let groups = hierarchy.nodes.indices.filter { hierarchy.nodes[$0].indicator == nil }
    let aggregations = hierarchy.aggregations(of: groups)
    guard aggregations.count == 1, case .quasiArithmetic(let mean) = aggregations[0].rule else { return nil }
    self.mean = mean
  }

  /// φ(u) or −φ(u), whichever rises with u; `nil` where the mean takes no such score.
  public func callAsFunction(_ score: Double) -> Double? {
    guard let value = mean.forward(score) else { return nil }
    if case .power(let exponent, _) = mean, exponent < 0 { return -value }
    return value
  }
}

extension Hierarchy {
  /// The scale on which the index is a weighted sum; `nil` where there is none.
  public var sharedMean: SharedMean? { SharedMean(self) }
}
