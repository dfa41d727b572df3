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
    ) { keys throws(Diagnostics) in
      let model = try Model(bytes, path: path, varying: keys)
      return (model.specification, model.conflict)
    }
  }
}

extension Node {
  /// A whole model file with other values of keys of its method and its preparation.
  func setting(_ keys: VariedKeys) -> Node {
    keys.values.sorted { $0.key.rawValue < $1.key.rawValue }.reduce(self) { root, section in
      root.setting(section.value, under: section.key.rawValue)
    }
  }

  private func setting(_ values: [String: Node], under key: String) -> Node {
    guard case .mapping = content else { return self }
    var section = self[key] ?? emptyMapping(under: key)
    guard section.isNull || !section.entries.isEmpty || self[key] == nil else { return self }
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { section = section.setting(name, to: value) }
    return setting(key, to: section)
  }
}
