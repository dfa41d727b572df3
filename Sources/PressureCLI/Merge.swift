internal import ArgumentParser
internal import PressureModel
internal import PressureReports
internal import PressureSyntax
internal import Robustness

/// `pressure merge`
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put the partial results of an uncertainty run together.",
    discussion: """
      The parts must come from the same model, data, date, seed and number of draws, and hold every draw once. \
      The report is the one that the run in one piece would have written, to the last digit.

      EXAMPLES
        pressure uncertainty model.yaml --draws 2000000 --draws-to 1000000 --output a.part
        pressure uncertainty model.yaml --draws 2000000 --draws-from 1000000 --output b.part
        pressure merge model.yaml a.part b.part
      """)

  @OptionGroup var input: InputOptions

  @Argument(help: "The partial results.", completion: .file())
  var parts: [String]

  @OptionGroup var output: OutputOptions

  func run() throws {
    let (model, observations) = try input.read(checksums: true)
    let assessment = try model.assess(observations, asOf: input.asOf)
    let identity = try assessment.runIdentity()
    var whole: Ensemble?
    for path in parts {
      let bytes = try InputFile.read(path: path, limit: 1 << 32)
      let part = try EnsemblePart(bytes, name: path)
      if let difference = part.identity.difference(from: identity) {
        throw Diagnostics(
          Diagnostic(
            "this part does not belong to \(model.path): \(difference)", at: SourceLocation(file: path),
            help: "make the part again, or name the model, the data and the date that it was made from"))
      }
      if whole == nil {
        whole = part.ensemble
      } else {
        do throws(Diagnostics) {
          try whole?.merge(part.ensemble)
        } catch {
          throw Diagnostics(
            error.all.map { Diagnostic($0.message, at: SourceLocation(file: path), help: $0.help) })
        }
      }
    }
    guard let whole else { throw ValidationError("Name at least one partial result.") }
    try requireComplete(whole)
    let evaluator = try DrawEvaluator(model.uncertainModel(observations, asOf: input.asOf))
    try output.write(
      UncertaintyReport(assessment, whole, evaluator), inputs: input.inputs(of: model) + parts)
  }

  private func requireComplete(_ whole: Ensemble) throws(Diagnostics) {
    if let first = whole.missing.first {
      let all = whole.missing.map { "\($0.lowerBound) to \($0.upperBound)" }.joined(separator: ", ")
      throw Diagnostics(
        Diagnostic(
          "draws are missing: \(all)",
          help: "make them with --draws-from \(first.lowerBound) --draws-to \(first.upperBound)"))
    }
    let missed = whole.missedQuantiles
    if !missed.isEmpty {
      let names = missed.map { "the \(shortest(100 * $0.probability)) % quantile of \($0.output)" }
      throw Diagnostics(
        Diagnostic(
          "\(names.joined(separator: ", ")) \(names.count == 1 ? "lies" : "lie") outside what the parts kept",
          help:
            "make the draws 0 to \(whole.settings.draws) again in one piece, which finds every quantile, or all "
            + "parts with another seed"))
    }
  }
}
