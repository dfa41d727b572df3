"""Prints DynamicFactorGoldens.swift: likelihoods, smoothed factors, news and steps of DynamicFactorMQ of statsmodels.

    python3 dynamic_factor.py > ../DynamicFactorGoldens.swift && swift format -i ../DynamicFactorGoldens.swift
"""

import textwrap
import warnings

import numpy
import pandas
import statsmodels
from statsmodels.tsa.statespace.dynamic_factor_mq import DynamicFactorMQ

warnings.simplefilter("ignore")
WEIGHTS = [1, 2, 3, 2, 1]


def listed(values):
    text = ", ".join(".nan" if v != v else repr(float(v)) for v in numpy.ravel(values))
    return "[\n" + "\n".join(textwrap.wrap(text, 100, initial_indent="      ", subsequent_indent="      ")) + "\n    ]"


def simulated(generator, monthly, quarterly, months, factors):
    """Months × series; quarterly series in the last months of quarters."""
    n, total = monthly + quarterly, months + 24
    factor = numpy.zeros((total, factors))
    error = numpy.zeros((total, n))
    for t in range(1, total):
        factor[t] = 0.7 * factor[t - 1] + generator.normal(size=factors)
        error[t] = 0.4 * error[t - 1] + generator.normal(size=n)
    y = factor @ generator.normal(size=(n, factors)).T + error
    data = y[24:].copy()
    for i in range(monthly, n):
        sums = sum(w * y[24 - k : total - k, i] for k, w in enumerate(WEIGHTS)) / 4
        data[:, i] = numpy.where(numpy.arange(months) % 3 == 2, sums, numpy.nan)
    data[generator.random(data.shape) < 0.12] = numpy.nan
    return data.round(4)


def frames(data, monthly):
    index = pandas.period_range("2000-01", periods=len(data), freq="M")
    names = [f"s{i}" for i in range(data.shape[1])]
    m = pandas.DataFrame(data[:, :monthly], index=index, columns=names[:monthly])
    if monthly == data.shape[1]:
        return m, None
    q = pandas.DataFrame(data[2::3, monthly:], index=index[2::3].asfreq("Q"), columns=names[monthly:])
    return m, q


def model(data, monthly, blocks, persistent):
    m, q = frames(data, monthly)
    names = [f"b{b}" for b in range(len(blocks))]
    return DynamicFactorMQ(
        m, endog_quarterly=q, factors={f"s{i}": names for i in range(data.shape[1])},
        factor_orders={name: order for name, (_, order) in zip(names, blocks)},
        factor_multiplicities={name: count for name, (count, _) in zip(names, blocks)},
        idiosyncratic_ar1=persistent, standardize=False)


def unpacked(mod, params, blocks):
    p = mod._p
    factors = sum(count for count, _ in blocks)
    loadings = params[p["loadings"]].reshape(-1, factors)
    transitions, innovations = [], []
    at = {"factor_ar": 0, "factor_cov": 0}
    for count, order in blocks:
        size = count * count * order
        # One row of A_1 … A_p for each factor; below, each A on its own.
        a = params[p["factor_ar"]][at["factor_ar"] : at["factor_ar"] + size].reshape(count, count * order)
        transitions += [a[:, lag * count : (lag + 1) * count] for lag in range(order)]
        at["factor_ar"] += size
        size = count * (count + 1) // 2
        lower = numpy.zeros((count, count))
        lower[numpy.tril_indices(count)] = params[p["factor_cov"]][at["factor_cov"] : at["factor_cov"] + size]
        innovations.append(lower @ lower.T)
        at["factor_cov"] += size
    n = loadings.shape[0]
    rho = params[p["idiosyncratic_ar1"]] if mod.idiosyncratic_ar1 else numpy.zeros(n)
    return loadings, transitions, innovations, rho, params[p["idiosyncratic_var"]]


def printed(name, values):
    loadings, transitions, innovations, rho, variances = values
    print(f"    {name}: .init(\n      loadings: {listed(loadings)},")
    print(f"      transitions: [{', '.join(listed(a) for a in transitions)}],")
    print(f"      innovations: [{', '.join(listed(q) for q in innovations)}],")
    print(f"      persistence: {listed(rho)},\n      variances: {listed(variances)}),")


