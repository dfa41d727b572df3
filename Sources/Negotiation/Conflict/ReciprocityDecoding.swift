internal import PressureIndex
internal import PressureSyntax

private enum ActKey: String, ModelKey {
  case date, actor, kind, weight, event
}

private enum ChannelKey: String, ModelKey {
  case name, side, strength, from, until
}

private enum OptimismKey: String, ModelKey {
  case priorCooperative = "prior-cooperative"
  case priorHostile = "prior-hostile"
  case halfLife = "half-life"
}

extension ConflictDecoder {
  /// The key `acts`: a list of acts, or the path of a file.
  func acts(_ conflict: Fields<ConflictKey>) -> ([Act]?, ActsFile?) {
    guard let node = conflict[.acts] else {
      assume("\(path(conflict, .acts)) is empty, the default: optimism rests on its prior and the channels")
      return ([], nil)
    }
    switch node.content {
    case .scalar(let path, _): return (nil, ActsFile(path: path, node: node))
    case .sequence: return (Decode.list { node, _ in self.act(node) }(node, problems), nil)
    case .mapping:
      problems.report(
        "expected a list of acts or the path of a CSV file, found \(node.kindDescription)", at: node)
      return (nil, nil)
    }
  }

  private func act(_ node: Node) -> Act? {
    guard let fields = Fields<ActKey>(node, "an act", problems) else { return nil }
    let date = fields.required(.date, Decode.day)
    let actor = fields.required(.actor, Party.decode("actor", sides: sides))
    let kind: Act.Kind? = fields.required(.kind, Decode.word("kind of act"))
    let weight = fields.optional(.weight, Decode.number(in: Act.weights)) ?? 1
    if !fields.has(.weight) { assume("conflict.acts: an act without a weight has weight 1, the default") }
    let event = fields.optional(.event, Decode.text)
    guard let date, let actor, let kind else { return nil }
    return Act(date: date, actor: actor, kind: kind, weight: weight, event: event, location: node.location)
  }

  /// The key `channels`.
  func channels(_ conflict: Fields<ConflictKey>) -> [Channel] {
    if !conflict.has(.channels) { assume("\(path(conflict, .channels)) is empty, the default") }
    return conflict.optional(.channels, Decode.list { node, _ in self.channel(node) }) ?? []
  }

  private func channel(_ node: Node) -> Channel? {
    guard let fields = Fields<ChannelKey>(node, "a channel", problems) else { return nil }
    let name = fields.required(.name, Decode.text)
    let party = fields.required(.side, Party.decode("side", sides: sides))
    let strength = value(fields, .strength, default: 1, Decode.number(in: Act.weights))
    let validity = Validity(fields, from: .from, until: .until, problems)
    guard let name, let party else { return nil }
    return Channel(name: name, party: party, strength: strength, validity: validity, place: Place(node))
  }

  /// The key `optimism`: the prior and the half-life in days.
  func optimism(_ conflict: Fields<ConflictKey>) -> (BetaBelief, Double) {
    guard let node = conflict[.optimism] else {
      let path = path(conflict, .optimism)
      assume("\(path).prior-cooperative is 1, the default")
      assume("\(path).prior-hostile is 1, the default")
      assume("\(path).half-life is 60 days, the default")
      return (BetaBelief(alpha: 1, beta: 1), 60)
    }
    guard let fields = Fields<OptimismKey>(node, "optimism", problems) else {
      return (BetaBelief(alpha: 1, beta: 1), 60)
    }
    let prior = BetaBelief(
      alpha: value(fields, .priorCooperative, default: 1, self.prior),
      beta: value(fields, .priorHostile, default: 1, self.prior))
    if !fields.has(.halfLife) { assume("\(path(fields, .halfLife)) is 60 days, the default") }
    return (prior, fields.optional(.halfLife, self.days) ?? 60)
  }

  /// A weight above 0.
  private func prior(_ node: Node, _ problems: Problems) -> Double? {
    Decode.positive(node, problems) == nil ? nil : Decode.number(in: Act.weights)(node, problems)
  }

  /// A length of time above 0 that is a number of days.
  private func days(_ node: Node, _ problems: Problems) -> Double? {
    guard let span = Decode.span(node, problems) else { return nil }
    if span.months == 0, span.days > 0 { return Double(span.days) }
    problems.report(
      "expected a number of days above 0, found \(span.description.quoted)", at: node,
      help: "months differ in length: write days or weeks")
    return nil
  }
}
