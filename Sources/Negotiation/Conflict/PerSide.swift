internal import PressureSyntax

extension Decode {
  /// A mapping from the ids of the sides to values; a side that it leaves out has `nil`. A key that is no side
  /// is reported.
  static func perSide<Value>(
    _ sides: [String], _ value: @escaping (Node, Problems) -> Value?
  ) -> (Node, Problems) -> Pair<Value?>? {
    { node, problems in
      guard case .mapping(let entries) = node.content else {
        problems.report(
          "expected a value for each side, such as {\(sides[0]): …, \(sides[1]): …}; found \(node.kindDescription)",
          at: node)
        return nil
      }
      var values = Pair<Value?>(nil, nil)
      for entry in entries {
        guard let side = sides.firstIndex(of: entry.key) else {
          problems.report(
            Diagnostic(
              "unknown side \(entry.key.quoted)", at: entry.location, keyPath: entry.value.path,
              help: suggestion(for: entry.key, among: sides, plural: "sides")))
          continue
        }
        if !entry.value.isNull { values[side] = value(entry.value, problems) }
      }
      return values
    }
  }

  /// One value for both sides, or a mapping as ``perSide(_:_:)``.
  static func oneOrPerSide<Value>(
    _ sides: [String], _ value: @escaping (Node, Problems) -> Value?
  ) -> (Node, Problems) -> Pair<Value?>? {
    { node, problems in
      if case .mapping = node.content { return perSide(sides, value)(node, problems) }
      return value(node, problems).map { Pair($0, $0) }
    }
  }
}
