extension CheckReport {
  var document: Document {
    var document = Document()
    document.title(provenance.model.title)
    document.paragraph(
      "The model and its data are valid" + (provenance.asOf.map { "; as of \($0)" } ?? "; undated") + ".")

    document.heading("Data files")
    var fileTable = Document.Table([("", .left), ("rows", .right), ("gaps", .right), ("left out", .right)])
    for file in files {
      fileTable.add([file.path, String(file.rows), String(file.gaps), String(file.ignoredRows)])
    }
    document.table(fileTable)

    document.heading("Coverage")
    var coverageTable = Document.Table([("", .left)] + coverage.map { ($0.side, .right) })
    coverageTable.add(["index"] + coverage.map { percent($0.coverage) })
    for group in coverage.first?.groups.keys.sorted() ?? [] {
      coverageTable.add(["  " + group] + coverage.map { percent($0.groups[group] ?? 0) })
    }
    document.table(coverageTable)

    document.heading("Series")
    var seriesTable = Document.Table([
      ("", .left), ("side", .left), ("", .left), ("values", .right), ("first", .left), ("last", .left),
      ("gaps", .right),
    ])
    for series in series {
      seriesTable.add([
        series.series, series.side, series.frequency ?? "undated", String(series.observations),
        series.first ?? "-", series.last ?? "-", String(series.gaps.count),
      ])
    }
    document.table(seriesTable)
    document.list(
      series.filter { !$0.gaps.isEmpty }.map {
        "Gaps of \($0.series) of \($0.side): \(CheckReport.shortened($0.gaps))."
      })

    document.heading("Missing or stale at the as-of date")
    document.list(missing.map { "\($0.side), \($0.indicator): \($0.reason)." })
    if missing.isEmpty { document.paragraph("Nothing.") }

    if !warnings.isEmpty {
      document.heading("Worth a look")
      document.list(warnings.map { $0 + "." })
    }
    document.heading("Assumed, since the model file says nothing")
    document.list(assumptions.map { $0 + "." })
    if assumptions.isEmpty { document.paragraph("Nothing.") }
    document.heading("What was checked")
    document.list(
      provenance.lines
        + provenance.data.compactMap { file in
          file.sha256.map { "\(file.path): SHA-256 \($0.prefix(16))…." }
        })
    return document
  }

  private static func shortened(_ gaps: [String]) -> String {
    gaps.prefix(12).joined(separator: ", ") + (gaps.count > 12 ? " and \(gaps.count - 12) more" : "")
  }

  var figures: [Figure] {
    coverage.flatMap { side in
      [Figure("coverage", side: side.side, "coverage", side.coverage)]
        + side.groups.sorted { $0.key < $1.key }.map {
          Figure("coverage", side: side.side, item: $0.key, "coverage", $0.value)
        }
    }
      + series.flatMap { series in
        [
          Figure(
            "series", side: series.side, item: series.series, "observations", Double(series.observations)),
          Figure("series", side: series.side, item: series.series, "gaps", Double(series.gaps.count)),
        ]
      }
      + missing.map { Figure("missing", side: $0.side, item: $0.indicator, "missing", 1) }
  }
}
