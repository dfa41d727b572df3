internal import RealModule

/// The Box-Cox transform (x^λ − 1)/λ, ln x at λ = 0: rises with x for every λ.
///
/// - Precondition: `x` is above 0.
///
/// Source: Box and Cox, JRSS-B 26, 1964.
public func boxCox(_ x: Double, lambda: Double) -> Double {
  precondition(x > 0, "the power of a number that is not above 0")
  // (e^{λ ln x} − 1)/λ keeps its digits as λ comes near 0.
  return lambda == 0 ? Double.log(x) : Double.expMinusOne(lambda * Double.log(x)) / lambda
}

/// The λ in −5…5 under which the Box-Cox transform of `sample` is most likely to come from a normal distribution.
///
/// Maximises −n/2 · ln Var(x^(λ)) + (λ − 1) Σ ln x, with divisor n, on a grid of half steps and then by golden
/// sections to 1e-8. Neither the unit nor the order of the values matters. Cost: some 60 passes.
///
/// - Precondition: there are two different values, and all are above 0.
public func boxCoxLambda(_ sample: [Double]) -> Double {
  let logarithms = sample.map { x in
    precondition(x > 0, "the power of a number that is not above 0")
    return Double.log(x)
  }
  // Dividing by the geometric mean changes no λ, and keeps powers within the range of numbers.
  let mean = Statistics.mean(logarithms)
  let centred = logarithms.map { $0 - mean }
  func loss(_ lambda: Double) -> Double {
    let powers = centred.map { lambda == 0 ? $0 : Double.expMinusOne(lambda * $0) / lambda }
    // With the geometric mean 1 the Jacobian (λ − 1) Σ ln x is 0.
    return Double.log(Statistics.standardDeviation(powers))
  }
  let grid = (-10...10).map { Double($0) / 2 }
  let best = grid.min { loss($0) < loss($1) }!
  var (low, high) = (max(-5, best - 0.5), min(5, best + 0.5))
  let golden = (5.0.squareRoot() - 1) / 2
  var (a, b) = (high - golden * (high - low), low + golden * (high - low))
  var (lossA, lossB) = (loss(a), loss(b))
  while high - low > 1e-8 {
    if lossA <= lossB {
      (high, b, lossB) = (b, a, lossA)
      a = high - golden * (high - low)
      lossA = loss(a)
    } else {
      (low, a, lossA) = (a, b, lossB)
      b = low + golden * (high - low)
      lossB = loss(b)
    }
  }
  return (low + high) / 2
}
