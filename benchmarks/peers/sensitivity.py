"""Sobol indices of scores and ranks of an index of three levels, with numpy: all evaluations of a block at once, and the
bootstrap as products of counts with the terms of the estimators. With `loop` one evaluation at a time and SALib."""

import numpy as np
from scipy.stats import qmc

PILLARS, HALVES, CHOICES = 8, 2, 3


def impute(raw, by_median):
    known = np.where(raw == 0, np.nan, raw)
    substitute = np.nanmedian(known, axis=0) if by_median else np.nanmean(known, axis=0)
    return np.where(raw == 0, substitute, raw)


def normalise(x, rescales):
    if rescales:
        low, high = x.min(axis=0), x.max(axis=0)
        return 0.01 + 0.99 * (x - low) / (high - low)
    z = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    return 0.01 + 0.99 * (np.clip(z, -3, 3) + 3) / 6


def pillars(raw, rescales, by_median, geometric):
    x = normalise(impute(raw, by_median), rescales)
    members = np.arange(raw.shape[1]) * PILLARS // raw.shape[1]
    means = [(np.log(x) if geometric else x)[:, members == p].mean(axis=1) for p in range(PILLARS)]
    return np.column_stack(means)  # logarithms where aggregation is geometric


def weights(u):
    """Weights of the pillars from uniform numbers: for each half its own and those of its pillars."""
    raw = 1 + 0.5 * (2 * u - 1)
    halves, inner = raw[:, [0, 5]], np.stack([raw[:, 1:5], raw[:, 6:10]], axis=1)
    halves = halves / halves.sum(axis=1, keepdims=True)
    inner = inner / inner.sum(axis=2, keepdims=True)
    return (halves[:, :, None] * inner).reshape(len(u), PILLARS)


def prepare(p):
    raw = np.fromfile(p["data"]).reshape(p["indicators"], p["units"]).T.copy()
    return loop(raw, p) if p.get("loop") else vectorised(raw, p)


def vectorised(raw, p):
    n, units, resamples = p["samples"], p["units"], p["resamples"]
    d = CHOICES + HALVES + PILLARS
    rng = np.random.default_rng(3)
    block = 1024

    def run():
        tables = [pillars(raw, c & 4 == 0, c & 2 == 0, c & 1 == 1).T.copy() for c in range(8)]
        points = qmc.Sobol(2 * d, seed=1).random(n)
        width = 4 + 3 * d
        terms = np.empty((n, 2 * units, width), dtype=np.float64)
        reference = np.r_[np.full(units, 0.5), np.full(units, (units + 1) / 2)]

        def evaluate(u):
            combination = (u[:, :CHOICES] >= 0.5) @ [4, 2, 1]
            w = weights(u[:, CHOICES:])
            scores = np.empty((len(u), units))
            for c in range(8):
                rows = np.flatnonzero(combination == c)
                part = w[rows] @ tables[c]
                scores[rows] = np.exp(part) if c & 1 else part
            order = np.argsort(-scores, axis=1)
            ranks = np.empty_like(scores)
            np.put_along_axis(ranks, order, np.arange(1.0, units + 1)[None, :], axis=1)
            return np.concatenate([scores, ranks], axis=1)

        for start in range(0, n, block):
            rows = slice(start, min(start + block, n))
            a, b = points[rows, :d], points[rows, d:]
            fa, fb = evaluate(a) - reference, evaluate(b) - reference
            t = terms[rows]
            t[:, :, 0], t[:, :, 1], t[:, :, 2], t[:, :, 3] = fa, fb, fa * fa, fb * fb
            for i in range(d):
                ab = a.copy()
                ab[:, i] = b[:, i]
                change = evaluate(ab) - reference - fa
                t[:, :, 4 + 3 * i] = change
                t[:, :, 5 + 3 * i] = fb * change
                t[:, :, 6 + 3 * i] = change * change
        # The sample itself, then the resamples.
        counts = np.ones((resamples + 1, n))
        for r in range(1, resamples + 1):
            counts[r] = np.bincount(rng.integers(0, n, n), minlength=n)
        sums = (counts @ terms.reshape(n, -1)).reshape(resamples + 1, 2 * units, width) / n
        mean = (sums[..., 0] + sums[..., 1]) / 2
        variance = (sums[..., 2] + sums[..., 3]) / 2 - mean**2
        first = (sums[..., 5::3] - mean[..., None] * sums[..., 4::3]) / variance[..., None]
        total = sums[..., 6::3] / (2 * variance[..., None])
        result = {}
        for name, part in (("scores", slice(0, units)), ("ranks", slice(units, 2 * units))):
            result[f"{name} mean"] = reference[part] + mean[0, part]
            for kind, values in (("first", first), ("total", total)):
                result[f"{name} {kind}"] = values[0, part]
                result[f"{name} {kind} error"] = values[1:, part].std(axis=0, ddof=1)
        return result

    return run


def loop(raw, p):
    """One evaluation of the whole chain after another, and SALib's analysis of each output, as in its documentation."""
    from SALib.analyze import sobol as analyze
    from SALib.sample import sobol as sample

    n, units = p["samples"], p["units"]
    d = CHOICES + HALVES + PILLARS
    problem = {"num_vars": d, "names": [f"x{i}" for i in range(d)], "bounds": [[0, 1]] * d}

    def run():
        points = sample.sample(problem, n, calc_second_order=False, seed=1)
        outputs = np.empty((len(points), 2 * units))
        for row, u in enumerate(points):
            rescales, by_median, geometric = u[0] < 0.5, u[1] < 0.5, u[2] >= 0.5
            scores = pillars(raw, rescales, by_median, geometric) @ weights(u[None, CHOICES:])[0]
            if geometric:
                scores = np.exp(scores)
            outputs[row, :units] = scores
            outputs[row, units + np.argsort(-scores)] = np.arange(1, units + 1)
        result = {}
        for name, first in (("scores", 0), ("ranks", units)):
            found = [
                analyze.analyze(
                    problem, outputs[:, first + t], calc_second_order=False, num_resamples=p["resamples"], seed=1
                )
                for t in range(units)
            ]
            result[f"{name} mean"] = outputs[: n * (d + 2), first : first + units].mean(axis=0)
            for kind, key in (("first", "S1"), ("total", "ST")):
                result[f"{name} {kind}"] = np.array([f[key] for f in found])
                # SALib's bands are 1.96 deviations of the resamples to both sides.
                result[f"{name} {kind} error"] = np.array([f[f"{key}_conf"] for f in found]) / 1.959964
        return result

    return run
