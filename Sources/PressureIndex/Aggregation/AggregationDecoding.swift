internal import PressureSyntax

extension Aggregation {
  enum Key: String, ModelKey {
    case method, offset, exponent, weights, penalty, standardize, scale, alpha, strategy, preference
    case indifference
    case preferenceThreshold = "preference-threshold"
    case width
  }

  /// The largest exponent of a power mean, either way: beyond it powers of small scores leave the range of `Double`,
  /// and the minimum says much the same.
  static let largestExponent = 20.0

  static func decode(_ node: Node, _ problems: Problems) -> Aggregation? {
    guard let fields = MethodFields<Name, Key>(node, problems) else { return nil }
    let offset = fields.optional(.offset, Decode.nonNegative) ?? 0
    let penalty = fields.optional(.penalty, Decode.word("penalty")) ?? UnevennessPenalty.plus
    let scale = fields.optional(.scale, Decode.word("scale")) ?? ResultScale.unit
    switch fields.name {
    case .arithmetic: return .arithmetic
    case .geometric: return .geometric(offset: offset)
    case .harmonic: return .harmonic(offset: offset)
    case .power:
      let limits = -largestExponent...largestExponent
      return fields.optional(.exponent, Decode.number(in: limits)).map {
        .power(exponent: $0, offset: offset)
      }
    case .owa: return orderedWeights(fields, node, problems).map { .owa($0) }
    case .mazziottaPareto:
      let standardize = fields.optional(.standardize, Decode.flag) ?? true
      return .mazziottaPareto(penalty: penalty, standardized: !standardize)
    case .adjustedMazziottaPareto: return .adjustedMazziottaPareto(penalty: penalty, scale: scale)
    case .median: return .median
    case .minimum: return .minimum
    case .meanMin: return .meanMin(alpha: fields.optional(.alpha, Decode.number(in: 0...1)) ?? 0.5)
    case .copeland: return .copeland(scale: scale)
    case .borda: return .borda(scale: scale)
    case .kemeny: return .kemeny(scale: scale)
    case .kemenyApproximate: return .kemenyApproximate(scale: scale)
    case .topsis: return .topsis
    case .vikor: return .vikor(strategy: fields.optional(.strategy, Decode.number(in: 0...1)) ?? 0.5)
    case .promethee:
      return preference(fields, node, problems).map { .promethee($0, scale: scale) }
    }
  }

  private static func orderedWeights(
    _ fields: MethodFields<Name, Key>, _ node: Node, _ problems: Problems
  ) -> OrderedWeights? {
    let help = "write {method: owa, weights: [0.5, 0.3, 0.2]} or {method: owa, exponent: 0.5}"
    switch (fields[.weights], fields[.exponent]) {
    case (nil, nil):
      problems.report("owa needs 'weights' or 'exponent'", at: node, help: help)
      return nil
    case (_?, let exponent?):
      problems.report("owa takes 'weights' or 'exponent', not both", at: exponent, help: help)
      return nil
    case (nil, _?): return fields.optional(.exponent, Decode.positive).map { .exponent($0) }
    case (let list?, nil):
      let count = problems.all.count
      guard let weights = fields.optional(.weights, Decode.list(of: Decode.nonNegative)),
        problems.all.count == count
      else { return nil }
      if weights.contains(where: { $0 > 0 }) { return .list(weights) }
      problems.report(
        "the weights of owa are \(weights.isEmpty ? "an empty list" : "all 0")", at: list,
        help: "list them from the highest score to the lowest, at least one above 0")
      return nil
    }
  }

  private static func preference(
    _ fields: MethodFields<Name, Key>, _ node: Node, _ problems: Problems
  ) -> PreferenceFunction? {
    let word: (Node, Problems) -> PreferenceFunction.Name? = Decode.word("preference")
    guard let name = fields[.preference] == nil ? .usual : fields.optional(.preference, word) else {
      return nil
    }
    let keys: [Key] =
      switch name {
      case .usual: []
      case .uShape: [.indifference]
      case .vShape: [.preferenceThreshold]
      case .level, .linear: [.indifference, .preferenceThreshold]
      case .gaussian: [.width]
      }
    for key in [Key.indifference, .preferenceThreshold, .width] {
      if let value = fields[key], !keys.contains(key) {
        problems.report(
          "\(key.rawValue.quoted) means nothing to the preference \(name.rawValue)", at: value,
          help: keys.isEmpty ? "leave it out" : "it takes \(keys.map(\.rawValue).joined(separator: " and "))")
      } else if fields[key] == nil, keys.contains(key) {
        problems.report(
          "the preference \(name.rawValue) needs \(key.rawValue.quoted)", at: node,
          help: "add '\(key.rawValue): 0.1', a difference of two scores")
      }
    }
    let q = fields.optional(.indifference, Decode.nonNegative)
    let p = fields.optional(.preferenceThreshold, Decode.positive)
    if let q, let p, q >= p, let node = fields[.indifference] {
      problems.report(
        "the indifference \(shortest(q)) is not below the preference-threshold \(shortest(p))", at: node,
        help: "differences up to the first count nothing, from the second on fully")
      return nil
    }
    switch name {
    case .usual: return .usual
    case .uShape: return q.map { .uShape(q: $0) }
    case .vShape: return p.map { .vShape(p: $0) }
    case .level: return q.flatMap { q in p.map { .level(q: q, p: $0) } }
    case .linear: return q.flatMap { q in p.map { .linear(q: q, p: $0) } }
    case .gaussian: return fields.optional(.width, Decode.positive).map { .gaussian(s: $0) }
    }
  }
}
