"""Prints BetaGoldens.swift: distribution functions and quantiles by scipy.

    python3 beta.py > ../BetaGoldens.swift

Values below 1e-290 are left out: nothing can be relative to a number without its full digits.
"""

import scipy
from scipy.special import betainc, ndtr
from scipy.stats import beta

SHAPES = [0.3, 0.5, 1.0, 2.5, 10.0, 47.3, 300.0]
POINTS = [1e-6, 0.01, 0.2, 0.5, 0.9, 0.999]
PROBABILITIES = [1e-6, 0.025, 0.05, 0.5, 0.95, 0.999]
DEVIATIONS = [-37.0, -20.5, -8.0, -3.3, -1.96, -1.0, -0.1, -1e-9, 0.0, 1e-9, 0.5, 1.0, 1.6448536, 4.0, 9.0]


def table(name, comment, rows):
    print(f"\n  /// {comment}")
    print(f'  static let {name} = rows(\n    """')
    for row in rows:
        print("    " + " ".join(repr(float(value)) for value in row))
    print('    """)')


print(f"// Made by Goldens/beta.py with scipy {scipy.__version__}.")
print("\nenum BetaGoldens {", end="")
table(
    "cumulative",
    "α, β, x, I_x(α, β).",
    [
        (a, b, x, betainc(a, b, x))
        for a in SHAPES
        for b in SHAPES
        for x in POINTS + [a / (a + b)]
        if betainc(a, b, x) > 1e-290
    ],
)
table(
    "quantiles",
    "α, β, p, the p-quantile.",
    [(a, b, p, beta.ppf(p, a, b)) for a in SHAPES for b in SHAPES for p in PROBABILITIES],
)
table("normal", "z, Φ(z).", [(z, ndtr(z)) for z in DEVIATIONS])
print(
    """
  private static func rows(_ text: String) -> [[Double]] {
    text.split(separator: "\\n").map { $0.split(separator: " ").compactMap { Double($0) } }
  }
}"""
)
