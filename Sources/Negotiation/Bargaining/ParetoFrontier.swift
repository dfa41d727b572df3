extension BargainingProblem {
  /// The acceptable packages that no other one dominates, from the least to the most valuable for side 0.
  ///
  /// One package dominates another if it is worth more than the tolerance more to one side, and at most the
  /// tolerance less to the other. Each such step raises the sum, so that there is no cycle. Of packages that
  /// are worth the same to both sides the one that the tie rule prefers stands for all.
  ///
  /// Cost: O(n log n) for n acceptable packages.
  public func paretoFrontier() -> [Package] {
    let isDominated = Pair { side in dominated(raising: side) }
    var efficient: [Package] = []
    for (index, package) in acceptable.enumerated()
    where !isDominated.first[index] && !isDominated.second[index] {
      efficient.append(package)
    }
    efficient.sort { self[$0].first < self[$1].first }

    // Two efficient packages that are equal for one side are equal for the other too, so these groups are the
    // same seen from either side.
    var groups: [[Package]] = []
    for package in efficient {
      if let last = groups.last?.last, self[package].first - self[last].first <= Self.tolerance {
        groups[groups.count - 1].append(package)
      } else {
        groups.append([package])
      }
    }
    return groups.map(preferred)
  }

  /// For each acceptable package, whether another one is better for `side` and no worse for the other.
  private func dominated(raising side: Int) -> [Bool] {
    let (own, other) = (utilities[side], utilities[other: side])
    let values = acceptable.map { own[Int($0.mask)] }
    let descending = values.indices.sorted { values[$0] > values[$1] }
    var result = [Bool](repeating: false, count: values.count)
    var better = 0
    var bestForOther = -Double.infinity  // among the packages that are better for `side`
    for index in descending {
      while values[descending[better]] > values[index] + Self.tolerance {
        bestForOther = max(bestForOther, other[Int(acceptable[descending[better]].mask)])
        better += 1
      }
      result[index] = bestForOther >= other[Int(acceptable[index].mask)] - Self.tolerance
    }
    return result
  }
}
