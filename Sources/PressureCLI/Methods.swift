internal import ArgumentParser
internal import PressureIndex
internal import PressureReports
internal import PressureSyntax

/// `pressure methods`
struct Methods: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the methods that a model file can name, with formula, options, source and example.",
    discussion: """
      EXAMPLES
        pressure methods
        pressure methods geometric
        pressure methods aggregation --format markdown
      """)

  @Argument(help: "A method, or a kind such as aggregation; default: a line for every method.")
  var name: String?
  @OptionGroup var output: OutputOptions

  func run() throws { try output.write(report(), inputs: []) }

  /// The methods that are called `name`, or whose kind is; all without a name.
  func report() throws -> MethodsReport {
    let all = MethodDescription.all
    guard let name else { return MethodsReport(all, isShort: true) }
    let chosen = all.filter { $0.name == name || $0.kind.rawValue == name }
    if chosen.isEmpty {
      let names = all.map(\.name) + MethodDescription.Kind.allCases.map(\.rawValue)
      let help =
        nearest(to: name, among: names).map { "did you mean \($0.quoted)?" }
        ?? "'pressure methods' lists them all"
      throw ValidationError("There is no method \(name.quoted); \(help)")
    }
    return MethodsReport(chosen)
  }
}
