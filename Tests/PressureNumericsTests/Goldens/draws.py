"""Prints DrawGoldens.swift: quantiles and the Sobol sequence by scipy.

    python3 draws.py > ../DrawGoldens.swift
"""

import scipy
from scipy.special import gammainc
from scipy.stats import gamma, norm
from scipy.stats.qmc import Sobol

PROBABILITIES = [1e-300, 1e-12, 1e-6, 0.001, 0.05, 0.07, 0.3, 0.5, 0.8, 0.93, 0.975, 0.999999]
SHAPES = [0.05, 0.3, 1.0, 1.7, 4.0, 25.0, 300.0, 10000.0]
DIMENSIONS = [0, 1, 2, 3, 10, 77, 255, 511, 1023]
POINTS = [1, 2, 3, 7, 100, 1023, 1024, 5000]


def table(name, comment, rows):
    print(f"\n  /// {comment}")
    print(f'  static let {name} = rows(\n    """')
    for row in rows:
        print("    " + " ".join(repr(float(value)) for value in row))
    print('    """)')


print(f"// Made by Goldens/draws.py with scipy {scipy.__version__}.")
print("\nenum DrawGoldens {", end="")
table("normal", "p, Φ⁻¹(p).", [(p, norm.ppf(p)) for p in PROBABILITIES])
table(
    "gammaQuantiles",
    "a, p, the p-quantile of the gamma distribution of shape a; those below 1e-290 left out.",
    [(a, p, gamma.ppf(p, a)) for a in SHAPES for p in PROBABILITIES[1:] if gamma.ppf(p, a) > 1e-290],
)
table(
    "gammaCumulative",
    "a, x, P(a, x).",
    [(a, f * a, gammainc(a, f * a)) for a in SHAPES[:-1] for f in [0.01, 0.3, 0.9, 1.0, 1.2, 3.0] if gammainc(a, f * a) > 1e-290],
)
points = Sobol(1024, scramble=False, bits=32).random(8192)
table(
    "sobol",
    "Dimension, index, coordinate of the plain sequence.",
    [(d, i, points[i, d]) for d in DIMENSIONS for i in POINTS],
)
print(
    """
  private static func rows(_ text: String) -> [[Double]] {
    text.split(separator: "\\n").map { $0.split(separator: " ").compactMap { Double($0) } }
  }
}"""
)
