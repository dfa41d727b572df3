"""Writes weights.json: weights of each scheme by plain implementations with numpy and scipy.

    python3 weights.py > weights.json
"""

import json

import numpy
from scipy.optimize import linprog, nnls

random = numpy.random.default_rng(5)


def shares(x):
    return x / x.sum()


def pairwise_correlations(values, mask):
    n = values.shape[1]
    r = numpy.eye(n)
    for i in range(n):
        for j in range(n):
            rows = (mask[:, i] == 1) & (mask[:, j] == 1)
            if i != j:
                r[i, j] = numpy.corrcoef(values[rows, i], values[rows, j])[0, 1]
    return r


def gini(x):
    return numpy.abs(x[:, None] - x[None, :]).sum() / (2 * len(x) ** 2 * x.mean())


def entropy(x):
    p = x / x.sum()
    logs = numpy.log(numpy.where(p > 0, p, 1))
    return 1 + (p * logs).sum() / numpy.log(len(x))


def merec(x):
    logs = numpy.abs(numpy.log(x.min(axis=0) / x))
    m = x.shape[1]
    s = numpy.log(1 + logs.mean(axis=1))
    return numpy.array(
        [numpy.abs(numpy.log(1 + numpy.delete(logs, k, axis=1).sum(axis=1) / m) - s).sum() for k in range(m)])


def varimax(loadings, iterations=5000):
    """By singular value decompositions, after Kaiser's normalisation."""
    lengths = numpy.sqrt((loadings**2).sum(axis=1))
    x = loadings / lengths[:, None]
    rotation = numpy.eye(x.shape[1])
    for _ in range(iterations):
        z = x @ rotation
        u, s, vt = numpy.linalg.svd(x.T @ (z**3 - z * (z**2).mean(axis=0)))
        rotation = u @ vt
    return (x @ rotation) * lengths[:, None]


def factor(r, limit):
    values, vectors = numpy.linalg.eigh(r)
    values, vectors = values[::-1], vectors[:, ::-1]
    kept = values > limit
    rotated = varimax(vectors[:, kept] * numpy.sqrt(values[kept]))
    return shares((rotated**2).max(axis=1)), int(kept.sum())


def sample_case(name, rows, columns, missing):
    common = random.normal(size=(rows, 1))
    second = random.normal(size=(rows, 1))
    half = numpy.arange(columns) < (columns + 1) // 2
    raw = 1.1 * common + 1.2 * second * half + random.normal(size=(rows, columns)) * numpy.linspace(0.5, 1.5, columns)
    values = (1 / (1 + numpy.exp(-raw))).round(6)
    mask = (random.random((rows, columns)) >= missing).astype(float)
    columns_of = [values[mask[:, k] == 1, k] for k in range(columns)]
    complete = values[mask.all(axis=1)]
    r = pairwise_correlations(values, mask)
    sd = numpy.array([numpy.std(x, ddof=1) for x in columns_of])
    mean = numpy.array([x.mean() for x in columns_of])
    eigenvalues, eigenvectors = numpy.linalg.eigh(r)
    first = eigenvectors[:, -1]
    assert (first * numpy.sign(first.sum()) > 0).all(), name
    factor_weights, factors = factor(r, 1)
    targets = shares(numpy.linspace(1, 1.6, columns))
    roots = numpy.sqrt(targets)
    exact = numpy.linalg.solve(r, roots)
    a = exact if (exact >= 0).all() else nnls(r, roots, maxiter=10000)[0]
    covariance = r * numpy.outer(sd, sd)
    w = shares(a / sd)
    importances = (covariance @ w) ** 2 / (sd**2 * (w @ covariance @ w))
    return {
        "name": name, "values": values.tolist(), "mask": mask.tolist(),
        "weights": {
            "standard-deviation": shares(sd).tolist(),
            "variance": shares(sd**2).tolist(),
            "coefficient-of-variation": shares(sd / mean).tolist(),
            "gini": shares(numpy.array([gini(x) for x in columns_of])).tolist(),
            "entropy": shares(numpy.array([entropy(x) for x in columns_of])).tolist(),
            "critic": shares(sd * (1 - r).sum(axis=1)).tolist(),
            "merec": shares(merec(complete)).tolist(),
            "pca": (first**2).tolist(),
            "factor": factor_weights.tolist(),
            "equal-importance": w.tolist(),
        },
        "varianceShare": float(eigenvalues[-1] / columns), "factors": factors,
        "targets": targets.tolist(), "importances": importances.tolist(), "isReached": bool((exact >= 0).all()),
    }


