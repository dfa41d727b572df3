"""A second implementation of METHODS, sections 1-3, 5 and 6, written from the definitions alone.

    python3 reference.py MODEL.yaml [AS-OF] [--precondition CONCESSION]... > golden.json

It is plain and slow on purpose: every package is tried, every coalition of pillars is formed. It knows goalposts
and arithmetic aggregation, which is what the seeds use, and refuses anything else. Python 3.9 or later and PyYAML.
"""

import csv
import datetime as dt
import itertools
import json
import math
import os
import sys

import yaml

CLOSE = 1e-9  # comparisons of utilities, pp of GDP


# ---------------------------------------------------------------- dates

def day(text):
    return dt.date.fromisoformat(text)


def add_months(d, n):
    """n calendar months later, clamped to the end of the month."""
    k = d.year * 12 + d.month - 1 + n
    y, m = divmod(k, 12)
    last = ((dt.date(y + (m == 11), (m + 1) % 12 + 1, 1)) - dt.timedelta(days=1)).day
    return dt.date(y, m + 1, min(d.day, last))


def span(text):
    """(months, days) of '17 days', '3 months', ..."""
    n, unit = text.split()
    n, unit = int(n), unit.rstrip("s")
    return {"day": (0, n), "week": (0, 7 * n), "month": (n, 0), "quarter": (3 * n, 0), "year": (12 * n, 0)}[unit]


def later(d, s):
    return add_months(d, s[0]) + dt.timedelta(days=s[1])


def earlier(d, s):
    return add_months(d, -s[0]) - dt.timedelta(days=s[1])


def frequency(period):
    if len(period) == 4:
        return "annual"
    if len(period) == 7:
        return "quarterly" if period[5] in "Qq" else "monthly"
    return "daily"


def period_end(period):
    f = frequency(period)
    if f == "annual":
        return dt.date(int(period), 12, 31)
    if f == "quarterly":
        return add_months(dt.date(int(period[:4]), 1, 31), 3 * int(period[6]) - 1)
    if f == "monthly":
        return add_months(dt.date(int(period[:4]), 1, 31), int(period[5:]) - 1)
    return day(period)


def period_back(period, n):
    """The period n periods of the same length earlier."""
    f = frequency(period)
    if f == "annual":
        return f"{int(period) - n:04d}"
    if f == "quarterly":
        y, q = divmod(int(period[:4]) * 4 + int(period[6]) - 1 - n, 4)
        return f"{y:04d}-Q{q + 1}"
    if f == "monthly":
        y, m = divmod(int(period[:4]) * 12 + int(period[5:]) - 1 - n, 12)
        return f"{y:04d}-{m + 1:02d}"
    return (day(period) - dt.timedelta(days=n)).isoformat()


MAXIMUM_AGE = {"annual": (12, 0), "quarterly": (6, 0), "monthly": (4, 0), "daily": (0, 30)}


# ---------------------------------------------------------------- the model file

def only(mapping, *keys):
    unknown = set(mapping) - set(keys)
    if unknown:
        raise SystemExit(f"reference.py does not know the keys {sorted(unknown)}")


def per_side(value, sides, default):
    """A number, or a mapping of side to number, as a mapping."""
    if value is None:
        return {s: default for s in sides}
    if isinstance(value, dict):
        only(value, *sides)
        return {s: float(value.get(s, default)) for s in sides}
    return {s: float(value) for s in sides}


