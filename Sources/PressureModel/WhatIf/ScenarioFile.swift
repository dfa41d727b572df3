public import PressureSyntax

extension Scenario {
  enum FileKey: String, ModelKey { case scenarios }
  enum Key: String, ModelKey { case name, set }

  /// Reads the scenarios of a file: YAML or JSON with the one key `scenarios`, a list of mappings with a `name` and
  /// what to `set`, a mapping of names to numbers.
  ///
  /// - Throws: every mistake with its place: an unknown key or name, a value that is no number, a name twice.
  public static func list(contentsOf path: String, for model: Model) throws(Diagnostics) -> [Scenario] {
    let bytes = try InputFile.read(path: path, limit: NodeReader.maximumBytes)
    let root = try NodeReader.read(bytes, file: path)
    let problems = Problems()
    let fields = Fields<FileKey>(root, "a file of scenarios", problems)
    let scenarios = fields?.required(.scenarios, Decode.list { decode($0, model, $1) }) ?? []
    if scenarios.isEmpty, problems.isEmpty {
      problems.report("the file has no scenario", at: root, help: "list at least one, with 'name' and 'set'")
    }
    var names: Set<String> = []
    for scenario in scenarios where !names.insert(scenario.name).inserted {
      problems.report(
        "two scenarios are called \(scenario.name.quoted)", at: root, help: "rename one of them")
    }
    try problems.throwIfAny()
    return scenarios
  }

  private static func decode(_ node: Node, _ model: Model, _ problems: Problems) -> Scenario? {
    guard let fields = Fields<Key>(node, "a scenario", problems) else { return nil }
    let name = fields.required(.name, Decode.text)
    let set = fields.required(.set) { node, problems -> [Supposition]? in
      guard case .mapping(let entries) = node.content else {
        problems.report(
          "expected names and numbers, such as {china.tariff-faced: 30}; found \(node.kindDescription)",
          at: node)
        return nil
      }
      return entries.compactMap { entry in
        guard let value = Decode.number(entry.value, problems) else { return nil }
        do throws(Diagnostics) {
          return try model.supposition(entry.key, value)
        } catch {
          for mistake in error.all {
            problems.report(Diagnostic(mistake.message, at: entry.location, help: mistake.help))
          }
          return nil
        }
      }
    }
    guard let name, let set else { return nil }
    return Scenario(name: name, set)
  }
}
