public import ArgumentParser
internal import PressureModel
public import PressureReports
internal import PressureSyntax

extension ChartKind: ExpressibleByArgument {}

/// `pressure plot`
struct Plot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw one chart as SVG.",
    discussion: """
      The charts are those of 'pressure report', each with its title, axes and sources. SVG opens in browsers and in \
      word processors, and follows a dark display.

      CHARTS
        \(ChartKind.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "\n  "))

      EXAMPLES
        pressure plot history seeds/us-china-2025.yaml --output history.svg
        pressure plot frontier seeds/us-china-2025.yaml --output packages.svg --width 480
      """)

  @Argument(help: "The chart: \(ChartKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var chart: ChartKind
  @OptionGroup var input: InputOptions
  @Option(help: "The width in user units; text keeps its size.")
  var width = 720.0
  @Option(
    name: .shortAndLong, help: "The file to write, whole or not at all; default: standard output.",
    completion: .file(extensions: ["svg"]))
  var output: String?

  func validate() throws {
    guard (320...4000).contains(width) else { throw ValidationError("The width must be from 320 to 4000.") }
  }

  func run() throws {
    let (model, observations) = try input.read()
    let svg = try chart.drawing(of: model, observations, asOf: input.asOf, width: width)
    try OutputFile.emit(svg, to: output, inputs: input.inputs(of: model))
  }
}
