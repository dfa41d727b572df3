/// One number of a report with its name: a row of the CSV form.
struct Figure {
  /// What kind of thing it belongs to: side, pillar, indicator, joint, package, …
  let section: String
  /// The side's id; empty for what concerns all.
  let side: String
  /// The id of the thing; empty for the side itself.
  let item: String
  /// The name of the number, as in the JSON form.
  let measure: String
  /// The number; `nil` leaves the cell empty.
  let value: Double?
  /// The as-of date, where it is not that of the whole report.
  let asOf: String?

  init(
    _ section: String, side: String = "", item: String = "", _ measure: String, _ value: Double?,
    asOf: String? = nil
  ) {
    (self.section, self.side, self.item, self.measure, self.value) = (section, side, item, measure, value)
    self.asOf = asOf
  }

  /// The rows, each with the date, the method and the checksum that they were computed with.
  static func table(_ figures: [Figure], _ provenance: Provenance) -> String {
    table([(figures, provenance)])
  }

  /// The rows of several reports, each with what its own was computed with.
  static func table(_ parts: [(figures: [Figure], provenance: Provenance)]) -> String {
    var writer = CSVWriter(header: [
      "section", "side", "item", "measure", "value", "as_of", "method", "model_sha256", "program", "blas",
    ])
    for (figures, provenance) in parts {
      let method = provenance.method.summary + (provenance.method.lookAheadLabel.map { "; \($0)" } ?? "")
      for figure in figures {
        writer.add([
          .text(figure.section), .text(figure.side), .text(figure.item), .text(figure.measure),
          .number(figure.value), .text(figure.asOf ?? provenance.asOf ?? ""), .text(method),
          .text(provenance.model.sha256), .text(provenance.program.version), .text(provenance.program.blas),
        ])
      }
    }
    return writer.text
  }
}
