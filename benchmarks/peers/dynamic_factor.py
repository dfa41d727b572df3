"""Iterations of expectation and maximisation with DynamicFactorMQ of statsmodels."""

import time
import warnings

import numpy as np
import pandas as pd
from statsmodels.tsa.statespace.dynamic_factor_mq import DynamicFactorMQ

warnings.simplefilter("ignore")


def prepare(p):
    n, r, monthly = p["monthly"] + p["quarterly"], p["factors"], p["monthly"]
    numbers = np.fromfile(p["panel"])
    data = numbers[: p["months"] * n].reshape(-1, n)
    loadings = numbers[p["months"] * n :]
    months = pd.DataFrame(data[:, :monthly], index=pd.period_range("1950-01", periods=len(data), freq="M"))
    quarters = None
    if p["quarterly"]:
        quarters = pd.DataFrame(data[2::3, monthly:], index=pd.period_range("1950Q1", periods=len(data) // 3, freq="Q"))

    def create():
        return DynamicFactorMQ(
            months.rename(columns=lambda c: f"m{c}"),
            endog_quarterly=None if quarters is None else quarters.rename(columns=lambda c: f"q{c}"),
            factors=1, factor_multiplicities=r, factor_orders=1, idiosyncratic_ar1=p["persistent"] == 1,
            standardize=False,
        )

    made = create()
    parts = [loadings, 0.5 * np.eye(r).ravel(), np.eye(r)[np.tril_indices(r)]]
    parts += [np.full(n, 0.3)] if p["persistent"] else []
    start = np.concatenate([*parts, np.ones(n)])

    def fit(model, iterations):
        began = time.perf_counter()
        parameters, likelihood = start, None
        for _ in range(iterations):
            result, parameters = model._em_iteration(parameters)
            likelihood = likelihood or result.llf_obs.sum()
        return likelihood, time.perf_counter() - began

    def run():
        if not p["first"]:
            # A whole run makes its model.
            return {"logLikelihood": [fit(create(), p["iterations"])[0]]}
        few = fit(made, p["first"])[1]
        likelihood, many = fit(made, p["iterations"])
        return {"logLikelihood": [likelihood], "seconds": (many - few) / (p["iterations"] - p["first"])}

    return run
