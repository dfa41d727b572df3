public import Negotiation
public import PressureIndex
public import PressureSyntax

enum UncertaintyKey: String, ModelKey {
  case weights, goalposts, method, preparation
  case publicationLags = "publication-lags"
  case exclusions, parameters, concessions
  case observationErrors = "observation-errors"
}

extension Uncertainty {
  /// Reads the section `uncertainty:`; mistakes are reported to `problems`.
  ///
  /// - Parameters:
  ///   - node: the section.
  ///   - index: the model's index.
  ///   - conflict: its conflict section, if there is one.
  public init(_ node: Node, _ index: IndexSpecification, _ conflict: Conflict?, problems: Problems) {
    let reader = UncertaintyReader(index, conflict, problems)
    reader.read(node)
    factors = reader.factors
    isStated = true
  }
}

/// Collects the factors of a section; each may be stated once.
final class UncertaintyReader {
  let index: IndexSpecification
  let conflict: Conflict?
  let parameters: ModelParameters
  let problems: Problems
  private(set) var factors: [UncertainFactor] = []
  private var lines: [String: Int] = [:]

  init(_ index: IndexSpecification, _ conflict: Conflict?, _ problems: Problems) {
    (self.index, self.conflict, self.problems) = (index, conflict, problems)
    parameters = ModelParameters(index, conflict)
  }

  func read(_ node: Node) {
    guard let fields = Fields<UncertaintyKey>(node, "what is uncertain", problems) else { return }
    entries(fields[.weights]).forEach(readWeights)
    entries(fields[.goalposts]).forEach(readGoalposts)
    fields[.method].map { readAlternatives($0, .method) }
    fields[.preparation].map { readAlternatives($0, .preparation) }
    entries(fields[.publicationLags]).forEach(readLags)
    fields[.exclusions].map(readExclusions)
    entries(fields[.observationErrors]).forEach(readErrors)
    fields[.parameters].map(readParameters)
    entries(fields[.concessions]).forEach(readConcessions)
    if factors.isEmpty, problems.isEmpty {
      problems.report(
        "nothing is uncertain here", at: node,
        help: "state at least one kind, such as 'weights: {groups: all, spread: 0.25}', or drop the section")
    }
  }

  /// Adds a factor; one that `all` names gives way to one that was named itself.
  func add(_ factor: UncertainFactor, at node: Node, isNamed: Bool) {
    if let line = lines[factor.id] {
      if isNamed {
        problems.report(
          "\(factor.id.quoted) is already uncertain on line \(line)", at: node, help: "state it once")
      }
      return
    }
    lines[factor.id] = node.location.line
    factors.append(factor)
  }

  /// One mapping, or a list of them: those that name something before those that say `all`.
  private func entries(_ node: Node?) -> [Node] {
    guard let node else { return [] }
    guard case .sequence(let items) = node.content else { return [node] }
    func isForAll(_ item: Node) -> Bool {
      item.entries.contains {
        if case .scalar("all", _) = $0.value.content { return true }
        return false
      }
    }
    return items.filter { !isForAll($0) } + items.filter(isForAll)
  }

  /// The positions that `node` names among `names`: one name, a list of them, or `all`.
  func positions(
    _ node: Node?, among names: [String], _ subject: String, at parent: Node
  ) -> (list: [Int], isNamed: Bool)? {
    guard let node else {
      problems.report(
        "the key '\(subject)s' is required here", at: parent, help: "name one, a list of them, or 'all'")
      return nil
    }
    if case .scalar("all", _) = node.content { return (Array(names.indices), false) }
    let decode = Decode.name(among: names, subject)
    if case .scalar = node.content { return decode(node, problems).map { ([$0], true) } }
    return Decode.list(of: decode)(node, problems).map { ($0, true) }
  }

  /// Alternatives with probabilities: a list of values, each bare or as `{value: …, probability: …}`.
  private func readAlternatives(_ node: Node, _ section: VariedSection) {
    guard case .mapping(let entries) = node.content else {
      problems.report(
        "expected alternatives by key of the section '\(section.rawValue):', found \(node.kindDescription)",
        at: node, help: "write such as \(section.example)")
      return
    }
    for entry in entries {
      guard case .sequence(let items) = entry.value.content, !items.isEmpty else {
        problems.report(
          "expected a list of alternatives, found \(entry.value.kindDescription)", at: entry.value,
          help: "write such as \(section.example)")
        continue
      }
      var values: [Node] = []
      var stated: [Double?] = []
      for item in items {
        if let value = item["value"] {
          guard let fields = Fields<AlternativeKey>(item, "an alternative", problems) else { continue }
          values.append(value)
          stated.append(fields.optional(.probability, Decode.number(in: 0...1)))
        } else {
          values.append(item)
          stated.append(nil)
        }
      }
      guard let probabilities = completed(stated, at: entry.value) else { continue }
      add(
        UncertainFactor(
          "\(section.rawValue).\(entry.key)", "\(values.count) alternatives",
          .alternatives(section, key: entry.key, values, probabilities: probabilities)),
        at: entry.value, isNamed: true)
    }
  }

