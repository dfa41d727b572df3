"""The workloads: what is run, on which data, against which peer. To add one, add an entry here, its run to
Sources/Bench, and its peer to peers/."""

import os
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Workload:
    id: str
    title: str
    bench: str  # the workload of Sources/Bench
    peer: str  # the module of peers/
    peer_name: str
    agreement: str  # the function of peers/agreement.py
    parameters: dict
    quick: dict = field(default_factory=dict)  # what --quick changes
    runs: int = 7
    peer_runs: int = 5
    product: bool = False  # whether 2 · units · indicators · draws operations bound it
    peer_parameters: dict = field(default_factory=dict)  # what differs for the peer
    peer_scale: int = 1  # what the peer's time is multiplied by, where it runs a part alone
    in_quick: bool = True

    def prepared(self, folder, quick, threads):
        """The parameters with the data written to `folder`."""
        p = {**self.parameters, **(self.quick if quick else {}), "threads": threads}
        for key, make in MAKERS.items():
            if key in p:
                p[key] = make(os.path.join(folder, self.id), p)
        return p


def indicators(path, p):
    rng = np.random.default_rng(1)
    x = 0.01 + 0.98 * rng.random((p["indicators"], p["units"]))
    # A value of 0 is one that is missing.
    x[rng.random(x.shape) < p.get("missing", 0)] = 0
    x.tofile(path)
    return path


def observations(path, p):
    """A file of monthly observations, about 40 bytes a row."""
    months = [f"{1000 + m // 12}-{m % 12 + 1:02d}" for m in range(p["months"])]
    values = np.random.default_rng(2).normal(100, 20, p["months"])
    rows = [f",{month},{value:.7f}\n" for month, value in zip(months, values)]
    with open(path, "w") as file:
        file.write("side,indicator,period,value\n")
        for side in range(p["sides"]):
            for series in range(p["series"]):
                file.write("".join(f"side-{side},series-{series}{row}" for row in rows))
    return path


def walks(path, p):
    """Series that drift, part after part."""
    np.random.default_rng(3).normal(size=(p["parts"], p["times"])).cumsum(axis=1).tofile(path)
    return path


def factor_panel(path, p):
    """Months × series of a factor model with persistent errors, a tenth missing; quarterly series sum five months. Then
    loadings to start from."""
    rng = np.random.default_rng(4)
    n, r, lead = p["monthly"] + p["quarterly"], p["factors"], 24
    total = p["months"] + lead
    factors, errors = np.zeros((total, r)), np.zeros((total, n))
    for t in range(1, total):
        factors[t] = 0.7 * factors[t - 1] + rng.normal(size=r)
        errors[t] = 0.5 * errors[t - 1] + rng.normal(size=n)
    loadings = rng.normal(size=(n, r))
    y = factors @ loadings.T + errors
    data = y[lead:] / 2
    sums = sum(w * y[lead - k : total - k, p["monthly"] :] for k, w in enumerate([1, 2, 3, 2, 1])) / 8
    sums[np.arange(p["months"]) % 3 != 2] = np.nan
    data[:, p["monthly"] :] = sums
    data[rng.random(data.shape) < 0.1] = np.nan
    np.concatenate([data.ravel(), (loadings / 2 + 0.1 * rng.normal(size=(n, r))).ravel()]).tofile(path)
    return path


MAKERS = {"data": indicators, "path": observations, "walks": walks, "panel": factor_panel}

ENSEMBLE = {"geometric": 0, "ranks": 1, "quantiles": 1, "data": None}
FACTORS = {"panel": None, "months": 600, "factors": 4, "first": 0, "iterations": 2}
CHAIN = {"units": 51, "indicators": 49, "missing": 0.05, "samples": 16_384, "resamples": 100, "data": None}

