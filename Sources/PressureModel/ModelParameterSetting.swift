public import PressureSyntax
public import Robustness

extension Model {
  /// Every number of the model that may be varied, by its path.
  public var parameters: ModelParameters { ModelParameters(specification, conflict) }

  /// The value of a parameter; `nil` for a risk or a cost that follows from gestures or preconditions.
  public func value(of parameter: ModelParameter) -> Double? { parameter.value(specification, conflict) }

  /// The model with other values of some parameters, set one after the other.
  ///
  /// Text, checksum and the list of assumed defaults stay those of the file.
  ///
  /// - Throws: every value that its parameter cannot take.
  public func setting(
    _ changes: [(parameter: ModelParameter, value: Double)]
  ) throws(Diagnostics) -> Model {
    var model = self
    let parameters = parameters
    let problems = Problems()
    for change in changes {
      problems.collecting { () throws(Diagnostics) in
        try parameters.set(change.parameter, to: change.value, &model.specification, &model.conflict)
      }
    }
    try problems.throwIfAny()
    return model
  }
}
