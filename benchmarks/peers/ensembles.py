"""Many units under many random weights with numpy: one product, and everything else over whole arrays."""

import numpy as np

PROBABILITIES = [0.05, 0.5, 0.95]


def prepare(p):
    x = np.fromfile(p["data"]).reshape(p["indicators"], p["units"]).T.copy()
    rng = np.random.default_rng(7)
    draws, units, indicators = p["draws"], p["units"], p["indicators"]
    # As many draws at a time as fit into 400 MB, except where quantiles need every score.
    chunk = min(draws, 50_000_000 // units)

    def weights(count):
        w = rng.standard_exponential((count, indicators))
        w /= w.sum(axis=1, keepdims=True)
        return w

    def run():
        if p["geometric"]:
            logs = np.log(x).T.copy()
            total, squares = np.zeros(units), np.zeros(units)
            for start in range(0, draws, chunk):
                s = weights(min(chunk, draws - start)) @ logs
                np.exp(s, out=s)
                total += s.sum(axis=0)
                squares += np.einsum("ij,ij->j", s, s)
            means = total / draws
            return {"means": means, "deviations": np.sqrt((squares - draws * means**2) / (draws - 1))}
        s = np.empty((draws, units))
        counts = np.zeros(units * units, dtype=np.int64)
        ranks = np.arange(units) * units
        for start in range(0, draws, chunk):
            part = s[start : start + chunk]
            np.matmul(weights(len(part)), x.T, out=part)
            if p["ranks"]:
                order = np.argsort(part, axis=1)[:, ::-1]
                # Rank by rank, the units counted in each.
                counts += np.bincount((order + ranks).ravel(), minlength=units * units)
        result = {"means": s.mean(axis=0), "deviations": s.std(axis=0, ddof=1)}
        if p["quantiles"]:
            # In place of a copy: the scores are not needed in their order any more.
            result["quantiles"] = np.quantile(s, PROBABILITIES, axis=0, overwrite_input=True)
        if p["ranks"]:
            result["ranks"] = counts / draws
        return result

    return run
