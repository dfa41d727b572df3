internal import PressureSyntax

/// What the observations of a measure are divided by: x · scale / denominator of the same side and period.
public struct Denominator: Hashable, Sendable {
  /// The position of the series in ``IndexSpecification/seriesIDs``.
  public var series: Int
  /// What the quotient is multiplied by.
  public var scale: Double

  enum Key: String, ModelKey { case series, scale }

  /// Decodes the id of a series, or a mapping with a scale.
  static func decode(_ seriesIDs: [String]) -> (Node, Problems) -> Denominator? {
    { node, problems in
      let series: (Node, Problems) -> Int? = { node, problems in
        guard let id = Decode.text(node, problems) else { return nil }
        if let position = seriesIDs.firstIndex(of: id) { return position }
        problems.report(
          "unknown series \(id.quoted) as a denominator", at: node,
          help: "list it under 'series:', as '- id: \(id)'; "
            + suggestion(for: id, among: seriesIDs, plural: "series"))
        return nil
      }
      if case .scalar = node.content {
        return series(node, problems).map { Denominator(series: $0, scale: 1) }
      }
      guard let fields = Fields<Key>(node, "a denominator", problems),
        let position = fields.required(.series, series)
      else { return nil }
      return Denominator(series: position, scale: fields.optional(.scale, Decode.positive) ?? 1)
    }
  }
}
