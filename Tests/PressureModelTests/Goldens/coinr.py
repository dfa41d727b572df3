"""Writes coinr-iData.csv, coinr-iMeta.csv and coinr.json: a made-up COINr project and its index, computed plainly by
COINr's definitions (denominate; impute by the mean of the group; treat; min-max 0 to 100; weighted means).

    python3 coinr.py

The same functions reproduce the index of COINr's own example, as its vignette "Presenting Results" (version 1.1.14)
prints it: CHE 68.38, NLD 64.82, DNK 64.80, NOR 64.47, BEL 63.54, SWE 63.00.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from scipy.stats import kurtosis, skew

HERE = Path(__file__).parent


def number(text):
    return float("nan") if text in ("NA", "") else float(text)


def passes(x):
    return abs(skew(x, bias=False)) < 2 or kurtosis(x, bias=False) < 3.5


def treated(original):
    x = original.copy()
    if passes(x):
        return x
    while not passes(x) and (x != original).sum() < 5:
        if skew(x, bias=False) >= 0:
            top = x == x.max()
            x[top] = x[~top].max()
        else:
            bottom = x == x.min()
            x[bottom] = x[~bottom].min()
    if passes(x):
        return x
    offset = 0.01 * (original.max() - original.min())
    if skew(original, bias=False) >= 0:
        return np.log(original - original.min() + offset)
    return -np.log(original.max() - original + offset)


def index(data, meta, grouping):
    rows = list(csv.DictReader(open(data)))
    entries = list(csv.DictReader(open(meta)))
    group = np.array([row[grouping] for row in rows])
    scores = {}
    for entry in (e for e in entries if e["Type"] == "Indicator"):
        x = np.array([number(row[entry["iCode"]]) for row in rows])
        if entry["Denominator"] != "NA":
            x = x / np.array([number(row[entry["Denominator"]]) for row in rows])
        for name in set(group):
            x[(group == name) & np.isnan(x)] = np.nanmean(x[group == name])
        x = treated(x) * float(entry["Direction"])
        scores[entry["iCode"]] = 100 * (x - x.min()) / (x.max() - x.min())
    for level in sorted({int(e["Level"]) for e in entries if e["Type"] == "Aggregate"}):
        for entry in (e for e in entries if e["Type"] == "Aggregate" and int(e["Level"]) == level):
            members = [e for e in entries if e["Parent"] == entry["iCode"]]
            weights = np.array([float(e["Weight"]) for e in members])
            scores[entry["iCode"]] = sum(w * scores[e["iCode"]] for w, e in zip(weights, members)) / weights.sum()
    return [row["uCode"] for row in rows], scores


def fixture():
    rng = np.random.default_rng(31)
    n = 12
    size = rng.lognormal(3, 0.8, n).round(2)
    columns = {
        "Roads": (size * rng.uniform(1, 4, n)).round(2),
        "Ports": rng.integers(0, 9, n).astype(float),
        "Fees": rng.uniform(0, 12, n).round(2),
        "Visits": (size * rng.lognormal(0, 2.2, n)).round(2),
        "Press": rng.uniform(5, 80, n).round(1),
    }
    columns["Fees"][4] = 95.5
    gaps = [("Roads", 2), ("Ports", 7), ("Press", 0), ("Press", 11)]
    with open(HERE / "coinr-iData.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["uName", "uCode", "Shore", "Tier", "Time", "People", *columns])
        for i in range(n):
            cells = ["NA" if (c, i) in gaps else repr(float(columns[c][i])) for c in columns]
            out.writerow([f"Unit {i + 1}", f"U{i + 1:02}", "North, east" if i % 3 else "South", "SML"[i % 3 - 1], 2020, size[i], *cells])
    meta = [
        [1, "Roads", "Roads, all", 1, 1, "km", 4.5, "People", "Links", "Indicator"],
        [1, "Ports", "Ports", 1, 0.5, "count", "NA", "NA", "Links", "Indicator"],
        [1, "Fees", 'Fees "at the border"', -1, 1, "USD", 1, "NA", "Links", "Indicator"],
        [1, "Visits", "Visits", 1, 1, "thousands", "NA", "People", "Ties", "Indicator"],
        [1, "Press", "Freedom of the press", -1, 2, "score", "NA", "NA", "Ties", "Indicator"],
        [2, "Links", "Links", 1, 2, "Score", "NA", "NA", "Index", "Aggregate"],
        [2, "Ties", "Ties", 1, 1, "Score", "NA", "NA", "Index", "Aggregate"],
        [3, "Index", "Openness", 1, 1, "Score", "NA", "NA", "NA", "Aggregate"],
        ["NA", "Shore", "Shore", "NA", "NA", "NA", "NA", "NA", "NA", "Group"],
        ["NA", "Tier", "Tier", "NA", "NA", "NA", "NA", "NA", "NA", "Group"],
        ["NA", "People", "Population", "NA", "NA", "thousands", "NA", "NA", "NA", "Denominator"],
    ]
    with open(HERE / "coinr-iMeta.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow("Level iCode iName Direction Weight Unit Target Denominator Parent Type".split())
        out.writerows(meta)


if len(sys.argv) == 4:
    units, scores = index(*sys.argv[1:])
    order = np.argsort(-scores["Index"])
    print("\n".join(f"{units[i]} {scores['Index'][i]:.12g}" for i in order))
else:
    fixture()
    units, scores = index(HERE / "coinr-iData.csv", HERE / "coinr-iMeta.csv", "Shore")
    result = {unit: {code: float(x[i]) for code, x in scores.items()} for i, unit in enumerate(units)}
    (HERE / "coinr.json").write_text(json.dumps(result, indent=1) + "\n")
