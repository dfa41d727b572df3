"""The coefficients of exp in kernels.h: e^r = 1 + r + r^2/2 + r^3 q(r) for |r| <= log(2)/2, where q has the least greatest
relative error of e^r among polynomials of degree 8, by Remez's exchange. Needs mpmath.

    python exp_coefficients.py
"""

from mpmath import cos, exp, log, lu_solve, matrix, mp, mpf, pi

mp.dps = 60
COUNT = 9
END = log(2) / 2 * mpf("1.0001")
GRID = [END * (mpf(k) / 2000 - 1) for k in range(4001)]


def error(coefficients, x):
    return (1 + x + x * x / 2 + sum(c * x ** (j + 3) for j, c in enumerate(coefficients))) / exp(x) - 1


def solved(points):
    """The polynomial whose errors at the points are equal with changing signs."""
    system, right = matrix(COUNT + 1, COUNT + 1), matrix(COUNT + 1, 1)
    for i, x in enumerate(points):
        for j in range(COUNT):
            system[i, j] = x ** (j + 3) / exp(x)
        system[i, COUNT] = (-1) ** i
        right[i] = 1 - (1 + x + x * x / 2) / exp(x)
    return list(lu_solve(system, right))[:COUNT]


def extremes(values):
    """Where the error is greatest between two changes of its sign."""
    found = [0]
    for k in range(1, len(values)):
        if values[k] * values[found[-1]] < 0:
            found.append(k)
        elif abs(values[k]) > abs(values[found[-1]]):
            found[-1] = k
    return found


points = [END * cos(pi * (2 * i + 1) / (2 * (COUNT + 1))) for i in range(COUNT + 1)]
for _ in range(20):
    coefficients = solved(points)
    found = extremes([error(coefficients, x) for x in GRID])
    assert len(found) == COUNT + 1, "the error does not change its sign often enough"
    points = [GRID[k] for k in reversed(found)]
rounded = [float(c) for c in coefficients]
print("greatest error of the rounded ones: 2^%.1f" % log(max(abs(error(rounded, x)) for x in GRID), 2))
for c in reversed(rounded):
    print(c.hex())