WORKLOADS = [
    Workload(
        "W1a", "51 units × 49 indicators × 100,000 weight draws: mean, sd, exact quantiles, rank shares",
        "ensemble", "ensembles", "numpy", "ensembles",
        {**ENSEMBLE, "units": 51, "indicators": 49, "draws": 100_000}, runs=15, peer_runs=9,
    ),
    Workload(
        "W1b", "300 × 20 × 1,000,000, the same",
        "ensemble", "ensembles", "numpy", "ensembles",
        {**ENSEMBLE, "units": 300, "indicators": 20, "draws": 1_000_000}, {"draws": 100_000}, 5, 3,
    ),
    Workload(
        "W1c", "10,000 × 200 × 10,000: mean, sd, exact quantiles",
        "ensemble", "ensembles", "numpy", "ensembles",
        {**ENSEMBLE, "ranks": 0, "units": 10_000, "indicators": 200, "draws": 10_000}, {"draws": 2000}, 5, 3,
        product=True,
    ),
    Workload(
        "W2", "geometric aggregation, 300 × 20 × 100,000: mean, sd",
        "ensemble", "ensembles", "numpy", "ensembles",
        {**ENSEMBLE, "geometric": 1, "ranks": 0, "quantiles": 0, "units": 300, "indicators": 20, "draws": 100_000},
        runs=15, peer_runs=9,
    ),
    Workload(
        "W3", "Sobol indices of scores and ranks: 51 units, three levels, uncertain normalisation, imputation, "
        "aggregation and weights, d = 13, N = 16,384, bands by 100 resamples",
        "sensitivity", "sensitivity", "numpy", "indices", CHAIN, {"samples": 4096}, 15, 3,
    ),
    Workload(
        "W3 loop", "the same; the peer at N = 1,024, its time × 16",
        "sensitivity", "sensitivity", "Python loop, SALib", "indices", CHAIN, runs=15, peer_runs=1,
        peer_parameters={"samples": 1024, "loop": 1}, peer_scale=16, in_quick=False,
    ),
    Workload(
        "W4", "correlation-weighted index (CISS), 50 parts × 10,000 times, with expanding distribution functions",
        "correlation", "correlation", "pandas, numpy", "exact",
        {"walks": None, "parts": 50, "times": 10_000}, runs=15, peer_runs=7,
    ),
    Workload(
        "W6a", "one iteration of EM: dynamic factor model, 100 monthly series × 600 months, 4 factors, 10 % missing "
        "(what 20 more iterations take, over 20; of the peer 5 more)",
        "dynamic-factor", "dynamic_factor", "statsmodels", "likelihood",
        {**FACTORS, "monthly": 100, "quarterly": 0, "persistent": 0, "first": 2, "iterations": 22},
        runs=15, peer_runs=5, peer_parameters={"first": 1, "iterations": 6},
    ),
    Workload(
        "W6a run", "the same from the data on: two iterations of EM",
        "dynamic-factor", "dynamic_factor", "statsmodels", "likelihood",
        {**FACTORS, "monthly": 100, "quarterly": 0, "persistent": 0}, runs=15, peer_runs=5, in_quick=False,
    ),
    Workload(
        "W6b", "one iteration of EM: the same with persistent errors, 90 monthly and 10 quarterly series",
        "dynamic-factor", "dynamic_factor", "statsmodels", "likelihood",
        {**FACTORS, "monthly": 90, "quarterly": 10, "persistent": 1, "first": 2, "iterations": 22},
        runs=7, peer_runs=3, peer_parameters={"first": 1, "iterations": 6},
    ),
    Workload(
        "W6b run", "the same from the data on: two iterations of EM",
        "dynamic-factor", "dynamic_factor", "statsmodels", "likelihood",
        {**FACTORS, "monthly": 90, "quarterly": 10, "persistent": 1}, runs=7, peer_runs=3, in_quick=False,
    ),
    Workload(
        "W7", "10 million observations from CSV",
        "reading", "reading", "pandas", "exact",
        {"path": None, "sides": 10, "series": 100, "months": 10_000}, {"series": 10}, 5, 5,
    ),
]
