internal import PressureIndex
internal import Robustness

/// An index besides the model's own on which a report rests.
struct OtherIndex {
  /// Where it counts, such as "some of the draws".
  let place: String
  /// How it is computed.
  let specification: IndexSpecification
}

extension IndexSpecification {
  /// Whether what the methods learn from data is free of look-ahead, in words, in this index and in `others`; `nil`
  /// where nothing is learned in this one, and none of the others looks ahead.
  func lookAhead(beside others: [OtherIndex]) -> String? {
    if let looksAhead { return "NOT FREE OF LOOK-AHEAD" + looksAhead }
    for other in others {
      guard let looksAhead = other.specification.looksAhead else { continue }
      return "NOT FREE OF LOOK-AHEAD in \(other.place)" + looksAhead
    }
    guard indicators.contains(where: \.normalization.method.isFitted) || needsSample else { return nil }
    return
      "free of look-ahead: at each date samples, weights and correlations come from what was public by then"
  }

  /// What of the index looks ahead, and why, in words that follow "not free of look-ahead"; `nil` where nothing does.
  private var looksAhead: String? {
    let fitted = fittedToRun
    if !fitted.isEmpty {
      return
        ": with 'window: full' the scores of earlier dates in a run are fitted to what was public at its last date "
        + "(\(fitted.map(\.id).joined(separator: ", ")))"
    }
    guard weighsPastByPresent else { return nil }
    return
      " in the change of hurting: the weights learned at the as-of date also weigh the months from which the "
      + "correlations of its earlier date come"
  }
}

extension DrawEvaluator {
  /// The indices of the draws that take another method than the model's.
  var otherIndices: [OtherIndex] {
    methodVariants.map { OtherIndex(place: "some of the draws", specification: $0) }
  }
}
