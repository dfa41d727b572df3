"""Prints SimplexGoldens.swift: shares of the simplex by the classical formula in exact fractions,
sum over d_i > 0 of d_i^(n-1) / product over j of (d_i - d_j), which needs differences that differ.

    python3 simplex.py > ../SimplexGoldens.swift && swift format -i ../SimplexGoldens.swift
"""

import random
from fractions import Fraction

random.seed(4)


def share(differences):
    d = [Fraction(x) for x in differences]
    total = Fraction(0)
    for i, x in enumerate(d):
        if x > 0:
            term = x ** (len(d) - 1)
            for j, y in enumerate(d):
                if j != i:
                    term /= x - y
            total += term
    return float(total)


cases = [
    [0.7, -0.7], [0.4, -0.3], [0.1, 0.2, -0.4], [0.5, 1e-300, -0.25],
    # Near to each other, where the formula itself loses all digits in floating point.
    [0.3 + i * 1e-13 for i in range(6)] + [-0.4 - i * 1e-13 for i in range(5)],
    [1e-12 * (i + 1) for i in range(8)] + [-1.0],
    [random.uniform(-1, 1) for _ in range(8)],
    [random.uniform(-1, 0.2) for _ in range(20)],
    [random.uniform(-0.5, 1) for _ in range(49)],
]
print("// Made by Goldens/simplex.py in exact fractions.")
print("\nenum SimplexGoldens {\n  static let cases: [(differences: [Double], share: Double)] = [")
for case in cases:
    print(f"    ({case}, {share(case)!r}),")
print("  ]\n}")
