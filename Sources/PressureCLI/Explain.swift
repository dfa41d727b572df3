internal import ArgumentParser
internal import PressureIndex
internal import PressureModel
internal import PressureReports
internal import PressureSyntax

/// `pressure explain`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show how each number comes about, from the observation to the score.",
    discussion: """
      For every indicator: the observation with its period, publication and place in the data, the transformed \
      value, the score, the weight and the contribution, adding up to the index; then each step from pressure \
      to the incentive to negotiate.

      EXAMPLES
        pressure explain seeds/us-china-2025.yaml
        pressure explain seeds/us-china-2025.yaml china --format markdown
        pressure explain model.yaml --preparation --format csv
      """)

  @OptionGroup var input: InputOptions
  @Argument(help: "The side to explain; default: every side.")
  var side: String?
  @Flag(
    help: "List what was done to the values before they were normalised: imputed, winsorised, left out.")
  var preparation = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (model, observations) = try input.read()
    let sides = model.specification.sides.map(\.id)
    if let side, !sides.contains(side) {
      throw ValidationError(
        "Unknown side \(side.quoted); \(suggestion(for: side, among: sides, plural: "sides")).")
    }
    let named = side.flatMap { sides.firstIndex(of: $0) }
    // Of many sides, contributions are measured for the one that is asked for.
    let attributed = preparation ? AttributedSides.affordable : named.map { .only($0) } ?? .affordable
    let assessment = try model.assess(observations, asOf: input.asOf, attributing: attributed)
    if preparation {
      try output.write(PreparationReport(assessment, side: side), inputs: input.inputs(of: model))
      return
    }
    try output.write(ExplainReport(assessment, side: side), inputs: input.inputs(of: model))
  }
}
