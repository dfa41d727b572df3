internal import PressureSyntax

/// A list of methods by the names that model files use, each with its description.
///
/// The enum is the only list: the decoder finds names and options in it, `pressure methods` and the documentation
/// print it, and tests run through its `allCases`.
public protocol DescribedMethod: CaseIterable, Hashable, Sendable, RawRepresentable where RawValue == String {
  /// The step to which its methods belong.
  static var kind: MethodDescription.Kind { get }
  /// What the method is.
  var methodDescription: MethodDescription { get }
}

extension MethodDescription {
  /// Every method, in the order of the steps.
  public static let all: [MethodDescription] =
    descriptions(Transform.Name.self) + descriptions(Imputation.Name.self)
    + descriptions(Treatment.Method.self) + descriptions(Normalization.Method.self)
    + descriptions(Weighting.Name.self) + descriptions(Aggregation.Name.self)

  private static func descriptions<Name: DescribedMethod>(_: Name.Type) -> [MethodDescription] {
    Name.allCases.map(\.methodDescription)
  }
}

/// A method of a model file with its options: a bare name, or a mapping with the name under `method:`.
///
/// Reading it reports names that there are not, with the nearest, and options that the method does not take, with
/// the methods that do.
struct MethodFields<Name: DescribedMethod, Key: ModelKey> {
  /// The method.
  let name: Name
  private let fields: Fields<Key>?

  init?(_ node: Node, _ problems: Problems) {
    let kind = Name.kind
    let word: (Node, Problems) -> Name? = Decode.word(kind.rawValue)
    if case .scalar = node.content {
      guard let name = word(node, problems) else { return nil }
      (self.name, fields) = (name, nil)
    } else {
      guard let key = Key(rawValue: "method") else { preconditionFailure("a method without a name") }
      guard let fields = Fields<Key>(node, kind.article, problems), let name = fields.required(key, word)
      else { return nil }
      (self.name, self.fields) = (name, fields)
    }
    let valid = Set(name.methodDescription.options.map(\.name))
    for entry in node.entries where Key(rawValue: entry.key) != nil && entry.key != "method" {
      guard !valid.contains(entry.key), !entry.value.isNull else { continue }
      let others = Name.allCases.filter { $0.methodDescription.options.contains { $0.name == entry.key } }
      problems.report(
        "\(entry.key.quoted) means nothing to \(name.rawValue)", at: entry.value,
        help: "it belongs to \(others.map(\.rawValue).joined(separator: ", "))")
    }
    // An option without a default is asked for even where the method stands as a bare word.
    for option in name.methodDescription.options where option.standard == nil {
      if node[option.name].map(\.isNull) ?? true {
        problems.report(
          "\(name.rawValue) needs \(option.name.quoted): \(option.meaning)", at: node,
          help: "write {method: \(name.rawValue), \(option.name): …}")
      }
    }
  }

  /// The node of an option, if the file gives it a value.
  subscript(key: Key) -> Node? { fields?[key] }

  /// The decoded value of an option, or `nil` where it is absent or wrong.
  func optional<Value>(_ key: Key, _ decode: (Node, Problems) -> Value?) -> Value? {
    fields?.optional(key, decode)
  }
}
