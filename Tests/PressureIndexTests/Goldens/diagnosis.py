"""Prints DiagnosisGoldens.swift: what a diagnosis says of a random cross-section, by numpy and scipy.

    python3 diagnosis.py > ../Diagnosis/DiagnosisGoldens.swift && swift format -i ../Diagnosis/DiagnosisGoldens.swift
"""

import numpy
import scipy
from scipy.stats import kendalltau, kurtosis, skew, spearmanr

rng = numpy.random.default_rng(33)
common = rng.uniform(0, 1, (14, 1))
x = (0.5 * common + 0.5 * rng.uniform(0, 1, (14, 5))).round(4)
x[:, 4] = (1 - 0.8 * x[:, 0] - 0.1 * rng.uniform(0, 1, 14)).round(4)  # works against the first
weights = numpy.array([0.6 * 0.5, 0.6 * 0.2, 0.6 * 0.3, 0.4 * 0.25, 0.4 * 0.75])
groups = [[0, 1, 2], [3, 4]]
y = x @ weights


def alpha(columns):
    m = columns.shape[1]
    return m / (m - 1) * (1 - columns.var(axis=0, ddof=1).sum() / columns.sum(axis=1).var(ddof=1))


def eigenvalues(columns):
    return numpy.linalg.eigvalsh(numpy.corrcoef(columns.T))[::-1]


def listed(values):
    return "[" + ", ".join(repr(float(value)) for value in values) + "]"


def pairs(f):
    return listed(f(x[:, j], x[:, k]) for k in range(5) for j in range(k))


covariance = numpy.cov(x.T)
shared = covariance @ weights
importance = shared**2 / (covariance.diagonal() * (weights @ shared))
without = []
for k in range(5):
    w = weights.copy()
    group = groups[0] if k < 3 else groups[1]
    total = sum(w[g] for g in group)
    w[k] = 0
    w[group] *= total / w[group].sum()
    without.append(x @ w - y)

print(f"// Made by Goldens/diagnosis.py with numpy {numpy.__version__} and scipy {scipy.__version__}.")
print("\nenum DiagnosisGoldens {")
print("  static let table: [[Double]] = [" + ",\n".join(listed(row) for row in x) + "]")
print(f"  static let mean: [Double] = {listed(x.mean(axis=0))}")
print(f"  static let standardDeviation: [Double] = {listed(x.std(axis=0, ddof=1))}")
print(f"  static let median: [Double] = {listed(numpy.median(x, axis=0))}")
print(f"  static let skewness: [Double] = {listed(skew(x, bias=False))}")
print(f"  static let excessKurtosis: [Double] = {listed(kurtosis(x, bias=False))}")
print("  /// Pairs in the order of the second, then of the first.")
print(f"  static let pearson: [Double] = {pairs(lambda a, b: numpy.corrcoef(a, b)[0, 1])}")
print(f"  static let spearman: [Double] = {pairs(lambda a, b: spearmanr(a, b).statistic)}")
print(f"  static let kendall: [Double] = {pairs(lambda a, b: kendalltau(a, b).statistic)}")
print(f"  static let alpha: [Double] = {listed(alpha(x[:, group]) for group in groups)}")
print("  static let eigenvalues: [[Double]] = [" + ", ".join(listed(eigenvalues(x[:, g])) for g in groups) + "]")
print(f"  static let importance: [Double] = {listed(importance)}")
print("  /// What leaving an indicator out adds to each unit's index.")
print("  static let without: [[Double]] = [" + ",\n".join(listed(change) for change in without) + "]")
print("}")
