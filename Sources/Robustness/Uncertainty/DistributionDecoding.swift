internal import PressureSyntax

private enum DistributionKey: String, ModelKey {
  case uniform, normal, triangular
  case logNormal = "lognormal"
  case beta, discrete
}

private enum NormalKey: String, ModelKey {
  case mean
  case standardDeviation = "standard-deviation"
}

private enum LogNormalKey: String, ModelKey { case median, spread }

private enum BetaKey: String, ModelKey { case alpha, beta, range }

private enum DiscreteKey: String, ModelKey { case values, probabilities }

extension Distribution {
  /// Reads a mapping with one key, the name of the distribution: `uniform: [0.5, 1.5]`,
  /// `normal: {mean: 1, standard-deviation: 0.2}`, `triangular: [low, mode, high]`,
  /// `lognormal: {median: 60, spread: 0.3}`, `beta: {alpha: 2, beta: 2, range: [0, 1]}`,
  /// `discrete: {values: [1, 2], probabilities: [0.7, 0.3]}`. What cannot be a distribution is reported.
  static func decode(_ node: Node, _ problems: Problems) -> Distribution? {
    guard let fields = Fields<DistributionKey>(node, "a distribution", problems) else { return nil }
    let stated = DistributionKey.allCases.filter { fields.has($0) }
    guard stated.count == 1, let key = stated.first, let value = fields[key] else {
      // An unknown name has been reported already.
      if stated.isEmpty, !node.entries.isEmpty { return nil }
      problems.report(
        "a distribution has one name; found \(stated.count)", at: node,
        help:
          "write one of \(Name.allCases.map(\.rawValue).joined(separator: ", ")), such as 'uniform: [0.5, 1.5]'"
      )
      return nil
    }
    switch key {
    case .uniform: return range(value, problems).map { .uniform($0) }
    case .normal: return normal(value, problems)
    case .triangular: return triangular(value, problems)
    case .logNormal: return logNormal(value, problems)
    case .beta: return beta(value, problems)
    case .discrete: return discrete(value, problems)
    }
  }

  /// Two numbers, the smaller first.
  static func range(_ node: Node, _ problems: Problems) -> ClosedRange<Double>? {
    guard let ends = Decode.list(of: Decode.number)(node, problems) else { return nil }
    if case .sequence(let items) = node.content, items.count == 2, ends.count < 2 { return nil }
    guard ends.count == 2, ends[0] < ends[1] else {
      problems.report(
        "a range is two numbers, the smaller first", at: node, help: "write it such as [0.5, 1.5]")
      return nil
    }
    return ends[0]...ends[1]
  }

  private static func normal(_ node: Node, _ problems: Problems) -> Distribution? {
    guard let fields = Fields<NormalKey>(node, "a normal distribution", problems) else { return nil }
    let mean = fields.required(.mean, Decode.number)
    let deviation = fields.required(.standardDeviation, Decode.positive)
    guard let mean, let deviation else { return nil }
    return .normal(mean: mean, standardDeviation: deviation)
  }

  private static func triangular(_ node: Node, _ problems: Problems) -> Distribution? {
    guard let points = Decode.list(of: Decode.number)(node, problems) else { return nil }
    guard points.count == 3, points[0] <= points[1], points[1] <= points[2], points[0] < points[2] else {
      problems.report(
        "a triangular distribution is three numbers in rising order: lowest, most likely, highest", at: node,
        help: "write it such as [0.5, 1, 1.5]")
      return nil
    }
    return .triangular(low: points[0], mode: points[1], high: points[2])
  }

  private static func logNormal(_ node: Node, _ problems: Problems) -> Distribution? {
    guard let fields = Fields<LogNormalKey>(node, "a lognormal distribution", problems) else { return nil }
    let median = fields.required(.median, Decode.positive)
    let spread = fields.required(.spread, Decode.positive)
    guard let median, let spread else { return nil }
    if spread > 5 {
      problems.report(
        "a spread of \(shortest(spread)) makes values differ by more than thirty orders of magnitude",
        at: node,
        help: "it is the standard deviation of the logarithm: 0.3 is about 30 %")
      return nil
    }
    return .logNormal(median: median, spread: spread)
  }

  private static func beta(_ node: Node, _ problems: Problems) -> Distribution? {
    guard let fields = Fields<BetaKey>(node, "a Beta distribution", problems) else { return nil }
    let alpha = fields.required(.alpha, Decode.positive)
    let beta = fields.required(.beta, Decode.positive)
    let range = fields.has(.range) ? fields.optional(.range, Distribution.range) : 0...1
    guard let alpha, let beta, let range else { return nil }
    if max(alpha, beta) > 1e6 {
      problems.report("a shape above 1000000 leaves no uncertainty", at: node, help: "choose smaller shapes")
      return nil
    }
    return .beta(alpha: alpha, beta: beta, range: range)
  }

  private static func discrete(_ node: Node, _ problems: Problems) -> Distribution? {
    guard let fields = Fields<DiscreteKey>(node, "a discrete distribution", problems) else { return nil }
    guard let values = fields.required(.values, Decode.list(of: Decode.number)), !values.isEmpty else {
      if fields.has(.values) {
        problems.report("a discrete distribution needs values", at: node, help: "list at least one")
      }
      return nil
    }
    guard let list = fields[.probabilities] else {
      return .discrete(values: values, probabilities: values.map { _ in 1 / Double(values.count) })
    }
    return probabilities(list, of: values.count, problems).map {
      .discrete(values: values, probabilities: $0)
    }
  }

  /// `count` probabilities that sum to 1.
  static func probabilities(_ node: Node, of count: Int, _ problems: Problems) -> [Double]? {
    guard let list = Decode.list(of: Decode.number(in: 0...1))(node, problems) else { return nil }
    guard list.count == count else {
      problems.report(
        "\(count) alternatives need as many probabilities; found \(list.count)", at: node,
        help: "state one probability for each, in the same order")
      return nil
    }
    let sum = list.reduce(0, +)
    guard abs(sum - 1) < 1e-6 else {
      problems.report(
        "the probabilities sum to \(shortest(sum)), not to 1", at: node,
        help: "change them so that they sum to 1")
      return nil
    }
    return list
  }
}
