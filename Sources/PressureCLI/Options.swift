public import ArgumentParser
internal import PressureIndex
internal import PressureModel
public import PressureReports
internal import PressureSyntax

extension ReportFormat: ExpressibleByArgument {}

extension Day {
  /// Parses `--as-of`.
  static func parse(_ argument: String) throws -> Day {
    if let day = Day(argument) { return day }
    throw ValidationError("\(argument.quoted) is not a date. Write it as 2025-05-02.")
  }
}

/// The model and its data.
struct ModelOptions: ParsableArguments {
  @Argument(
    help: "The model file, YAML or JSON; - reads standard input.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var model: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A CSV file to use in place of the model's data; may be repeated.",
      discussion: "The n-th file takes the column mapping of the n-th entry of the model's 'data:'.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var data: [String] = []

  mutating func validate() throws {
    if model == "-", data.contains("-") {
      throw ValidationError("Standard input can be the model or the data, not both.")
    }
    if data.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read only once.") }
  }

  /// The model with its observations.
  func read(checksums: Bool = false) throws(Diagnostics) -> (Model, Observations) {
    let model = try Model(contentsOf: model)
    return (model, try model.observations(from: data, checksums: checksums))
  }

  /// Every file that is read, so that none of them is written over.
  func inputs(of model: Model) -> [String] {
    [self.model] + (data.isEmpty ? model.inputPaths : data + model.actPaths)
  }
}

/// The model, its data and the as-of date.
struct InputOptions: ParsableArguments {
  @OptionGroup var source: ModelOptions

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "The date, such as 2025-05-02: only what was public by then is used.",
      discussion: "Default: the model's as-of, else the latest day on which an observation became public.",
      valueName: "date"),
    transform: Day.parse)
  var asOf: Day?

  /// The model with its observations.
  func read(checksums: Bool = false) throws(Diagnostics) -> (Model, Observations) {
    try source.read(checksums: checksums)
  }

  /// Every file that is read, so that none of them is written over.
  func inputs(of model: Model) -> [String] { source.inputs(of: model) }
}

/// The form and the place of the result.
struct OutputOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "text, markdown, csv, json or html.")
  var format: ReportFormat = .text

  @Option(
    name: .shortAndLong, help: "The file to write, whole or not at all; default: standard output.",
    completion: .file())
  var output: String?

  init() {}

  /// The form and place that a command with another default has read.
  init(format: ReportFormat, output: String?) {
    self.format = format
    self.output = output
  }

  /// Writes `text`, which is no report, to the chosen place.
  func write(_ text: String, inputs: [String]) throws {
    if let output, output != "-" {
      try OutputFile.write(text, to: output, inputs: inputs)
    } else if !Terminal.writeOutput(text) {
      throw Diagnostics(
        Diagnostic(
          "cannot write to standard output", help: "see where it leads; --output writes a file",
          kind: .cannotWrite))
    }
  }

  /// Writes `report` in the chosen form to the chosen place.
  func write(_ report: some Report, inputs: [String]) throws {
    let style = output == nil || output == "-" ? Terminal.style : TextStyle()
    try OutputFile.emit(try report.formatted(format, style: style), to: output, inputs: inputs)
  }
}
