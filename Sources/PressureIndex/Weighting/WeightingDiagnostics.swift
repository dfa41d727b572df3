internal import PressureSyntax

extension WeightSolver {
  /// A failure in the words of a message: the method, the group, the child, and what to do.
  func diagnostic(
    _ failure: WeightingFailure, _ group: Int, _ weighting: Weighting, side: Int?, date: Int, rows: Int
  ) -> Diagnostic {
    let specification = panel.specification
    let nodes = specification.hierarchy.nodes
    let method = weighting.name.rawValue
    let place = group == 0 ? "the index" : "the group \(nodes[group].id.quoted)"
    let asOf = panel.dates[date].map { " as of \($0)" } ?? ""
    let whose = side.map { " of \(specification.sides[$0].id.quoted)" } ?? ""
    let sample = "the \(rows) row\(rows == 1 ? "" : "s")\(whose) known\(asOf)"
    func child(_ number: Int) -> String { nodes[nodes[group].children[number]].id.quoted }
    let other = "choose another weighting for \(place)"
    switch failure {
    case .tooFew(let number, let count, let needed):
      return Diagnostic(
        "\(method) weights of \(place) need \(needed) scores of each child, and \(child(number)) has \(count) in "
          + sample, help: "add data, or \(other)")
    case .tooFewRows(let count, let needed):
      return Diagnostic(
        "\(method) weights of \(place) need \(needed) rows with a score of every child, and there are \(count) in "
          + sample, help: "add data, or \(other)")
    case .constant(let number):
      return Diagnostic(
        "\(child(number)) has the same score in all of \(sample), and \(method) weights of \(place) need scores that "
          + "differ", help: "leave it out, widen its goalposts, or \(other)")
    case .allZero:
      return Diagnostic(
        "the scores in \(place) do not differ in any way that \(method) counts, in \(sample)",
        help: "add data, or \(other)")
    case .notPositive(let number, let score, let allowsZero):
      return Diagnostic(
        "\(method) weights of \(place) need scores \(allowsZero ? "of at least" : "above") 0, and \(child(number)) has "
          + "\(shortest(score)) in \(sample)",
        help: allowsZero
          ? "choose a normalization from 0 to 1, or \(other)"
          : "widen its goalposts, or choose entropy or critic, which take zeros")
    case .meanNotPositive(let number, let mean):
      return Diagnostic(
        "\(method) weights of \(place) divide by the mean score, which of \(child(number)) is \(shortest(mean)) in "
          + sample, help: "choose a normalization from 0 to 1, or \(other)")
    case .uncorrelatable(let first, let second):
      return Diagnostic(
        "\(method) weights of \(place) need the correlation of \(child(first)) and \(child(second)), which have too "
          + "few different scores at the same time in \(sample)", help: "add data, or \(other)")
    case .noComponent:
      return Diagnostic(
        "\(method) weights of \(place) need a direction in which its children move together, and the correlations in "
          + "\(sample) have none that stands out", help: other)
    case .opposing(let number, let loading):
      return Diagnostic(
        "\(child(number)) moves against the rest of \(place): its loading is \(shortest((loading * 1e4).rounded() / 1e4)) "
          + "in \(sample), and a weight must not be negative",
        help:
          "check its direction; or write 'weighting: {method: \(method), opposing: zero}' to give it the weight 0"
      )
    case .undecided:
      return Diagnostic(
        "the children of \(place) move against each other in \(sample), so that \(method) cannot tell which of them "
          + "opposes the rest", help: "check their directions, or \(other)")
    case .tooManyFactors(let requested, let carried):
      return Diagnostic(
        "\(method) weights of \(place) with \(requested) factors: \(sample) carry \(carried)",
        help: "write 'factors: \(carried)' or fewer, or \(other)")
    case .notConverged(let iterations, let change):
      let last = change.map {
        ", the last of which changed the log likelihood by \(shortest(($0 * 1e9).rounded() / 1e9)) of itself"
      }
      return Diagnostic(
        "the \(method) weights of \(place) did not converge in \(iterations) iterations\(last ?? "") in \(sample)",
        help: "ask for fewer factors or 'errors: white', or \(other)")
    case .groupWithoutPeriods(let number):
      return Diagnostic(
        "\(method) weights of \(place) by period need indicators, and \(child(number)) is a group",
        help: "give groups of indicators this weighting, or leave out 'rows: periods'")
    case .otherFrequency(let number, let frequency):
      return Diagnostic(
        "\(method) weights of \(place) by period take monthly, daily and quarterly data, and \(child(number)) is "
          + frequency, help: "leave out 'rows: periods', or \(other)")
    case .mixedFrequency(let number):
      return Diagnostic(
        "\(method) weights of \(place) by period learn from all sides together, and \(child(number)) is quarterly for "
          + "some of them and not for others", help: "write 'pool: side', or leave out 'rows: periods'")
    case .unsolvable(let reason):
      return Diagnostic(
        "there are no \(method) weights of \(place) in \(sample): \(reason)",
        help: weighting.name == .benefitOfTheDoubt ? "widen 'shares', or \(other)" : other)
    }
  }
}
