/// How well numbers told apart, or foretold, what happened from what did not.
public enum BinaryForecasts {
  /// The area under the receiver operating characteristic: the share of pairs of one case that happened and one that
  /// did not in which the former has the higher score; ties count ½. ½ is no better than chance. `nil` unless there are
  /// both.
  ///
  /// Cost: O(n log n). Source: Mann and Whitney 1947; Hanley and McNeil, Radiology 143, 1982.
  public static func areaUnderCurve(_ scores: [Double], _ outcomes: [Bool]) -> Double? {
    precondition(scores.count == outcomes.count && !scores.contains(where: \.isNaN))
    let positives = outcomes.count { $0 }
    let negatives = outcomes.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    // Twice the pairs that are won, and once those that are tied: whole numbers, so that no order changes a digit.
    var (won, below, k) = (0, 0, 0)
    while k < order.count {
      var (happened, not) = (0, 0)
      let value = scores[order[k]]
      while k < order.count, scores[order[k]] == value {
        if outcomes[order[k]] { happened += 1 } else { not += 1 }
        k += 1
      }
      won += happened * (2 * below + not)
      below += not
    }
    return Double(won) / Double(2 * positives * negatives)
  }

  /// Hanley and McNeil's standard error of an area under the curve, for independent cases:
  /// √[(A(1 − A) + (n₁ − 1)(Q₁ − A²) + (n₀ − 1)(Q₂ − A²))/(n₁ n₀)], Q₁ = A/(2 − A), Q₂ = 2A²/(1 + A).
  ///
  /// Cases that follow one another in time are not independent: it is then too small.
  /// Source: Hanley and McNeil, Radiology 143, 1982.
  public static func standardError(ofArea area: Double, positives: Int, negatives: Int) -> Double {
    precondition((0...1).contains(area) && positives > 0 && negatives > 0)
    let (q1, q2) = (area / (2 - area), 2 * area * area / (1 + area))
    let variance =
      area * (1 - area) + Double(positives - 1) * (q1 - area * area) + Double(negatives - 1)
      * (q2 - area * area)
    return (max(0, variance) / Double(positives * negatives)).squareRoot()
  }

  /// Brier's score: the mean squared distance of probabilities from 1 where it happened and 0 where not. 0 is perfect,
  /// ¼ is that of a constant ½. Source: Brier, Monthly Weather Review 78, 1950.
  public static func brierScore(_ probabilities: [Double], _ outcomes: [Bool]) -> Double {
    precondition(probabilities.count == outcomes.count && !outcomes.isEmpty, "no forecasts")
    return zip(probabilities, outcomes).reduce(0) { sum, pair in
      let distance = pair.0 - (pair.1 ? 1 : 0)
      return sum + distance * distance
    } / Double(outcomes.count)
  }

  /// 1 − Brier/Brier of a reference: what is gained over it; below 0 it was better. `nil` if the reference is perfect.
  public static func skill(_ brier: Double, over reference: Double) -> Double? {
    reference > 0 ? 1 - brier / reference : nil
  }

  /// Forecasts of one range, and what happened.
  public struct CalibrationBin: Sendable, Hashable {
    /// The lower end; included in the first bin alone.
    public let from: Double
    /// The upper end, included.
    public let to: Double
    /// How many forecasts.
    public let count: Int
    /// Their mean; `nil` for none.
    public let forecast: Double?
    /// How often it happened; `nil` for none.
    public let frequency: Double?
  }

  /// Forecasts in `bins` ranges of equal width, as scikit-learn's `calibration_curve` has them.
  public static func calibration(_ probabilities: [Double], _ outcomes: [Bool], bins: Int = 5)
    -> [CalibrationBin]
  {
    precondition(probabilities.count == outcomes.count && bins > 0)
    return (0..<bins).map { bin in
      let members = probabilities.indices.filter {
        let probability = probabilities[$0]
        return (1..<bins).count { probability > Double($0) / Double(bins) } == bin
      }
      let count = Double(members.count)
      return CalibrationBin(
        from: Double(bin) / Double(bins), to: Double(bin + 1) / Double(bins), count: members.count,
        forecast: members.isEmpty ? nil : members.reduce(0) { $0 + probabilities[$1] } / count,
        frequency: members.isEmpty ? nil : Double(members.count { outcomes[$0] }) / count)
    }
  }

  /// The areas under the curve after shifting the outcomes against the scores by 1, 2, … places, those at the end coming
  /// back at the beginning; shifts without a result cannot happen. What persists in either stays, only their match goes.
  ///
  /// Cost: O(n² log n).
  public static func areasOfShifts(_ scores: [Double], _ outcomes: [Bool]) -> [Double] {
    outcomes.indices.dropFirst().compactMap { shift in
      areaUnderCurve(scores, Array(outcomes[shift...] + outcomes[..<shift]))
    }
  }

  /// Areas under the curve of samples of whole blocks, drawn with replacement: what is independent are the blocks, not
  /// the cases in them. Samples in which all or nothing happened have no area and are left out.
  ///
  /// Draw d takes stream d of `seed`. Cost: O(draws · n log n).
  public static func areasOfBlocks(
    _ scores: [Double], _ outcomes: [Bool], blocks: [Range<Int>], draws: Int, seed: UInt64
  ) -> [Double] {
    (0..<draws).compactMap { draw in
      let stream = RandomStream(seed: seed, stream: UInt64(draw))
      var sample: [Int] = []
      for k in blocks.indices { sample += blocks[stream.integer(below: blocks.count, at: UInt64(k))] }
      return areaUnderCurve(sample.map { scores[$0] }, sample.map { outcomes[$0] })
    }
  }
}
