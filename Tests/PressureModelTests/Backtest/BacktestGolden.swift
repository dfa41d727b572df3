// Made by Goldens/backtest.py with pandas 3.1.1 and scikit-learn 1.9.1.

enum BacktestGolden {
  static let positive = [
    "2018-10-31",
    "2018-11-30",
    "2018-12-31",
    "2019-01-31",
    "2019-03-31",
    "2019-04-30",
    "2019-05-31",
    "2019-10-31",
    "2019-11-30",
    "2019-12-31",
    "2020-01-31",
    "2025-02-28",
    "2025-03-31",
    "2025-04-30",
  ]
  static let episodes = [7, 4, 3]
  static let areas = [
    "policy-uncertainty": 0.6428571428571429,
    "tariff-level": 0.46070878274268107,
  ]
}
