public import PressureSyntax

extension Observations {
  /// The most pairs of a side and a series, since each takes memory even without observations.
  static let maximumPairs = 4_000_000

  /// Reads all data files of a model.
  ///
  /// Relative paths start from the folder `base`. `sides` and `series` are the ids that the model declares;
  /// their positions are the positions in the result. `checksums` asks for the SHA-256 of each file.
  ///
  /// Errors: everything that is wrong with any file, at most 20 mistakes of each. Cost: one pass over the
  /// bytes, and O(n log n) for a series of n observations that are not in order; about 70 bytes of memory for
  /// each observation.
  public static func read(
    _ files: [DataFile], base: String, sides: [String], series: [String], checksums: Bool = false
  ) throws(Diagnostics) -> Observations {
    let pairs = sides.count.multipliedReportingOverflow(by: series.count)
    if files.count > Int(UInt16.max) || pairs.overflow || pairs.partialValue > maximumPairs {
      throw Diagnostics(
        Diagnostic(
          "more than \(UInt16.max) data files, or more than \(maximumPairs) pairs of a side and a series"))
    }
    let names = files.map { resolve($0, base) }
    var reader = DataReader(files: names, sides: sides, series: series)
    var summaries: [File] = []
    var failures = [[Diagnostic]](repeating: [], count: files.count)
    var mistakes = [DataMistakes](repeating: DataMistakes(), count: files.count)
    for (number, file) in files.enumerated() {
      do throws(Diagnostics) {
        try requireDeclared(file, sides, series)
        let bytes = try InputFile.read(
          path: names[number], limit: DataFile.maximumBytes, allowsStandardInput: file.allowsStandardInput)
        var summary = try bytes.withUnsafeBufferPointer { buffer throws(Diagnostics) in
          try reader.read(file, number: number, bytes: buffer, &mistakes[number])
        }
        if checksums { summary.sha256 = PressureSyntax.sha256(bytes) }
        summaries.append(summary)
      } catch {
        failures[number] = error.all.map { explained($0, file) }
      }
    }
    let table = reader.table(&mistakes)
    let all = files.indices.flatMap { failures[$0] + mistakes[$0].diagnostics(file: names[$0]) }
    if !all.isEmpty { throw Diagnostics(all) }
    return Observations(
      files: summaries, sources: reader.sourceTexts, seriesCount: series.count, table: table)
  }

  /// The path of a file, from the folder `base` unless it is absolute or the standard input.
  private static func resolve(_ file: DataFile, _ base: String) -> String {
    file.path == "-" && file.allowsStandardInput ? file.path : FilePath.join(base, file.path)
  }

  /// What the file's texts stand for must be declared by the model.
  private static func requireDeclared(
    _ file: DataFile, _ sides: [String], _ series: [String]
  ) throws(Diagnostics) {
    func unknown(_ aliases: [DataFile.Alias], _ subject: String, _ ids: [String], _ plural: String)
      -> [Diagnostic]
    {
      let declared = Set(ids)
      return aliases.filter { !declared.contains($0.id) }.map { alias in
        Diagnostic(
          "unknown \(subject) \(alias.id.quoted), for which \(alias.text.quoted) stands in \(file.path.quoted)",
          at: alias.location, help: suggestion(for: alias.id, among: ids, plural: plural))
      }
    }
    let sideAliases =
      file.sides + (file.side.map { [DataFile.Alias($0, id: $0, location: file.location)] } ?? [])
    let all =
      unknown(sideAliases, "side", sides, "sides") + unknown(file.indicators, "series", series, "series")
    if !all.isEmpty { throw Diagnostics(all) }
  }

  /// A file that is not found may have been looked for in the wrong folder.
  private static func explained(_ diagnostic: Diagnostic, _ file: DataFile) -> Diagnostic {
    var diagnostic = diagnostic
    if diagnostic.message == "no such file", file.location != nil, !file.path.hasPrefix("/") {
      diagnostic.help = "paths under 'data:' start from the folder of the model file"
    }
    return diagnostic
  }
}
