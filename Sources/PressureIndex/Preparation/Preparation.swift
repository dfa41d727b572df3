internal import PressureSyntax

/// What is done to the indicators' values before they are normalised, unless an indicator says otherwise; the section
/// `preparation:` of a model file.
///
/// The steps, in this order: each observation is divided by its denominator; gaps inside a series are interpolated;
/// the series is transformed; sides with too little data are left out; what is missing at the date is imputed;
/// outliers are treated. Then values are normalised.
public struct Preparation: Hashable, Sendable {
  /// Which sides are left out.
  public var screening = Screening()
  /// How missing values are filled, one way after the other.
  public var imputation: [Imputation] = []
  /// What is done to outliers.
  public var treatment = Treatment(.none)

  /// Nothing.
  public init() {}

  enum Key: String, ModelKey { case screen, impute, treat }

  static func decode(_ node: Node?, sides: [Side], _ problems: Problems) -> Preparation {
    var result = Preparation()
    guard let node, let fields = Fields<Key>(node, "the preparation", problems) else { return result }
    result.screening = fields.optional(.screen, Screening.decode) ?? result.screening
    result.imputation = fields.optional(.impute, Imputation.decodeList(sides)) ?? []
    result.treatment = fields.optional(.treat, Treatment.decode) ?? result.treatment
    return result
  }
}
