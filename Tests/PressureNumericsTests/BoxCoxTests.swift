import Testing

@testable import PressureNumerics

@Suite struct BoxCoxTests {
  static let skewed = [
    0.4485, 0.266, 0.7801, 1.5226, 3.1144, 1.116, 0.5754, 0.4562, 2.1143, 5.1283, 1.3136, 0.2913, 0.3836,
    4.9531,
    1.2249, 0.1769, 0.9197, 0.3125, 0.533, 0.6138, 0.49, 1.7391, 0.9389, 0.5546, 1.5063,
  ]

  /// By scipy 1.17.1: boxcox_normmax(x, method="mle", brack=(-5, 5)) and boxcox(x, lmbda); see Goldens/boxcox.py.
  @Test func mostLikelyPowerIsThatOfScipy() {
    #expect(abs(boxCoxLambda(Self.skewed) - -0.20509610215488014) < 1e-6)
    let expected = [-0.8715487213698336, -1.5215429811900207, -0.2547659823976987]
    for (x, y) in zip(Self.skewed, expected) {
      #expect(abs(boxCox(x, lambda: -0.20509610215488014) - y) < 1e-13)
    }
  }

  @Test func unitAndOrderDoNotMatter() {
    let lambda = boxCoxLambda(Self.skewed)
    #expect(boxCoxLambda(Self.skewed.reversed()) == lambda)
    #expect(abs(boxCoxLambda(Self.skewed.map { 1e9 * $0 }) - lambda) < 1e-6)
  }

  @Test func powers() {
    #expect(boxCox(3, lambda: 1) == 2)
    #expect(abs(boxCox(3, lambda: 2) - 4) < 1e-14)
    #expect(boxCox(1, lambda: -3) == 0)
    #expect(abs(boxCox(2, lambda: 1e-13) - boxCox(2, lambda: 0)) < 1e-12)
  }
}
