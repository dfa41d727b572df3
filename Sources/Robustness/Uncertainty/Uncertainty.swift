public import PressureSyntax

internal import Negotiation
internal import PressureIndex

/// What of a model is uncertain, and how: the section `uncertainty:` of its file, or defaults in its place.
///
/// Every factor turns uniform numbers into choices and values, so that all of them together map a point of the unit
/// hypercube to a model. Factors are independent of each other.
public struct Uncertainty: Sendable {
  /// The factors, in the order in which they take the coordinates of a point.
  public let factors: [UncertainFactor]
  /// Whether the model file states them; otherwise they are the defaults.
  public let isStated: Bool

  /// The factors, as one line each, for reports.
  public var lines: [String] { factors.map { "\($0.id): \($0.description)" } }
}

/// One uncertain choice, number or group of numbers.
public struct UncertainFactor: Sendable, Identifiable {
  /// What kind of input is uncertain.
  enum Kind: Sendable {
    /// The weights of a group's children.
    case weights(group: Int, rule: WeightRule)
    /// Numbers of the model, each with its distribution, independent of each other.
    case parameters([ParameterSpread])
    /// Other values of a key of `method:` or `preparation:`; the value that the model itself has may be among them.
    case alternatives(VariedSection, key: String, [Node], probabilities: [Double])
    /// How late an indicator is published.
    case publicationLag(indicator: Int, lags: [CalendarSpan], probabilities: [Double])
    /// With `probability` one of the nodes is left out, each as likely as any other.
    case exclusion(nodes: [Int], probability: Double)
    /// Normal errors of an indicator's values, one for each side and period.
    case observationError(indicator: Int, ObservationError)
  }

  /// The name by which reports and sensitivity refer to it, such as `weights.tariff-exposure`.
  public let id: String
  /// How it is uncertain, in words.
  public let description: String
  let kind: Kind

  init(_ id: String, _ description: String, _ kind: Kind) {
    (self.id, self.description, self.kind) = (id, description, kind)
  }
}

/// A number of the model and what is believed of it.
struct ParameterSpread: Hashable, Sendable {
  let parameter: ModelParameter
  let distribution: Distribution
  /// What the parameter may be; a normal distribution is cut to it.
  let limits: ClosedRange<Double>
}

/// The standard error of an observed value.
enum ObservationError: Hashable, Sendable {
  /// In the indicator's own unit.
  case absolute(Double)
  /// As a share of the value.
  case relative(Double)

  func standardError(of value: Double) -> Double {
    switch self {
    case .absolute(let error): error
    case .relative(let share): share * abs(value)
    }
  }

  var description: String {
    switch self {
    case .absolute(let error): "normal error, standard error \(shortest(error)) in its own unit"
    case .relative(let share): "normal error, standard error \(shortest(100 * share)) % of the value"
    }
  }
}

/// A section of the model file whose keys may have alternatives.
public enum VariedSection: String, Hashable, Sendable {
  /// How indicators are normalised, weighted and aggregated.
  case method
  /// How their values are screened, imputed and treated before.
  case preparation

  var example: String {
    switch self {
    case .method: "{aggregation: [arithmetic, {method: geometric, offset: 0.01}]}"
    case .preparation: "{impute: [median, mean], treat: [none, winsorise]}"
    }
  }
}

/// Values of keys of a model file in the place of its own.
public struct VariedKeys: Sendable {
  /// By section and key.
  public private(set) var values: [VariedSection: [String: Node]] = [:]

  init() {}

  /// Whether nothing is replaced.
  public var isEmpty: Bool { values.isEmpty }

  mutating func set(_ section: VariedSection, _ key: String, to value: Node) {
    values[section, default: [:]][key] = value
  }
}
