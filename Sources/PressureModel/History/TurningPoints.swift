internal import PressureNumerics

/// A date at which pressure stopped rising or falling.
public struct TurningPoint: Sendable, Hashable {
  /// Which way pressure turned.
  public enum Kind: String, Sendable, Hashable {
    /// Pressure fell afterwards.
    case peak
    /// Pressure rose afterwards.
    case trough
  }

  /// Which way pressure turned.
  public let kind: Kind
  /// Its position among the dates.
  public let position: Int
  /// The position of the first date on which it could be told: from which pressure was a swing away from it.
  public let recognised: Int

  /// The turning points of `values`: the highest and lowest values between which pressure moved by at least
  /// `swing`.
  ///
  /// A value becomes a peak once a later one is at least `swing` below it, and none between them is above it; troughs
  /// likewise, and the two take turns. Of equal values the first counts. The first value is none, as nothing is known
  /// before it, and neither is the last high or low as long as pressure has not moved away from it. Dates without a
  /// value are passed over. So a turning point is known only
  /// afterwards, on the date that ``recognised`` names; later values never change those that were recognised.
  ///
  /// Cost: O(n).
  public static func all(in values: [Double?], swing: Double) -> [TurningPoint] {
    precondition(swing > 0, "a swing of nothing")
    let first = values.firstIndex { $0 != nil }
    var result: [TurningPoint] = []
    func add(_ kind: Kind, at position: Int, on recognised: Int) {
      if position != first {
        result.append(TurningPoint(kind: kind, position: position, recognised: recognised))
      }
    }
    // Whether pressure rises since the last swing; unknown before the first.
    var rising: Bool?
    var high: (position: Int, value: Double)?
    var low: (position: Int, value: Double)?
    for (position, value) in values.enumerated() {
      guard let value else { continue }
      if rising != false, high.map({ value > $0.value }) ?? true { high = (position, value) }
      if rising != true, low.map({ value < $0.value }) ?? true { low = (position, value) }
      if rising != false, let peak = high, peak.value - value >= swing {
        add(.peak, at: peak.position, on: position)
        rising = false
        low = (position, value)
      } else if rising != true, let trough = low, value - trough.value >= swing {
        add(.trough, at: trough.position, on: position)
        rising = true
        high = (position, value)
      }
    }
    return result
  }
}

/// Where each value stands among those up to it: the share of them that are not above it. `nil` until `minimum`
/// values are there, and where there is none.
///
/// So the percentile of a date depends on the past alone. Cost: O(n log n).
public func percentilesOfOwnHistory(_ values: [Double?], minimum: Int) -> [Double?] {
  let shares = expandingFractions(values.compactMap(\.self))
  var known = 0
  return values.map { value in
    guard value != nil else { return nil }
    known += 1
    return known < minimum ? nil : shares[known - 1]
  }
}
