internal import RealModule

/// The varimax rotation of a matrix of loadings: the orthogonal rotation for which each factor has few large and many
/// small loadings.
public enum Varimax {
  /// The rotated loadings, which maximise the variance of the squared loadings of each factor, after each row is
  /// divided by its length (Kaiser's normalisation) and multiplied by it again afterwards.
  ///
  /// Plane after plane, by Kaiser's closed form for two factors, until no angle exceeds 10⁻¹² or a thousand rounds are
  /// done. Cost: O(rows · factors²) per round.
  ///
  /// Source: Kaiser, Psychometrika 23, 1958.
  public static func rotated(_ loadings: Matrix) -> Matrix {
    let n = loadings.rows
    let lengths = (0..<n).map { row in
      (0..<loadings.columns).reduce(0) { $0 + loadings[row, $1] * loadings[row, $1] }.squareRoot()
    }
    var x = loadings
    for row in 0..<n where lengths[row] > 0 {
      for factor in 0..<x.columns { x[row, factor] /= lengths[row] }
    }
    for _ in 0..<1000 {
      var greatest = 0.0
      for p in 0..<x.columns {
        for q in p + 1..<max(p + 1, x.columns) {
          let angle = angle(x, p, q)
          greatest = max(greatest, abs(angle))
          let (cosine, sine) = (Double.cos(angle), Double.sin(angle))
          for row in 0..<n {
            let (a, b) = (x[row, p], x[row, q])
            x[row, p] = a * cosine + b * sine
            x[row, q] = b * cosine - a * sine
          }
        }
      }
      if greatest < 1e-12 { break }
    }
    for row in 0..<n {
      for factor in 0..<x.columns { x[row, factor] *= lengths[row] }
    }
    return x
  }

  /// The angle by which two factors are turned.
  private static func angle(_ x: Matrix, _ p: Int, _ q: Int) -> Double {
    let n = Double(x.rows)
    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
    for row in 0..<x.rows {
      let u = x[row, p] * x[row, p] - x[row, q] * x[row, q]
      let v = 2 * x[row, p] * x[row, q]
      a += u
      b += v
      c += u * u - v * v
      d += 2 * u * v
    }
    let (numerator, denominator) = (d - 2 * a * b / n, c - (a * a - b * b) / n)
    // Where the criterion does not depend on the angle, the loadings stay.
    if abs(numerator) < 1e-14, abs(denominator) < 1e-14 { return 0 }
    return Double.atan2(y: numerator, x: denominator) / 4
  }
}
