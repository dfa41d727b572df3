/// What the estimators of Sobol indices need of one output: sums over batches of samples.
///
/// Batches are what the bootstrap draws from. Values count from a fixed reference, so that a large mean costs no
/// digits. Parts of a run that adjoin can be merged.
public struct SobolSums: Hashable, Codable, Sendable {
  /// The number of factors.
  public let factors: Int
  /// Whether pairs of factors are looked at.
  public let hasSecondOrder: Bool
  /// What values count from; any guess of the mean, best that of a pilot.
  public let reference: Double
  /// The number of the first batch.
  public private(set) var firstBatch: Int
  /// One row of ``SobolSums/width(factors:hasSecondOrder:)`` sums after another.
  private(set) var rows: [Double] = []

  /// Begins with no samples.
  public init(factors: Int, hasSecondOrder: Bool = false, reference: Double, firstBatch: Int = 0) {
    self.factors = factors
    self.hasSecondOrder = hasSecondOrder
    self.reference = reference
    self.firstBatch = firstBatch
  }

  /// The batches whose sums are given, row after row, without second order.
  init(factors: Int, reference: Double, rows: [Double]) {
    self.init(factors: factors, reference: reference)
    precondition(rows.count % width == 0, "sums of another design")
    self.rows = rows
  }

  /// The number of sums of a batch: n, ΣA, ΣB, ΣA², ΣB²; per factor Σ(AB_i − A), ΣB(AB_i − A), Σ(A − AB_i)²; with
  /// second order per factor Σ(BA_i − B) and per pair i < j Σ(BA_i AB_j − A B).
  static func width(factors d: Int, hasSecondOrder: Bool) -> Int {
    5 + 3 * d + (hasSecondOrder ? d + d * (d - 1) / 2 : 0)
  }

  var width: Int { SobolSums.width(factors: factors, hasSecondOrder: hasSecondOrder) }

  /// The number of batches.
  public var batches: Int { rows.count / width }

  /// Adds the next batch: the outputs at its points of A, B, AB_i and, with second order, BA_i.
  ///
  /// Cost: O(n d), with second order O(n d²).
  ///
  /// - Precondition: all sets have as many values, and there is one AB (and BA) for each factor.
  public mutating func add(a: [Double], b: [Double], ab: [[Double]], ba: [[Double]] = []) {
    add(row: row(a: a, b: b, ab: ab, ba: ba))
  }

  /// Adds more samples of the last batch.
  ///
  /// - Precondition: as for ``add(a:b:ab:ba:)``, and there is a batch.
  public mutating func addToLast(a: [Double], b: [Double], ab: [[Double]], ba: [[Double]] = []) {
    precondition(!rows.isEmpty, "no batch to add to")
    let more = row(a: a, b: b, ab: ab, ba: ba)
    for (i, sum) in more.enumerated() { rows[rows.count - width + i] += sum }
  }

  private func row(a: [Double], b: [Double], ab: [[Double]], ba: [[Double]]) -> [Double] {
    precondition(ab.count == factors && ba.count == (hasSecondOrder ? factors : 0), "a set for each factor")
    precondition(([b] + ab + ba).allSatisfy { $0.count == a.count }, "sets of different sizes")
    let n = a.indices
    let shifted = { [reference] (values: [Double]) in values.map { $0 - reference } }
    let (a, b, ab, ba) = (shifted(a), shifted(b), ab.map(shifted), ba.map(shifted))
    func sum(_ term: (Int) -> Double) -> Double { n.reduce(0) { $0 + term($1) } }
    var row = [Double(a.count), sum { a[$0] }, sum { b[$0] }, sum { a[$0] * a[$0] }, sum { b[$0] * b[$0] }]
    for c in ab {
      row.append(sum { c[$0] - a[$0] })
      row.append(sum { b[$0] * (c[$0] - a[$0]) })
      row.append(sum { (a[$0] - c[$0]) * (a[$0] - c[$0]) })
    }
    if hasSecondOrder {
      for c in ba { row.append(sum { c[$0] - b[$0] }) }
      for i in 0..<factors {
        for j in (i + 1)..<max(factors, i + 1) {
          row.append(sum { ba[i][$0] * ab[j][$0] - a[$0] * b[$0] })
        }
      }
    }
    return row
  }

  /// Adds the next batch by its sums.
  mutating func add(row: some Collection<Double>) {
    precondition(row.count == width, "sums of another design")
    rows += row
  }

  /// Adds the batches of a part of the run that begins where this one ends, or ends where it begins.
  ///
  /// - Precondition: both parts are of one design and reference, and adjoin.
  public mutating func merge(_ other: SobolSums) {
    precondition(
      factors == other.factors && hasSecondOrder == other.hasSecondOrder && reference == other.reference,
      "sums of another design")
    if firstBatch + batches == other.firstBatch {
      rows += other.rows
    } else {
      precondition(other.firstBatch + other.batches == firstBatch, "parts that do not adjoin")
      rows = other.rows + rows
      firstBatch = other.firstBatch
    }
  }
}
