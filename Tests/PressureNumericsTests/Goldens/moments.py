"""Prints MomentsGoldens.swift: skewness, kurtosis and quantiles by scipy and numpy, and EM estimates of a
multivariate normal distribution by a plain loop over rows in numpy.

    python3 moments.py > ../MomentsGoldens.swift && swift format -i ../MomentsGoldens.swift
"""

import numpy as np
import scipy
from scipy.stats import kurtosis, skew

rng = np.random.default_rng(11)
SAMPLES = [
    [2, 1, 3, 2.5, 2.5, 5, 0.5, 4],
    [1, 2, 3, 100],
    list(1e9 + rng.exponential(3, 12).round(4)),
    list(rng.lognormal(0, 1.5, 51).round(6)),
    list(-rng.lognormal(0, 1, 30).round(6) * 1e-7),
]
SHARES = [0, 0.05, 0.25, 0.5, 0.6, 0.95, 1]


def listed(values):
    return "[" + ", ".join("nil" if np.isnan(v) else repr(float(v)) for v in values) + "]"


def em(x, steps):
    """Estimates after a number of steps from the standardised identity, one row at a time."""
    seen = ~np.isnan(x)
    center, spread = np.nanmean(x, axis=0), np.nanstd(x, axis=0, ddof=1)
    z = (x - center) / spread
    n, p = z.shape
    mean, cov = np.zeros(p), np.eye(p)
    for _ in range(steps):
        filled, extra = np.empty_like(z), np.zeros((p, p))
        for i in range(n):
            o, m = np.flatnonzero(seen[i]), np.flatnonzero(~seen[i])
            filled[i, o] = z[i, o]
            if len(m):
                slopes = np.linalg.solve(cov[np.ix_(o, o)], cov[np.ix_(o, m)])
                filled[i, m] = mean[m] + (z[i, o] - mean[o]) @ slopes
                extra[np.ix_(m, m)] += cov[np.ix_(m, m)] - cov[np.ix_(m, o)] @ slopes
        mean = filled.mean(axis=0)
        d = filled - mean
        cov = (d.T @ d + extra) / n
    return center + spread * mean, cov * np.outer(spread, spread), center + spread * filled


base = rng.normal(size=(14, 4)) @ np.array([[1, 0.8, 0, 0.3], [0, 1, 0.5, 0], [0, 0, 1, -0.6], [0, 0, 0, 1]])
base = (base * [1, 100, 0.01, 5] + [0, 50, 3, -20]).round(4)
for i, j in [(0, 1), (2, 1), (2, 3), (5, 0), (7, 2), (7, 3), (9, 0), (9, 1), (9, 2), (9, 3), (12, 3)]:
    base[i, j] = np.nan
mean, cov, filled = em(base, 3000)

print(f"// Made by Goldens/moments.py with numpy {np.__version__} and scipy {scipy.__version__}.")
print(
    """
enum MomentsGoldens {
  struct Case {
    let sample: [Double]
    let skewness: Double
    let excessKurtosis: Double
    let quantiles: [Double]
  }

  static let shares = %s
  static let cases = ["""
    % listed(SHARES)
)
for sample in SAMPLES:
    print(f"    Case(sample: {listed(sample)}, skewness: {float(skew(sample, bias=False))!r},")
    print(f"      excessKurtosis: {float(kurtosis(sample, bias=False))!r},")
    print(f"      quantiles: {listed(np.quantile(sample, SHARES))}),")
print("  ]\n")
print("  static let incomplete: [[Double?]] = [" + ",\n".join(listed(r) for r in base) + "]")
print("  static let completed: [[Double]] = [" + ",\n".join(listed(r) for r in filled) + "]")
print(f"  static let mean = {listed(mean)}")
print("  static let covariance: [[Double]] = [" + ",\n".join(listed(r) for r in cov) + "]\n}")
