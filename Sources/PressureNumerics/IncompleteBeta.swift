import RealModule

/// The denominator 1 + d₁/(1 + d₂/(1 + …)) of the continued fraction of I_x(a, b), for x < (a + 1)/(a + b + 2):
/// I_x(a, b) = x^a (1 − x)^b / (a B(a, b)) / fraction.
///
/// Evaluated forward by the modified Lentz algorithm, which replaces a partial numerator or denominator of 0
/// by a tiny number. Cost: O(√max(a, b)) terms.
///
/// Sources: NIST Digital Library of Mathematical Functions, 8.17.22–23; Press et al., Numerical Recipes,
/// section 6.4 (continued fraction) and 5.2 (Lentz).
func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  let tiny = Double.leastNormalMagnitude
  var fraction = 1.0
  var c = 1.0
  var d = 0.0
  var factor = 0.0
  var m = 0.0
  // Of the terms in pairs, d₂ₘ₊₁ and then d₂ₘ₊₂.
  while true {
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    let even = (m + 1) * (b - m - 1) * x / ((a + 2 * m + 1) * (a + 2 * m + 2))
    for term in [odd, even] {
      d = 1 / nonzero(1 + term * d)
      c = nonzero(1 + term / c)
      factor = c * d
      fraction *= factor
    }
    if abs(factor - 1) <= .ulpOfOne || m > 1e6 { return fraction }
    m += 1
  }

  func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
}

/// x^a (1 − x)^b / B(a, b) for `x` in (0, 1).
///
/// Through logarithms of gamma functions it would lose the digits of numbers of the size of lnΓ(a + b). With
/// Stirling's formula taken out analytically, what is left is small where the result is not:
/// √(ab / (2π(a+b))) · exp(−D + δ(a+b) − δ(a) − δ(b)), where D is the deviance of `x` from a/(a+b).
///
/// Source: Loader, Fast and Accurate Computation of Binomial Probabilities, 2000.
func betaKernel(_ a: Double, _ b: Double, _ x: Double) -> Double {
  let sum = a + b
  let deviance = devianceTerm(a, sum * x) + devianceTerm(b, sum * (1 - x))
  let remainder = stirlingRemainder(sum) - stirlingRemainder(a) - stirlingRemainder(b)
  return (a / sum * b / (2 * .pi)).squareRoot() * .exp(remainder - deviance)
}

/// x^a e^(−x) / Γ(a) for `x` above 0, in the same manner: √(a / 2π) · exp(−D − δ(a)).
func gammaKernel(_ a: Double, _ x: Double) -> Double {
  (a / (2 * .pi)).squareRoot() * .exp(-devianceTerm(a, x) - stirlingRemainder(a))
}

/// k ln(k/m) + m − k, at least 0.
private func devianceTerm(_ k: Double, _ m: Double) -> Double {
  let t = (m - k) / k
  // Near k the difference of the two terms is what counts, far from it the digits of the ratio.
  return abs(t) < 0.5 ? k * (t - .log(onePlus: t)) : k * (m / k - 1 - .log(m / k))
}

/// δ(z) = ln Γ(z) − (z − ½) ln z + z − ½ ln 2π, what Stirling's formula leaves out.
///
/// Source: DLMF 5.11.1; the first seven terms suffice from 10 on.
private func stirlingRemainder(_ z: Double) -> Double {
  if z < 10 {
    let halfLogTwoPi = 0.918_938_533_204_672_74
    return .logGamma(z) - (z - 0.5) * .log(z) + z - halfLogTwoPi
  }
  let coefficients = [
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
  ]
  let inverseSquare = 1 / (z * z)
  return coefficients.reversed().reduce(0) { $0 * inverseSquare + $1 } / z
}
