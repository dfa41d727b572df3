"""Prints AggregationGoldens.swift: means by scipy, the median by numpy, and TOPSIS, VIKOR and PROMETHEE II by pymcdm.

    python3 aggregation.py > ../Aggregation/AggregationGoldens.swift \
        && swift format -i ../Aggregation/AggregationGoldens.swift

Needs numpy, scipy and pymcdm (pip install pymcdm).
"""

from importlib.metadata import version

import numpy
import scipy
from pymcdm.methods import PROMETHEE_II, TOPSIS, VIKOR
from pymcdm.normalizations import vector_normalization
from scipy.stats import gmean, hmean, pmean

rng = numpy.random.default_rng(20)
x = rng.uniform(0.02, 0.99, (9, 5)).round(6)
w = numpy.array([0.1, 0.35, 0.2, 0.05, 0.3])
equal = numpy.full(5, 0.2)
types = numpy.ones(5)


def promethee(function, p=None, q=None):
    p = None if p is None else [p] * 5
    q = None if q is None else [q] * 5
    return PROMETHEE_II(function, p=p, q=q)(x, w, types)


# VIKOR's Q is lowest for the best; the score here is 1 - Q.
cases = [
    (".geometric(offset: 0)", gmean(x, axis=1, weights=w)),
    (".geometric(offset: 0.25)", gmean(x + 0.25, axis=1, weights=w) - 0.25),
    (".harmonic(offset: 0)", hmean(x, axis=1, weights=w)),
    (".harmonic(offset: 0.1)", hmean(x + 0.1, axis=1, weights=w) - 0.1),
    (".power(exponent: -2.5, offset: 0)", pmean(x, -2.5, axis=1, weights=w)),
    (".power(exponent: 3, offset: 0)", pmean(x, 3, axis=1, weights=w)),
    (".minimum", x.min(axis=1)),
    (".meanMin(alpha: 0.3)", 0.7 * (x @ w) + 0.3 * x.min(axis=1)),
    (".topsis", TOPSIS(vector_normalization)(x, w, types)),
    (".vikor(strategy: 0.5)", 1 - VIKOR(v=0.5)(x, w, types)),
    (".vikor(strategy: 0.2)", 1 - VIKOR(v=0.2)(x, w, types)),
    (".promethee(.usual, scale: .raw)", promethee("usual")),
    (".promethee(.uShape(q: 0.15), scale: .raw)", promethee("ushape", q=0.15)),
    (".promethee(.vShape(p: 0.4), scale: .raw)", promethee("vshape", p=0.4)),
    (".promethee(.level(q: 0.1, p: 0.3), scale: .raw)", promethee("level", p=0.3, q=0.1)),
    (".promethee(.linear(q: 0.1, p: 0.3), scale: .raw)", promethee("vshape_2", p=0.3, q=0.1)),
]
z = 100 + 10 * scipy.stats.zscore(x, axis=0)
r = 70 + 60 * x
equal_cases = [
    (".median", numpy.median(x, axis=1)),
    (".owa(.list([0.4, 0.3, 0.2, 0.1, 0]))", -numpy.sort(-x, axis=1) @ [0.4, 0.3, 0.2, 0.1, 0]),
    (
        ".mazziottaPareto(penalty: .plus, standardized: false)",
        z.mean(axis=1) * (1 + scipy.stats.variation(z, axis=1) ** 2),
    ),
    (
        ".mazziottaPareto(penalty: .minus, standardized: false)",
        z.mean(axis=1) * (1 - scipy.stats.variation(z, axis=1) ** 2),
    ),
    (
        ".adjustedMazziottaPareto(penalty: .plus, scale: .raw)",
        r.mean(axis=1) * (1 + scipy.stats.variation(r, axis=1) ** 2),
    ),
    (
        ".adjustedMazziottaPareto(penalty: .minus, scale: .raw)",
        r.mean(axis=1) * (1 - scipy.stats.variation(r, axis=1) ** 2),
    ),
]


def listed(values):
    return "[" + ", ".join(repr(float(value)) for value in values) + "]"


print(
    f"// Made by Goldens/aggregation.py with numpy {numpy.__version__}, scipy {scipy.__version__} and pymcdm "
    f"{version('pymcdm')}."
)
print("\nimport PressureIndex\n\nenum AggregationGoldens {")
print("  static let table: [[Double]] = [" + ",\n".join(listed(row) for row in x) + "]")
print(f"  static let weights: [Double] = {listed(w)}")
for name, chosen in [("weighted", cases), ("equallyWeighted", equal_cases)]:
    print(f"  static let {name}: [(aggregation: Aggregation, scores: [Double])] = [")
    for aggregation, scores in chosen:
        print(f"    ({aggregation}, {listed(scores)}),")
    print("  ]")
print("}")
