@testable import Robustness

/// Quantiles by scipy.stats; written by `Goldens/distributions.py`.
enum DistributionGoldens {
  struct Golden: Sendable {
    let distribution: Distribution
    let limits: ClosedRange<Double>
    let quantiles: [Double]
  }

  static let probabilities: [Double] = [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999]

  static let all: [Golden] = [
    Golden(
      distribution: .uniform(0.5...1.5), limits: 0...2,
      quantiles: [
        0.501,
        0.55,
        0.75,
        1.0,
        1.25,
        1.45,
        1.499,
      ]),
    Golden(
      distribution: .normal(mean: 1, standardDeviation: 0.4), limits: 0...1.2,
      quantiles: [
        0.014923246030415505,
        0.30190746920471534,
        0.6300613767457572,
        0.8446140953141092,
        1.020211281166586,
        1.1619331526509207,
        1.1992218262334169,
      ]),
    Golden(
      distribution: .normal(mean: -2, standardDeviation: 3), limits: -1e9...1e9,
      quantiles: [
        -11.27069691850344,
        -6.934560880854418,
        -4.023469250588246,
        -2.0,
        0.023469250588245227,
        2.9345608808544164,
        7.27069691850344,
      ]),
    Golden(
      distribution: .triangular(low: 2, mode: 4, high: 8), limits: 0...9,
      quantiles: [
        2.109544511501033,
        2.7745966692414834,
        3.732050807568877,
        4.535898384862245,
        5.550510257216822,
        6.904554884989667,
        7.845080666151704,
      ]),
    Golden(
      distribution: .triangular(low: 2, mode: 2, high: 8), limits: 0...9,
      quantiles: [
        2.003000750375234,
        2.1519233931146218,
        2.8038475772933684,
        3.7573593128807143,
        5.0,
        6.658359213500126,
        7.810263340389898,
      ]),
    Golden(
      distribution: .logNormal(median: 60, spread: 0.3), limits: 0...1e9,
      quantiles: [
        23.742694196323583,
        36.63076547777983,
        49.008690384129295,
        60.0,
        73.45635991868504,
        98.27804450834515,
        151.62558933844326,
      ]),
    Golden(
      distribution: .beta(alpha: 2, beta: 5, range: 1...3), limits: 0...9,
      quantiles: [
        1.0165109855754935,
        1.1256997834167088,
        1.3223258335806531,
        1.52889996659132,
        1.778958970401449,
        2.163606818504052,
        2.6372277338382677,
      ]),
  ]
}
