internal import ArgumentParser
internal import PressureModel
internal import PressureReports
internal import PressureSyntax
internal import Robustness

/// `pressure uncertainty`
struct UncertaintyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uncertainty",
    abstract: "Say how sure the scores are: draw everything that is uncertain many times.",
    discussion: """
      Each draw takes other weights, goalposts, methods, parameters and values, as the model's 'uncertainty:' \
      says (or by defaults, which the report states), and goes through the whole chain to pressure, motivation, \
      optimism, incentive and ripeness. Reported are mean, standard deviation, quantiles, ranks and probabilities, \
      with their Monte Carlo standard errors. The same seed gives the same digits for any number of threads.

      A run can be split: parts with --draws-from and --draws-to write partial results, which 'pressure merge' \
      puts together to the same digits.

      EXAMPLES
        pressure uncertainty seeds/us-china-2025.yaml --draws 100000
        pressure uncertainty seeds/us-china-2025.yaml --seed 7 --format json --output bands.json
        pressure uncertainty seeds/us-china-2025.yaml --draws 2000000 --draws-to 1000000 --output a.part
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var sample: DrawOptions

  @Option(
    name: .customLong("draws-from"),
    help: ArgumentHelp(
      "Make only the draws from this one on, a multiple of 1000, and write a partial result.",
      valueName: "draw"))
  var drawsFrom: Int?

  @Option(
    name: .customLong("draws-to"),
    help: ArgumentHelp("Make only the draws before this one, and write a partial result.", valueName: "draw"))
  var drawsTo: Int?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let part = drawsFrom == nil && drawsTo == nil ? nil : (drawsFrom ?? 0, drawsTo ?? sample.draws)
    if let part, part.0 >= part.1 {
      throw ValidationError("No draw lies between \(part.0) and \(part.1).")
    }
    let settings = try EnsembleSettings(
      draws: sample.draws, seed: sample.seed, sampling: sample.sampling, part: part.map { $0.0..<$0.1 })
    let (model, observations) = try input.read(checksums: true)
    let assessment = try model.assess(observations, asOf: input.asOf)
    let evaluator = try DrawEvaluator(model.uncertainModel(observations, asOf: input.asOf))
    try Memory.require(
      Ensemble.expectedMemory(evaluator.layout, settings), for: "\(sample.draws) draws",
      help: "make fewer draws, or split the run with --draws-from and --draws-to")
    let progress = ProgressBar(total: Ensemble.evaluations(evaluator.layout, settings), unit: "draws")
    let ensemble = Ensemble(
      evaluator, settings, threads: Threads.count(sample.threads), progress: progress.handler)
    progress.finish()
    if part == nil {
      try output.write(
        UncertaintyReport(assessment, ensemble, evaluator), inputs: input.inputs(of: model))
    } else {
      let shard = EnsemblePart(ensemble, identity: try assessment.runIdentity())
      try output.write(try shard.encoded(), inputs: input.inputs(of: model))
    }
  }
}

/// How many draws are made, from which seed, on how many threads.
struct DrawOptions: ParsableArguments {
  /// What is taken without options.
  static let usual = (draws: 10_000, seed: UInt64(1), sampling: Sampling.random)

  @Option(help: ArgumentHelp("The number of draws.", valueName: "n"))
  var draws = DrawOptions.usual.draws

  @Option(
    help: ArgumentHelp("The seed of the random numbers; 0 is a seed like any other.", valueName: "number"))
  var seed = DrawOptions.usual.seed

  @Option(help: "How points are chosen: random, or sobol, whose error falls faster.")
  var sampling = DrawOptions.usual.sampling

  @Option(help: ArgumentHelp("The number of threads; default: one for each processor.", valueName: "n"))
  var threads: Int?

  mutating func validate() throws { try Threads.validate(threads) }
}