class Model:
    def __init__(self, path):
        self.folder = os.path.dirname(os.path.abspath(path))
        with open(path, encoding="utf-8") as f:
            top = yaml.load(f, Loader=yaml.BaseLoader)  # every scalar stays text
        only(top, "title", "as-of", "sides", "data", "method", "hurting", "series", "index", "conflict")
        self.title = top["title"]
        self.as_of = top.get("as-of")
        self.sides = list(top["sides"])
        method = top.get("method", {})
        only(method, "normalization", "weighting", "aggregation", "minimum-coverage")
        assert method.get("normalization", "goalposts") == "goalposts"
        assert method.get("weighting", "declared") == "declared"
        assert method.get("aggregation", "arithmetic") == "arithmetic"
        self.minimum_coverage = float(method.get("minimum-coverage", 0.5))
        hurting = top.get("hurting", {})
        only(hurting, "momentum", "over")
        self.momentum = float(hurting.get("momentum", 0.5))
        self.over = span(hurting.get("over", "3 months"))
        self.pillars = top["index"]
        for p in self.pillars:
            only(p, "pillar", "name", "weight", "indicators", "minimum-coverage")
            for k in p["indicators"]:
                only(k, "id", "name", "unit", "weight", "direction", "transform", "goalposts", "publication-lag",
                     "maximum-age", "frequency", "source", "series", "sides")
        self.conflict = top.get("conflict")
        self.series = {s["id"]: s for s in top.get("series", [])}
        for p in self.pillars:
            for k in p["indicators"]:
                self.series.setdefault(k.get("series", k["id"]), k)
        self.observations = {}
        for item in top.get("data", []):
            if isinstance(item, dict):
                only(item, "file", "unknown")
                item = item["file"]
            with open(os.path.join(self.folder, item), encoding="utf-8", newline="") as f:
                for row in csv.DictReader(f):
                    key = (row["side"], row["indicator"])
                    table = self.observations.setdefault(key, {})
                    assert row["period"] not in table, (key, row["period"])
                    table[row["period"]] = float(row["value"]) if row["value"].strip() else None

    def attributes(self, definition, side):
        """Attributes of an indicator or a series for one side: its own override the shared ones."""
        merged = {a: v for a, v in definition.items() if a != "sides"}
        merged.update(definition.get("sides", {}).get(side, {}))
        return merged


# ---------------------------------------------------------------- section 1: as of a date

def observe(model, definition, side, as_of):
    """(period, raw value, transformed value) as of a date, or (None, None, reason)."""
    a = model.attributes(definition, side)
    table = model.observations.get((side, a.get("series", a["id"])), {})
    lag = span(a.get("publication-lag", "0 days"))
    if a.get("frequency") == "step":
        known = [p for p in table if later(day(p), lag) <= as_of]
        if not known:
            return None, None, "no step in force yet"
        period = max(known)
        if table[period] is None:
            return None, None, f"the level of the step of {period} is unknown"
        if "maximum-age" in a and as_of > later(later(day(period), lag), span(a["maximum-age"])):
            return None, None, f"the step of {period} is too old"
        return period, table[period], table[period]
    known = {p: v for p, v in table.items() if v is not None and later(period_end(p), lag) <= as_of}
    transformed = {}
    for p, v in known.items():
        w = transform(a.get("transform", "level"), known, p)
        if w is not None:
            transformed[p] = w
    if not transformed:
        return None, None, "no observation was public"
    period = max(transformed, key=period_end)
    age = span(a["maximum-age"]) if "maximum-age" in a else MAXIMUM_AGE[frequency(period)]
    if as_of > later(later(period_end(period), lag), age):
        return None, None, f"the latest observation, {period}, is too old"
    return period, known[period], transformed[period]


def transform(how, table, p):
    """Section 2. None where a period that it needs is missing."""
    if how == "level":
        return table[p]
    if how == "log":
        return math.log(table[p])
    (name, argument), = how.items()
    if name == "distance-from":
        return abs(table[p] - float(argument))
    before = table.get(period_back(p, int(argument)))
    if before is None:
        return None
    if name == "change":
        return table[p] - before
    if name == "percent-change":
        return 100 * (table[p] - before) / before
    if name == "symmetric-percent-change":
        return 200 * (table[p] - before) / (table[p] + before)
    raise SystemExit(f"reference.py does not know the transform {name}")


def latest_public(model):
    """The latest date on which an observation of a declared indicator became public."""
    dates = []
    for p in model.pillars:
        for k in p["indicators"]:
            for side in model.sides:
                a = model.attributes(k, side)
                lag = span(a.get("publication-lag", "0 days"))
                for q, v in model.observations.get((side, a.get("series", a["id"])), {}).items():
                    if v is not None:
                        dates.append(later(period_end(q), lag))
    return max(dates)


# ---------------------------------------------------------------- sections 3 and 5: the pressure index

def goalposts(x, lo, hi):
    return min(1.0, max(0.0, (x - lo) / (hi - lo)))


