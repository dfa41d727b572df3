#!/usr/bin/env python3
"""Writes Tests/RobustnessTests/DistributionGoldens.swift: quantiles by scipy.stats.

Run: python3 Tests/RobustnessTests/Goldens/distributions.py   (needs scipy)
"""
import os

from scipy import stats

P = [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999]
CASES = [
    (".uniform(0.5...1.5)", "0...2", stats.uniform(0.5, 1.0)),
    (
        ".normal(mean: 1, standardDeviation: 0.4)",
        "0...1.2",
        stats.truncnorm((0 - 1) / 0.4, (1.2 - 1) / 0.4, loc=1, scale=0.4),
    ),
    (".normal(mean: -2, standardDeviation: 3)", "-1e9...1e9", stats.norm(-2, 3)),
    (".triangular(low: 2, mode: 4, high: 8)", "0...9", stats.triang((4 - 2) / 6, 2, 6)),
    (".triangular(low: 2, mode: 2, high: 8)", "0...9", stats.triang(0, 2, 6)),
    (".logNormal(median: 60, spread: 0.3)", "0...1e9", stats.lognorm(0.3, scale=60)),
    (".beta(alpha: 2, beta: 5, range: 1...3)", "0...9", stats.beta(2, 5, 1, 2)),
]

lines = [
    "@testable import Robustness",
    "",
    "/// Quantiles by scipy.stats; written by `Goldens/distributions.py`.",
    "enum DistributionGoldens {",
    "  struct Golden: Sendable {",
    "    let distribution: Distribution",
    "    let limits: ClosedRange<Double>",
    "    let quantiles: [Double]",
    "  }",
    "",
    f"  static let probabilities: [Double] = {P}",
    "",
    "  static let all: [Golden] = [",
]
for name, limits, distribution in CASES:
    values = ",\n        ".join(repr(float(x)) for x in distribution.ppf(P))
    lines += [
        "    Golden(",
        f"      distribution: {name}, limits: {limits},",
        "      quantiles: [",
        f"        {values},",
        "      ]),",
    ]
lines += ["  ]", "}", ""]
path = os.path.join(os.path.dirname(__file__), "..", "DistributionGoldens.swift")
with open(path, "w") as file:
    file.write("\n".join(lines))
