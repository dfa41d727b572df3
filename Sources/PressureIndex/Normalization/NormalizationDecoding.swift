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
      let before = problems.all.count
      guard let fields = MethodFields<Method, Key>(node, problems) else { return nil }
      var result = Normalization(fields.name)
      result.range = fields.optional(.range, decodeRange) ?? result.range
      result.mean = fields.optional(.mean, Decode.number) ?? result.mean
      result.standardDeviation =
        fields.optional(.standardDeviation, Decode.positive) ?? result.standardDeviation
      result.isCapped = fields.optional(.cap, Decode.flag) ?? false
      result.reference = fields.optional(.reference, Decode.name(among: sides.map(\.id), "side"))
      result.interpolation =
        fields.optional(.interpolation, Decode.word("interpolation")) ?? result.interpolation
      result.window = fields.optional(.window, Decode.word("window")) ?? result.window
      result.pool = fields.optional(.pool, Decode.word("pool"))
      return problems.all.count == before ? result : nil
    }
  }

  private static func decodeRange(_ node: Node, _ problems: Problems) -> ClosedRange<Double>? {
    guard let ends = Decode.list(of: Decode.number)(node, problems) else { return nil }
    if ends.count == 2, ends[0] < ends[1] { return ends[0]...ends[1] }
    problems.report(
      "a range is two numbers, the smaller first", at: node, help: "write for example [0, 1] or [0, 100]")
    return nil
  }
}
