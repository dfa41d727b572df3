/// How much of the simplex of weights (w ≥ 0, Σw = 1) lies on one side of a plane.
public enum SimplexHalfSpace {
  /// The share of the simplex, by volume, in which Σ w_k d_k > 0: the probability of it where the weights are uniform on
  /// the simplex. 1 − share(d) − share(−d) is 0 unless all d are 0.
  ///
  /// With X the differences of at least 0 and Y those below, A₀ = 1 and A_k = 0, for each x of X and k in turn
  /// A_k ← (y_k A_k − x A_{k−1}) / (y_k − x); the last A is the share. Each step is a mean of two shares, so that no
  /// digits are lost, however near to each other or to 0 the differences are.
  ///
  /// Cost: O(|X| · |Y|). Sources: Varsi, Pacific J. Math. 49, 1973; Ali, Pacific J. Math. 46, 1973.
  public static func share(_ differences: [Double]) -> Double {
    precondition(differences.allSatisfy(\.isFinite), "a difference is not finite")
    if differences.allSatisfy({ $0 == 0 }) { return 0 }
    // In a fixed order, so that the order of the weights makes no difference.
    let above = differences.filter { $0 >= 0 }.sorted()
    let below = differences.filter { $0 < 0 }.sorted()
    var shares = [1.0] + below.map { _ in 0 }
    for x in above {
      for (k, y) in below.enumerated() {
        // y A − x A' over y − x; both weights are at least 0 and sum to 1.
        shares[k + 1] = (y * shares[k + 1] - x * shares[k]) / (y - x)
      }
    }
    return min(1, max(0, shares[below.count]))
  }
}
