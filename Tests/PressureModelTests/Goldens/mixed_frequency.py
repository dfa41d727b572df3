"""Writes mixed-frequency.csv, simulated monthly and quarterly series, and mixed-frequency.json: what DynamicFactorMQ of
statsmodels, at the maximum of its likelihood, makes of what was public on a day.

    pip install statsmodels==0.15.0 && python3 mixed_frequency.py
"""

import json
import os
import warnings

import numpy
import pandas
import statsmodels
from scipy.optimize import minimize
from statsmodels.tsa.statespace.dynamic_factor_mq import DynamicFactorMQ

warnings.simplefilter("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
WEIGHTS = [1, 2, 3, 2, 1]
MONTHS = 144
MONTHLY, QUARTERLY = ["m1", "m2", "m3", "m4"], ["q1", "q2"]
NAMES = MONTHLY + QUARTERLY
LAGS = {"m1": 0, "m2": 12, "m3": 28, "m4": 40, "q1": 30, "q2": 45}
AS_OF, BEFORE = "2021-11-30", "2021-10-31"
LOADINGS = numpy.array([1.0, 0.8, 0.6, 0.4, 0.9, 0.5])


def simulated():
    generator = numpy.random.default_rng(20)
    total = MONTHS + 24
    factor, error = numpy.zeros(total), numpy.zeros((total, len(NAMES)))
    for t in range(1, total):
        factor[t] = 0.8 * factor[t - 1] + 0.6 * generator.normal()
        error[t] = 0.4 * error[t - 1] + 0.7 * generator.normal(size=len(NAMES))
    y = numpy.outer(factor, LOADINGS) + error
    data = y[24:].copy()
    for i in range(len(MONTHLY), len(NAMES)):
        sums = sum(w * y[24 - k : total - k, i] for k, w in enumerate(WEIGHTS)) / 3
        data[:, i] = numpy.where(numpy.arange(MONTHS) % 3 == 2, sums, numpy.nan)
    data[generator.random(data.shape) < 0.08] = numpy.nan
    return pandas.DataFrame(data.round(4), index=pandas.period_range("2010-01", periods=MONTHS, freq="M"), columns=NAMES)


def known(data, day):
    """What was public by the end of a day, from the first month to that of the later date."""
    result = data.copy()
    for name in NAMES:
        public = result.index.end_time.normalize() + pandas.Timedelta(days=LAGS[name])
        result.loc[public > pandas.Timestamp(day), name] = numpy.nan
    return result[result.index <= pandas.Period(AS_OF, freq="M")]


def model(data, persistent):
    quarterly = data[QUARTERLY][data.index.month % 3 == 0]
    quarterly.index = quarterly.index.asfreq("Q")
    return DynamicFactorMQ(
        data[MONTHLY], endog_quarterly=quarterly, factors=1, factor_orders=1, idiosyncratic_ar1=persistent,
        standardize=False)


def maximum(mod, persistent):
    """EM does not move loadings whose errors persist; so from where it ends, a general optimiser on the filter's
    likelihood, in parameters without bounds."""
    params = mod.fit_em(maxiter=500, tolerance=1e-9, disp=False).params.to_numpy()
    n, p = len(NAMES), mod._p

    def bounded(x):
        result = x.copy()
        result[p["factor_ar"]] = numpy.tanh(x[p["factor_ar"]])
        if persistent:
            result[p["idiosyncratic_ar1"]] = numpy.tanh(x[p["idiosyncratic_ar1"]])
        result[p["idiosyncratic_var"]] = numpy.exp(x[p["idiosyncratic_var"]])
        # The scale of the factor is free: the loading of the first series takes it.
        result[p["factor_cov"]] = 1
        return result

    x = params.copy()
    x[p["loadings"]] = x[p["loadings"]] * params[p["factor_cov"]]
    x[p["factor_ar"]] = numpy.arctanh(x[p["factor_ar"]])
    if persistent:
        x[p["idiosyncratic_ar1"]] = numpy.arctanh(numpy.clip(x[p["idiosyncratic_ar1"]], -0.95, 0.95))
    x[p["idiosyncratic_var"]] = numpy.log(x[p["idiosyncratic_var"]])
    for _ in range(3):
        found = minimize(lambda v: -mod.loglike(bounded(v)), x, method="BFGS", options={"gtol": 1e-5, "maxiter": 500})
        x = found.x
    assert len(x) == n + 2 + (n if persistent else 0) + n
    return bounded(x), -found.fun


def smoothed(data, persistent, params):
    """The factor by month, and the expectation of each series in each month."""
    mod = model(data, persistent)
    result = mod.smooth(params)
    state = result.smoother_results.smoothed_state
    return state[0], pandas.DataFrame((mod["design"] @ state).T, index=data.index, columns=NAMES)


def case(data, persistent):
    now, before = known(data, AS_OF), known(data, BEFORE)
    mean, deviation = now.mean(), now.std()
    now, before = (now - mean) / deviation, (before - mean) / deviation
    params, likelihood = maximum(model(now, persistent), persistent)
    mod = model(now, persistent)
    loadings, rho = params[mod._p["loadings"]], params[mod._p["factor_ar"]][0]
    variance = 1 / (1 - rho**2)
    sums = variance * sum(a * b * rho ** abs(k - l) for k, a in enumerate(WEIGHTS) for l, b in enumerate(WEIGHTS))
    common = loadings**2 * numpy.array([variance] * len(MONTHLY) + [sums] * len(QUARTERLY))
    sign = numpy.sign(loadings.sum())
    factor, _ = smoothed(now, persistent, params)
    old, expected = smoothed(before, persistent, params)
    news = {name: 0.0 for name in NAMES}
    for month, name in zip(*numpy.where(now.notna() & before.isna())):
        name = NAMES[name]
        moved = now.copy()
        moved.iloc[month, NAMES.index(name)] += 1
        # The factor is linear in the observations.
        weight = smoothed(moved, persistent, params)[0][-1] - factor[-1]
        surprise = now.iloc[month][name] - expected.iloc[month][name]
        news[name] += float(sign * weight * surprise / numpy.sqrt(variance))
    return {
        "logLikelihood": likelihood,
        "weights": dict(zip(NAMES, (common / common.sum()).tolist())),
        "varianceShare": float(common.sum() / len(NAMES)),
        "change": float(sign * (factor[-1] - old[-1]) / numpy.sqrt(variance)),
        "news": news,
    }


data = simulated()
with open(os.path.join(HERE, "mixed-frequency.csv"), "w") as file:
    file.write("side,indicator,period,value\n")
    for name in NAMES:
        for month, value in data[name].dropna().items():
            period = f"{month.year}-Q{month.quarter}" if name in QUARTERLY else str(month)
            file.write(f"a,{name},{period},{value}\n")
golden = {
    "generator": f"mixed_frequency.py, statsmodels {statsmodels.__version__}", "asOf": AS_OF,
    "white": case(data, False), "persistent": case(data, True),
}
with open(os.path.join(HERE, "mixed-frequency.json"), "w") as file:
    json.dump(golden, file, indent=2)
    file.write("\n")
