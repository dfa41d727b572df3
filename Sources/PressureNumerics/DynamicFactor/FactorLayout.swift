/// What is unobserved in one panel, and how its observations hang on it: the structure of a dynamic factor model's
/// likelihood, which no parameter changes.
///
/// Errors are not unknowns of their own. Each series is a chain of nodes, which are monthly values z: observed ones, or
/// unknown ones where nothing else will do. Between neighbours of a chain, g months apart, the errors u = z − λ′f have
/// the density of an autoregression over g months: u_t − ρ^g u_s ~ N(0, σ²(1 − ρ^2g)/(1 − ρ²)). So missing months cost
/// nothing, and the unknowns are the factors, the months of quarterly series and a few anchors in long gaps. A
/// quarterly figure settles the middle month of the five that it sums: z_{t−2} = (y − z_t − 2z_{t−1} − 2z_{t−3} −
/// z_{t−4})/3, which the other figures do not touch.
///
/// Unknowns are in the order of time, and none depends on one further away than the next run of `span` months. These runs
/// are therefore the blocks of a block tridiagonal precision matrix. Where all quarters end in the same months, runs are
/// quarters: the five months of a figure lie in two of them. Runs of few unknowns are made longer, since a step of the
/// arithmetic costs something however small its block.
struct FactorLayout {
  /// An unknown with its factor in a sum.
  struct Term {
    var unknown: Int
    var coefficient: Double
  }

  /// A monthly value of a series: `constant` plus its terms.
  struct Node {
    var time: Int
    var constant: Double
    var terms: [Term] = []
  }

  /// Two neighbours of a chain that are both observed.
  struct Pair {
    var time: Int
    var gap: Int
    var now: Double
    var before: Double
  }

  let factors: Int
  /// The number of months of factors; the first lies `lead` months before the panel's first row.
  let times: Int
  let lead: Int
  let span: Int
  /// The first unknown of each month, the first factor; then the number of all unknowns.
  let base: [Int]
  /// The chain of each series.
  let chains: [[Node]]
  /// For each series, pairs that are observed and more than one month apart.
  let distantPairs: [[Pair]]
  /// Series × months, month after month: 1 where a chain begins with an observation, and its value.
  private(set) var starts: [Double]
  private(set) var startValues: [Double]
  /// Series × months: 1 where this month and the one before are observed, and their values.
  private(set) var pairs: [Double]
  private(set) var pairValues: [Double]
  private(set) var pairValuesBefore: [Double]
  /// Series × months, month after month: 1 where a chain begins, observed or not.
  private(set) var allStarts: [Double]
  /// The same: 1 where a chain has both this month and the one before, observed or not.
  private(set) var allPairs: [Double]
  /// For each series the positions in its chain of nodes that take part in a transition with unknowns; a transition is
  /// that from the node before, or the beginning of the chain.
  let unknownTransitions: [[Int]]
  /// For each series the sums over its observed starts and close pairs.
  let closeStatistics: [CloseStatistics]
  /// The number of quarterly figures, each of which divides by 3.
  let quarterlyFigures: Int
  /// The number of observations.
  let observations: Int

  /// The block of months to which a month belongs.
  func block(ofTime time: Int) -> Int { time / span }
  var blocks: Int { (times + span - 1) / span }
  /// The first unknown of each block; then the number of unknowns.
  var blockStarts: [Int] { (0..<blocks).map { base[$0 * span] } + [base[times]] }

