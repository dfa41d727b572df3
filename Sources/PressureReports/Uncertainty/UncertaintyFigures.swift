extension UncertaintyReport {
  var figures: [Figure] {
    var figures = [
      Figure("run", "draws", Double(draws)), Figure("run", "failed", Double(failed)),
      Figure("run", "seed", Double(seed)),
    ]
    for output in outputs {
      func add(_ name: String, _ value: Double?) {
        figures.append(Figure("output", side: output.side ?? "", item: output.measure, name, value))
      }
      add("stated", output.stated)
      add("mean", output.mean.value)
      add("meanStandardError", output.mean.standardError)
      add("standardDeviation", output.standardDeviation.value)
      add("standardDeviationStandardError", output.standardDeviation.standardError)
      for quantile in output.quantiles {
        add("quantile\(quantile.probability)", quantile.value)
        add("quantile\(quantile.probability)StandardError", quantile.standardError)
      }
    }
    func add(_ section: String, side: String, item: String, _ estimate: Estimate) {
      figures.append(Figure(section, side: side, item: item, "probability", estimate.value))
      figures.append(Figure(section, side: side, item: item, "standardError", estimate.standardError))
    }
    for event in events { add("event", side: event.side ?? "", item: event.event, event.probability) }
    for rank in ranks { add("rank", side: rank.side, item: String(rank.rank), rank.probability) }
    for concession in concessions {
      add("concession", side: concession.giver, item: concession.id, concession.probability)
    }
    return figures
  }
}
