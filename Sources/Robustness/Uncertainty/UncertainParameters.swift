internal import Negotiation
internal import PressureIndex
internal import PressureSyntax

private enum GoalpostKey: String, ModelKey { case indicators, ends, side, relative, distribution }

private enum EndsWord: String, CaseIterable { case both, none, full }

private enum ConcessionSpreadKey: String, ModelKey { case concessions, relative }

extension UncertaintyReader {
  /// `parameters:`, a mapping from paths to distributions.
  func readParameters(_ node: Node) {
    guard case .mapping(let entries) = node.content else {
      problems.report(
        "expected a mapping from parameters to distributions, found \(node.kindDescription)", at: node,
        help: "write such as 'conflict.burden.elasticity: {triangular: [2, 4, 8]}'")
      return
    }
    for entry in entries {
      let parameter: ModelParameter
      do throws(Diagnostics) {
        parameter = try parameters.parameter(at: entry.key)
      } catch {
        for one in error.all {
          problems.report(
            Diagnostic(one.message, at: entry.location, keyPath: entry.value.path, help: one.help))
        }
        continue
      }
      guard let distribution = Distribution.decode(entry.value, problems) else { continue }
      guard let spread = spread(parameter, distribution, at: entry.value) else { continue }
      add(
        UncertainFactor(parameters.path(of: parameter), distribution.description, .parameters([spread])),
        at: entry.value, isNamed: true)
    }
  }

  /// A parameter with its distribution; one that gives values that the parameter cannot have is reported.
  private func spread(
    _ parameter: ModelParameter, _ distribution: Distribution, at node: Node
  ) -> ParameterSpread? {
    let limits = parameter.limits(index)
    let path = parameters.path(of: parameter)
    let (low, high) = (distribution.support.lowerBound, distribution.support.upperBound)
    func isPossible(_ value: Double) -> Bool { value.isFinite ? limits.contains(value) : true }
    // The ends of a lognormal and of a Beta distribution are never drawn.
    let isOpen =
      switch distribution {
      case .logNormal, .beta: true;
      default: false
      }
    let inner = isOpen ? ParameterLimits.any : limits
    let isInside =
      if case .normal = distribution { true } else {
        inner.contains(low.isFinite ? low : 0)
          && (isOpen
            ? low >= limits.lower && high <= limits.upper
            : isPossible(low) && isPossible(high))
      }
    if !isInside {
      problems.report(
        "\(path) must be \(limits); this distribution goes from \(shortest(low)) to \(shortest(high))",
        at: node,
        help: "choose a narrower one, or a normal one, which is cut to what is possible")
      return nil
    }
    let cut = max(limits.lower, -.greatestFiniteMagnitude)...min(limits.upper, .greatestFiniteMagnitude)
    let bounds =
      limits.includesLower && limits.includesUpper || !cut.lowerBound.isFinite
      ? cut : cut.lowerBound.nextUp...cut.upperBound.nextDown
    if case .normal(let mean, let deviation) = distribution,
      mean < limits.lower - 3 * deviation || mean > limits.upper + 3 * deviation
    {
      problems.report(
        "\(path) must be \(limits), which is more than three standard deviations from the mean "
          + shortest(mean), at: node, help: "move the mean, or choose another distribution")
      return nil
    }
    return ParameterSpread(parameter: parameter, distribution: distribution, limits: bounds)
  }

