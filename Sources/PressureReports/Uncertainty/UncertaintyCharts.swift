extension UncertaintyReport {
  /// The headline numbers of up to six sides with their bands; `nil` where there are more sides or no numbers.
  func chart(_ sides: [SideScore], sources: String) -> BarChart? {
    guard sides.count <= ChartStyle.colourCount else { return nil }
    let names = [
      ("pressure", "Pressure"), ("hurting", "Hurting"), ("motivation", "Motivation"),
      ("optimism", "Optimism"),
      ("incentive", "Incentive"),
    ]
    let groups = names.compactMap { measure, name -> BarChart.Group? in
      let bars = sides.enumerated().compactMap { position, side -> BarChart.Bar? in
        guard let output = outputs.first(where: { $0.side == side.id && $0.measure == measure }),
          let low = output.quantiles.first, let high = output.quantiles.last
        else { return nil }
        return BarChart.Bar(
          side.name, side: position, output.stated ?? output.mean.value, whisker: low.value...high.value)
      }
      return bars.isEmpty ? nil : BarChart.Group(label: name, bars: bars)
    }
    guard !groups.isEmpty else { return nil }
    var chart = BarChart(
      title: "How sure the numbers are",
      description:
        "Points are the model's numbers, lines reach from the 5 % to the 95 % quantile of \(draws) draws.",
      sources: sources, unit: "0 to 1", groups: groups)
    chart.mark = .point
    chart.range = 0...1
    // One half means something for incentives alone.
    if groups.contains(where: { $0.label == "Incentive" }) { chart.reference = (0.5, "one half") }
    return chart
  }
}

extension SensitivityReport {
  /// How much of the doubt rests on each input, the most important first; `nil` where the output does not vary.
  func chart(sources: String) -> BarChart? {
    let ranked = inputs.filter { $0.total != nil }.sorted { ($0.total?.value ?? 0) > ($1.total?.value ?? 0) }
    guard !ranked.isEmpty else { return nil }
    let groups = ranked.prefix(12).map { input in
      let bars = [("with interactions", input.total, false), ("alone", input.first, true)].compactMap {
        name, part, isLight in
        part.map {
          BarChart.Bar(
            name, side: nil, $0.value, whisker: $0.lower...max($0.lower, $0.upper), isLight: isLight)
        }
      }
      return BarChart.Group(label: input.name, bars: bars)
    }
    return BarChart(
      title: "What the doubt rests on: \(outputName)",
      description:
        "The share of the variance of \(outputName) that each uncertain input has alone and with interactions (Sobol "
        + "indices), with bands of \(percent(level)) from \(resamples) resamples.",
      sources: sources, unit: "share of the variance", groups: Array(groups))
  }
}
