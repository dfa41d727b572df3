/// What a method of the index is, in the words that the decoder, the command `pressure methods`, the documentation
/// and the tests share.
public struct MethodDescription: Sendable, Hashable, Encodable, Identifiable {
  /// The step of the calculation to which a method belongs, in the order of the steps.
  public enum Kind: String, CaseIterable, Sendable, Hashable, Encodable {
    /// What is done to a series before anything else.
    case transform
    /// How missing values are filled.
    case imputation
    /// What is done to outliers.
    case treatment
    /// How values become comparable scores.
    case normalization
    /// Where weights come from.
    case weighting
    /// How the scores of a group's children become its own.
    case aggregation
  }

  /// A key beside `method:` that the method takes.
  public struct Option: Sendable, Hashable, Encodable {
    /// The key.
    public let name: String
    /// What it does, with its unit or its choices.
    public let meaning: String
    /// What is taken where the model file says nothing; `nil` where it must say something.
    public let standard: String?

    /// Creates an option; one without a default must be given.
    public init(_ name: String, _ meaning: String, default standard: String?) {
      (self.name, self.meaning, self.standard) = (name, meaning, standard)
    }

    enum CodingKeys: String, CodingKey {
      case name, meaning
      case standard = "default"
    }
  }

  /// Where in a model file the example stands.
  public enum Place: String, Sendable, Hashable, Encodable {
    /// At the top.
    case model
    /// Among the keys of an indicator.
    case indicator
  }

  /// The step to which it belongs.
  public let kind: Kind
  /// The name used in model files.
  public let name: String
  /// What it does, in one line.
  public let meaning: String
  /// How it is computed.
  public let formula: String
  /// The keys that it takes.
  public let options: [Option]
  /// Where its results lie, if that is worth saying.
  public let range: String?
  /// What a reader must know before relying on it.
  public let caveat: String?
  /// Who defined it.
  public let source: String
  /// Lines of a model file that use it. The groups and indicators that they name are those of
  /// ``MethodDescription/exampleNames``.
  public let example: String
  /// Where those lines stand.
  public let place: Place

  /// Its kind and its name.
  public var id: String { "\(kind.rawValue) \(name)" }

  /// The names that examples may use.
  public static let exampleNames = (
    sides: ["a", "b", "c"], pillars: ["prices", "activity"],
    indicators: ["inflation", "producer-prices", "unemployment", "confidence", "output"]
  )

  /// Creates the description of the method `name`.
  public init(
    _ kind: Kind, _ name: String, _ meaning: String, formula: String, options: [Option] = [],
    range: String? = nil, caveat: String? = nil, source: String, example: String, in place: Place = .model
  ) {
    (self.kind, self.name, self.meaning, self.formula) = (kind, name, meaning, formula)
    (self.options, self.range, self.caveat, self.source) = (options, range, caveat, source)
    (self.example, self.place) = (example, place)
  }
}

extension MethodDescription.Kind {
  /// The heading over its methods.
  public var title: String {
    switch self {
    case .transform: "Transforms"
    case .imputation: "Imputation"
    case .treatment: "Treatment of outliers"
    case .normalization: "Normalization"
    case .weighting: "Weighting"
    case .aggregation: "Aggregation"
    }
  }

  /// What its methods do.
  public var meaning: String {
    switch self {
    case .transform: "What is done to a series before anything else: `transform:` of an indicator."
    case .imputation:
      "How missing values are filled: `impute:` of the preparation or an indicator, one or a list."
    case .treatment:
      "What is done to indicators with outliers: `treat:` of the preparation or an indicator."
    case .normalization:
      "How values in their own units become comparable scores: `normalization:` of the method or an indicator."
    case .weighting: "Where the weights of groups and indicators come from: `weighting:` of the method."
    case .aggregation:
      "How the scores of a group's children become its own: `aggregation:` of the method or a group."
    }
  }

  /// One method of the kind, as messages call it.
  public var article: String {
    switch self {
    case .aggregation, .imputation: "an \(rawValue)"
    default: "a \(rawValue)"
    }
  }
}
