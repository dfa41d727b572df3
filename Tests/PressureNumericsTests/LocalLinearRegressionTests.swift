import Foundation
import Testing

@testable import PressureNumerics

@Suite("Local linear regression") struct LocalLinearRegressionTests {
  private static let x = [0.1, 0.9, 1.4, 2.2, 2.3, 3.1, 3.7, 4.4, 5.0, 5.2, 6.1, 6.9]
  private static let y = x.map { sin($0) + 0.1 * cos(37 * $0) }

  /// By statsmodels 0.15.0: KernelReg with reg_type="ll", its fit and cv_loo; see Goldens/local_linear.py.
  private static let goldens:
    [(bandwidth: Double, crossValidation: Double, share: Double, fitted: [Double])] =
      [
        (
          0.4, 0.029182388713, 0.886589549648,
          [
            0.015673263058, 0.704521272858, 0.901248039436, 0.777677992684, 0.717275705048, 0.031210886747,
            -0.460032859080, -0.830520203161, -0.976423539420, -0.915962935394, -0.108879521159,
            0.511052039690,
          ]
        ),
        (
          0.8, 0.094821339141, 0.602581355295,
          [
            0.076569140871, 0.594373423074, 0.739480038790, 0.622710849873, 0.576061373108, 0.051999956815,
            -0.354555172513, -0.712246761168, -0.782368224892, -0.722939187416, -0.123968058721,
            0.517461844887,
          ]
        ),
        (
          2.5, 0.600243881509, 0.309093432481,
          [
            0.750482303165, 0.631642914129, 0.523348576671, 0.315863528330, 0.288195818122, 0.065091133080,
            -0.091926724555, -0.245489527968, -0.337849367635, -0.358428260839, -0.374173576663,
            -0.265475762246,
          ]
        ),
      ]

  @Test("The curve and its errors are those of statsmodels", arguments: 0..<3)
  func golden(_ number: Int) throws {
    let golden = Self.goldens[number]
    let curve = try #require(
      LocalLinearRegression(x: Self.x, y: Self.y, bandwidth: golden.bandwidth))
    for (a, b) in zip(curve.fitted, golden.fitted) { #expect(abs(a - b) < 1e-11) }
    #expect(abs(curve.crossValidation - golden.crossValidation) < 1e-11)
    #expect(abs(curve.explainedShare - golden.share) < 1e-11)
  }

  @Test("The chosen bandwidth has the least errors of points left out one by one") func bandwidth() throws {
    let curve = try #require(LocalLinearRegression(x: Self.x, y: Self.y))
    /// The line at the place `n` without its point, by the normal equations written out.
    func error(_ n: Int, _ h: Double) -> Double {
      var (s0, s1, s2, t0, t1) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for (m, x) in Self.x.enumerated() where m != n {
        let d = x - Self.x[n]
        let w = exp(-d * d / (2 * h * h))
        (s0, s1, s2, t0, t1) = (
          s0 + w, s1 + w * d, s2 + w * d * d, t0 + w * Self.y[m], t1 + w * d * Self.y[m]
        )
      }
      let value = (s2 * t0 - s1 * t1) / (s0 * s2 - s1 * s1)
      return (Self.y[n] - value) * (Self.y[n] - value)
    }
    func errors(_ h: Double) -> Double { Self.x.indices.reduce(0) { $0 + error($1, h) } / 12 }
    // Where few points are within reach, the differences of sums lose up to eight digits.
    #expect(abs(errors(curve.bandwidth) - curve.crossValidation) < 1e-7)
    for h in [0.3, 0.5, 0.8, 1.5, 4] { #expect(errors(h) >= curve.crossValidation - 1e-9) }
  }

  @Test("A straight line is found whole, and a parabola that no line explains") func shapes() throws {
    let x = (0..<60).map { Double($0) / 10 - 2.95 }
    let line = try #require(LocalLinearRegression(x: x, y: x.map { 3 - 2 * $0 }))
    #expect(abs(line.explainedShare - 1) < 1e-12 && line.crossValidation < 1e-20)
    let parabola = try #require(LocalLinearRegression(x: x, y: x.map { $0 * $0 }))
    #expect(parabola.explainedShare > 0.99)
  }

  /// Noise of variance ⅓ on a curve of variance τ² leaves τ²/(τ² + ⅓); smoothing takes some of the curve.
  @Test("Noise is not explained, nor many points otherwise than few") func noise() throws {
    var random = SeededGenerator(seed: 7)
    let x = (0..<6000).map { _ in Double.random(in: 0...6, using: &random) }
    let noise = (0..<6000).map { _ in Double.random(in: -1...1, using: &random) }
    let pure = try #require(LocalLinearRegression(x: x, y: noise))
    #expect(pure.explainedShare < 0.02 && pure.places.count == 200)
    let mixed = try #require(LocalLinearRegression(x: x, y: zip(x, noise).map { sin($0) + $1 }))
    let curve = x.map { sin($0) }
    let variance = pow(Statistics.standardDeviation(curve), 2)
    #expect(abs(mixed.explainedShare - variance / (variance + 1.0 / 3)) < 0.04)
    let order = Array(0..<6000).shuffled(using: &random)
    let shuffled = LocalLinearRegression(x: order.map { x[$0] }, y: order.map { noise[$0] })
    #expect(shuffled?.explainedShare == pure.explainedShare)
  }

  @Test("What has no curve") func none() {
    #expect(LocalLinearRegression(x: [1, 2], y: [1, 2]) == nil)
    #expect(LocalLinearRegression(x: [1, 1, 1, 1], y: [1, 2, 3, 4]) == nil)
    #expect(LocalLinearRegression(x: [1, 2, 3, 4], y: [5, 5, 5, 5]) == nil)
    #expect(LocalLinearRegression(x: [1, 2, 3, 40], y: [1, 2, 1, 2], bandwidth: 0.1) == nil)
  }
}
