import Testing

@testable import Robustness

@Suite("Mistakes in what is uncertain") struct UncertaintyMistakesTests {
  @Test(
    "Each is named before any draw is made",
    arguments: [
      (
        "weigths: {groups: all, spread: 0.2}", "unknown key 'weigths' in what is uncertain",
        "did you mean 'weights'?"
      ),
      ("weights: {groups: econmy, spread: 0.2}", "unknown group 'econmy'", "did you mean 'economy'?"),
      ("weights: {groups: economy, spread: 1.5}", "a spread of 1.5 is outside (0, 1]", "0.25 lets"),
      (
        "weights: {groups: economy, spread: 0.2, concentration: 10}", "follow one rule; found 2",
        "write one of"
      ),
      ("weights: {groups: economy, concentration: -3}", "expected a number above 0, found -3", ""),
      ("weights: {groups: economy, order: [mood, prices]}", "an order names every child once", ""),
      (
        "weights: {groups: economy, bounds: {prices: [0, 0.2], mood: [0, 0.2], jobs: [0, 0.2]}}",
        "no weights within these bounds sum to 1", ""
      ),
      (
        "weights: {groups: economy, experts: [{prices: 1, mood: 1, jobs: 1}]}",
        "one expert leaves no uncertainty", ""
      ),
      ("goalposts: {indicators: mood, relative: 0.6}", "can meet", "less than 0.5"),
      ("goalposts: {indicators: mood}", "either 'relative' or 'distribution'", ""),
      (
        "goalposts: {indicators: mood, ends: none, distribution: {uniform: [30, 60]}}",
        "index.mood.goalposts.none must be above 40", ""
      ),
      (
        "parameters: {conflict.rsolve.a: {uniform: [0, 1]}}", "unknown parameter 'conflict.rsolve.a'",
        "did you mean 'conflict.resolve.a'?"
      ),
      (
        "parameters: {conflict.resolve.a: {uniform: [1, 0]}}", "a range is two numbers, the smaller first", ""
      ),
      (
        "parameters: {conflict.resolve.a: {uniform: [-1, 1]}}",
        "conflict.resolve.a must be at least 0; this distribution goes from -1 to 1", ""
      ),
      (
        "parameters: {conflict.resolve.a: {normal: {mean: 1, standard-deviation: 0}}}",
        "expected a number above 0, found 0", ""
      ),
      (
        "parameters: {conflict.resolve.a: {normal: {mean: -9, standard-deviation: 1}}}",
        "more than three standard deviations from the mean -9", ""
      ),
      ("parameters: {conflict.resolve.a: {triangular: [0, 3, 2]}}", "three numbers in rising order", ""),
      (
        "parameters: {conflict.resolve.a: {discrete: {values: [1, 2], probabilities: [0.5, 0.6]}}}",
        "the probabilities sum to 1.1, not to 1", ""
      ),
      ("parameters: {conflict.resolve.a: {gauss: 1}}", "unknown key 'gauss' in a distribution", ""),
      (
        "method: {aggregation: [arithmetic, geometrc]}", "unknown aggregation 'geometrc'",
        "did you mean 'geometric'?"
      ),
      (
        "method: {agregation: [arithmetic]}", "unknown key 'agregation' in the method",
        "did you mean 'aggregation'?"
      ),
      (
        "method: {aggregation: [{value: arithmetic, probability: 0.4}, {value: geometric, probability: 0.4}]}",
        "the probabilities sum to 0.8, not to 1", ""
      ),
      ("method: {normalization: [goalposts, z-score]}", "needs pressure between 0 and 1", ""),
      ("publication-lags: {indicators: jobs, lags: [ten days]}", "expected a length of time", ""),
      ("exclusions: {indicators: all, probability: 2}", "expected a number between 0 and 1, found 2", ""),
      (
        "observation-errors: {source: Offic, relative: 0.1}", "no indicator is from the source 'Offic'",
        "'Office'"
      ),
      ("observation-errors: {indicators: mood}", "either 'standard-error' or 'relative'", ""),
      ("concessions: {concessions: cut-c, relative: 0.5}", "unknown concession 'cut-c'", ""),
      (
        "weights: [{groups: economy, spread: 0.2}, {groups: economy, uniform: true}]",
        "'weights.economy' is already uncertain on line", ""
      ),
    ])
  func mistakes(_ section: String, _ message: String, _ help: String) throws {
    let text = try UncertainFixture().mistakes(section)
    #expect(text.contains(message), "\(text)")
    #expect(help.isEmpty || text.contains(help), "\(text)")
  }
}
