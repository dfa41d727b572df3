"""Prints ThroughTimeGoldens.swift: expanding distribution functions by pandas, correlation-weighted indices by numpy.

    python3 through_time.py > ../ThroughTimeGoldens.swift && swift format -i ../ThroughTimeGoldens.swift
"""

import textwrap

import numpy
import pandas

DECAY = 0.93


def listed(values):
    text = ", ".join(".nan" if value != value else repr(float(value)) for value in values)
    return "[\n" + "\n".join(textwrap.wrap(text, 104, initial_indent="    ", subsequent_indent="    ")) + "\n  ]"


def correlation_weighted(parts, weights, decay):
    """The definition, one time after the other; NaN is a part without a score."""
    covariance = numpy.eye(parts.shape[1]) / 12
    values, contributions = [], []
    for row in parts:
        deviation = numpy.nan_to_num(row - 0.5)
        covariance = decay * covariance + (1 - decay) * numpy.outer(deviation, deviation)
        root = numpy.sqrt(numpy.diag(covariance))
        a = numpy.nan_to_num(row) * weights
        each = a * (covariance / numpy.outer(root, root) @ a)
        values.append(each.sum())
        contributions.append(each)
    return values, contributions, covariance / numpy.outer(root, root)


generator = numpy.random.default_rng(11)
print(f"// Made by Goldens/through_time.py with numpy {numpy.__version__} and pandas {pandas.__version__}.")
print("\nenum ThroughTimeGoldens {")
ties = generator.integers(0, 12, 90) / 4
print(f"  static let sample: [Double] = {listed(ties)}")
print(f"  static let fractions: [Double] = {listed(pandas.Series(ties).expanding().rank(method='max', pct=True))}")
walk = pandas.DataFrame(generator.normal(size=(75, 4)).cumsum(axis=0) + generator.normal(size=(75, 1)))
parts = walk.expanding().rank(method="max", pct=True).to_numpy(copy=True)
parts[generator.random(parts.shape) < 0.15] = numpy.nan
parts[:20, 3] = numpy.nan
weights = numpy.array([0.1, 0.2, 0.3, 0.4])
values, contributions, last = correlation_weighted(parts, weights, DECAY)
print("  /// Time after time.")
print(f"  static let parts: [Double] = {listed(parts.ravel())}")
print(f"  static let values: [Double] = {listed(values)}")
print(f"  static let contributions: [Double] = {listed(numpy.ravel(contributions))}")
print(f"  static let lastCorrelations: [Double] = {listed(last.ravel())}")
print("}")
