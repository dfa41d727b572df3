/// Where the weights of a group's children come from.
public enum Weighting: Hashable, Sendable, Codable {
  /// As the model file states them; 1 where it says nothing.
  case declared
  /// 1 per child.
  case equal
  /// The mean of what experts allot to the children; the declared weights in groups that none speaks of.
  case expert([ExpertAllocation])
  /// The principal eigenvector of pairwise comparisons; the declared weights in groups without any.
  case analyticHierarchy([PairwiseJudgement])
  /// By comparisons with the best and the worst child; the declared weights in groups without any.
  case bestWorst([BestWorstJudgement])
  /// By a statistic of the scores of each child.
  case statistic(Statistic, pool: Normalization.Pool)
  /// The squared loadings on the first principal component.
  case principalComponent(isOpposingZero: Bool, pool: Normalization.Pool)
  /// The squared loadings on rotated factors with an eigenvalue above a limit.
  case factor(eigenvalueAbove: Double, isOpposingZero: Bool, pool: Normalization.Pool)
  /// The variance of each child that the factors of a dynamic factor model account for.
  case dynamicFactor(
    factors: Int, order: Int, hasPersistentErrors: Bool, rows: FactorRows, isOpposingZero: Bool,
    pool: Normalization.Pool)
  /// Such that the children's effective importances are the targets, by id; equal ones in groups without any.
  case equalImportance(targets: [String: Double], pool: Normalization.Pool)
  /// For each row those with which it scores highest, each child's part of the score within `shares`.
  case benefitOfTheDoubt(shares: ClosedRange<Double>, pool: Normalization.Pool)

  /// What the rows are from which a dynamic factor model learns.
  public enum FactorRows: String, CaseIterable, Sendable, Hashable, Codable {
    /// What was known at the end of each month, whatever period it describes.
    case monthEnds = "month-ends"
    /// What is known of each month: monthly values in the months that they describe, quarterly ones in the last months
    /// of their quarters, as sums of five months.
    case periods
  }

  /// The statistics that give weights without a parameter.
  public enum Statistic: String, CaseIterable, Sendable, Hashable, Codable {
    case standardDeviation = "standard-deviation"
    case variance
    case coefficientOfVariation = "coefficient-of-variation"
    case gini, entropy, critic, merec
  }

  /// The names used in model files.
  public enum Name: String, CaseIterable, Sendable, Hashable {
    case declared, equal, expert, ahp
    case bestWorst = "best-worst"
    case standardDeviation = "standard-deviation"
    case variance
    case coefficientOfVariation = "coefficient-of-variation"
    case gini, entropy, critic, merec, pca, factor
    case dynamicFactor = "dynamic-factor"
    case equalImportance = "equal-importance"
    case benefitOfTheDoubt = "benefit-of-the-doubt"
  }

  /// The weighting `name` with the defaults of a model file; `nil` for one that needs statements.
  public init?(_ name: Name) {
    switch name {
    case .declared: self = .declared
    case .equal: self = .equal
    case .expert, .ahp, .bestWorst: return nil
    case .pca: self = .principalComponent(isOpposingZero: false, pool: .all)
    case .factor: self = .factor(eigenvalueAbove: 1, isOpposingZero: false, pool: .all)
    case .dynamicFactor:
      self = .dynamicFactor(
        factors: 1, order: 1, hasPersistentErrors: true, rows: .monthEnds, isOpposingZero: false, pool: .all)
    case .equalImportance: self = .equalImportance(targets: [:], pool: .all)
    case .benefitOfTheDoubt: self = .benefitOfTheDoubt(shares: 0...1, pool: .all)
    case .standardDeviation, .variance, .coefficientOfVariation, .gini, .entropy, .critic, .merec:
      guard let statistic = Statistic(rawValue: name.rawValue) else { return nil }
      self = .statistic(statistic, pool: .all)
    }
  }

  /// The name used in model files.
  public var name: Name {
    switch self {
    case .declared: .declared
    case .equal: .equal
    case .expert: .expert
    case .analyticHierarchy: .ahp
    case .bestWorst: .bestWorst
    case .statistic(let statistic, _):
      switch statistic {
      case .standardDeviation: .standardDeviation
      case .variance: .variance
      case .coefficientOfVariation: .coefficientOfVariation
      case .gini: .gini
      case .entropy: .entropy
      case .critic: .critic
      case .merec: .merec
      }
    case .principalComponent: .pca
    case .factor: .factor
    case .dynamicFactor: .dynamicFactor
    case .equalImportance: .equalImportance
    case .benefitOfTheDoubt: .benefitOfTheDoubt
    }
  }

  /// Whose scores the weights are learned from; `nil` where they are not learned.
  public var pool: Normalization.Pool? {
    switch self {
    case .declared, .equal, .expert, .analyticHierarchy, .bestWorst: nil
    case .statistic(_, let pool), .principalComponent(_, let pool), .factor(_, _, let pool),
      .dynamicFactor(_, _, _, _, _, let pool),
      .equalImportance(_, let pool), .benefitOfTheDoubt(_, let pool):
      pool
    }
  }

  /// Whether the weights are computed from a sample of the data; see ``Panel/sampleRows(date:)``.
  public var needsSample: Bool { pool != nil }

  /// Whether it learns from values by the months that they describe.
  var learnsByPeriod: Bool { if case .dynamicFactor(_, _, _, .periods, _, _) = self { true } else { false } }

  /// The weighting in one line, for reports.
  public var description: String {
    name.rawValue + (learnsByPeriod ? " by period" : "") + (pool == .side ? ", each side by itself" : "")
  }
}

/// What one expert allots to the children of groups, such as 100 points for each group.
public struct ExpertAllocation: Hashable, Sendable, Codable {
  /// The expert's name.
  public var name: String
  /// The points of groups and indicators by their ids; only their ratios within a group matter.
  public var points: [String: Double]

  /// Creates an allocation.
  public init(name: String, points: [String: Double]) { (self.name, self.points) = (name, points) }
}

/// How many times more each child of a group matters than each other, by one expert or several.
public struct PairwiseJudgement: Hashable, Sendable, Codable {
  /// The id of the group; empty for the index itself.
  public var group: String
  /// The children in the order of the rows and columns.
  public var members: [String]
  /// Each expert's matrix: in row i and column j how many times more child i matters than child j. Reciprocal.
  public var experts: [Matrix]
  /// Whether consistency ratios above 0.1 are accepted.
  public var acceptsInconsistency: Bool

  /// One expert's comparisons.
  public struct Matrix: Hashable, Sendable, Codable {
    /// The expert's name; empty where there is only one.
    public var expert: String
    /// The rows.
    public var rows: [[Double]]

    /// Creates the comparisons.
    public init(expert: String, rows: [[Double]]) { (self.expert, self.rows) = (expert, rows) }
  }
}

/// How many times more the best child of a group matters than each, and each than the worst.
public struct BestWorstJudgement: Hashable, Sendable, Codable {
  /// The id of the group; empty for the index itself.
  public var group: String
  /// The child that matters most.
  public var best: String
  /// The child that matters least.
  public var worst: String
  /// How many times more the best matters than each child, by id.
  public var bestToOthers: [String: Double]
  /// How many times more each child matters than the worst, by id.
  public var othersToWorst: [String: Double]
}
