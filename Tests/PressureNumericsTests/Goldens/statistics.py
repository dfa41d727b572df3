"""Prints StatisticsGoldens.swift: moments by numpy and empirical distribution functions by scipy.

    python3 statistics.py > ../StatisticsGoldens.swift && swift format -i ../StatisticsGoldens.swift
"""

import numpy
import scipy
from scipy.stats import ecdf

SAMPLES = {
    "short": [2, 1, 3, 2.5, 2.5, 5, 0.5, 4],
    "two": [-1.5, 4.25],
    "large mean": [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16],
    "wide": [1e-3, -2e5, 3.3e7, 12.0, -0.07, 1e-9, 4.4],
    "normal": [float(x) for x in numpy.random.default_rng(7).normal(3, 2, 40).round(6)],
}


def listed(values):
    return "[" + ", ".join(repr(float(value)) for value in values) + "]"


print(f"// Made by Goldens/statistics.py with numpy {numpy.__version__} and scipy {scipy.__version__}.")
print(
    """
enum StatisticsGoldens {
  struct Case {
    let name: String
    let sample: [Double]
    let mean: Double
    let standardDeviation: Double
    /// The share of the sample that is at most each of its values.
    let fractions: [Double]
  }

  static let cases = ["""
)
for name, sample in SAMPLES.items():
    print(f'    Case(\n      name: "{name}",\n      sample: {listed(sample)},')
    print(f"      mean: {float(numpy.mean(sample))!r},")
    print(f"      standardDeviation: {float(numpy.std(sample, ddof=1))!r},")
    print(f"      fractions: {listed(ecdf(sample).cdf.evaluate(sample))}),")
print("  ]\n}")