  /// Probabilities that sum to 1: those that are left out share what the others leave.
  private func completed(_ stated: [Double?], at node: Node) -> [Double]? {
    let sum = stated.reduce(0) { $0 + ($1 ?? 0) }
    let open = stated.count { $0 == nil }
    if open == 0 ? abs(sum - 1) > 1e-6 : sum > 1 {
      problems.report(
        "the probabilities sum to \(shortest(sum)), not to 1", at: node,
        help: "change them, or leave some out: those share what the others leave")
      return nil
    }
    return stated.map { $0 ?? (1 - sum) / Double(open) }
  }

  private enum AlternativeKey: String, ModelKey { case value, probability }

  private enum LagKey: String, ModelKey { case indicators, lags, probabilities }

  private func readLags(_ node: Node) {
    guard let fields = Fields<LagKey>(node, "an uncertain publication lag", problems) else { return }
    let named = positions(fields[.indicators], among: index.indicators.map(\.id), "indicator", at: node)
    let lags = fields.required(.lags, Decode.list(of: Decode.span))
    guard let named, let lags, !lags.isEmpty else { return }
    var probabilities = lags.map { _ in 1 / Double(lags.count) }
    if let list = fields[.probabilities] {
      guard let read = Distribution.probabilities(list, of: lags.count, problems) else { return }
      probabilities = read
    }
    for indicator in named.list {
      add(
        UncertainFactor(
          "publication-lag.\(index.indicators[indicator].id)",
          lags.map(\.description).joined(separator: " or "),
          .publicationLag(indicator: indicator, lags: lags, probabilities: probabilities)),
        at: node, isNamed: named.isNamed)
    }
  }

  private enum ExclusionKey: String, ModelKey { case indicators, probability }

  private func readExclusions(_ node: Node) {
    guard let fields = Fields<ExclusionKey>(node, "an uncertain exclusion", problems) else { return }
    let nodes = Array(index.hierarchy.nodes.indices.dropFirst())
    let leaves = nodes.filter { index.hierarchy.nodes[$0].indicator != nil }
    let named = positions(
      fields[.indicators], among: nodes.map { index.hierarchy.nodes[$0].id }, "indicator", at: node)
    let probability = fields.required(.probability, Decode.number(in: 0...1))
    guard let named, let probability else { return }
    let chosen = named.isNamed ? named.list.map { nodes[$0] } : leaves
    if chosen.isEmpty || index.hierarchy.pillars.count == 1 && leaves.count == 1 {
      problems.report("there is nothing that can be left out", at: node, help: "drop 'exclusions'")
      return
    }
    let words =
      named.isNamed
      ? "one of \(chosen.map { index.hierarchy.nodes[$0].id }.joined(separator: ", "))"
      : "one indicator"
    add(
      UncertainFactor(
        "exclusion", "\(words) is left out with probability \(shortest(probability))",
        .exclusion(nodes: chosen, probability: probability)),
      at: node, isNamed: true)
  }

  private enum ErrorKey: String, ModelKey {
    case indicators, source
    case standardError = "standard-error"
    case relative
  }

  private func readErrors(_ node: Node) {
    guard let fields = Fields<ErrorKey>(node, "an observation error", problems) else { return }
    let error: ObservationError?
    switch (fields.has(.standardError), fields.has(.relative)) {
    case (true, false): error = fields.optional(.standardError, Decode.positive).map { .absolute($0) }
    case (false, true): error = fields.optional(.relative, Decode.positive).map { .relative($0) }
    default:
      problems.report(
        "an observation error has either 'standard-error' or 'relative'", at: node,
        help:
          "write 'standard-error: 0.3' in the indicator's unit, or 'relative: 0.05' as a share of the value")
      error = nil
    }
    let named: (list: [Int], isNamed: Bool)?
    if fields.has(.source) {
      named = fields.optional(.source, Decode.text).flatMap { source($0, at: fields[.source]!) }
    } else {
      named = positions(fields[.indicators], among: index.indicators.map(\.id), "indicator", at: node)
    }
    guard let error, let named else { return }
    for indicator in named.list {
      add(
        UncertainFactor(
          "observation-error.\(index.indicators[indicator].id)", error.description,
          .observationError(indicator: indicator, error)),
        at: node, isNamed: named.isNamed)
    }
  }

  /// The indicators with a measure from `source`.
  private func source(_ source: String, at node: Node) -> (list: [Int], isNamed: Bool)? {
    let sources = index.indicators.map { indicator in
      Set(index.sides.indices.compactMap { indicator.measure($0).source })
    }
    let list = sources.indices.filter { sources[$0].contains(source) }
    if list.isEmpty {
      let known = Array(Set(sources.joined())).sorted()
      problems.report(
        "no indicator is from the source \(source.quoted)", at: node,
        help: suggestion(for: source, among: known, plural: "sources"))
      return nil
    }
    return (list, true)
  }
}
