extension Imputation.Name: DescribedMethod {
  /// The step to which imputations belong.
  public static var kind: MethodDescription.Kind { .imputation }

  /// What the imputation is.
  public var methodDescription: MethodDescription {
    func describe(
      _ meaning: String, _ formula: String, _ options: [MethodDescription.Option] = [], caveat: String? = nil,
      source: String = "Handbook, step 3", example: String
    ) -> MethodDescription {
      MethodDescription(
        .imputation, rawValue, meaning, formula: formula, options: options, caveat: caveat, source: source,
        example: "preparation:\n  impute: \(example)")
    }
    let by = MethodDescription.Option(
      "by", "the grouping of the sides, as stated under 'groups' of each", default: nil)
    let group = "Its members are the indicators that share its group in the hierarchy."
    return switch self {
    case .none: describe("Gaps stay gaps, and lower the coverage.", "x missing", example: "none")
    case .mean:
      describe("The mean of the sides that have a value at the date.", "Σ x_i / n", example: "mean")
    case .median:
      describe("The median of the sides that have a value at the date.", "median of x_i", example: "median")
    case .groupMean:
      describe(
        "The mean of the sides of the same group that have a value at the date.", "Σ x_i / n over the group",
        [by],
        caveat: "A group in which no side has a value is an error.", source: "COINr, i_mean_grp",
        example: "{method: group-mean, by: region}")
    case .groupMedian:
      describe(
        "The median of the sides of the same group that have a value at the date.",
        "median of x_i over the group",
        [by], caveat: "A group in which no side has a value is an error.", source: "COINr, i_median_grp",
        example: "{method: group-median, by: region}")
    case .rowMean:
      describe(
        "The mean of the side's own min-max scores of the indicator's group, mapped back to the indicator's unit.",
        "min + (max − min) · mean_l (x_l − min_l) / (max_l − min_l), direction applied", caveat: group,
        source: "COINr, i_mean", example: "row-mean")
    case .em:
      describe(
        "The mean given the side's other values of the indicator's group, by a multivariate normal distribution.",
        "E[x | x_l observed], with maximum-likelihood mean and covariance (divisor n) by the EM algorithm",
        caveat: "\(group) It needs more sides than members, and no member that the others determine.",
        source: "Dempster, Laird and Rubin, JRSS-B 39, 1977", example: "[em, mean]")
    case .last:
      describe(
        "The latest public value, even where it is older than its maximum age.",
        "x at the latest public period",
        example: "last")
    case .interpolate:
      describe(
        "The line between the neighbours, in gaps inside a series; before the transform.",
        "x_a + (x_b − x_a) (t − a) / (b − a)",
        caveat:
          "Both neighbours must be public at the date, so that nothing comes from the future; not for daily data.",
        example: "[interpolate, last]")
    case .constant:
      describe(
        "A stated value, in the indicator's unit after its transform.", "x = value",
        [.init("value", "the value", default: nil)], example: "{method: constant, value: 0}")
    }
  }
}
