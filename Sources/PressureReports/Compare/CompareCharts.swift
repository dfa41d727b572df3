extension CompareReport {
  /// Each side's incentive, or pressure without a conflict, by scheme; `nil` where there are more sides than colours.
  func chart(sources: String) -> BarChart? {
    guard sides.count <= ChartStyle.colourCount, schemes.count > 1 else { return nil }
    let hasIncentive = schemes.contains { $0.sides.contains { $0.incentive != nil } }
    let groups = schemes.map { scheme in
      BarChart.Group(
        label: scheme.name,
        bars: scheme.sides.enumerated().compactMap { position, side in
          (hasIncentive ? side.incentive : side.pressure).map {
            BarChart.Bar(sides[position].name, side: position, $0)
          }
        })
    }
    return BarChart(
      title: hasIncentive ? "Incentive to negotiate by scheme of weights" : "Pressure by scheme of weights",
      description:
        "\(hasIncentive ? "The incentive to negotiate" : "The pressure") of each side by \(groups.count) schemes of "
        + "weights, the model's own first.", sources: sources,
      unit: hasIncentive ? "incentive, 0 to 1" : "pressure",
      groups: groups.filter { !$0.bars.isEmpty }, reference: hasIncentive ? (0.5, "one half") : nil)
  }

  /// How much the schemes agree on the order of the units, against the model's own; `nil` for two sides, which have none.
  func agreementChart(sources: String) -> HeatMap? {
    let known = schemes.filter { $0.agreement?.spearman != nil || $0.agreement?.kendall != nil }
    guard !known.isEmpty else { return nil }
    return HeatMap(
      title: "Agreement with the model's own ranking",
      description: "Rank correlations of each scheme's pressure with that of the model's own weights.",
      sources: sources, rows: known.map(\.name), columns: ["Spearman", "Kendall"],
      values: known.map { [$0.agreement?.spearman, $0.agreement?.kendall] })
  }
}