  /// - Parameters:
  ///   - data: months × series; NaN where nothing is observed.
  ///   - probes: for each series, months whose value is to be an unknown although nothing is observed.
  ///   - span: the least span.
  init(
    _ data: Matrix, _ specification: DynamicFactorModel.Specification, probes: [Int: [Int]] = [:],
    span least: Int = 1
  ) {
    precondition(data.columns == specification.series, "another number of series")
    let (n, persistent) = (data.columns, specification.hasPersistentErrors)
    factors = specification.factors
    let observed = (0..<n).map { i in (0..<data.rows).filter { !data[$0, i].isNaN } }
    let hasQuarterly = specification.isQuarterly.contains(true)
    var longest = 1
    for i in 0..<n where !specification.isQuarterly[i] && persistent {
      for (a, b) in zip(observed[i], observed[i].dropFirst()) { longest = max(longest, b - a) }
    }
    let touched = (0..<n).map { (observed[$0] + (probes[$0] ?? [])).sorted() }
    var lead = max(
      0,
      -((0..<n).compactMap { specification.isQuarterly[$0] ? touched[$0].first.map { $0 - 4 } : 0 }.min() ?? 0)
    )
    let ends = Set((0..<n).filter { specification.isQuarterly[$0] }.flatMap { touched[$0].map { $0 % 3 } })
    // Longer gaps get anchors, so that the blocks stay small.
    let reach: Int
    if ends.count == 1, max(least, specification.longestOrder) <= 3 {
      reach = 3
      lead += (5 - (ends.first! + lead) % 3) % 3
    } else {
      reach = max(
        least, hasQuarterly ? 4 : 1, specification.longestOrder, min(longest, 4),
        (FactorLayout.usualBlock + factors - 1) / factors)
    }
    span = reach
    self.lead = lead
    times = data.rows + lead
    // Months of unknown values, by series; then their numbers.
    var latent: [[Int]] = []
    for i in 0..<n {
      guard let first = touched[i].first, let last = touched[i].last else {
        latent.append([])
        continue
      }
      if specification.isQuarterly[i] {
        let settled = Set(observed[i].map { $0 - 2 })
        latent.append((first - 4...last).filter { !settled.contains($0) })
      } else {
        let seen = Set(observed[i])
        var months = (probes[i] ?? []).filter { !seen.contains($0) }
        if persistent {
          for (a, b) in zip(touched[i], touched[i].dropFirst()) {
            months += stride(from: a + reach, to: b, by: reach)
          }
        }
        latent.append(Set(months).sorted())
      }
    }
    var counts = [Int](repeating: factors, count: times)
    var offsets = latent
    for i in 0..<n {
      for (k, month) in latent[i].enumerated() {
        offsets[i][k] = counts[month + lead]
        counts[month + lead] += 1
      }
    }
    var base = [0]
    for count in counts { base.append(base.last! + count) }
    self.base = base
    var chains: [[Node]] = []
    for i in 0..<n {
      var unknowns: [Int: Int] = [:]
      for (k, month) in latent[i].enumerated() { unknowns[month] = base[month + lead] + offsets[i][k] }
      var nodes = unknowns.map {
        Node(time: $0 + lead, constant: 0, terms: [Term(unknown: $1, coefficient: 1)])
      }
      for month in observed[i] {
        if specification.isQuarterly[i] {
          nodes.append(
            Node(
              time: month - 2 + lead, constant: data[month, i] / 3,
              terms: [0, 1, 3, 4].map { k in
                Term(unknown: unknowns[month - k]!, coefficient: -DynamicFactorModel.quarterlyWeights[k] / 3)
              }))
        } else {
          nodes.append(Node(time: month + lead, constant: data[month, i]))
        }
      }
      chains.append(nodes.sorted { $0.time < $1.time })
    }
    self.chains = chains
    quarterlyFigures = (0..<n).reduce(0) { $0 + (specification.isQuarterly[$1] ? observed[$1].count : 0) }
    observations = observed.reduce(0) { $0 + $1.count }
    let zeros = [Double](repeating: 0, count: n * times)
    (starts, startValues, pairs, pairValues, pairValuesBefore) = (zeros, zeros, zeros, zeros, zeros)
    (allStarts, allPairs) = (zeros, zeros)
    var distant = [[Pair]](repeating: [], count: n)
    var transitions = [[Int]](repeating: [], count: n)
    for i in 0..<n {
      let isWhite = !persistent && !specification.isQuarterly[i]
      for (k, node) in chains[i].enumerated() {
        let cell = node.time * n + i
        guard k > 0, !isWhite else {
          allStarts[cell] = 1
          if node.terms.isEmpty {
            (starts[cell], startValues[cell]) = (1, node.constant)
          } else {
            transitions[i].append(k)
          }
          continue
        }
        let before = chains[i][k - 1]
        if node.time == before.time + 1 { allPairs[cell] = 1 }
        if !node.terms.isEmpty || !before.terms.isEmpty {
          transitions[i].append(k)
        } else if node.time == before.time + 1 {
          (pairs[cell], pairValues[cell], pairValuesBefore[cell]) = (1, node.constant, before.constant)
        } else {
          distant[i].append(
            Pair(time: node.time, gap: node.time - before.time, now: node.constant, before: before.constant))
        }
      }
    }
    var statistics = [CloseStatistics](repeating: .init(), count: n)
    for cell in starts.indices {
      let i = cell % n
      statistics[i].starts += starts[cell]
      statistics[i].startSquare += startValues[cell] * startValues[cell]
      statistics[i].pairs += pairs[cell]
      statistics[i].now += pairValues[cell] * pairValues[cell]
      statistics[i].product += pairValues[cell] * pairValuesBefore[cell]
      statistics[i].before += pairValuesBefore[cell] * pairValuesBefore[cell]
    }
    closeStatistics = statistics
    distantPairs = distant
    unknownTransitions = transitions
  }

  /// The least number of factors in a block.
  private static let usualBlock = 12

  /// Whether a node of a chain has no predecessor in its density.
  func isStart(_ series: Int, _ k: Int, _ specification: DynamicFactorModel.Specification) -> Bool {
    k == 0 || !specification.hasPersistentErrors && !specification.isQuarterly[series]
  }
}
