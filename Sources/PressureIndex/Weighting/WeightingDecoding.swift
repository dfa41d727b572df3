internal import PressureSyntax

extension Weighting {
  enum Key: String, ModelKey {
    case method, pool, opposing
    case eigenvalueAbove = "eigenvalue-above"
    case targets, shares, allocations, judgements, factors, order, errors, rows
  }

  private enum OpposingWord: String, CaseIterable { case error, zero }
  private enum ErrorWord: String, CaseIterable { case persistent, white }

  /// Reads the name of a weighting, one of the `sets` of the model, or a mapping with the name under `method:`.
  ///
  /// Ids are checked later, by ``check(_:group:at:_:)``.
  static func decode(_ node: Node, sets: [WeightSet], _ problems: Problems) -> Weighting? {
    if case .scalar(let text, _) = node.content {
      if let set = sets.first(where: { $0.name == text }) { return set.weighting }
      if Name(rawValue: text) == nil, !node.isNull {
        problems.report(
          "unknown weighting \(text.quoted)", at: node,
          help: suggestion(
            for: text, among: sets.map(\.name) + Name.allCases.map(\.rawValue), plural: "weightings"))
        return nil
      }
    }
    guard let fields = MethodFields<Name, Key>(node, problems) else { return nil }
    let pool = fields.optional(.pool, Decode.word("pool")) ?? Normalization.Pool.all
    let opposing: OpposingWord = fields.optional(.opposing, Decode.word("choice")) ?? .error
    if let statistic = Statistic(rawValue: fields.name.rawValue) { return .statistic(statistic, pool: pool) }
    switch fields.name {
    case .declared: return .declared
    case .equal: return .equal
    case .expert: return fields.optional(.allocations, ExpertAllocation.list).map { .expert($0) }
    case .ahp:
      return fields.optional(.judgements, Decode.list(of: PairwiseJudgement.decode)).map {
        .analyticHierarchy($0)
      }
    case .bestWorst:
      return fields.optional(.judgements, Decode.list(of: BestWorstJudgement.decode)).map { .bestWorst($0) }
    case .pca: return .principalComponent(isOpposingZero: opposing == .zero, pool: pool)
    case .factor:
      return .factor(
        eigenvalueAbove: fields.optional(.eigenvalueAbove, Decode.nonNegative) ?? 1,
        isOpposingZero: opposing == .zero, pool: pool)
    case .dynamicFactor:
      let errors: ErrorWord = fields.optional(.errors, Decode.word("choice")) ?? .persistent
      return .dynamicFactor(
        factors: fields.optional(.factors, Decode.count(atLeast: 1)) ?? 1,
        order: fields.optional(.order, Decode.count(atLeast: 1)) ?? 1,
        hasPersistentErrors: errors == .persistent,
        rows: fields.optional(.rows, Decode.word("choice")) ?? .monthEnds, isOpposingZero: opposing == .zero,
        pool: pool)
    case .equalImportance:
      let targets = fields.optional(.targets, numbers(Decode.nonNegative, "targets")) ?? [:]
      return .equalImportance(targets: targets, pool: pool)
    case .benefitOfTheDoubt:
      return .benefitOfTheDoubt(shares: fields.optional(.shares, decodeShares) ?? 0...1, pool: pool)
    case .standardDeviation, .variance, .coefficientOfVariation, .gini, .entropy, .critic, .merec:
      preconditionFailure("a statistic")
    }
  }

  /// A mapping of ids to numbers.
  static func numbers(
    _ decode: @escaping (Node, Problems) -> Double?, _ subject: String
  ) -> (Node, Problems) -> [String: Double]? {
    { node, problems in
      guard case .mapping(let entries) = node.content else {
        problems.report(
          "expected \(subject) as a mapping of ids to numbers; found \(node.kindDescription)", at: node,
          help: "write {id: number, id: number}")
        return nil
      }
      var result: [String: Double] = [:]
      for entry in entries { result[entry.key] = decode(entry.value, problems) }
      return result
    }
  }

  static func decodeShares(_ node: Node, _ problems: Problems) -> ClosedRange<Double>? {
    guard let ends = Decode.list(of: Decode.number(in: 0...1))(node, problems) else { return nil }
    if ends.count == 2, ends[0] < ends[1] { return ends[0]...ends[1] }
    problems.report(
      "shares are two numbers between 0 and 1, the smaller first, such as [0.1, 0.6]", at: node)
    return nil
  }
}

extension ExpertAllocation {
  /// Reads `{expert: {id: points}}`.
  static func list(_ node: Node, _ problems: Problems) -> [ExpertAllocation]? {
    guard case .mapping(let entries) = node.content, !entries.isEmpty else {
      problems.report(
        "expected allocations as a mapping of experts to their points; found \(node.kindDescription)",
        at: node,
        help: "write {expert: {id: points, id: points}}")
      return nil
    }
    return entries.compactMap { entry in
      Weighting.numbers(Decode.nonNegative, "points")(entry.value, problems).map {
        ExpertAllocation(name: entry.key, points: $0)
      }
    }
  }
}

extension PairwiseJudgement {
  enum Key: String, ModelKey {
    case group, members, matrix, experts
    case acceptInconsistency = "accept-inconsistency"
  }

