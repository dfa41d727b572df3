internal import PressureSyntax

/// The keys that describe a series, and those that describe how an indicator uses it; all may be overridden for
/// one side.
enum MeasureKey: String, ModelKey {
  case series, name, unit, direction, denominator, transform, goalposts, target, breakpoints
  case publicationLag = "publication-lag"
  case maximumAge = "maximum-age"
  case frequency, source
}

/// A measure as far as a mapping of the model file states it. Drafts are layered: what a side's own mapping
/// leaves open is taken from the indicator, then from the definition of the series.
struct MeasureDraft {
  var series: Int?
  var name: String?
  var unit: String?
  var direction: (value: Direction, node: Node)?
  var denominator: Denominator?
  var transform: Transform?
  var goalposts: (value: Goalposts, node: Node)?
  var target: Double?
  var breakpoints: Breakpoints?
  var publicationLag: CalendarSpan?
  var maximumAge: CalendarSpan?
  var frequency: FrequencyWord?
  var source: String?

  init() {}

  /// Reads what `fields`, of any key type, says under the keys of ``MeasureKey``.
  init<Key: ModelKey>(_ fields: Fields<Key>, seriesIDs: [String], _ problems: Problems) {
    func read<Value>(_ key: MeasureKey, _ decode: (Node, Problems) -> Value?) -> Value? {
      Key(rawValue: key.rawValue).flatMap { fields.optional($0, decode) }
    }
    series = read(.series, Decode.name(among: seriesIDs, "series"))
    name = read(.name, Decode.text)
    unit = read(.unit, Decode.text)
    direction = read(.direction) { node, problems in
      Decode.word("direction")(node, problems).map { ($0, node) }
    }
    denominator = read(.denominator, Denominator.decode(seriesIDs))
    transform = read(.transform, Transform.decode)
    goalposts = read(.goalposts) { node, problems in Goalposts.decode(node, problems).map { ($0, node) } }
    target = read(.target, Decode.number)
    breakpoints = read(.breakpoints, Breakpoints.decode)
    publicationLag = read(.publicationLag, Decode.span)
    maximumAge = read(.maximumAge, Decode.span)
    frequency = read(.frequency, Decode.word("frequency"))
    source = read(.source, Decode.text)
  }

  /// This draft, with what it leaves open taken from `other`.
  func over(_ other: MeasureDraft) -> MeasureDraft {
    var result = self
    result.series = series ?? other.series
    result.name = name ?? other.name
    result.unit = unit ?? other.unit
    // A side's own goalposts or breakpoints bring their own direction, so the indicator's does not speak for them.
    result.direction = direction ?? (goalposts == nil && breakpoints == nil ? other.direction : nil)
    result.denominator = denominator ?? other.denominator
    result.transform = transform ?? other.transform
    result.goalposts = goalposts ?? other.goalposts
    result.target = target ?? other.target
    result.breakpoints = breakpoints ?? other.breakpoints
    result.publicationLag = publicationLag ?? other.publicationLag
    result.maximumAge = maximumAge ?? other.maximumAge
    result.frequency = frequency ?? other.frequency
    result.source = source ?? other.source
    return result
  }

  /// The direction, checked against the goalposts and the breakpoints; without any of them, a report and `nil`.
  func resolvedDirection(_ subject: String, at node: Node, _ problems: Problems) -> Direction? {
    var implied: [(direction: Direction, what: String, help: String)] = []
    if let posts = goalposts?.value {
      implied.append(
        (
          posts.direction, "goalposts [\(shortest(posts.none)), \(shortest(posts.full))]",
          "goalposts are [no pressure, full pressure]; turn them round or drop 'direction'"
        ))
    }
    if let breakpoints {
      implied.append(
        (breakpoints.direction, "breakpoints", "breakpoints are [value, score]; drop 'direction'"))
    }
    guard let stated = direction else {
      if let first = implied.first {
        if implied.allSatisfy({ $0.direction == first.direction }) { return first.direction }
        problems.report("the goalposts and the breakpoints of \(subject) have opposite directions", at: node)
        return nil
      }
      // A key that is there but could not be read was reported already.
      let keys = [MeasureKey.goalposts, .breakpoints, .direction]
      if keys.contains(where: { node[$0.rawValue] != nil }) { return nil }
      problems.report(
        "\(subject) has neither goalposts nor a direction", at: node,
        help: "add 'goalposts: [no pressure, full pressure]', or 'direction: raises' (or relieves)")
      return nil
    }
    if let other = implied.first(where: { $0.direction != stated.value }) {
      problems.report(
        "the direction \(stated.value.rawValue.quoted) of \(subject) contradicts its \(other.what), which say "
          + other.direction.rawValue.quoted,
        at: stated.node, help: other.help)
      return nil
    }
    return stated.value
  }
}