CASES = [
    # name, monthly, quarterly, months, blocks of (factors, lags), persistent errors, seed
    ("monthly, white errors, one block of two factors", 6, 0, 40, [(2, 1)], False, 1),
    ("monthly, persistent errors, two lags", 5, 0, 45, [(1, 2)], True, 2),
    ("mixed, persistent errors, two blocks", 5, 2, 48, [(1, 1), (1, 2)], True, 3),
    ("mixed, white errors", 4, 1, 36, [(1, 1)], False, 4),
]

print(f"// Made by Goldens/dynamic_factor.py with statsmodels {statsmodels.__version__} and numpy {numpy.__version__}.")
print("""
enum DynamicFactorGoldens {
  /// Matrices row after row; transitions are those of the first block's lags, then of the next block's.
  struct Parameters {
    let loadings: [Double]
    let transitions: [[Double]]
    let innovations: [[Double]]
    let persistence: [Double]
    let variances: [Double]
  }

  struct News {
    let month: Int
    let newData: [Double]
    let before: Double
    let after: Double
    let series: [Int]
    let months: [Int]
    let surprises: [Double]
    let impacts: [Double]
  }

  struct Case: CustomStringConvertible {
    let name: String
    let isQuarterly: [Bool]
    let blocks: [(count: Int, order: Int)]
    let hasPersistentErrors: Bool
    let data: [Double]
    let parameters: Parameters
    let logLikelihood: Double
    let factors: [Double]
    let variances: [Double]
    /// Parameters after one step of expectation and maximisation, with stationary beginnings.
    let step: Parameters
    let news: News
    var description: String { name }
  }

  static let cases = [""" + ", ".join(f"case{k}" for k in range(len(CASES))) + "]")
for number, (name, monthly, quarterly, months, blocks, persistent, seed) in enumerate(CASES):
    generator = numpy.random.default_rng(seed)
    n = monthly + quarterly
    factors = sum(count for count, _ in blocks)
    new = simulated(generator, monthly, quarterly, months, factors)
    if persistent:
        new[8:21, 0] = numpy.nan
    old = new.copy()
    old[months - 2 :, :] = numpy.nan
    old[months - 1 - months % 3 :, monthly:] = numpy.nan
    old[months - 4, 1] = numpy.nan
    revised = numpy.flatnonzero(~numpy.isnan(old[: months - 5, 2]))[-1]
    old[revised, 2] += 0.5
    new[months - 1, 0] = numpy.nan
    new[months - 1, 1] = 0.75
    mod = model(old, monthly, blocks, persistent)
    params = mod.start_params.round(3)
    if persistent:
        params[mod._p["idiosyncratic_ar1"]] = numpy.linspace(-0.3, 0.8, n).round(3)
    before = mod.smooth(params)
    after = model(new, monthly, blocks, persistent).smooth(params)
    state = 0
    print(f'\n  static let case{number} = Case(\n    name: "{name}",')
    print(f"    isQuarterly: [{', '.join('false' if i < monthly else 'true' for i in range(n))}],")
    print(f"    blocks: [{', '.join(str(block) for block in blocks)}],")
    print(f"    hasPersistentErrors: {'true' if persistent else 'false'},\n    data: {listed(old)},")
    printed("parameters", unpacked(mod, params, blocks))
    print(f"    logLikelihood: {float(before.llf)!r},")
    # The states of each block: the factors of this month, then those of its lags.
    at, states = 0, []
    for count, order in blocks:
        states += range(at, at + count)
        at += count * max(order, 5 if quarterly else 1)
    print(f"    factors: {listed(before.smoothed_state[states].T)},")
    print(f"    variances: {listed(numpy.array([before.smoothed_state_cov[s, s] for s in states]).T)},")
    step = mod._em_maximization_step(mod._em_expectation_step(params), params)
    printed("step", unpacked(mod, step, blocks))
    month = months - 1
    found = after.smoother_results.news(before.smoother_results, t=month, state_index=[state])
    # Impacts on series 1 through the first factor alone, over its loading.
    loading = params[mod._p["loadings"]][factors]
    updates = found.updates_ix
    print("    news: .init(")
    print(f"      month: {month},\n      newData: {listed(new)},")
    print(f"      before: {float(before.smoothed_state[state, month])!r}, after: {float(after.smoothed_state[state, month])!r},")
    print(f"      series: [{', '.join(str(int(i)) for _, i in updates)}], months: [{', '.join(str(int(t)) for t, _ in updates)}],")
    print(f"      surprises: {listed(found.news)},")
    print(f"      impacts: {listed(found.gain[1] * found.news / loading)}))")
print("}")