def pressure(model, side, as_of):
    pillars, indicators, missing = [], [], []
    for p in model.pillars:
        rows = []
        for k in p["indicators"]:
            a = model.attributes(k, side)
            period, raw, value = observe(model, k, side, as_of)
            row = {"id": k["id"], "raw": raw, "value": value, "period": period,
                   "declared": float(k.get("weight", 1)), "score": None}
            if period is None:
                row["value"] = None
                missing.append({"side": side, "indicator": k["id"], "reason": value})
            else:
                lo, hi = (float(g) for g in a["goalposts"])
                row["score"] = goalposts(value, lo, hi)
            rows.append(row)
        total = sum(r["declared"] for r in rows)
        seen = sum(r["declared"] for r in rows if r["score"] is not None)
        threshold = float(p.get("minimum-coverage", model.minimum_coverage))
        score = None
        if seen > 0 and seen / total >= threshold:
            score = sum(r["declared"] * r["score"] for r in rows if r["score"] is not None) / seen
        pillars.append({"id": p["pillar"], "score": score, "declared": float(p.get("weight", 1)),
                        "coverage": seen / total, "seen": seen, "rows": rows})
    total = sum(p["declared"] for p in pillars)
    seen = sum(p["declared"] for p in pillars if p["score"] is not None)
    result = {"coverage": seen / total, "pressure": None, "pillars": [], "indicators": [], "missing": missing}
    known = seen > 0 and seen / total >= model.minimum_coverage
    if known:
        result["pressure"] = sum(p["declared"] * p["score"] for p in pillars if p["score"] is not None) / seen
    for p in pillars:
        counts = known and p["score"] is not None
        weight = p["declared"] / seen if counts else 0.0
        result["pillars"].append({"id": p["id"], "score": p["score"], "weight": weight,
                                  "contribution": weight * p["score"] if counts else 0.0,
                                  "coverage": p["coverage"]})
        for r in p["rows"]:
            w = weight * r["declared"] / p["seen"] if counts and r["score"] is not None else 0.0
            result["indicators"].append({"id": r["id"], "raw": r["raw"], "value": r["value"],
                                         "period": r["period"], "score": r["score"], "weight": w,
                                         "contribution": w * r["score"] if r["score"] is not None else 0.0})
    return result


# ---------------------------------------------------------------- section 6

def deadweight(t, e):
    if e == 1:
        return math.log(t) - (t - 1) / t
    return (t ** (1 - e) - 1) / (1 - e) - (t - 1) * t ** (-e)


def valid(item, as_of):
    if not isinstance(item, dict):
        return True
    return not (item.get("from") and as_of < day(item["from"])) and not (
        item.get("until") and as_of > day(item["until"]))


