/// What all parts of a run of draws share: its length, what is asked, and where quantiles are looked for. It depends on
/// what makes the draws and on their total number alone.
public struct EnsemblePlan: Hashable, Codable, Sendable {
  /// The number of draws of the whole run.
  public let draws: Int
  /// The probabilities of the quantiles.
  public let probabilities: [Double]
  /// The number of columns, from the first on, that are ranked among each other; 0 where ranks are not counted.
  public let ranked: Int
  /// The number of columns: of numbers that a draw gives.
  public let columns: Int
  /// Whether third and fourth moments are summed up, which the error of a standard deviation needs.
  public let hasFourthMoments: Bool
  /// Per column what deviations are taken from.
  let reference: [Double]
  /// Per column the brackets of its quantiles.
  private(set) var brackets: [QuantileBrackets]

  init(
    draws: Int, ranked: Int, hasFourthMoments: Bool, reference: [Double], brackets: [QuantileBrackets]
  ) {
    (self.draws, self.ranked, self.hasFourthMoments) = (draws, ranked, hasFourthMoments)
    self.probabilities = brackets.first?.probabilities ?? []
    columns = reference.count
    (self.reference, self.brackets) = (reference, brackets)
  }

  /// The plan to run again with after brackets missed.
  public func reopened(_ missed: [EnsembleTally.MissedBracket]) -> EnsemblePlan {
    var plan = self
    for miss in missed {
      plan.brackets[miss.column] = plan.brackets[miss.column].reopened([miss.probability])
    }
    return plan
  }

  /// The same run with other brackets.
  func narrowed(to brackets: [QuantileBrackets]) -> EnsemblePlan {
    EnsemblePlan(
      draws: draws, ranked: ranked, hasFourthMoments: hasFourthMoments, reference: reference,
      brackets: brackets)
  }

  /// The same questions about a shorter run, with other brackets: a pilot.
  func shortened(to draws: Int, brackets: [QuantileBrackets]) -> EnsemblePlan {
    EnsemblePlan(draws: draws, ranked: 0, hasFourthMoments: false, reference: reference, brackets: brackets)
  }
}
