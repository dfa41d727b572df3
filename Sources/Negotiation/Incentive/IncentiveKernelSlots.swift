extension IncentiveKernel {
  /// A number of the conflict.
  public enum Slot: Hashable, Sendable {
    /// ε, ζ, κ, α₀, β₀ and the half-life.
    case elasticity, redirection, scale, priorCooperative, priorHostile, halfLife
    /// a of a side.
    case resolve(Int)
    /// g of a side, in place of what follows from its gestures.
    case gestureRisk(Int)
    /// q of a side, in place of what follows from what is demanded of it.
    case preconditionCost(Int)
    /// A quantity of a side's burden, as used.
    case burden(BurdenQuantity, Int)
    /// What a concession adds to its giver's tariff; concessions and channels by their positions in the section.
    case tariffChange(Int)
    /// v of a concession to a side.
    case value(Int, Int)
    /// k of a concession to a side.
    case cost(Int, Int)
    /// c of a channel.
    case channel(Int)
  }

  /// Where the concessions' numbers begin.
  static let concessionBase = 22

  /// Where a number lies in the flat array.
  public func position(of slot: Slot) -> Int {
    switch slot {
    case .elasticity: 0
    case .redirection: 1
    case .scale: 2
    case .priorCooperative: 3
    case .priorHostile: 4
    case .halfLife: 5
    case .resolve(let side): 6 + side
    case .gestureRisk(let side): 8 + side
    case .preconditionCost(let side): 10 + side
    case .burden(let quantity, let side): 12 + 5 * side + Self.offset(of: quantity)
    case .tariffChange(let m): Self.concessionBase + m
    case .value(let m, let side): Self.concessionBase + (1 + side) * concessionCount + m
    case .cost(let m, let side): Self.concessionBase + (3 + side) * concessionCount + m
    case .channel(let c): channelBase + c
    }
  }

  static func offset(of quantity: BurdenQuantity) -> Int {
    switch quantity {
    case .exports: 0
    case .valueAdded: 1
    case .imports: 2
    case .tariff: 3
    case .baseTariff: 4
    }
  }

  /// v of a concession to a side.
  func value(_ m: Int, _ side: Int, _ numbers: UnsafeBufferPointer<Double>) -> Double {
    numbers[Self.concessionBase + (1 + side) * concessionCount + m]
  }

  /// k of a concession to a side.
  func cost(_ m: Int, _ side: Int, _ numbers: UnsafeBufferPointer<Double>) -> Double {
    numbers[Self.concessionBase + (3 + side) * concessionCount + m]
  }
}
