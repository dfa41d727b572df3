internal import PressureSyntax

/// How a missing value of an indicator is filled. Several may follow each other: each fills what is left.
public enum Imputation: Hashable, Sendable {
  /// The mean of the other sides.
  case mean
  /// The median of the other sides.
  case median
  /// The mean of the sides that share a group.
  case groupMean(by: String)
  /// The median of the sides that share a group.
  case groupMedian(by: String)
  /// The mean of the side's own min-max scores in the indicator's group, mapped back to the indicator's unit.
  case rowMean
  /// The mean given the side's other values in the indicator's group, by a multivariate normal distribution.
  case em
  /// The latest public value, however old.
  case last
  /// The line between the neighbours, for gaps inside a series.
  case interpolate
  /// A stated value.
  case constant(Double)

  /// The names used in model files.
  public enum Name: String, CaseIterable, Sendable, Hashable {
    /// Gaps stay gaps.
    case none
    /// ``Imputation/mean``
    case mean
    /// ``Imputation/median``
    case median
    /// ``Imputation/groupMean(by:)``
    case groupMean = "group-mean"
    /// ``Imputation/groupMedian(by:)``
    case groupMedian = "group-median"
    /// ``Imputation/rowMean``
    case rowMean = "row-mean"
    /// ``Imputation/em``
    case em
    /// ``Imputation/last``
    case last
    /// ``Imputation/interpolate``
    case interpolate
    /// ``Imputation/constant(_:)``
    case constant
  }

  /// The name used in model files.
  public var name: Name {
    switch self {
    case .mean: .mean
    case .median: .median
    case .groupMean: .groupMean
    case .groupMedian: .groupMedian
    case .rowMean: .rowMean
    case .em: .em
    case .last: .last
    case .interpolate: .interpolate
    case .constant: .constant
    }
  }

  /// Whether it takes other sides' values, which must then be of the same measure.
  public var isCrossSection: Bool {
    switch self {
    case .mean, .median, .groupMean, .groupMedian, .rowMean, .em: true
    case .last, .interpolate, .constant: false
    }
  }

  /// The imputation in the words of a model file.
  public var description: String {
    switch self {
    case .groupMean(let by), .groupMedian(let by): "\(name.rawValue) by \(by)"
    case .constant(let value): "constant \(shortest(value))"
    default: name.rawValue
    }
  }

  enum Key: String, ModelKey { case method, by, value }

  /// Decodes one imputation, or a list of those that follow each other; `none` is none at all.
  static func decodeList(_ sides: [Side]) -> (Node, Problems) -> [Imputation]? {
    { node, problems in
      guard case .sequence(let items) = node.content else { return decode(node, sides, problems) }
      var result: [Imputation] = []
      for item in items {
        guard let next = decode(item, sides, problems) else { return nil }
        if let repeated = next.first(where: result.contains) {
          problems.report(
            "the imputation \(repeated.description.quoted) stands twice", at: item, help: "leave it out")
        }
        result += next
      }
      return result
    }
  }

  private static func decode(_ node: Node, _ sides: [Side], _ problems: Problems) -> [Imputation]? {
    let before = problems.all.count
    guard let fields = MethodFields<Name, Key>(node, problems), problems.all.count == before else {
      return nil
    }
    func grouped(_ make: (String) -> Imputation) -> [Imputation]? {
      fields.optional(.by, Side.decodeGrouping(sides)).map { [make($0)] }
    }
    switch fields.name {
    case .none: return []
    case .mean: return [.mean]
    case .median: return [.median]
    case .groupMean: return grouped { .groupMean(by: $0) }
    case .groupMedian: return grouped { .groupMedian(by: $0) }
    case .rowMean: return [.rowMean]
    case .em: return [.em]
    case .last: return [.last]
    case .interpolate: return [.interpolate]
    case .constant: return fields.optional(.value, Decode.number).map { [.constant($0)] }
    }
  }
}
