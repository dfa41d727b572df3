extension DiagnosisReport {
  var figures: [Figure] {
    var figures: [Figure] = []
    func add(_ section: String, side: String = "", _ item: String, _ values: [(String, Double?)]) {
      for (measure, value) in values {
        figures.append(Figure(section, side: side, item: item, measure, value))
      }
    }
    for row in statistics {
      add(
        "statistics", row.id,
        [
          ("count", Double(row.count)), ("coverage", row.coverage), ("coverageNow", row.coverageNow),
          ("mean", row.mean), ("standardDeviation", row.standardDeviation), ("least", row.least),
          ("median", row.median), ("greatest", row.greatest), ("skewness", row.skewness),
          ("excessKurtosis", row.excessKurtosis),
        ])
    }
    for pair in correlations {
      add(
        "correlation", "\(pair.first) and \(pair.second)",
        [
          ("count", Double(pair.count)), ("pearson", pair.pearson), ("spearman", pair.spearman),
          ("kendall", pair.kendall), ("redundant", pair.flags.contains("redundant") ? 1 : 0),
          ("negative", pair.flags.contains("negative") ? 1 : 0),
        ])
    }
    for group in groups {
      let id = DiagnosisReport.name(group.id)
      add("group", id, [("count", Double(group.count)), ("alpha", group.alpha)])
      add("group", id, group.eigenvalues.enumerated().map { ("eigenvalue\($0 + 1)", $1) })
      for loading in group.loadings { add("loading", loading.id, [("loading", loading.loading)]) }
    }
    for part in importances {
      add(
        "importance", part.id,
        [
          ("weight", part.weight), ("importance", part.importance),
          ("curveImportance", part.curveImportance), ("relativeWeight", part.relativeWeight),
          ("relativeImportance", part.relativeImportance),
        ])
    }
    for part in leftOut {
      for side in part.sides {
        add(
          "leftOut", side: side.id, part.id,
          [
            ("score", side.score), ("change", side.change), ("rank", side.rank.map(Double.init)),
            ("rankChange", side.rankChange.map(Double.init)),
          ])
      }
    }
    return figures
  }
}
