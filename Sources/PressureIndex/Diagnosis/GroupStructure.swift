internal import PressureNumerics

/// Whether the children of a group measure one thing: Cronbach's alpha and the principal components of their scores,
/// over the rows in which all of them have one.
public struct GroupStructure: Sendable, Hashable {
  /// The group's position.
  public let group: Int
  /// The children that vary over the rows, with a weight above 0.
  public let children: [Int]
  /// How many rows have all of them.
  public let count: Int
  /// α = m/(m−1) · (1 − Σ var_k / var(Σ)), for m children; `nil` where it cannot be computed.
  ///
  /// Source: Cronbach, Psychometrika 16, 1951. Values above .7 are usually taken as enough.
  public let alpha: Double?
  /// The eigenvalues of the matrix of correlations, the largest first; they sum to the number of children. Empty where
  /// there are none.
  public let eigenvalues: [Double]
  /// The first eigenvector: one loading for each child.
  public let loadings: [Double]
  /// Why there are no numbers.
  public let note: String?

  /// How many eigenvalues are above 1 (Kaiser's criterion).
  public var dimensions: Int { eigenvalues.count { $0 > 1 } }

  /// The share of the children's variance along the first component.
  public var firstShare: Double? {
    eigenvalues.first.map { $0 / Double(eigenvalues.count) }
  }

  init(_ group: Int, _ hierarchy: Hierarchy, _ sample: DiagnosisSample) {
    self.group = group
    let children = hierarchy.nodes[group].children.filter { sample.weights[$0] > 0 }
    let columns = sample.complete(children)
    let rows = columns.first?.count ?? 0
    self.children = children
    count = rows
    func none(_ reason: String) -> (Double?, [Double], [Double], String?) { (nil, [], [], reason) }
    if children.count < 2 {
      (alpha, eigenvalues, loadings, note) = none("it has one child, so there is nothing to compare")
      return
    }
    if rows < PairCorrelation.fewestRows {
      (alpha, eigenvalues, loadings, note) = none(
        "\(rows) row\(rows == 1 ? " has" : "s have") a score of every child, and "
          + "\(PairCorrelation.fewestRows) are needed")
      return
    }
    if let constant = columns.firstIndex(where: { $0.allSatisfy { [first = $0[0]] in $0 == first } }) {
      (alpha, eigenvalues, loadings, note) = none(
        "\(hierarchy.nodes[children[constant]].id) does not vary over the \(rows) rows that have every child")
      return
    }
    let moments = PairwiseMoments(
      Matrix(rows: rows, columns: children.count, storage: columns.flatMap { $0 }))
    let m = Double(children.count)
    let own = children.indices.reduce(0) { $0 + moments.covariance[$1, $1] }
    let all = moments.covariance.storage.reduce(0, +)
    // Children that cancel each other in every row leave no variance to explain.
    alpha = all > 1e-12 * own ? m / (m - 1) * (1 - own / all) : nil
    guard case .success(let correlations) = moments.correlations() else {
      (eigenvalues, loadings, note) = ([], [], "a child hardly varies")
      return
    }
    let eigen = SymmetricEigen(correlations)
    // Fewer rows than children leave eigenvalues of 0, which rounding may turn negative.
    eigenvalues = eigen.values.map { max(0, $0) }
    loadings = Array(eigen.vectors.column(0))
    note = nil
  }
}
