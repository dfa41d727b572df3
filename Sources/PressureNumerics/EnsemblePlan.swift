/// What all parts of a run of a ``ScoreEnsemble`` share: its length, what is asked, and where quantiles are looked
/// for. It depends on the ensemble and the total number of draws alone.
public struct EnsemblePlan: Hashable, Codable, Sendable {
  /// The number of draws of the whole run.
  public let draws: Int
  /// The probabilities of the quantiles.
  public let probabilities: [Double]
  /// Whether ranks are counted.
  public let countsRanks: Bool
  /// The number of units.
  public let units: Int
  /// Per unit what deviations are taken from.
  let reference: [Double]
  /// Per unit the brackets of its quantiles.
  private(set) var brackets: [QuantileBrackets]

  init(draws: Int, countsRanks: Bool, reference: [Double], brackets: [QuantileBrackets]) {
    self.draws = draws
    self.probabilities = brackets.first?.probabilities ?? []
    self.countsRanks = countsRanks
    units = reference.count
    self.reference = reference
    self.brackets = brackets
  }

  /// The plan to run again with after brackets missed.
  public func reopened(_ missed: [EnsembleTally.MissedBracket]) -> EnsemblePlan {
    var plan = self
    for miss in missed { plan.brackets[miss.unit] = plan.brackets[miss.unit].reopened([miss.probability]) }
    return plan
  }

  /// The same questions about a shorter run, with other brackets: a pilot.
  func shortened(to draws: Int, brackets: [QuantileBrackets]) -> EnsemblePlan {
    EnsemblePlan(draws: draws, countsRanks: false, reference: reference, brackets: brackets)
  }
}
