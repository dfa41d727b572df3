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

    def prepared(self, folder, quick, threads):
        """The parameters with the data written to `folder`."""
        p = {**self.parameters, **(self.quick if quick else {}), "threads": threads}
        for key, make in MAKERS.items():
            if key in p:
                p[key] = make(os.path.join(folder, self.id), p)
        return p


def indicators(path, p):
    rng = np.random.default_rng(1)
    (0.01 + 0.98 * rng.random((p["indicators"], p["units"]))).tofile(path)
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


MAKERS = {"data": indicators, "path": observations}

ENSEMBLE = {"geometric": 0, "ranks": 1, "quantiles": 1, "data": None}

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
        "W7", "10 million observations from CSV",
        "reading", "reading", "pandas", "exact",
        {"path": None, "sides": 10, "series": 100, "months": 10_000}, {"series": 10}, 5, 5,
    ),
]