  static func decode(_ node: Node, _ problems: Problems) -> PairwiseJudgement? {
    guard let fields = Fields<Key>(node, "a pairwise judgement", problems),
      let group = fields.required(.group, Decode.identifier),
      let members = fields.required(.members, Decode.list(of: Decode.identifier))
    else { return nil }
    var experts: [Matrix] = []
    if let node = fields[.matrix], let rows = matrix(node, members.count, problems) {
      experts.append(Matrix(expert: "", rows: rows))
    }
    for entry in fields[.experts]?.entries ?? [] {
      if let rows = matrix(entry.value, members.count, problems) {
        experts.append(Matrix(expert: entry.key, rows: rows))
      }
    }
    if fields.has(.matrix) == fields.has(.experts) {
      problems.report(
        "a judgement has either a 'matrix' or 'experts' with a matrix each", at: node,
        help: "write 'matrix: [[1, 3], [1/3, 1]]' or 'experts: {anna: [[1, 3], [1/3, 1]]}'")
    } else if fields.has(.experts), fields[.experts]?.entries.isEmpty == true, let node = fields[.experts] {
      problems.report("expected a mapping of experts to their matrices", at: node)
    }
    guard !experts.isEmpty else { return nil }
    return PairwiseJudgement(
      group: group == Weighting.indexName ? "" : group, members: members, experts: experts,
      acceptsInconsistency: fields.optional(.acceptInconsistency, Decode.flag) ?? false)
  }

  /// A square matrix of positive numbers with reciprocals across its diagonal, up to their rounding; made exact.
  private static func matrix(_ node: Node, _ order: Int, _ problems: Problems) -> [[Double]]? {
    guard var rows = Decode.list(of: Decode.list(of: ratio))(node, problems) else { return nil }
    if rows.count != order || rows.contains(where: { $0.count != order }) {
      problems.report(
        "the matrix must have \(order) rows of \(order) numbers, one for each member", at: node)
      return nil
    }
    for i in 0..<order {
      for j in 0...i where abs(rows[i][j] * rows[j][i] - 1) > 0.025 {
        problems.report(
          i == j
            ? "row \(i + 1) of the matrix has \(shortest(rows[i][j])) on the diagonal: a member matters as much as itself"
            : "rows \(j + 1) and \(i + 1) of the matrix contradict each other: \(shortest(rows[j][i])) one way and "
              + "\(shortest(rows[i][j])) the other", at: node,
          help: i == j ? "write 1" : "write \(shortest(rows[j][i])) and 1/\(shortest(rows[j][i]))")
        return nil
      }
    }
    for i in 0..<order {
      rows[i][i] = 1
      for j in 0..<i {
        let times = (rows[i][j] / rows[j][i]).squareRoot()
        (rows[i][j], rows[j][i]) = (times, 1 / times)
      }
    }
    return rows
  }

  /// A number above 0, or a fraction such as 1/3.
  private static func ratio(_ node: Node, _ problems: Problems) -> Double? {
    if case .scalar(let text, _) = node.content {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      if parts.count == 2, let above = finiteNumber(parts[0]), let below = finiteNumber(parts[1]), above > 0,
        below > 0
      {
        return above / below
      }
    }
    return Decode.positive(node, problems)
  }
}

extension BestWorstJudgement {
  enum Key: String, ModelKey {
    case group, best, worst
    case bestToOthers = "best-to-others"
    case othersToWorst = "others-to-worst"
  }

  static func decode(_ node: Node, _ problems: Problems) -> BestWorstJudgement? {
    guard let fields = Fields<Key>(node, "a best-worst judgement", problems) else { return nil }
    let times = Weighting.numbers(Decode.number(in: 1...Double.infinity), "comparisons")
    guard let group = fields.required(.group, Decode.identifier),
      let best = fields.required(.best, Decode.identifier),
      let worst = fields.required(.worst, Decode.identifier),
      let bestToOthers = fields.required(.bestToOthers, times),
      let othersToWorst = fields.required(.othersToWorst, times)
    else { return nil }
    return BestWorstJudgement(
      group: group == Weighting.indexName ? "" : group, best: best, worst: worst, bestToOthers: bestToOthers,
      othersToWorst: othersToWorst)
  }
}

extension Weighting {
  /// What model files call the index itself where groups are named.
  static let indexName = "index"
}

/// A weighting with a name of its own, from `weights:` of a model file.
public struct WeightSet: Hashable, Sendable, Codable {
  /// Its name.
  public let name: String
  /// The weighting.
  public let weighting: Weighting

  /// Reads `weights:`, a mapping of names to weightings.
  static func list(_ node: Node, _ problems: Problems) -> [WeightSet] {
    guard case .mapping(let entries) = node.content else {
      problems.report(
        "expected a mapping of names to weightings; found \(node.kindDescription)", at: node,
        help: "write 'name: {method: expert, allocations: {…}}'")
      return []
    }
    var sets: [WeightSet] = []
    for entry in entries {
      if Weighting.Name(rawValue: entry.key) != nil || entry.key == "model" {
        problems.report(
          Diagnostic(
            "\(entry.key.quoted) is the name of a weighting already", at: entry.location,
            keyPath: entry.value.path, help: "choose another name for this one"))
      } else if let weighting = Weighting.decode(entry.value, sets: sets, problems) {
        sets.append(WeightSet(name: entry.key, weighting: weighting))
      }
    }
    return sets
  }
}
