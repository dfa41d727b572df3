extension SensitivityReport {
  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(provenance.asOf.map { "As of \($0). \(answer)" } ?? answer)
    if !isStated {
      document.paragraph(
        "The model file does not say what is uncertain, so defaults were taken, which 'pressure uncertainty' lists."
      )
    }
    document.heading("What \(output.name) rests on")
    if output.variance > 0 {
      var table = Document.Table([
        ("Input", .left), ("alone", .right), ("95% band", .right), ("in all", .right), ("95% band", .right),
      ])
      for input in ranked {
        guard let first = input.first, let total = input.total else { continue }
        table.add([
          input.id, fixed(first.value, 3), band(first), fixed(total.value, 3), band(total),
        ])
      }
      document.table(table)
      document.paragraph(
        "\"Alone\" is the first-order Sobol index, \"in all\" the total index with every interaction, as shares of "
          + "the variance \(significant(output.variance, 3)) around the mean \(score(output.mean)). Bands hold "
          + "\(percent(level)) of \(resamples) bootstrap resamples; small indices may come out below 0.")
    }
    if !interactions.isEmpty {
      document.heading("Interactions of pairs, the largest first")
      var table = Document.Table([("", .left), ("index", .right), ("95% band", .right)])
      for pair in interactions.sorted(by: { $0.second.value > $1.second.value }).prefix(15) {
        table.add([
          pair.inputs.joined(separator: " with "), fixed(pair.second.value, 3), band(pair.second),
        ])
      }
      document.table(table)
    }
    document.heading("How the inputs are uncertain")
    document.list(inputs.map { "\($0.id): \($0.description)." })
    document.heading("How it was computed")
    document.list(
      [
        "\(samples) samples, \(evaluations) evaluations, "
          + "\(sampling == "sobol" ? "scrambled Sobol sequence" : "random (Philox)"), seed \(seed)."
      ] + provenance.lines)
    return document
  }

  private var ranked: [Input] {
    inputs.enumerated().sorted { a, b in
      let (x, y) = (a.element.total?.value ?? 0, b.element.total?.value ?? 0)
      return x > y || x == y && a.offset < b.offset
    }.map(\.element)
  }

  private func band(_ estimate: Estimate) -> String {
    "\(fixed(estimate.lower, 2)) to \(fixed(estimate.upper, 2))"
  }

  var figures: [Figure] {
    var figures = [
      Figure("run", "samples", Double(samples)), Figure("run", "evaluations", Double(evaluations)),
      Figure("run", "failed", Double(failed)), Figure("run", "seed", Double(seed)),
      Figure("run", "resamples", Double(resamples)),
      Figure("output", side: output.side ?? "", item: output.measure, "stated", output.stated),
      Figure("output", side: output.side ?? "", item: output.measure, "mean", output.mean),
      Figure("output", side: output.side ?? "", item: output.measure, "variance", output.variance),
    ]
    func add(_ section: String, _ item: String, _ name: String, _ estimate: Estimate?) {
      guard let estimate else { return }
      figures.append(Figure(section, item: item, name, estimate.value))
      figures.append(Figure(section, item: item, "\(name)StandardError", estimate.standardError))
      figures.append(Figure(section, item: item, "\(name)Lower", estimate.lower))
      figures.append(Figure(section, item: item, "\(name)Upper", estimate.upper))
    }
    for input in inputs {
      add("input", input.id, "first", input.first)
      add("input", input.id, "total", input.total)
    }
    for pair in interactions { add("interaction", pair.inputs.joined(separator: "*"), "second", pair.second) }
    return figures
  }
}
