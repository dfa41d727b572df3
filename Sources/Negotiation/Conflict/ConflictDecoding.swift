internal import PressureIndex
public import PressureSyntax

enum ConflictKey: String, ModelKey {
  case from, until, burden, resolve, scale, concessions, gestures
  case gestureRisk = "gesture-risk"
  case preconditions
  case preconditionCost = "precondition-cost"
  case acts, channels, optimism
  case leverageSensitivity = "leverage-sensitivity"
}

extension Conflict {
  /// Reads the conflict section; `nil` after reporting every mistake in it.
  ///
  /// - Parameters:
  ///   - node: The section.
  ///   - sides: The ids of the model's sides, which must be two.
  ///   - series: The ids that a quantity may be read from.
  ///   - problems: Takes the mistakes.
  public init?(_ node: Node, sides: [String], series: [String], problems: Problems) {
    let reported = problems.all.count
    guard let fields = Fields<ConflictKey>(node, "a conflict", problems) else { return nil }
    guard sides.count == 2 else {
      problems.report(
        "a conflict has exactly two sides, and this model has \(sides.count)", at: node,
        help: "leave the section 'conflict' out, or the other sides")
      return nil
    }
    let decoder = ConflictDecoder(sides: sides, series: series, problems: problems)
    if sides.contains(Party.bothWord) {
      problems.report("the side id 'both' is reserved: acts and channels use it for both sides", at: node)
    }

    validity = Validity(fields, from: .from, until: .until, problems)
    let burden = decoder.burden(fields)
    resolve = decoder.resolve(fields)
    scale = decoder.value(fields, .scale, default: 1, Decode.positive)
    let concessions = decoder.concessions(fields, hasBurden: fields.has(.burden))
    gestures = decoder.datedConcessions(fields, .gestures, among: concessions)
    gestureRisk = fields.optional(.gestureRisk, Decode.perSide(sides, Decode.number)) ?? Pair(nil, nil)
    preconditions = decoder.datedConcessions(fields, .preconditions, among: concessions)
    preconditionCost =
      fields.optional(.preconditionCost, Decode.perSide(sides, Decode.number)) ?? Pair(nil, nil)
    (acts, actsFile) = decoder.acts(fields)
    channels = decoder.channels(fields)
    (prior, halfLife) = decoder.optimism(fields)
    leverageSensitivity = decoder.value(fields, .leverageSensitivity, default: 1, Decode.nonNegative)

    guard problems.all.count == reported, let burden else { return nil }
    self.sides = Pair(sides[0], sides[1])
    self.concessions = concessions.compactMap(\.concession)
    self.burden = burden.sources
    elasticity = burden.elasticity
    redirection = burden.redirection
    assumptions = decoder.assumptions
    place = Place(node)
  }
}

/// What the decoders of the parts of a conflict share: the valid names, and the list of defaults assumed.
final class ConflictDecoder {
  let sides: [String]
  let series: [String]
  let problems: Problems
  private(set) var assumptions: [String] = []

  init(sides: [String], series: [String], problems: Problems) {
    self.sides = sides
    self.series = series
    self.problems = problems
  }

  func assume(_ sentence: String) {
    if !assumptions.contains(sentence) { assumptions.append(sentence) }
  }

  /// The number of `key`, or its default, which is listed.
  func value<Key>(
    _ fields: Fields<Key>, _ key: Key, default value: Double, _ decode: (Node, Problems) -> Double?
  ) -> Double {
    if fields.has(key) { return fields.optional(key, decode) ?? value }
    assume("\(path(fields, key)) is \(shortest(value)), the default")
    return value
  }

  func path<Key>(_ fields: Fields<Key>, _ key: Key) -> String {
    fields.node.path.isEmpty ? key.rawValue : "\(fields.node.path).\(key.rawValue)"
  }

  func resolve(_ fields: Fields<ConflictKey>) -> Pair<Double> {
    guard fields.has(.resolve) else {
      assume("\(path(fields, .resolve)) is 1, the default")
      return Pair(1, 1)
    }
    let stated = fields.optional(.resolve, Decode.oneOrPerSide(sides, Decode.nonNegative))
    return Pair { side in
      if let stated, stated[side] == nil {
        assume("\(path(fields, .resolve)).\(sides[side]) is 1, the default")
      }
      return stated?[side] ?? 1
    }
  }
}
