/// The largest risk of a breakdown at which a side would rather insist on its own best package than take the
/// other's: `(U_i(own best) − U_i(other's best)) / U_i(own best)`. The side with the smaller limit concedes next.
///
/// Source: Zeuthen, Problems of Monopoly and Economic Warfare, 1930; Harsanyi, Econometrica 24, 1956.
public enum ZeuthenLimit {
  /// The limit of a side, from what the two demands are worth to it; `nil` where its own best is worth nothing
  /// (within ``BargainingProblem/tolerance``).
  public static func limit(ownBest: Double, othersBest: Double) -> Double? {
    abs(ownBest) <= BargainingProblem.tolerance ? nil : (ownBest - othersBest) / ownBest
  }

  /// The side that concedes next; `nil` where a limit is missing or the two are equal within 1e-9.
  public static func concedesNext(_ limits: Pair<Double?>) -> Int? {
    guard let a = limits.first, let b = limits.second, abs(a - b) > BargainingProblem.tolerance else {
      return nil
    }
    return a < b ? 0 : 1
  }
}

extension BargainingProblem {
  /// The Zeuthen limit of each side, each demanding its own best acceptable package.
  public func zeuthenLimits() -> Pair<Double?> {
    let demands = Pair { side in best(for: side) }
    return Pair { side in
      ZeuthenLimit.limit(
        ownBest: self[demands[side]][side], othersBest: self[demands[other: side]][side])
    }
  }
}
