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
  /// Cost: little more than a history without.
  ///
  /// - Parameters:
  ///   - alternative: another aggregation of the pillars.
  ///   - isCorrelated: whether correlation-weighted pressure stands beside plain pressure.
  /// - Throws: as ``history(_:asOf:)``; scores that `alternative` does not allow.
  public func history(
    _ observations: Observations, asOf dates: [Day], alternative: Aggregation?, isCorrelated: Bool = false
  ) throws(Diagnostics) -> History {
    var correlation: Aggregation?
    var isOwn = false
    if isCorrelated {
      if case .group(_, .correlation, _) = specification.hierarchy.nodes[0].content {
        isOwn = true
      } else {
        correlation = Aggregation(.correlation)
      }
    }
    var history: History
    var problem: Diagnostics?
    do throws(Diagnostics) {
      history = try self.history(
        observations, asOf: dates, beside: .init(alternative: alternative, correlation: correlation))
    } catch  where correlation != nil {
      // Nothing else of the history depends on it, so that what stands in its way is no mistake of the model.
      history = try self.history(observations, asOf: dates, beside: .init(alternative: alternative))
      problem = error
    }
    history.alternative = alternative
    if let problem {
      history.correlation = .impossible(reason: problem.all.map(\.message).joined(separator: "; "))
    } else if isOwn {
      history.correlation = .own
    } else if case .correlation(let decay)? = correlation {
      history.correlation = .computed(decay: decay)
    }
    return history
  }
}

extension History {
  /// The aggregations of the pillars whose pressure stands beside the model's own.
  struct Beside {
    var alternative: Aggregation?
    var correlation: Aggregation?

    /// Whether one learns from the ends of months.
    var learnsFromHistory: Bool {
      [alternative, correlation].contains { $0?.learnsFromHistory ?? false }
    }
  }
}
