public import Negotiation
public import PressureIndex
public import PressureSyntax

/// The parameters of a model by their paths, in the model file's order.
///
/// Cost: O(number of parameters), to create and for each look-up by path.
public struct ModelParameters: Sendable {
  /// Every parameter.
  public let all: [ModelParameter]
  private let paths: [ModelParameter: String]
  private let ways: [ParameterPath]

  /// The parameters of a model with the index `index` and the conflict section `conflict`, if there is one.
  public init(_ index: IndexSpecification, _ conflict: Conflict?) {
    var lister = ParameterLister()
    lister.add(index)
    if let conflict { lister.add(conflict, sides: index.sides.map(\.id)) }
    all = lister.entries.map(\.parameter)
    ways = lister.entries.map(\.path)
    paths = Dictionary(uniqueKeysWithValues: lister.entries.map { ($0.parameter, $0.path.text) })
  }

  /// The path of a parameter, such as `conflict.concessions.purchases.cost.china`.
  ///
  /// - Precondition: it is one of ``all``.
  public func path(of parameter: ModelParameter) -> String {
    guard let path = paths[parameter] else { preconditionFailure("a parameter of another model") }
    return path
  }

  /// The parameter that `path` names: written in full, or so that only one fits when sections are left out,
  /// components are put in another order and names are abbreviated (`conflict.us.resolve`).
  ///
  /// - Throws: a path that names none, with the nearest that does; one that names several, with all of them.
  public func parameter(at path: String) throws(Diagnostics) -> ModelParameter {
    if let exact = all.indices.first(where: { ways[$0].text == path }) { return all[exact] }
    let words = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let matches = all.indices.compactMap { position in
      ways[position].match(words).map { (position: position, quality: $0) }
    }
    let best = matches.map(\.quality).max()
    let fitting = matches.filter { $0.quality == best }.map(\.position)
    if fitting.count == 1 { return all[fitting[0]] }
    if fitting.count > 1 {
      let names = fitting.prefix(8).map { ways[$0].text }.joined(separator: ", ")
      throw Diagnostics(
        Diagnostic(
          "\(path.quoted) could be \(fitting.count) parameters",
          help: "write one of them in full: \(names)\(fitting.count > 8 ? ", …" : "")"))
    }
    throw Diagnostics(Diagnostic("unknown parameter \(path.quoted)", help: help(for: path, words)))
  }

  /// The nearest path to one that is unknown: by edits, else by the names that they share.
  private func help(for path: String, _ words: [String]) -> String {
    if let near = nearest(to: path, among: ways.lazy.map(\.text)) { return "did you mean \(near.quoted)?" }
    let known = all.indices.map { position in
      let names = ways[position].components.map(\.text)
      let shared = words.count { word in
        names.contains {
          ParameterPath.quality(of: word, for: $0) != nil || nearest(to: word, among: [$0]) != nil
        }
      }
      return (position: position, shared: shared)
    }
    let most = known.map(\.shared).max() ?? 0
    let near = most == 0 ? all.indices.map { $0 } : known.filter { $0.shared == most }.map(\.position)
    if near.isEmpty { return "the model has no parameters" }
    let names = near.prefix(8).map { ways[$0].text }.joined(separator: ", ")
    return (near.count == 1 ? "did you mean " : "parameters are: ") + names + (near.count > 8 ? ", …" : "")
  }
}

/// Lists the parameters of a model with their paths.
private struct ParameterLister {
  private(set) var entries: [(parameter: ModelParameter, path: ParameterPath)] = []

  private mutating func add(_ parameter: ModelParameter, _ path: [String], sections: Int = 1) {
    entries.append((parameter, ParameterPath(path, sections: sections)))
  }

  mutating func add(_ index: IndexSpecification) {
    add(.momentum, ["hurting", "momentum"])
    for (position, node) in index.hierarchy.nodes.enumerated().dropFirst() {
      add(.weight(node: position), ["index", node.id, "weight"])
      guard let indicator = node.indicator, index.indicators[indicator].normalization.method == .goalposts
      else {
        continue
      }
      let isShared = index.indicators[indicator].sharesGoalposts(sides: index.sides.count)
      for side in isShared ? [nil] : index.sides.indices.map(Optional.some) {
        for end in Goalposts.End.allCases {
          add(
            .goalpost(indicator: indicator, end: end, side: side),
            ["index", node.id, "goalposts", end.rawValue] + (side.map { [index.sides[$0].id] } ?? []))
        }
      }
    }
  }

  mutating func add(_ conflict: Conflict, sides: [String]) {
    add(.elasticity, ["conflict", "burden", "elasticity"], sections: 2)
    add(.redirection, ["conflict", "burden", "redirection"], sections: 2)
    for quantity in BurdenQuantity.allCases {
      for side in 0...1 {
        guard case .number = conflict.burden[quantity][side] else { continue }
        add(
          .burden(quantity, side: side), ["conflict", "burden", quantity.rawValue, sides[side]], sections: 2)
      }
    }
    for side in 0...1 { add(.resolve(side: side), ["conflict", "resolve", sides[side]]) }
    add(.scale, ["conflict", "scale"])
    for (position, concession) in conflict.concessions.enumerated() {
      let path = ["conflict", "concessions", concession.id]
      if concession.tariffChange != 0 {
        add(.tariffChange(concession: position), path + ["tariff-change"], sections: 2)
      }
      for side in 0...1 {
        add(.value(concession: position, side: side), path + ["value", sides[side]], sections: 2)
      }
      for side in 0...1 {
        add(.cost(concession: position, side: side), path + ["cost", sides[side]], sections: 2)
      }
    }
    for side in 0...1 { add(.gestureRisk(side: side), ["conflict", "gesture-risk", sides[side]]) }
    for side in 0...1 { add(.preconditionCost(side: side), ["conflict", "precondition-cost", sides[side]]) }
    for channel in conflict.channels.indices {
      add(.channelStrength(channel: channel), ["conflict", "channels", String(channel + 1), "strength"])
    }
    add(.priorCooperative, ["conflict", "optimism", "prior-cooperative"], sections: 2)
    add(.priorHostile, ["conflict", "optimism", "prior-hostile"], sections: 2)
    add(.halfLife, ["conflict", "optimism", "half-life"], sections: 2)
    add(.leverageSensitivity, ["conflict", "leverage-sensitivity"])
  }
}