  /// An entry of `goalposts:`.
  func readGoalposts(_ node: Node) {
    guard let fields = Fields<GoalpostKey>(node, "uncertain goalposts", problems) else { return }
    let posts = parameters.all.filter { if case .goalpost = $0 { true } else { false } }
    let named = positions(fields[.indicators], among: index.indicators.map(\.id), "indicator", at: node)
    let ends = fields.optional(.ends, Decode.word("end of the goalposts")) ?? EndsWord.both
    let side = fields.optional(.side, Decode.name(among: index.sides.map(\.id), "side"))
    if fields.has(.relative) == fields.has(.distribution) {
      problems.report(
        "uncertain goalposts have either 'relative' or 'distribution'", at: node,
        help: "write 'relative: 0.1' for a tenth of their distance, or 'distribution: {uniform: [-12, -6]}'")
      return
    }
    guard let named else { return }
    for indicator in named.list {
      let own = posts.filter { post in
        guard case .goalpost(indicator, let end, let owner) = post else { return false }
        let isEnd = ends == .both || ends.rawValue == end.rawValue
        return isEnd && (side == nil || owner == nil || owner == side)
      }
      let id = index.indicators[indicator].id
      if own.isEmpty {
        if named.isNamed {
          problems.report(
            "\(id.quoted) is not scored between goalposts", at: node, help: "name an indicator that is")
        }
        continue
      }
      guard let (spreads, words) = goalpostSpreads(own, fields, node) else { return }
      add(
        UncertainFactor("goalposts.\(id)", words, .parameters(spreads)), at: node, isNamed: named.isNamed)
    }
  }

  private func goalpostSpreads(
    _ posts: [ModelParameter], _ fields: Fields<GoalpostKey>, _ node: Node
  ) -> ([ParameterSpread], String)? {
    if let value = fields[.relative] {
      guard let share = Decode.positive(value, problems) else { return nil }
      if share >= 0.5 {
        problems.report(
          "goalposts that vary by \(shortest(share)) of their distance can meet", at: value,
          help: "choose less than 0.5")
        return nil
      }
      return (
        relative(posts, share), "each end by up to \(shortest(100 * share)) % of their distance, uniform"
      )
    }
    guard let distribution = fields.optional(.distribution, Distribution.decode) else { return nil }
    if case .normal = distribution {
      problems.report(
        "a normal distribution has no ends, and goalposts that meet have no meaning", at: node,
        help: "use uniform, triangular or beta")
      return nil
    }
    var spreads: [ParameterSpread] = []
    for post in posts {
      guard let spread = spread(post, distribution, at: node) else { return nil }
      spreads.append(spread)
    }
    return (spreads, distribution.description)
  }

  /// Goalposts that vary by a share of their distance.
  func relative(_ posts: [ModelParameter], _ share: Double) -> [ParameterSpread] {
    posts.compactMap { post in
      guard case .goalpost(let indicator, let end, let side) = post,
        let stated = index.indicators[indicator].measure(side ?? 0).goalposts
      else { return nil }
      let width = share * abs(stated.full - stated.none)
      let range = stated[end] - width...stated[end] + width
      return ParameterSpread(parameter: post, distribution: .uniform(range), limits: range)
    }
  }

  /// An entry of `concessions:`.
  func readConcessions(_ node: Node) {
    guard let conflict else {
      problems.report("the model has no conflict section, and so no concessions", at: node, help: "drop it")
      return
    }
    guard let fields = Fields<ConcessionSpreadKey>(node, "uncertain concessions", problems) else { return }
    let ids = conflict.concessions.map(\.id)
    let named = positions(fields[.concessions], among: ids, "concession", at: node)
    let share = fields.required(.relative, Decode.positive)
    guard let named, let share else { return }
    for concession in named.list {
      let spreads = relative(concession: concession, share)
      if spreads.isEmpty { continue }
      add(
        UncertainFactor(
          "concession.\(ids[concession])",
          "each value and cost by up to \(shortest(100 * share)) %, uniform", .parameters(spreads)),
        at: node, isNamed: named.isNamed)
    }
  }

  /// The values and costs of a concession that are not 0, each by up to a share of itself.
  func relative(concession: Int, _ share: Double) -> [ParameterSpread] {
    guard let conflict, !conflict.concessions[concession].isRedLine else { return [] }
    let numbers = (0...1).flatMap { side in
      [
        ModelParameter.value(concession: concession, side: side),
        ModelParameter.cost(concession: concession, side: side),
      ]
    }
    return numbers.compactMap { parameter in
      guard let value = parameter.value(index, conflict), value != 0 else { return nil }
      let ends = [value * (1 - share), value * (1 + share)]
      let range = ends.min()!...ends.max()!
      return ParameterSpread(parameter: parameter, distribution: .uniform(range), limits: range)
    }
  }
}
