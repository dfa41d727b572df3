/// The transitions of chains in which a value is unknown, made ready for many iterations: what does not depend on the
/// parameters is looked up once, above all where in the precision matrix each product belongs.
///
/// A transition's error is c + Σ_d (now_d − ρ^g before_d) z_d − λ′f_t + ρ^g λ′f_s over the unknown values z_d of which its
/// two nodes consist; the products of factors among themselves are summed with those of observed transitions.
struct UnknownTransitions: Sendable {
  struct Transition: Sendable {
    let series: Int
    /// The month of the node, and that of the one before it; −1 at the beginning of a chain.
    let time: Int
    let before: Int
    /// Their distance; 0 at the beginning.
    let gap: Int
    /// The known parts of the two values.
    let constant: Double
    let constantBefore: Double
    /// Its first term and the number of them; the products of the terms, each with those up to it.
    let first: Int
    let count: Int
    let firstProduct: Int
    /// Whether the products of its factors are not among those of neighbouring months.
    let isDistant: Bool
  }

  /// An unknown value.
  struct Term: Sendable {
    let unknown: Int
    /// Its coefficients in the two nodes.
    let now: Double
    let before: Double
    /// Where its products with the factors of the two months are kept.
    let nowPlace: Int
    let nowStep: Int
    let beforePlace: Int
    let beforeStep: Int
  }

  /// By the part of time to which they belong (see ``FactorSegments``), then series, then time.
  private(set) var transitions: [Transition] = []
  private(set) var segments: [Range<Int>] = []
  private(set) var terms: [Term] = []
  private(set) var products: [Int] = []
  /// The positions of each series' transitions.
  private(set) var bySeries: [[Int]]

  init(_ layout: FactorLayout, _ specification: DynamicFactorModel.Specification, _ matrix: BlockTridiagonal)
  {
    bySeries = Array(repeating: [], count: layout.chains.count)
    for segment in FactorSegments(layout).all {
      let first = transitions.count
      for i in layout.chains.indices {
        for k in layout.unknownTransitions[i] where segment.contains(layout.chains[i][k].time) {
          bySeries[i].append(transitions.count)
          add(layout, i, k, isStart: layout.isStart(i, k, specification), matrix)
        }
      }
      segments.append(first..<transitions.count)
    }
  }

  private mutating func add(
    _ layout: FactorLayout, _ i: Int, _ k: Int, isStart: Bool, _ matrix: BlockTridiagonal
  ) {
    let node = layout.chains[i][k]
    let before = isStart ? nil : layout.chains[i][k - 1]
    // One unknown may stand in both nodes.
    var own: [(unknown: Int, now: Double, before: Double)] = []
    func include(_ term: FactorLayout.Term, now: Double, before: Double) {
      if let d = own.firstIndex(where: { $0.unknown == term.unknown }) {
        own[d].now += now
        own[d].before += before
      } else {
        own.append((term.unknown, now, before))
      }
    }
    for term in node.terms { include(term, now: term.coefficient, before: 0) }
    for term in before?.terms ?? [] { include(term, now: 0, before: term.coefficient) }
    let gap = before.map { node.time - $0.time } ?? 0
    transitions.append(
      Transition(
        series: i, time: node.time, before: before?.time ?? -1, gap: gap, constant: node.constant,
        constantBefore: before?.constant ?? 0, first: terms.count, count: own.count,
        firstProduct: products.count, isDistant: gap > 1))
    for (p, term) in own.enumerated() {
      let now = matrix.places(term.unknown, others: layout.base[node.time], count: layout.factors)
      let then =
        before.map { matrix.places(term.unknown, others: layout.base[$0.time], count: layout.factors) }
        ?? (start: 0, step: 0)
      terms.append(
        Term(
          unknown: term.unknown, now: term.now, before: term.before, nowPlace: now.start, nowStep: now.step,
          beforePlace: then.start, beforeStep: then.step))
      for q in 0...p {
        let other = own[q].unknown
        products.append(matrix.place(max(term.unknown, other), min(term.unknown, other)))
      }
    }
  }
}

/// Three parts of time: two that touch no block of the precision matrix in common, and what lies between them.
struct FactorSegments {
  let all: [Range<Int>]

  init(_ layout: FactorLayout) {
    let middle = layout.blocks / 2
    let low = min(layout.times, max(0, (middle - 1) * layout.span))
    let high = min(layout.times, max(low, (middle + 1) * layout.span))
    all = [0..<low, high..<layout.times, low..<high]
  }
}