def efficiencies(values, low, high):
    rows, columns = values.shape
    result = []
    for unit in values:
        bounds = [(numpy.eye(columns)[k] - high) * unit for k in range(columns)]
        bounds += [(low - numpy.eye(columns)[k]) * unit for k in range(columns)]
        a = numpy.vstack([values] + bounds)
        b = numpy.concatenate([numpy.ones(rows), numpy.zeros(2 * columns)])
        result.append(-linprog(-unit, A_ub=a, b_ub=b, method="highs").fun)
    return result


def doubt_case(rows, columns, low, high):
    values = random.uniform(0.05, 1, (rows, columns)).round(4)
    return {"values": values.tolist(), "shares": [low, high], "efficiencies": efficiencies(values, low, high)}


def hierarchy_case(n, noise):
    random_index = [0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45]
    true = random.uniform(1, 9, n)
    matrix = numpy.ones((n, n))
    for i in range(n):
        for j in range(i + 1, n):
            matrix[i, j] = true[i] / true[j] * numpy.exp(random.normal() * noise)
            matrix[j, i] = 1 / matrix[i, j]
    values, vectors = numpy.linalg.eig(matrix)
    k = int(numpy.argmax(values.real))
    ratio = (values[k].real - n) / (n - 1) / random_index[n] if n > 2 else 0
    return {"matrix": matrix.tolist(), "weights": shares(numpy.abs(vectors[:, k].real)).tolist(), "ratio": ratio}


def best_worst_case(best_to_others, others_to_worst):
    n = len(best_to_others)
    best, worst = best_to_others.index(1), others_to_worst.index(1)
    rows = []
    for j in range(n):
        for first, times, second in [(best, best_to_others[j], j), (j, others_to_worst[j], worst)]:
            row = numpy.zeros(n + 1)
            row[first] += 1
            row[second] -= times
            for sign in (1, -1):
                line = sign * row
                line[n] = -1
                rows.append(line)
    solution = linprog(
        numpy.eye(n + 1)[n], A_ub=numpy.array(rows), b_ub=numpy.zeros(len(rows)),
        A_eq=[[1] * n + [0]], b_eq=[1], method="highs")
    return {
        "bestToOthers": best_to_others, "othersToWorst": others_to_worst, "weights": solution.x[:n].tolist(),
        "inconsistency": float(solution.fun)}


print(json.dumps({
    "samples": [
        sample_case("two columns", 12, 2, 0), sample_case("complete", 40, 5, 0), sample_case("gaps", 60, 6, 0.1),
        sample_case("many", 80, 9, 0),
    ],
    "doubt": [doubt_case(12, 3, 0, 1), doubt_case(60, 5, 0, 1), doubt_case(25, 4, 0.1, 0.5)],
    "hierarchies": [hierarchy_case(2, 0.1), hierarchy_case(3, 0), hierarchy_case(5, 0.2), hierarchy_case(9, 0.6)],
    # The first is Rezaei's example of buying a car: price, quality, comfort, safety, style.
    "bestWorst": [
        best_worst_case([2, 1, 4, 3, 8], [4, 8, 4, 2, 1]), best_worst_case([1, 2], [2, 1]),
        best_worst_case([3, 5, 1, 9, 2, 4], [4, 2, 9, 1, 5, 3])],
}, indent=1))
