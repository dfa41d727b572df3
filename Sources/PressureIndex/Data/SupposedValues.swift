internal import PressureSyntax

extension Panel {
  /// A value that an indicator of a side is supposed to have at the as-of date.
  public struct SupposedValue: Sendable, Hashable {
    /// The side's position.
    public let side: Int
    /// The indicator's position.
    public let indicator: Int
    /// The value, after the indicator's transform.
    public let value: Double

    /// Creates a value.
    public init(side: Int, indicator: Int, value: Double) {
      (self.side, self.indicator, self.value) = (side, indicator, value)
    }
  }
}

extension Panel.Reading {
  /// The reading of a supposed value, which takes the place of a `known` one at `date`.
  init(_ supposed: Panel.SupposedValue, inPlaceOf known: Panel.Reading?, date: Day?) {
    self.init(
      value: supposed.value, raw: supposed.value, base: nil, denominator: nil,
      period: known?.period ?? date.map { Period(.daily, containing: $0) }, released: nil, releaseNumber: 1,
      publicOn: nil, source: "supposed, in place of " + (known.map { shortest($0.value) } ?? "no value"),
      location: known?.location ?? SourceLocation(file: "supposed"))
  }
}
