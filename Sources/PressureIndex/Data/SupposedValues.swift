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

  /// The panel with supposed values at its first date, in place of what was known then or of a gap.
  ///
  /// Where a normalization is fitted, the supposed value also takes the place of the known one in its sample; where
  /// there was none, it joins the sample.
  ///
  /// - Precondition: values are finite.
  public func supposing(_ values: [SupposedValue]) -> Panel {
    var panel = self
    for supposed in values {
      precondition(supposed.value.isFinite, "no number is supposed")
      let position = row(side: supposed.side) * specification.indicators.count + supposed.indicator
      let known = cells[position].reading
      panel.cells[position] = .observed(
        Reading(
          value: supposed.value, raw: supposed.value, base: nil,
          period: known?.period ?? dates[0].map { Period(.daily, containing: $0) }, released: nil,
          releaseNumber: 1,
          publicOn: nil,
          source: "supposed, in place of " + (known.map { shortest($0.value) } ?? "no value"),
          location: known?.location ?? SourceLocation(file: "supposed")))
      if specification.indicators[supposed.indicator].normalization.method.isFitted {
        if known != nil, !panel.samples[position].isEmpty { panel.samples[position].removeLast() }
        panel.samples[position].append(supposed.value)
      }
    }
    return panel
  }
}
