extension IndexSpecification {
  /// Between which ends the index lies whatever the data say; `nil` where it has no such ends.
  ///
  /// A mean of scores lies between the ends of all of them; other aggregations have ends of their own.
  public var scoreRange: ClosedRange<Double>? {
    if hierarchy.groups.allSatisfy({ hierarchy.aggregation(of: $0).isMean }) {
      let ranges = indicators.map(\.scoreRange)
      guard !ranges.contains(nil), let low = ranges.compactMap({ $0?.lowerBound }).min(),
        let high = ranges.compactMap({ $0?.upperBound }).max()
      else { return nil }
      return low...high
    }
    let root = hierarchy.aggregation(of: 0)
    return isUnitInterval || !root.isMean && root.isUnitInterval ? 0...1 : nil
  }
}

extension Aggregation {
  /// Whether its result lies between the smallest and the largest of the children's scores.
  var isMean: Bool {
    switch self {
    case .arithmetic, .geometric, .harmonic, .power, .owa, .median, .minimum, .meanMin: true
    default: false
    }
  }
}
