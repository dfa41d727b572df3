internal import PressureIndex
internal import PressureSyntax

private enum ConcessionKey: String, ModelKey {
  case id, name, giver
  case tariffChange = "tariff-change"
  case value, cost
  case redLine = "red-line"
  case from, until
}

private enum DatedConcessionKey: String, ModelKey {
  case concession, from, until
}

extension ConflictDecoder {
  /// A concession's id, and the concession itself unless something in it is wrong.
  struct Declared {
    var id: String
    var concession: Concession?
  }

  /// The key `concessions`.
  func concessions(_ conflict: Fields<ConflictKey>, hasBurden: Bool) -> [Declared] {
    let decode = Decode.list { node, _ in self.concession(node, hasBurden: hasBurden) }
    guard let found = conflict.required(.concessions, decode) else { return [] }
    if let node = conflict[.concessions], case .sequence(let items) = node.content {
      if items.isEmpty {
        problems.report("the conflict has no concession: there is nothing to agree on", at: node)
      }
      reportDuplicates(items)
    }
    return found
  }

  private func reportDuplicates(_ items: [Node]) {
    var lines: [String: Int] = [:]
    for item in items {
      guard let node = item[ConcessionKey.id.rawValue], case .scalar(let id, _) = node.content, !node.isNull
      else { continue }
      if let line = lines[id] {
        problems.report(
          "duplicate concession id \(id.quoted), first on line \(line)", at: node,
          help: "give one of them another id")
      } else {
        lines[id] = node.location.line
      }
    }
  }

  private func concession(_ node: Node, hasBurden: Bool) -> Declared? {
    guard let fields = Fields<ConcessionKey>(node, "a concession", problems) else { return nil }
    let id = fields.required(.id, Decode.identifier)
    let name = fields.optional(.name, Decode.text)
    let giver = fields.required(.giver, Decode.name(among: sides, "side"))
    let change = fields.optional(.tariffChange, Decode.number) ?? 0
    if change != 0, !hasBurden, let node = fields[.tariffChange] {
      problems.report(
        "a tariff change needs the tariff that it changes", at: node, help: "add 'burden:' to the conflict")
    }
    let perSide = Decode.perSide(sides, Decode.number)
    let value = fields.optional(.value, perSide) ?? Pair(nil, nil)
    let cost = fields.optional(.cost, perSide) ?? Pair(nil, nil)
    let missing = [value.first, value.second, cost.first, cost.second].contains { $0 == nil }
    if missing { assume("conflict.concessions: a value or a cost that is left out is 0, the default") }
    let isRedLine = fields.optional(.redLine, Decode.flag) ?? false
    let validity = Validity(fields, from: .from, until: .until, problems)
    guard let id else { return nil }
    let concession = giver.map { giver in
      Concession(
        id: id, name: name ?? id, giver: giver, tariffChange: change, value: value.map { $0 ?? 0 },
        cost: cost.map { $0 ?? 0 }, isRedLine: isRedLine, validity: validity, place: Place(node))
    }
    return Declared(id: id, concession: concession)
  }

  /// The key `gestures` or `preconditions`: a list of ids, or of mappings with an id and dates.
  func datedConcessions(
    _ conflict: Fields<ConflictKey>, _ key: ConflictKey, among declared: [Declared]
  ) -> [DatedConcession] {
    if !conflict.has(key) {
      let meaning = key == .gestures ? "no gesture is at risk" : "no concession is demanded first"
      assume("\(path(conflict, key)) is empty, the default: \(meaning)")
    }
    let ids = declared.map(\.id)
    let found =
      conflict.optional(key, Decode.list { node, _ in self.datedConcession(node, among: ids) }) ?? []
    for (index, later) in found.enumerated() {
      let earlier = found[..<index].first {
        $0.concession == later.concession && $0.validity.overlaps(later.validity)
      }
      if let earlier {
        problems.report(
          later.place.mistake(
            "the concession \(ids[later.concession].quoted) is already counted on line \(earlier.place.location.line)",
            help: "state it once, or for times that do not overlap"))
      }
      if key == .gestures, declared[later.concession].concession?.isRedLine == true {
        problems.report(
          later.place.mistake("the concession \(ids[later.concession].quoted) is a red line, and no gesture"))
      }
    }
    return found
  }

  private func datedConcession(_ node: Node, among ids: [String]) -> DatedConcession? {
    let decode = Decode.name(among: ids, "concession")
    if case .scalar = node.content {
      return decode(node, problems).map {
        DatedConcession(concession: $0, validity: .always, place: Place(node))
      }
    }
    guard let fields = Fields<DatedConcessionKey>(node, "a concession with dates", problems) else {
      return nil
    }
    let validity = Validity(fields, from: .from, until: .until, problems)
    return fields.required(.concession, decode).map {
      DatedConcession(concession: $0, validity: validity, place: Place(node))
    }
  }
}