class Conflict:
    """The conflict section as of a date; `gap` says what is missing, if anything is."""

    def __init__(self, model, as_of):
        c = model.conflict
        only(c, "from", "until", "burden", "resolve", "scale", "concessions", "gestures", "gesture-risk",
             "preconditions", "precondition-cost", "acts", "channels", "optimism", "leverage-sensitivity")
        self.sides = model.sides
        self.gap = None
        first, second = model.sides
        self.other = {first: second, second: first}
        b = c["burden"]
        only(b, "exports", "value-added", "imports", "tariff", "base-tariff", "elasticity", "redirection")
        self.e = self.quantity(model, b["exports"], as_of)
        self.v = self.quantity(model, b["value-added"], as_of)
        self.m = self.quantity(model, b["imports"], as_of)
        self.tariff = self.quantity(model, b["tariff"], as_of)
        self.base = self.quantity(model, b["base-tariff"], as_of)
        self.elasticity = float(b.get("elasticity", 4))
        self.redirection = float(b.get("redirection", 0.5))
        self.resolve = per_side(c.get("resolve"), self.sides, 1.0)
        self.scale = float(c.get("scale", 1))
        self.psi = float(c.get("leverage-sensitivity", 1))
        self.concessions = []
        for m in c.get("concessions", []):
            only(m, "id", "name", "giver", "tariff-change", "value", "cost", "red-line", "from", "until")
            assert m["giver"] in self.sides
            if valid(m, as_of):
                self.concessions.append({
                    "id": m["id"], "giver": m["giver"], "tariff": float(m.get("tariff-change", 0)),
                    "value": per_side(m.get("value", {}), self.sides, 0.0),
                    "cost": per_side(m.get("cost", {}), self.sides, 0.0),
                    "red": m.get("red-line", "false") == "true"})
        by_id = {m["id"]: m for m in self.concessions}

        # (7) what a gesture risks and what a precondition costs, both borne by the giver
        self.gesture = {s: 0.0 for s in self.sides}
        for item in c.get("gestures", []):
            if valid(item, as_of):
                m = by_id.get(item["concession"] if isinstance(item, dict) else item)
                if m:
                    self.gesture[m["giver"]] += m["cost"][m["giver"]] - m["value"][m["giver"]]
        self.precondition = {s: 0.0 for s in self.sides}
        for item in c.get("preconditions", []):
            if valid(item, as_of):
                m = by_id.get(item["concession"] if isinstance(item, dict) else item)
                if m:
                    self.precondition[m["giver"]] += m["cost"][m["giver"]]
        for side, x in c.get("gesture-risk", {}).items():
            self.gesture[side] = float(x)
        for side, x in c.get("precondition-cost", {}).items():
            self.precondition[side] = float(x)

        # (9) belief of each side about the other, from the other's dated acts and from channels
        o = c.get("optimism", {})
        only(o, "prior-cooperative", "prior-hostile", "half-life")
        half_life = span(o.get("half-life", "60 days"))
        assert half_life[0] == 0
        acts = c.get("acts", [])
        if isinstance(acts, str):
            with open(os.path.join(model.folder, acts), encoding="utf-8", newline="") as f:
                acts = list(csv.DictReader(f))
        self.alpha, self.beta = {}, {}
        for side in self.sides:
            channel = sum(float(x.get("strength", 1)) for x in c.get("channels", [])
                          if valid(x, as_of) and x["side"] in ("both", side))
            cooperative = hostile = 0.0
            for act in acts:
                age = (as_of - day(act["date"])).days
                if age < 0 or act["actor"] not in ("both", self.other[side]) or act["kind"] == "talks":
                    continue
                faded = float(act.get("weight") or 1) * 2 ** (-age / half_life[1])
                if act["kind"] == "cooperative":
                    cooperative += faded
                elif act["kind"] == "hostile":
                    hostile += faded
                else:
                    raise SystemExit(f"unknown kind of act {act['kind']}")
            self.alpha[side] = float(o.get("prior-cooperative", 1)) + channel + cooperative
            self.beta[side] = float(o.get("prior-hostile", 1)) + hostile
        self.optimism = {s: self.alpha[s] / (self.alpha[s] + self.beta[s]) for s in self.sides}

    def quantity(self, model, q, as_of):
        """QUANTITY of the schema for each side."""
        result = {}
        for side in model.sides:
            x = q[side] if isinstance(q, dict) and "series" not in q else q
            if isinstance(x, dict):
                only(x, "series", "of", "scale", "on")
                whose = self.other[side] if x.get("of", "own") == "counterpart" else side
                definition = dict(model.series[x["series"]], transform="level")
                period, raw, value = observe(model, definition, whose, day(x["on"]) if "on" in x else as_of)
                if period is None:
                    self.gap = f"{x['series']} of {whose}: {value}"
                    result[side] = None
                else:
                    result[side] = raw * float(x.get("scale", 1))
            else:
                result[side] = float(x)
        return result

    def burden(self, side, tariff):
        """(3) in pp of GDP, at the average tariffs that the sides levy."""
        own, other = side, self.other[side]
        t_own = (1 + tariff[own]) / (1 + self.base[own])
        t_other = (1 + tariff[other]) / (1 + self.base[other])
        sales = self.e[own] * self.v[own] * (1 - t_other ** -self.elasticity) * (1 - self.redirection)
        return 100 * (sales + self.m[own] * deadweight(t_own, self.elasticity))

    def utility(self, package):
        """(4) of a package, as a mapping of side to pp of GDP."""
        tariff = dict(self.tariff)
        for m in package:
            tariff[m["giver"]] += m["tariff"]
        if min(tariff.values()) < 0:
            raise SystemExit("a package brings a tariff below 0: " + ", ".join(m["id"] for m in package))
        return {s: self.burden(s, self.tariff) - self.burden(s, tariff)
                + sum(m["value"][s] - m["cost"][s] for m in package) for s in self.sides}


