internal import ArgumentParser
internal import PressureModel
internal import PressureSyntax

/// `pressure import`
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a model file and data from a project of another program.",
    discussion: """
      From COINr, the R package: its tables iData (a row for each unit) and iMeta (a row for each column and \
      aggregate), as CSV. Groups, denominators, directions, weights, parents and targets are kept; values are \
      divided by their denominators, gaps imputed, outliers treated, scores scaled from 0 to 100 and averaged. \
      Every choice stands in the model file, to be changed there.

      EXAMPLES
        pressure import --coinr iData.csv iMeta.csv
        pressure import --coinr iData.csv iMeta.csv --output connectivity --impute-group Region
        pressure score connectivity/model.yaml
      """)

  @Flag(help: "The tables are those of COINr.")
  var coinr = false

  @Argument(help: "The table of units and values.", completion: .file(extensions: ["csv"]))
  var iData: String

  @Argument(help: "The table that describes its columns.", completion: .file(extensions: ["csv"]))
  var iMeta: String

  @Option(
    name: .shortAndLong, help: "The folder to write model.yaml and data.csv into.", completion: .directory)
  var output = "imported"

  @Option(
    help: ArgumentHelp(
      "How gaps are filled: group-mean, group-median, mean, median, row-mean, em or none.",
      discussion: "Default: group-mean, or mean where no grouping serves."))
  var impute: Imputation?

  @Option(
    name: .customLong("impute-group"),
    help: ArgumentHelp(
      "The grouping for group-mean and group-median.",
      discussion: "Default: the one with the fewest groups that has a value for every gap.",
      valueName: "grouping"))
  var imputeGroup: String?

  @Flag(inversion: .prefixedNo, help: "Treat outliers: winsorise, or take logarithms.")
  var treat = true

  @Flag(help: "Replace model.yaml and data.csv in the folder.")
  var force = false

  enum Imputation: String, ExpressibleByArgument, CaseIterable {
    case groupMean = "group-mean"
    case groupMedian = "group-median"
    case mean, median
    case rowMean = "row-mean"
    case em, none
  }

  mutating func validate() throws {
    if !coinr { throw ValidationError("Say what the tables are from: --coinr.") }
    if let impute, imputeGroup != nil, impute != .groupMean, impute != .groupMedian {
      throw ValidationError("--impute-group goes with --impute group-mean or group-median.")
    }
  }

  func run() throws {
    let imported = try project()
    let files = [
      (FilePath.join(output, COINrImport.dataFile), imported.data),
      (FilePath.join(output, COINrImport.modelFile), imported.model),
    ]
    try OutputFolder.create(output)
    if !force, let existing = files.first(where: { OutputFolder.exists($0.0) }) {
      throw Diagnostics(
        Diagnostic(
          "\(existing.0.quoted) is there already",
          help: "choose another '--output', or replace it with '--force'",
          kind: .cannotWrite))
    }
    for (path, text) in files { try OutputFile.write(text, to: path, inputs: [iData, iMeta]) }
    let lines =
      ["Wrote \(files[1].0) and \(files[0].0)."] + imported.summary + ["Next: pressure score \(files[1].0)"]
    _ = Terminal.writeOutput(lines.map { $0.escapingControls + "\n" }.joined())
  }

  /// The imported project.
  func project() throws(Diagnostics) -> COINrImport {
    var options = COINrImport.Options()
    options.imputation = impute?.rawValue
    options.grouping = imputeGroup
    options.treatsOutliers = treat
    func table(_ path: String) throws(Diagnostics) -> TextTable {
      try TextTable(bytes: InputFile.read(path: path, limit: 1 << 30), file: path)
    }
    return try COINrImport(iData: table(iData), iMeta: table(iMeta), options: options)
  }
}
