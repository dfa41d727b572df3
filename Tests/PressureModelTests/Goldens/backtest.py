"""Prints BacktestGolden.swift: which month ends of the shipped case were followed by talks, by pandas, and how well the
baselines that can be read from the data files tell them apart, by scikit-learn. Run it from the top folder.

    python3 Tests/PressureModelTests/Goldens/backtest.py > Tests/PressureModelTests/Backtest/BacktestGolden.swift
"""

import pandas
import sklearn
from sklearn.metrics import roc_auc_score

HORIZON = 60
acts = pandas.read_csv("fixtures/us-china/acts.csv", parse_dates=["date"])
outcomes = acts[acts.kind != "hostile"].date
ends = pandas.date_range("2017-02-28", "2025-04-30", freq="ME")
follows = pandas.Series(
    [((outcomes > end) & (outcomes <= end + pandas.Timedelta(days=HORIZON))).any() for end in ends], index=ends)
positive = follows[follows].index
episodes = [1]
for before, after in zip(positive, positive[1:]):
    if (after - before).days <= HORIZON:
        episodes[-1] += 1
    else:
        episodes.append(1)

data = pandas.read_csv("fixtures/us-china/observations.csv")


def policy_uncertainty(end):
    """The mean of the sides' latest months that were out, two days after their ends."""
    values = []
    for side in ["china", "united-states"]:
        series = data[(data.side == side) & (data.indicator == "policy-uncertainty")].set_index("period").value
        out = [p for p in series.index if pandas.Period(p).end_time.normalize() + pandas.Timedelta(days=2) <= end]
        values.append(series[max(out)])
    return sum(values) / 2


def tariff(end):
    """The mean of the steps in force; NaN after a step of unknown size."""
    steps = pandas.read_csv("fixtures/us-china/tariff-faced.csv", parse_dates=["period"])
    values = []
    for side in ["china", "united-states"]:
        own = steps[(steps.side == side) & (steps.period <= end)].sort_values("period")
        values.append(own.value.iloc[-1] if len(own) else float("nan"))
    return sum(values) / 2


areas = {}
for name, predictor in [("policy-uncertainty", policy_uncertainty), ("tariff-level", tariff)]:
    values = pandas.Series([predictor(end) for end in ends], index=ends)
    known = values.notna()
    areas[name] = float(roc_auc_score(follows[known], values[known]))

print(f"// Made by Goldens/backtest.py with pandas {pandas.__version__} and scikit-learn {sklearn.__version__}.")
print("\nenum BacktestGolden {\n  static let positive = [")
for end in positive:
    print(f'    "{end.date()}",')
print(f"  ]\n  static let episodes = {episodes}")
print("  static let areas = [")
for name, area in areas.items():
    print(f'    "{name}": {area!r},')
print("  ]\n}")
