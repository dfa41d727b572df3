public import PressureIndex
public import PressureSyntax

/// The correlation-weighted pressure of a history, beside plain pressure.
public enum CorrelatedPressure: Hashable, Sendable {
  /// It stands beside each date's pressure: the pillars aggregated by correlations of this decay.
  case computed(decay: Double)
  /// The model's own pressure is correlation-weighted.
  case own
  /// It cannot be computed, for this reason.
  case impossible(reason: String)
}

extension Model {
  /// The history, with what the pillars would give if they were aggregated otherwise.
  ///
  /// The correlation-weighted pressure is that of a model whose index has `aggregation: correlation` and is otherwise
  /// this one. Where scores do not allow it, the history has the reason in its place.
  ///
  /// Cost: that of a history for each.
  ///
  /// - Parameters:
  ///   - alternative: another aggregation of the pillars.
  ///   - isCorrelated: whether correlation-weighted pressure stands beside plain pressure.
  /// - Throws: as ``history(_:asOf:)``; scores that `alternative` does not allow.
  public func history(
    _ observations: Observations, asOf dates: [Day], alternative: Aggregation?, isCorrelated: Bool = false
  ) throws(Diagnostics) -> History {
    var history = try history(observations, asOf: dates)
    if let alternative {
      let others = try pressures(observations, asOf: dates, aggregation: alternative)
      history.set(\.alternative, others)
      history.alternative = alternative
    }
    if isCorrelated { addCorrelated(to: &history, dates) }
    return history
  }

  private func addCorrelated(to history: inout History, _ dates: [Day]) {
    if case .group(_, .correlation, _) = specification.hierarchy.nodes[0].content {
      history.correlation = .own
      return
    }
    guard case .correlation(let decay)? = Aggregation(.correlation) else {
      preconditionFailure("an aggregation without options")
    }
    do throws(Diagnostics) {
      let others = try pressures(history.observations, asOf: dates, aggregation: .correlation(decay: decay))
      history.set(\.correlated, others)
      history.correlation = .computed(decay: decay)
    } catch {
      // Nothing else of the history depends on it, so that what stands in its way is no mistake of the model.
      history.correlation = .impossible(reason: error.all.map(\.message).joined(separator: "; "))
    }
  }

  /// The pressure by date and side with the pillars aggregated by `aggregation`.
  private func pressures(
    _ observations: Observations, asOf dates: [Day], aggregation: Aggregation
  ) throws(Diagnostics) -> [[Double?]] {
    var other = self
    other.specification.setAggregation(ofIndex: aggregation)
    other.conflict = nil
    return try other.history(observations, asOf: dates).moments.map { $0.sides.map(\.pressure) }
  }
}

extension History {
  fileprivate mutating func set(_ field: WritableKeyPath<SideMoment, Double?>, _ values: [[Double?]]) {
    for (position, sides) in values.enumerated() {
      for (side, value) in sides.enumerated() { moments[position].sides[side][keyPath: field] = value }
    }
  }
}
