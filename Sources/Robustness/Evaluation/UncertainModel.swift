public import Negotiation
public import PressureIndex
public import PressureSyntax

/// A model with its data and with what is uncertain about it: what an ensemble of draws is made from.
public struct UncertainModel: Sendable {
  /// The index and the conflict with other values of keys of `method:` and `preparation:`.
  public typealias Variant =
    @Sendable (_ keys: VariedKeys) throws(Diagnostics) -> (
      index: IndexSpecification, conflict: Conflict?
    )

  /// The index as the model states it.
  public let index: IndexSpecification
  /// The conflict as the model states it.
  public let conflict: Conflict?
  /// The data.
  public let observations: Observations
  /// The as-of date; `nil` for data without dates.
  public let asOf: Day?
  /// What is uncertain.
  public let uncertainty: Uncertainty
  let variant: Variant

  /// Describes a model.
  ///
  /// - Parameter variant: reads the model file again with other values of keys of `method:` and `preparation:`.
  public init(
    index: IndexSpecification, conflict: Conflict?, observations: Observations, asOf: Day?,
    uncertainty: Uncertainty, variant: @escaping Variant
  ) {
    (self.index, self.conflict, self.observations) = (index, conflict, observations)
    (self.asOf, self.uncertainty, self.variant) = (asOf, uncertainty, variant)
  }
}
