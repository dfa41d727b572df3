/// A JSON Schema (draft 2020-12), to check that reports are as the documentation says.
///
/// It knows the keywords that the schemas use and refuses any other, so that none is skipped in silence.
public struct JSONSchema {
  /// What is wrong with a schema.
  public struct Failure: Error, CustomStringConvertible {
    /// In words.
    public let description: String
  }

  private let name: String
  private let folder: String
  private var documents: [String: JSON] = [:]

  /// Reads the schema `name` in `folder`, to which its references are relative.
  public init(_ name: String, folder: String) throws {
    (self.name, self.folder) = (name, folder)
    try load(name)
  }

  /// Every place at which `value` is not as the schema says.
  public func problems(of value: JSON) throws -> [String] {
    var copy = self
    var problems: [String] = []
    try copy.check(value, documents[name] ?? .null, in: name, at: "$", &problems)
    return problems
  }

  private mutating func load(_ name: String) throws {
    if documents[name] != nil { return }
    do {
      documents[name] = try JSON(Repository.text(absolute: "\(folder)/\(name)"))
    } catch { throw Failure(description: "\(name): \(error)") }
  }

  /// The schema that a reference such as `common.schema.json#/$defs/model` names, and its document.
  private mutating func resolve(_ reference: String, from document: String) throws -> (JSON, String) {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    let target = parts[0].isEmpty ? document : parts[0]
    try load(target)
    var schema = documents[target] ?? .null
    for key in (parts.count > 1 ? parts[1] : "").split(separator: "/") { schema = schema[String(key)] }
    if schema == .null { throw Failure(description: "\(document): nothing at \(reference)") }
    return (schema, target)
  }

  private mutating func check(
    _ value: JSON, _ schema: JSON, in document: String, at path: String, _ problems: inout [String]
  ) throws {
    if case .bool(let allowed) = schema {
      if !allowed { problems.append("\(path) is not allowed") }
      return
    }
    for (keyword, argument) in schema.object.sorted(by: { $0.key < $1.key }) {
      switch keyword {
      case "$schema", "$id", "$defs", "title", "description", "examples": break
      case "$ref":
        let (target, name) = try resolve(argument.string ?? "", from: document)
        try check(value, target, in: name, at: path, &problems)
      case "type":
        let types = argument.string.map { [$0] } ?? argument.array.compactMap(\.string)
        if !types.contains(where: { value.isOfType($0) }) {
          problems.append("\(path) is not of type \(types.joined(separator: " or ")): \(value)")
        }
      case "const": if value != argument { problems.append("\(path) is \(value), not \(argument)") }
      case "enum": if !argument.array.contains(value) { problems.append("\(path): \(value) is no choice") }
      case "minimum", "maximum", "exclusiveMinimum":
        guard let number = value.number, let bound = argument.number else { break }
        let holds =
          keyword == "minimum" ? number >= bound : keyword == "maximum" ? number <= bound : number > bound
        if !holds { problems.append("\(path): \(number) is beyond the \(keyword) \(bound)") }
      case "minItems":
        if value.array.count < Int(argument.number ?? 0) { problems.append("\(path): too few") }
      case "maxItems":
        if value.array.count > Int(argument.number ?? 0) { problems.append("\(path): too many") }
      case "pattern":
        guard let text = value.string, let pattern = argument.string else { break }
        if try Regex(pattern).firstMatch(in: text) == nil {
          problems.append("\(path): '\(text)' is not \(pattern)")
        }
      case "items":
        for (n, item) in value.array.enumerated() {
          try check(item, argument, in: document, at: "\(path)[\(n)]", &problems)
        }
      case "properties":
        for (key, schema) in argument.object {
          guard let item = value.object[key] else { continue }
          try check(item, schema, in: document, at: "\(path).\(key)", &problems)
        }
      case "required":
        for key in argument.array.compactMap(\.string) where value.object[key] == nil {
          if case .object = value { problems.append("\(path) has no \(key)") }
        }
      case "additionalProperties":
        for (key, item) in value.object where schema["properties"].object[key] == nil {
          try check(item, argument, in: document, at: "\(path).\(key)", &problems)
        }
      case "dependentRequired":
        for (key, others) in argument.object where value.object[key] != nil {
          for other in others.array.compactMap(\.string) where value.object[other] == nil {
            problems.append("\(path) has \(key) but no \(other)")
          }
        }
      default: throw Failure(description: "\(document): the keyword \(keyword) is not known here")
      }
    }
  }
}

extension JSON {
  fileprivate func isOfType(_ name: String) -> Bool {
    switch (self, name) {
    case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
      (.object, "object"):
      true
    case (.number(let value), "integer"): value == value.rounded()
    default: false
    }
  }
}