def best_of(packages, *criteria):
    """The package that is best by the criteria in turn, each compared within CLOSE; then by file order."""
    left = packages
    for criterion in criteria:
        top = max(criterion(p) for p in left)
        left = [p for p in left if criterion(p) >= top - CLOSE]
    return max(left, key=lambda p: p["mask"])  # the one that holds the concession named first in the file


def negotiate(model, conflict, h, h_parts):
    """h: hurting of each side; h_parts: each side's list of (pillar, part of H)."""
    a, b = model.sides
    items = [m for m in conflict.concessions if not m["red"]]
    admissible = []
    for mask in itertools.product((1, 0), repeat=len(items)):
        package = [m for m, on in zip(items, mask) if on]
        admissible.append({"mask": mask, "size": len(package), "ids": [m["id"] for m in package],
                           "u": conflict.utility(package)})
    # (5) and (6)
    acceptable = [p for p in admissible if min(p["u"].values()) >= -CLOSE]
    zone = any(min(p["u"].values()) > CLOSE for p in acceptable)

    product = lambda p: p["u"][a] * p["u"][b]
    total = lambda p: p["u"][a] + p["u"][b]
    least = lambda p: min(p["u"][a], p["u"][b])
    fewest = lambda p: -p["size"]
    ties = (product, total, least, fewest)
    best = {s: best_of(acceptable, lambda p: p["u"][s], *ties) for s in (a, b)}
    ideal = {s: best[s]["u"][s] for s in (a, b)}

    # (12) leverage
    alpha = {s: (1 + conflict.psi * h[conflict.other[s]]) / (2 + conflict.psi * (h[a] + h[b])) for s in (a, b)}
    positive = lambda x: max(x, 0.0)
    share = lambda p, s: p["u"][s] / ideal[s] if ideal[s] > CLOSE else 0.0
    solutions = {
        "nash": best_of(acceptable, *ties),
        "kalaiSmorodinsky": best_of(acceptable, lambda p: min(share(p, a), share(p, b)), *ties),
        "egalitarian": best_of(acceptable, least, *ties),
        "utilitarian": best_of(acceptable, total, *ties),
        "generalisedNash": best_of(
            acceptable, lambda p: positive(p["u"][a]) ** alpha[a] * positive(p["u"][b]) ** alpha[b], *ties)}

    def dominated(p):
        return any(all(q["u"][s] >= p["u"][s] - CLOSE for s in (a, b))
                   and any(q["u"][s] > p["u"][s] + CLOSE for s in (a, b)) for q in acceptable)
    frontier = []
    for p in acceptable:
        if dominated(p):
            continue
        twins = [q for q in acceptable if all(abs(q["u"][s] - p["u"][s]) <= CLOSE for s in (a, b))]
        if best_of(twins, *ties) is p:
            frontier.append(p)
    frontier.sort(key=lambda p: p["u"][a])

    sides = {}
    for s in (a, b):
        gain = solutions["nash"]["u"][s]
        g, q, p = conflict.gesture[s], conflict.precondition[s], conflict.optimism[s]
        ak = conflict.resolve[s] * conflict.scale

        def motivation(hurting):  # (7) and (8)
            return gain / (gain + ak * (1 - hurting) + g + q) if zone else 0.0

        n = motivation(h[s])
        # Shapley value of each pillar's part of H, over all orders in which pillars may join
        players = h_parts[s]
        drivers = []
        for name, part in players:
            others = [x for x in players if x[0] != name]
            value = 0.0
            for size in range(len(others) + 1):
                weight = math.factorial(size) * math.factorial(len(others) - size) / math.factorial(len(players))
                for coalition in itertools.combinations(others, size):
                    without = math.fsum(x[1] for x in coalition)
                    value += weight * (motivation(min(1, max(0, without + part)))
                                       - motivation(min(1, max(0, without))))
            drivers.append({"pillar": name, "motivation": value, "incentive": value / 2})
        mine, theirs = best[s]["u"][s], best[conflict.other[s]]["u"][s]
        sides[s] = {
            "burden": conflict.burden(s, conflict.tariff), "gain": gain,
            "holdingOut": ak * (1 - h[s]) + g + q, "gestureRisk": g, "preconditionCost": q,
            "motivation": n, "criticalReciprocity": 1 - n, "optimism": p,
            "optimismBeta": [conflict.alpha[s], conflict.beta[s]], "incentive": (n + p) / 2,
            "leverage": alpha[s], "zeuthenLimit": (mine - theirs) / mine if abs(mine) > CLOSE else None,
            "breakEvenResolve": (p * gain / (1 - p) - g - q) / ((1 - h[s]) * conflict.scale) if h[s] < 1 else None,
            "motivationAtZero": motivation(0.0), "drivers": drivers}

    gestures = []
    for m in items:
        u = conflict.utility([m])
        to_other, cost = u[conflict.other[m["giver"]]], -u[m["giver"]]
        gestures.append({"concession": m["id"], "giver": m["giver"], "valueToOther": to_other, "ownCost": cost,
                         "ratio": to_other / cost if cost > 0 else None})
    gestures.sort(key=lambda r: -math.inf if r["ratio"] is None else -r["ratio"])

    show = lambda p: {"concessions": p["ids"], "utilities": dict(p["u"])}
    i = {s: sides[s]["incentive"] for s in (a, b)}
    joint = {"ripeness": math.sqrt(i[a] * i[b]) if zone else 0.0, "ripe": min(i.values()) > 0.5,
             "zoneOfAgreement": zone, "mutualHurting": min(h[a], h[b]),
             "asymmetry": sides[a]["motivation"] - sides[b]["motivation"],
             "admissible": len(admissible), "acceptable": len(acceptable),
             "packages": {name: show(p) for name, p in solutions.items()},
             "frontier": [show(p) for p in frontier], "gestures": gestures}
    return sides, joint


