"""Whether two results agree within the errors of their draws."""

import numpy as np

# Of thousands of comparisons none should fail by chance.
DEVIATIONS = 7


def ensembles(ours, peer, p):
    """Means, deviations, quantiles and rank shares, each within its Monte Carlo error of two independent runs."""
    n = p["draws"]
    sd = np.asarray(peer["deviations"])
    root = np.sqrt(2 / n)
    checks = {
        "means": (sd * root, ours["means"], peer["means"]),
        # Twice the error for a normal distribution: scores have other tails.
        "deviations": (sd / np.sqrt(n), ours["deviations"], peer["deviations"]),
    }
    if p["quantiles"]:
        # A quantile's error is that of its probability over the density, here a normal one, with room for others.
        density = np.array([0.1031, 0.3989, 0.1031])[:, None] / sd
        error = 2 * root * np.array([0.218, 0.5, 0.218])[:, None] / density
        checks["quantiles"] = (error.ravel(), ours["quantiles"], peer["quantiles"])
    if p["ranks"]:
        share = np.asarray(peer["ranks"])
        error = root * np.sqrt(np.maximum(share * (1 - share), 3 / n))
        checks["ranks"] = (error, ours["ranks"], share)
    return worst(checks)


def exact(ours, peer, p):
    """Numbers of rows, and sums but for the order of summation."""
    return worst({name: (np.abs(peer[name]) * 1e-12, ours[name], peer[name]) for name in peer})


def worst(checks):
    """The greatest difference in its own errors, and whether it is below the limit."""
    greatest = 0.0
    for name, (error, a, b) in checks.items():
        a, b = np.asarray(a), np.asarray(b)
        if a.shape != b.shape:
            raise SystemExit(f"{name}: results of different shapes, {a.shape} and {b.shape}")
        greatest = max(greatest, float(np.max(np.abs(a - b) / error)))
    return greatest, greatest < DEVIATIONS
