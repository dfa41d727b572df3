internal import PressureSyntax

extension Normalization {
  enum Key: String, ModelKey {
    case method, range, mean
    case standardDeviation = "standard-deviation"
    case cap, reference, interpolation, window, pool
  }

  /// Decodes a normalization, a word or a mapping with its options; `sides` are those that a reference may name.
  static func decode(_ sides: [Side]) -> (Node, Problems) -> Normalization? {
    { node, problems in
      let word: (Node, Problems) -> Method? = Decode.word("normalization")
      if case .scalar = node.content {
        guard let method = word(node, problems) else { return nil }
        if method == .distanceToReference { return withoutReference(sides, at: node, problems) }
        return Normalization(method)
      }
      guard let fields = Fields<Key>(node, "a normalization", problems),
        let method = fields.required(.method, word)
      else { return nil }
      refuseIdleOptions(of: method, fields, problems)
      var result = Normalization(method)
      result.range = fields.optional(.range, decodeRange) ?? result.range
      result.mean = fields.optional(.mean, Decode.number) ?? result.mean
      result.standardDeviation =
        fields.optional(.standardDeviation, Decode.positive) ?? result.standardDeviation
      result.isCapped = fields.optional(.cap, Decode.flag) ?? false
      result.interpolation =
        fields.optional(.interpolation, Decode.word("interpolation")) ?? result.interpolation
      result.window = fields.optional(.window, Decode.word("window")) ?? result.window
      result.pool = fields.optional(.pool, Decode.word("pool"))
      guard method == .distanceToReference else { return result }
      guard fields.has(.reference) else { return withoutReference(sides, at: node, problems) }
      result.reference = fields.optional(.reference, Decode.name(among: sides.map(\.id), "side"))
      return result.reference == nil ? nil : result
    }
  }

  private static func withoutReference(_ sides: [Side], at node: Node, _ problems: Problems) -> Normalization?
  {
    problems.report(
      "'distance-to-reference' needs the side whose value is the reference", at: node,
      help: "write {method: distance-to-reference, reference: \(sides[0].id)}")
    return nil
  }

  /// Reports options that mean nothing to the method: one that is ignored would mislead.
  private static func refuseIdleOptions(of method: Method, _ fields: Fields<Key>, _ problems: Problems) {
    func only(_ key: Key, _ matters: (Method) -> Bool) {
      guard let value = fields[key], !matters(method) else { return }
      let owners = Method.allCases.filter(matters).map(\.rawValue)
      problems.report(
        "\(key.rawValue.quoted) means nothing to \(method.rawValue)", at: value,
        help: "it belongs to \(owners.joined(separator: ", "))")
    }
    only(.range, \.hasRange)
    only(.mean) { $0 == .zScore }
    only(.standardDeviation) { $0 == .zScore }
    only(.cap, \.canExceedRange)
    only(.reference) { $0 == .distanceToReference }
    only(.interpolation) { $0 == .categorical }
    only(.window, \.isFitted)
    only(.pool, \.isFitted)
  }

  private static func decodeRange(_ node: Node, _ problems: Problems) -> ClosedRange<Double>? {
    guard let ends = Decode.list(of: Decode.number)(node, problems) else { return nil }
    if ends.count == 2, ends[0] < ends[1] { return ends[0]...ends[1] }
    problems.report(
      "a range is two numbers, the smaller first", at: node, help: "write for example [0, 1] or [0, 100]")
    return nil
  }
}
