/// A concession taken alone, as an opening gesture of its giver.
public struct GestureValue: Hashable, Sendable {
  /// The position of the concession.
  public var concession: Int
  /// The side that makes it.
  public var giver: Int
  /// U of the other side if this concession alone is made: its value and the relief of its burden.
  public var valueToOther: Double
  /// −U of the giver if this concession alone is made.
  public var ownCost: Double
  /// `valueToOther / ownCost`; `nil` where the gesture costs its giver nothing (within the tolerance).
  public var ratio: Double? {
    ownCost > BargainingProblem.tolerance ? valueToOther / ownCost : nil
  }

  /// Creates a value.
  public init(concession: Int, giver: Int, valueToOther: Double, ownCost: Double) {
    self.concession = concession
    self.giver = giver
    self.valueToOther = valueToOther
    self.ownCost = ownCost
  }
}

extension PackageUtilities {
  /// The concessions, which `givers` make, ranked as gestures: by value to the other side per own cost.
  ///
  /// First come those that cost their giver nothing, by value to the other side; equals keep the file's order.
  public func rankedGestures(givers: [Int]) -> [GestureValue] {
    let gestures = givers.enumerated().map { position, giver in
      let alone = self[Package([position])]
      return GestureValue(
        concession: position, giver: giver, valueToOther: alone[other: giver], ownCost: -alone[giver])
    }
    return gestures.sorted { a, b in
      switch (a.ratio, b.ratio) {
      case (nil, nil): (-a.valueToOther, a.concession) < (-b.valueToOther, b.concession)
      case (nil, .some): true
      case (.some, nil): false
      case (let x?, let y?): (-x, a.concession) < (-y, b.concession)
      }
    }
  }
}
