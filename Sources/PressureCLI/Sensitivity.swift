public import ArgumentParser
internal import PressureModel
internal import PressureReports
internal import PressureSyntax
public import Robustness

extension Sampling: ExpressibleByArgument {}

/// `pressure sensitivity`
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Say on which uncertain inputs a result rests.",
    discussion: """
      Sobol indices split the variance of one output among everything that the model's 'uncertainty:' says is \
      uncertain (or the defaults): the first-order index of an input is what it explains alone, the total index \
      what it explains with all interactions. The weights of a group count as one input. Bands are bootstrap \
      intervals.

      EXAMPLES
        pressure sensitivity seeds/us-china-2025.yaml
        pressure sensitivity seeds/us-china-2025.yaml --of china.incentive --draws 16384
        pressure sensitivity model.yaml --second-order --sampling random --format csv
      """)

  /// What is taken without options.
  static let usual = (draws: 4096, seed: UInt64(1), sampling: Sampling.sobol, resamples: 1000)

  @OptionGroup var input: InputOptions

  @Option(
    name: .customLong("of"),
    help: ArgumentHelp(
      "The output to explain, such as china.incentive, china.rank, ripeness or incentive-difference.",
      discussion:
        "Default: the first side's incentive less the second's; without a conflict their difference in pressure.",
      valueName: "output"))
  var outputName: String?

  @Option(
    help: ArgumentHelp(
      "The number of samples; each takes an evaluation for every input and two more.", valueName: "n"))
  var draws = SensitivityCommand.usual.draws

  @Option(help: ArgumentHelp("The seed of the points; 0 is a seed like any other.", valueName: "number"))
  var seed = SensitivityCommand.usual.seed

  @Option(help: "How points are chosen: random or sobol, whose error falls faster.")
  var sampling = SensitivityCommand.usual.sampling

  @Flag(name: .customLong("second-order"), help: "Add the interaction of every pair of inputs.")
  var secondOrder = false

  @Option(help: ArgumentHelp("The number of bootstrap resamples behind the bands.", valueName: "n"))
  var resamples = SensitivityCommand.usual.resamples

  @Option(help: ArgumentHelp("The number of threads; default: one for each processor.", valueName: "n"))
  var threads: Int?

  @OptionGroup var output: OutputOptions

  mutating func validate() throws { try Threads.validate(threads) }

  func run() throws {
    let settings = try Sensitivity.Settings(
      samples: draws, seed: seed, sampling: sampling, hasSecondOrder: secondOrder, resamples: resamples)
    let (model, observations) = try input.read(checksums: true)
    let briefing = try Briefing(model, observations, asOf: input.asOf)
    let evaluator = try briefing.evaluator()
    try output.write(
      briefing.sensitivity(
        evaluator, column: evaluator.layout.column(named: outputName), settings,
        threads: Threads.count(threads)),
      inputs: input.inputs(of: model))
  }
}

extension OutputLayout {
  /// The position of the output that an option names, or of the one that answers the model's question.
  func column(named name: String?) throws -> Int {
    guard let name else { return principal }
    if let position = outputs.firstIndex(where: { $0.name == name }) { return position }
    throw ValidationError(
      "Unknown output \(name.quoted); \(suggestion(for: name, among: outputs.map(\.name), plural: "outputs"))."
    )
  }
}

/// The number of threads of a run.
enum Threads {
  static func validate(_ threads: Int?) throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads is a number from 1 to 1024; found \(threads).")
    }
  }

  static func count(_ threads: Int?) -> Int { threads ?? Ensemble.processors }
}
