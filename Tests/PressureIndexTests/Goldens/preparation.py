"""Prints PreparationGoldens.swift: outliers treated by COINr's rule, written out plainly in numpy.

    python3 preparation.py > ../Preparation/PreparationGoldens.swift && swift format -i ../Preparation/PreparationGoldens.swift

The rule (Becker et al., JOSS 7, 2022): a sample passes if |skewness| < 2 or excess kurtosis < 3.5, both of type 2. While
it fails and fewer than five points are changed, every point at the maximum (for negative skewness: the minimum) becomes
the next one; if it fails after that, logarithms of the original are taken. For negative skewness they are mirrored.
"""

import numpy as np
import scipy
from scipy.stats import kurtosis, skew


def passes(x):
    return abs(skew(x, bias=False)) < 2 or kurtosis(x, bias=False) < 3.5


def treated(original):
    x = original.copy()
    if passes(x):
        return x, "none"
    while not passes(x) and (x != original).sum() < 5:
        if skew(x, bias=False) >= 0:
            top = x == x.max()
            x[top] = x[~top].max()
        else:
            bottom = x == x.min()
            x[bottom] = x[~bottom].min()
    if passes(x):
        return x, "winsorised"
    offset = 0.01 * (original.max() - original.min())
    if skew(original, bias=False) >= 0:
        return np.log(original - original.min() + offset), "log"
    return -np.log(original.max() - original + offset), "log"


rng = np.random.default_rng(23)
SAMPLES = [
    rng.normal(size=20),
    np.append(rng.normal(size=30), [9.0]),
    np.append(rng.normal(size=30), [9.0, 9.0, 14.0]),
    -np.append(rng.normal(size=30), [9.0, 12.0]),
    np.append(np.round(rng.normal(size=40), 1), [-11.0, 12.0, 12.0]),
    rng.lognormal(0, 4, 60),
    -rng.lognormal(1, 6, 90),
    np.array([1.0, 2, 3, 100]),
    np.array([0.0] * 30 + [1.0] * 6 + [5.0]),
]


def listed(x):
    return "[" + ", ".join(repr(float(v)) for v in x) + "]"


print(f"// Made by Goldens/preparation.py with numpy {np.__version__} and scipy {scipy.__version__}.")
print(
    """
enum PreparationGoldens {
  struct Case {
    let sample: [Double]
    let outcome: String
    let treated: [Double]
  }

  static let cases = ["""
)
for sample in SAMPLES:
    sample = sample.round(5)
    result, outcome = treated(sample)
    print(f'    Case(sample: {listed(sample)}, outcome: "{outcome}", treated: {listed(result)}),')
print("  ]\n}")
