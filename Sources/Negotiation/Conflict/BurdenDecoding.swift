internal import PressureIndex
internal import PressureSyntax

private enum BurdenKey: String, ModelKey {
  case exports
  case valueAdded = "value-added"
  case imports, tariff
  case baseTariff = "base-tariff"
  case elasticity, redirection
}

private enum ReadingKey: String, ModelKey {
  case series, of, scale, on
}

extension ConflictDecoder {
  typealias BurdenParts = (sources: BurdenSources, elasticity: Double, redirection: Double)

  /// The key `burden`; without it nothing is traded. `nil` where a quantity is missing or wrong.
  func burden(_ conflict: Fields<ConflictKey>) -> BurdenParts? {
    guard let node = conflict[.burden] else {
      assume("\(path(conflict, .burden)) is left out: there is no tariff burden")
      return (BurdenSources.none(at: Place(conflict.node)), 4, 0.5)
    }
    guard let fields = Fields<BurdenKey>(node, "a burden", problems) else { return nil }
    let elasticity = value(fields, .elasticity, default: 4, Decode.positive)
    let redirection = value(fields, .redirection, default: 0.5, Decode.number(in: 0...1))
    var entries: [BurdenQuantity: Pair<BurdenSources.Entry>] = [:]
    for quantity in BurdenQuantity.allCases {
      guard let key = BurdenKey(rawValue: quantity.rawValue) else { continue }
      entries[quantity] = fields.required(key) { node, _ in sources(of: quantity, node) }
    }
    guard entries.count == BurdenQuantity.allCases.count else { return nil }
    return (BurdenSources(entries), elasticity, redirection)
  }

  /// A number or a reading for both sides, or a mapping from each side to one.
  private func sources(of quantity: BurdenQuantity, _ node: Node) -> Pair<BurdenSources.Entry>? {
    guard node.entries.contains(where: { sides.contains($0.key) }) else {
      return source(of: quantity, node).map { Pair($0, $0) }
    }
    let decode = Decode.perSide(sides) { node, _ in self.source(of: quantity, node) }
    guard let values = decode(node, problems) else { return nil }
    for side in sides where node[side].map(\.isNull) ?? true {
      problems.report("the key \(side.quoted) is required here: \(quantity.rawValue) of each side", at: node)
    }
    guard let first = values.first, let second = values.second else { return nil }
    return Pair(first, second)
  }

  private func source(of quantity: BurdenQuantity, _ node: Node) -> BurdenSources.Entry? {
    let found: Quantity? =
      if case .mapping = node.content {
        reading(node).map(Quantity.series)
      } else {
        Decode.number(in: quantity.range)(node, problems).map(Quantity.number)
      }
    return found.map { BurdenSources.Entry(quantity: $0, place: Place(node)) }
  }

  private func reading(_ node: Node) -> SeriesReading? {
    guard let fields = Fields<ReadingKey>(node, "a quantity read from a series", problems) else { return nil }
    let name = fields.required(.series, self.seriesName)
    var owner = SeriesReading.Owner.own
    if fields.has(.of) {
      owner = fields.optional(.of, Decode.word("owner")) ?? owner
    } else {
      assume("\(path(fields, .of)) is own, the default")
    }
    let scale = value(fields, .scale, default: 1, Decode.positive)
    let day = fields.optional(.on, Decode.day)
    if !fields.has(.on) { assume("\(path(fields, .on)) is the as-of date, the default") }
    return name.map { SeriesReading(series: $0, of: owner, scale: scale, on: day) }
  }

  private func seriesName(_ node: Node, _ problems: Problems) -> String? {
    guard let name = Decode.text(node, problems) else { return nil }
    if series.contains(name) { return name }
    problems.report(
      "unknown series \(name.quoted)", at: node, help: suggestion(for: name, among: series, plural: "series"))
    return nil
  }
}