# ---------------------------------------------------------------- the score

def score(model, as_of=None):
    as_of = day(as_of or model.as_of) if (as_of or model.as_of) else latest_public(model)
    before = earlier(as_of, model.over)
    report = {"title": model.title, "asOf": as_of.isoformat(), "sides": [], "joint": None, "missing": [], "notes": []}
    h, parts = {}, {}
    for side in model.sides:
        now, then = pressure(model, side, as_of), pressure(model, side, before)
        report["missing"] += now.pop("missing")
        momentum = model.momentum if then["pressure"] is not None else 0.0
        if then["pressure"] is None:
            report["notes"].append(f"{side}: no pressure as of {before.isoformat()}, momentum is 0")
        entry = {"id": side, "pressure": now["pressure"], "hurting": None, "pressureBefore": then["pressure"],
                 "coverage": now["coverage"], "pillars": now["pillars"], "indicators": now["indicators"]}
        report["sides"].append(entry)
        if now["pressure"] is None:
            continue
        old = then["pressure"] if then["pressure"] is not None else 0.0
        entry["hurting"] = min(1.0, max(0.0, now["pressure"] + momentum * (now["pressure"] - old)))
        h[side] = entry["hurting"]
        parts[side] = [(p["id"], p["contribution"] + momentum * (p["contribution"] - q["contribution"]))
                       for p, q in zip(now["pillars"], then["pillars"])]
    ranked = sorted((e["pressure"] for e in report["sides"] if e["pressure"] is not None), reverse=True)
    for e in report["sides"]:
        e["rank"] = ranked.index(e["pressure"]) + 1 if e["pressure"] is not None else None

    if model.conflict is None:
        return report
    if not valid(model.conflict, as_of):
        report["notes"].append("the conflict section is not valid at this date")
        return report
    conflict = Conflict(model, as_of)
    if conflict.gap or len(h) < 2:
        report["notes"].append("no incentive: " + (conflict.gap or "a side has no pressure"))
        return report
    sides, report["joint"] = negotiate(model, conflict, h, parts)
    for e in report["sides"]:
        e.update(sides[e["id"]])
    return report


def digits(x):
    """Floats with 15 significant digits; minus zero is zero."""
    if isinstance(x, float):
        return float(f"{x:.15g}") + 0.0
    if isinstance(x, dict):
        return {k: digits(v) for k, v in x.items()}
    if isinstance(x, list):
        return [digits(v) for v in x]
    return x


def main(arguments):
    demanded = []
    while "--precondition" in arguments:  # adds a precondition that the file has only in a comment
        at = arguments.index("--precondition")
        demanded.append({"concession": arguments[at + 1]})
        del arguments[at:at + 2]
    model = Model(arguments[0])
    if demanded:
        model.conflict["preconditions"] = model.conflict.get("preconditions", []) + demanded
    print(json.dumps(digits(score(model, *arguments[1:2])), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
