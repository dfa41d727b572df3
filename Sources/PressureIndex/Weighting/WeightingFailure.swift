/// Why a group's scores or judgements give no weights. Children are numbered in their group.
enum WeightingFailure: Error, Hashable, Sendable {
  /// A child has fewer scores than the method needs.
  case tooFew(child: Int, count: Int, needed: Int)
  /// Fewer rows have a score of every child than the method needs.
  case tooFewRows(count: Int, needed: Int)
  /// A child's scores are all equal, where the method divides by their spread.
  case constant(child: Int)
  /// No child's scores differ, or in no way that the method counts.
  case allZero
  /// A score that is not above 0 (or, for `allowsZero`, below 0).
  case notPositive(child: Int, score: Double, allowsZero: Bool)
  /// The mean of a child's scores, by which the method divides, is not above 0.
  case meanNotPositive(child: Int, mean: Double)
  /// Two children have no correlation over the rows that they share.
  case uncorrelatable(first: Int, second: Int)
  /// The first component does not exist: several directions account for the same variance.
  case noComponent
  /// A child's loading has the other sign than those of most.
  case opposing(child: Int, loading: Double)
  /// The loadings of both signs balance, so that none is the opposing one.
  case undecided
  /// More factors than the data carry.
  case tooManyFactors(Int, carried: Int)
  /// An estimation that did not converge, with the last relative change of its likelihood; `nil` where the arithmetic
  /// broke down.
  case notConverged(iterations: Int, lastChange: Double?)
  /// A child that is a group, where values are learned from by the months that they describe.
  case groupWithoutPeriods(child: Int)
  /// A child whose data are neither monthly, daily nor quarterly; with the word for what they are.
  case otherFrequency(child: Int, String)
  /// A child that is quarterly for some sides and not for others, which are learned from together.
  case mixedFrequency(child: Int)
  /// No linear program has a solution; with the solver's word.
  case unsolvable(String)
}
