"""Prints DependenceGoldens.swift: eigenvalues by numpy, correlations over pairwise-complete rows by numpy, rank
correlations by scipy.stats, linear programs by scipy.optimize.linprog (HiGHS).

    python3 dependence.py > ../DependenceGoldens.swift && swift format -i ../DependenceGoldens.swift
"""

import numpy
import scipy
from scipy.optimize import linprog
from scipy.stats import kendalltau, spearmanr


def listed(values):
    return "[" + ", ".join(repr(float(value)) for value in numpy.ravel(values)) + "]"


random = numpy.random.default_rng(11)
rows, columns = 24, 5
values = (random.normal(size=(rows, columns)) @ random.normal(size=(columns, columns)) + 40).round(4)
mask = (random.random((rows, columns)) < 0.85).astype(float)

covariance = numpy.zeros((columns, columns))
correlation = numpy.zeros((columns, columns))
for i in range(columns):
    for j in range(columns):
        shared = (mask[:, i] == 1) & (mask[:, j] == 1)
        covariance[i, j] = numpy.cov(values[shared, i], values[shared, j])[0, 1]
        correlation[i, j] = numpy.corrcoef(values[shared, i], values[shared, j])[0, 1]

symmetric = numpy.cov(values, rowvar=False)
eigenvalues, eigenvectors = numpy.linalg.eigh(symmetric)

print(f"// Made by Goldens/dependence.py with numpy {numpy.__version__} and scipy {scipy.__version__}.")
print(f"""
enum DependenceGoldens {{
  static let rows = {rows}
  static let columns = {columns}
  /// Column after column.
  static let values: [Double] = {listed(values.T)}
  static let mask: [Double] = {listed(mask.T)}
  /// Over the rows in which both columns have a value.
  static let covariance: [Double] = {listed(covariance.T)}
  static let correlation: [Double] = {listed(correlation.T)}
  /// The covariance matrix of all values, its eigenvalues, the largest first, and the absolute values of its
  /// eigenvectors' elements.
  static let symmetric: [Double] = {listed(symmetric.T)}
  static let eigenvalues: [Double] = {listed(eigenvalues[::-1])}
  static let absoluteEigenvectors: [Double] = {listed(numpy.abs(eigenvectors[:, ::-1]).T)}

  struct Pair {{
    let x: [Double]
    let y: [Double]
    let spearman: Double
    let kendall: Double
  }}

  static let pairs = [""")
for n, levels in [(2, 0), (7, 0), (30, 5), (40, 12), (60, 0)]:
    x = random.normal(size=n)
    y = 0.6 * x + random.normal(size=n)
    if levels:
        x, y = numpy.floor(x * levels / 4), numpy.floor(y * levels / 4)
    x, y = x.round(5), y.round(5)
    print(f"    Pair(\n      x: {listed(x)},\n      y: {listed(y)},")
    print(f"      spearman: {float(spearmanr(x, y).statistic)!r}, kendall: {float(kendalltau(x, y).statistic)!r}),")
print("""  ]

  struct Program {
    let objective: [Double]
    /// Row after row; each row's sum is at most its limit.
    let coefficients: [Double]
    let limits: [Double]
    /// The greatest value with variables of at least 0.
    let value: Double
  }

  static let programs = [""")
for variables, conditions in [(2, 3), (5, 8), (12, 30)]:
    c = random.uniform(0.1, 1, variables).round(4)
    a = random.uniform(0, 1, (conditions, variables)).round(4)
    b = random.uniform(0.5, 2, conditions).round(4)
    value = -linprog(-c, A_ub=a, b_ub=b, method="highs").fun
    print(f"    Program(\n      objective: {listed(c)},\n      coefficients: {listed(a)},")
    print(f"      limits: {listed(b)}, value: {float(value)!r}),")
print("  ]\n}")
