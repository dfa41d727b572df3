public import PressureIndex
public import PressureSyntax

extension Model {
  /// The index as of a date with the sample of a diagnosis: the ends of the months before it, or the units of data
  /// without dates. Nothing in it was published after the as-of date.
  public func sampledIndex(
    asOf requested: Day? = nil, in observations: Observations
  ) throws(Diagnostics) -> PressureIndex {
    let asOf = asOfDate(requested, in: observations)
    return try PressureIndex(Panel(observations, specification, asOf: [asOf], sampled: true))
  }
}
