/// Changes of single numbers of an index, for what-if questions, uncertainty and sensitivity.
extension IndexSpecification {
  /// Declares the weight of a node among its siblings, before it is normalised.
  ///
  /// - Precondition: `weight` is finite and at least 0, `node` is not the index itself, and its group keeps a
  ///   weight above 0.
  public mutating func setWeight(_ weight: Double, ofNode node: Int) {
    precondition(node > 0 && weight >= 0 && weight.isFinite, "no weight of a node")
    hierarchy.nodes[node].weight = weight
    if let indicator = hierarchy.nodes[node].indicator { indicators[indicator].weight = weight }
    let siblings = hierarchy.nodes[hierarchy.nodes[node].parent!].children
    precondition(siblings.contains { hierarchy.nodes[$0].weight > 0 }, "a group whose weights are all 0")
  }

  /// States how late an indicator is published, for all sides.
  public mutating func setPublicationLag(_ lag: CalendarSpan, ofIndicator indicator: Int) {
    indicators[indicator].common.publicationLag = lag
    for side in Array(indicators[indicator].bySide.keys) {
      indicators[indicator].bySide[side]?.publicationLag = lag
    }
  }

  /// States the goalposts of an indicator, for one side or (`nil`) for all.
  ///
  /// - Precondition: they keep the direction of the measure.
  public mutating func setGoalposts(_ goalposts: Goalposts, ofIndicator indicator: Int, side: Int?) {
    func change(_ measure: inout Measure) {
      precondition(goalposts.direction == measure.direction, "goalposts that turn an indicator round")
      measure.goalposts = goalposts
    }
    if let side {
      var measure = indicators[indicator].measure(side)
      change(&measure)
      indicators[indicator].bySide[side] = measure
    } else {
      change(&indicators[indicator].common)
      for side in indicators[indicator].bySide.keys {
        var measure = indicators[indicator].measure(side)
        change(&measure)
        indicators[indicator].bySide[side] = measure
      }
    }
  }
}

extension Indicator {
  /// Whether all of `sides` sides are scored between the same goalposts.
  public func sharesGoalposts(sides: Int) -> Bool {
    Set((0..<sides).map { measure($0).goalposts }).count <= 1
  }
}

extension Goalposts {
  /// One of the two goalposts.
  public enum End: String, CaseIterable, Sendable, Hashable {
    /// Where there is no pressure.
    case none
    /// Where pressure is full.
    case full
  }

  /// The value of an end.
  public subscript(end: End) -> Double { end == .none ? none : full }
}
