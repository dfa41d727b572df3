import PressureModel
import PressureSyntax
import TestSupport
import Testing

@testable import Robustness

/// A small model of two sides in a conflict with figures of two dates, for which every kind of uncertainty may be
/// stated.
struct UncertainFixture {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      side,indicator,period,value
      a,prices,2024-09,1.5
      b,prices,2024-09,2.5
      a,prices,2024-12,0.5
      b,prices,2024-12,2.1
      a,mood,2024-09,45
      b,mood,2024-09,52
      a,mood,2024-12,44
      b,mood,2024-12,49
      a,jobs,2024-09,5.5
      b,jobs,2024-09,4.0
      a,jobs,2024-12,6.0
      b,jobs,2024-12,4.4
      a,trade,2024-09,3.0
      b,trade,2024-09,0.6
      a,trade,2024-12,2.8
      b,trade,2024-12,0.5

      """, to: "data.csv")
  }

  /// The model with a section `uncertainty:`, whose lines are not indented.
  func model(_ uncertainty: String, index: String = "", method: String = "") throws -> Model {
    let indented = uncertainty.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    let text = """
      title: T
      as-of: 2025-01-31
      sides: [a, b]
      data: [data.csv]
      \(method)
      index:
        - pillar: economy
          weight: 2
          indicators:
            - {id: prices, goalposts: [2, -1], weight: 1, publication-lag: 10 days, source: Office}
            - {id: mood, goalposts: [55, 40], weight: 2, publication-lag: 10 days, source: Institute}
            - {id: jobs, goalposts: [3, 9], weight: 1, publication-lag: 10 days, source: Office}
        - pillar: exposure
          weight: 1
          indicators:
            - {id: trade, goalposts: [0, 4], publication-lag: 10 days, source: Customs}
      conflict:
        burden:
          exports: {series: trade, scale: 0.01}
          imports: {series: trade, of: counterpart, scale: 0.005}
          tariff: {a: 0.9, b: 1.2}
          base-tariff: {a: 0.2, b: 0.2}
          value-added: 0.8
        resolve: {a: 1, b: 0.8}
        concessions:
          - {id: cut-a, giver: a, tariff-change: -0.5, cost: {a: 0.05}}
          - {id: cut-b, giver: b, tariff-change: -0.6, cost: {b: 0.08}}
          - {id: controls, giver: a, value: {b: 0.05}, cost: {a: 0.03}}
          - {id: licences, giver: b, value: {a: 0.04}, cost: {b: 0.03}}
          - {id: core, giver: b, value: {a: 0.5}, cost: {b: 0.9}, red-line: true}
        gestures: [controls]
        preconditions: [cut-b]
        acts:
          - {date: 2025-01-10, actor: a, kind: cooperative}
          - {date: 2025-01-05, actor: b, kind: hostile, weight: 2}
        channels: [{name: envoy, side: both, strength: 0.5}]
      \(uncertainty.isEmpty ? "" : "uncertainty:\n" + indented)

      """
    return try Model(Array(text.utf8), path: folder("model.yaml"))
  }

  /// What draws of `model` are made by.
  func evaluator(_ model: Model) throws -> DrawEvaluator {
    try DrawEvaluator(model.uncertainModel(model.observations()))
  }

  /// The mistakes in a section `uncertainty:`.
  func mistakes(_ uncertainty: String) throws -> String {
    do {
      let model = try model(uncertainty)
      _ = try evaluator(model)
      return ""
    } catch let diagnostics as Diagnostics {
      return diagnostics.description
    }
  }
}

extension UncertainFixture {
  /// Every kind of uncertainty at once.
  static let everything = """
    weights:
      - {groups: index, spread: 0.5}
      - {groups: economy, concentration: 30}
    goalposts:
      - {indicators: all, relative: 0.1}
      - {indicators: mood, ends: full, distribution: {triangular: [30, 40, 42]}}
    method:
      aggregation: [{value: arithmetic, probability: 0.7}, {method: geometric, offset: 0.1}]
    publication-lags:
      - {indicators: jobs, lags: [10 days, 40 days], probabilities: [0.8, 0.2]}
    exclusions: {indicators: all, probability: 0.3}
    observation-errors:
      - {indicators: mood, standard-error: 0.5}
      - {source: Customs, relative: 0.1}
    concessions: {concessions: all, relative: 0.5}
    parameters:
      conflict.burden.elasticity: {uniform: [2, 6]}
      conflict.burden.redirection: {beta: {alpha: 2, beta: 2}}
      conflict.burden.tariff.a: {uniform: [0.7, 1.1]}
      conflict.concessions.cut-b.tariff-change: {uniform: [-0.7, -0.3]}
      conflict.resolve.a: {normal: {mean: 1, standard-deviation: 0.4}}
      conflict.scale: {lognormal: {median: 1, spread: 0.2}}
      conflict.optimism.half-life: {discrete: {values: [30, 60, 90], probabilities: [0.2, 0.6, 0.2]}}
      conflict.channels.1.strength: {uniform: [0, 1]}
      hurting.momentum: {uniform: [0, 1]}
    """
}
