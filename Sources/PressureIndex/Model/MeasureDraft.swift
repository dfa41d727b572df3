internal import PressureSyntax

/// The keys that describe a series, and those that describe how an indicator uses it; all may be overridden for
/// one side.
enum MeasureKey: String, ModelKey {
  case series, name, unit, direction, transform, goalposts
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
  var transform: Transform?
  var goalposts: (value: Goalposts, node: Node)?
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
    transform = read(.transform, Transform.decode)
    goalposts = read(.goalposts) { node, problems in Goalposts.decode(node, problems).map { ($0, node) } }
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
    // A side's own goalposts bring their own direction, so the indicator's does not speak for them.
    result.direction = direction ?? (goalposts == nil ? other.direction : nil)
    result.transform = transform ?? other.transform
    result.goalposts = goalposts ?? other.goalposts
    result.publicationLag = publicationLag ?? other.publicationLag
    result.maximumAge = maximumAge ?? other.maximumAge
    result.frequency = frequency ?? other.frequency
    result.source = source ?? other.source
    return result
  }

  /// The direction, checked against the goalposts; without either, a report and `nil`.
  func resolvedDirection(_ subject: String, at node: Node, _ problems: Problems) -> Direction? {
    switch (direction, goalposts) {
    case (let stated?, let goalposts?):
      if stated.value != goalposts.value.direction {
        problems.report(
          "the direction \(stated.value.rawValue.quoted) of \(subject) contradicts its goalposts "
            + "[\(shortest(goalposts.value.none)), \(shortest(goalposts.value.full))], which say "
            + goalposts.value.direction.rawValue.quoted,
          at: stated.node,
          help: "goalposts are [no pressure, full pressure]; turn them round or drop 'direction'")
        return nil
      }
      return stated.value
    case (let stated?, nil): return stated.value
    case (nil, let goalposts?): return goalposts.value.direction
    case (nil, nil):
      problems.report(
        "\(subject) has neither goalposts nor a direction", at: node,
        help: "add 'goalposts: [no pressure, full pressure]', or 'direction: raises' (or relieves)")
      return nil
    }
  }
}
