public import PressureIndex
internal import PressureSyntax
public import Robustness

extension Model {
  /// The model as ensembles take it, with what is uncertain about it: what the file says, or defaults.
  public func uncertainModel(_ observations: Observations, asOf requested: Day? = nil) -> UncertainModel {
    let bytes = Array(text.utf8)
    let path = path
    return UncertainModel(
      index: specification, conflict: conflict, observations: observations,
      asOf: asOfDate(requested, in: observations),
      uncertainty: uncertainty ?? Uncertainty(defaultsFor: specification, conflict)
    ) { method throws(Diagnostics) in
      let model = try Model(bytes, path: path, method: method)
      return (model.specification, model.conflict)
    }
  }
}

extension Node {
  /// A whole model file with other values of keys of its method.
  func settingMethod(_ values: [String: Node]) -> Node {
    if values.isEmpty { return self }
    let key = ModelFileKey.method.rawValue
    guard case .mapping = content else { return self }
    var method = self[key] ?? emptyMapping(under: key)
    guard method.isNull || !method.entries.isEmpty || self[key] == nil else { return self }
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { method = method.setting(name, to: value) }
    return setting(key, to: method)
  }
}
