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
  /// No linear program has a solution; with the solver's word.
  case unsolvable(String)
}
