#!/usr/bin/env python3
"""Recomputes the illustrative case of 2 May 2025 from its inputs, in the plainest way.

Independent of the Swift code: no shared formulas, no shared files, the standard library only. Packages are
enumerated by itertools, each burden is evaluated from its definition, and Shapley values are summed over all
orders of the pillars. Prints one `name value` a line with 15 significant digits; `WorkedCaseGolden.swift`
holds the output.
"""

from itertools import permutations, product
from math import log, sqrt

SIDES = ("china", "united-states")
OTHER = {"china": "united-states", "united-states": "china"}

# --- Pressure and hurting ------------------------------------------------------------------------------------

# pillar: (weight, [(no pressure, full pressure, {side: (now, three months before)})])
PILLARS = {
    "real-estate": (0.20, [
        (2.0, -8.0, {"china": (-4.0, -5.0), "united-states": (3.0, 3.5)}),
        (5.0, -15.0, {"china": (-10.3, -10.6), "united-states": (-1.0, 1.0)}),
    ]),
    "prices": (0.15, [
        (0.5, 3.0, {"china": (2.1, 1.5), "united-states": (0.3, 1.0)}),
        (1.0, -5.0, {"china": (-2.7, -2.3), "united-states": (2.4, 3.5)}),
    ]),
    "confidence": (0.15, [(0.0, -2.5, {"china": (-1.7, -1.8), "united-states": (-2.5, -1.1)})]),
    "activity": (0.15, [(51.0, 46.0, {"china": (49.0, 49.1), "united-states": (48.7, 50.9)})]),
    "financial": (0.15, [(0.0, 25.0, {"china": (8.0, 4.0), "united-states": (10.0, 0.0)})]),
    "external": (0.20, [
        (0.0, 4.0, {"china": (2.8, 2.8), "united-states": (0.49, 0.49)}),
        (0.0, 4.0, {"china": (0.9, 0.9), "united-states": (1.5, 1.5)}),
    ]),
}
MOMENTUM = 0.5


def clip(x):
    return min(max(x, 0.0), 1.0)


def contribution(pillar, side, when):
    weight, indicators = PILLARS[pillar]
    scores = [clip((values[side][when] - lo) / (hi - lo)) for lo, hi, values in indicators]
    return weight * sum(scores) / len(scores)


def hurting_parts(side):
    parts = {}
    for pillar in PILLARS:
        now, before = contribution(pillar, side, 0), contribution(pillar, side, 1)
        parts[pillar] = now + MOMENTUM * (now - before)
    return parts


# --- Burden --------------------------------------------------------------------------------------------------

ELASTICITY, REDIRECTION = 4.0, 0.5
EXPORTS = {"china": 0.028, "united-states": 0.0049}
VALUE_ADDED = {"china": 0.80, "united-states": 0.85}
IMPORTS = {"china": 0.009, "united-states": 0.015}
LEVIED = {"china": 1.476, "united-states": 1.265}  # by the side on the other
BASE = {"china": 0.212, "united-states": 0.208}


def dwl(t, e=ELASTICITY):
    if e == 1:
        return log(t) - (t - 1) / t
    return (t ** (1 - e) - 1) / (1 - e) - (t - 1) * t ** (-e)


def burden(side, levied):
    other = OTHER[side]
    own_t = (1 + levied[side]) / (1 + BASE[side])
    other_t = (1 + levied[other]) / (1 + BASE[other])
    lost_sales = EXPORTS[side] * VALUE_ADDED[side] * (1 - other_t ** -ELASTICITY) * (1 - REDIRECTION)
    return 100 * (lost_sales + IMPORTS[side] * dwl(own_t))


def embargo(side):
    return 100 * (EXPORTS[side] * VALUE_ADDED[side] * (1 - REDIRECTION) + IMPORTS[side] / (ELASTICITY - 1))


# --- Concessions ---------------------------------------------------------------------------------------------

# id, giver, tariff change, (v China, v US), (k China, k US), red line
CONCESSIONS = [
    ("precursor-controls", "china", 0.0, (-0.01, 0.05), (0.03, 0.0), False),
    ("drop-fentanyl-tariff", "united-states", -0.20, (0.0, 0.0), (0.0, 0.06), False),
    ("cut-reciprocal-tariff", "united-states", -0.80, (0.0, 0.0), (0.0, 0.12), False),
    ("cut-retaliation", "china", -1.15, (0.0, 0.0), (0.08, 0.0), False),
    ("rare-earth-licences", "china", 0.0, (-0.02, 0.15), (0.08, 0.0), False),
    ("chip-controls", "united-states", 0.0, (0.20, 0.0), (0.0, 0.30), True),
    ("industrial-policy", "china", 0.0, (-0.20, 0.20), (0.40, 0.0), True),
    ("purchases", "china", 0.0, (-0.03, 0.04), (0.01, 0.0), False),
    ("pause-listings", "united-states", 0.0, (0.04, 0.0), (0.0, 0.03), False),
]


def utility(package):
    levied = dict(LEVIED)
    for (_, giver, change, _, _, _), taken in zip(CONCESSIONS, package):
        if taken:
            levied[giver] += change
    result = []
    for i, side in enumerate(SIDES):
        u = burden(side, LEVIED) - burden(side, levied)
        for (_, _, _, v, k, _), taken in zip(CONCESSIONS, package):
            if taken:
                u += v[i] - k[i]
        result.append(u)
    return tuple(result)


PACKAGES = [x for x in product((0, 1), repeat=len(CONCESSIONS))
            if not any(taken and c[5] for taken, c in zip(x, CONCESSIONS))]
UTILITIES = {x: utility(x) for x in PACKAGES}
ACCEPTABLE = [x for x in PACKAGES if min(UTILITIES[x]) >= -1e-9]


def nash_mean(u):
    """The Nash product as a geometric mean, in the unit of the utilities; what is within 1e-9 of 0 counts as 0."""
    a, b = (x if x > 1e-9 else 0.0 for x in u)
    return sqrt(a * b)


def best(criterion):
    """The best package, with the ties rule: Nash product, sum, minimum, fewer concessions, the file's order."""
    candidates = ACCEPTABLE
    for c in (criterion, nash_mean, sum, min):
        top = max(c(UTILITIES[x]) for x in candidates)
        candidates = [x for x in candidates if c(UTILITIES[x]) >= top - 1e-9]
    return min(candidates, key=lambda x: (sum(x), [n for n, taken in enumerate(x) if taken]))


def name(x):
    return "+".join(c[0] for c, taken in zip(CONCESSIONS, x) if taken)


def frontier():
    def dominated(x):
        a = UTILITIES[x]
        return any(b[0] >= a[0] and b[1] >= a[1] and b != a for b in (UTILITIES[y] for y in ACCEPTABLE))
    return sorted((x for x in ACCEPTABLE if not dominated(x)), key=lambda x: UTILITIES[x][0])


# --- Optimism ------------------------------------------------------------------------------------------------

HALF_LIFE, CHANNEL = 60.0, 1.0
SEEN = {  # by the side: acts of the other one, as (age, is cooperative, weight)
    "china": [(2, 1, 0.5), (10, 1, 0.5), (22, 0, 1), (24, 0, 1), (30, 0, 1)],
    "united-states": [(0, 1, 0.5), (21, 0, 1), (24, 0, 1), (28, 0, 1)],
}


def beta_parameters(side):
    alpha, beta = 1.0 + CHANNEL, 1.0
    for age, cooperative, weight in SEEN[side]:
        decayed = weight * 2 ** (-age / HALF_LIFE)
        if cooperative:
            alpha += decayed
        else:
            beta += decayed
    return alpha, beta


# --- Incentive -----------------------------------------------------------------------------------------------

RESOLVE, SCALE, SENSITIVITY = 1.0, 1.0, 1.0
GESTURE_RISK = {"china": 0.04, "united-states": 0.03}


def show(key, value):
    print(key, value if isinstance(value, str) else f"{value:.15g}")


def main():
    parts = {s: hurting_parts(s) for s in SIDES}
    hurting = {s: clip(sum(parts[s].values())) for s in SIDES}
    nash = best(nash_mean)
    share = {s: (1 + SENSITIVITY * hurting[OTHER[s]]) / (2 + SENSITIVITY * sum(hurting.values())) for s in SIDES}
    packages = {
        "nash": nash,
        "generalisedNash": best(lambda u: max(u[0], 0) ** share["china"] * max(u[1], 0) ** share["united-states"]),
        "egalitarian": best(min),
        "utilitarian": best(sum),
        "best.china": best(lambda u: u[0]),
        "best.united-states": best(lambda u: u[1]),
    }
    top = [UTILITIES[packages["best." + s]][i] for i, s in enumerate(SIDES)]
    packages["kalaiSmorodinsky"] = best(lambda u: min(u[0] / top[0], u[1] / top[1]))

    show("admissible", str(len(PACKAGES)))
    show("acceptable", str(len(ACCEPTABLE)))
    for key, x in packages.items():
        show(f"package.{key}", name(x))
        for i, s in enumerate(SIDES):
            show(f"package.{key}.{s}", UTILITIES[x][i])
    for n, x in enumerate(frontier()):
        show(f"frontier.{n}", name(x))
        for i, s in enumerate(SIDES):
            show(f"frontier.{n}.{s}", UTILITIES[x][i])
    for n, c in enumerate(CONCESSIONS):
        if not c[5]:
            alone = utility(tuple(int(m == n) for m in range(len(CONCESSIONS))))
            giver = SIDES.index(c[1])
            show(f"gesture.{c[0]}.ownCost", -alone[giver])
            show(f"gesture.{c[0]}.valueToOther", alone[1 - giver])

    for variant, demanded in (("", 0.0), ("demand.", 0.06 + 0.12)):
        incentives = []
        for i, s in enumerate(SIDES):
            q = demanded if s == "united-states" else 0.0
            g, h = GESTURE_RISK[s], hurting[s]
            gain = UTILITIES[nash][i]

            def motivation(hurt):
                return gain / (gain + RESOLVE * (1 - hurt) * SCALE + g + q)

            alpha, beta = beta_parameters(s)
            p = alpha / (alpha + beta)
            incentives.append((motivation(h) + p) / 2)
            show(f"{variant}{s}.holdingOut", RESOLVE * (1 - h) * SCALE + g + q)
            show(f"{variant}{s}.motivation", motivation(h))
            show(f"{variant}{s}.criticalReciprocity", 1 - motivation(h))
            show(f"{variant}{s}.incentive", incentives[-1])
            show(f"{variant}{s}.breakEvenResolve", (p * gain / (1 - p) - g - q) / ((1 - h) * SCALE))
            show(f"{variant}{s}.motivationAtNoHurting", motivation(0.0))
            values = dict.fromkeys(PILLARS, 0.0)
            orders = list(permutations(PILLARS))
            for order in orders:
                total = 0.0
                for pillar in order:
                    before = motivation(clip(total))
                    total += parts[s][pillar]
                    values[pillar] += (motivation(clip(total)) - before) / len(orders)
            for pillar in PILLARS:
                show(f"{variant}{s}.driver.{pillar}", values[pillar])
            if variant:
                continue
            for tenth in (0, 2, 4, 6, 8, 10):
                show(f"{s}.motivationAt.{tenth}", motivation(tenth / 10))
            for pillar in PILLARS:
                show(f"{s}.part.{pillar}", parts[s][pillar])
            show(f"{s}.hurting", h)
            show(f"{s}.burden", burden(s, LEVIED))
            show(f"{s}.embargo", embargo(s))
            other = OTHER[s]
            show(f"{s}.salesLost", 1 - ((1 + LEVIED[other]) / (1 + BASE[other])) ** -ELASTICITY)
            show(f"{s}.gain", gain)
            show(f"{s}.alpha", alpha)
            show(f"{s}.beta", beta)
            show(f"{s}.optimism", p)
            show(f"{s}.leverage", share[s])
            mine, theirs = UTILITIES[packages["best." + s]][i], UTILITIES[packages["best." + other]][i]
            show(f"{s}.zeuthenLimit", (mine - theirs) / mine)
        show(f"{variant}ripeness", sqrt(incentives[0] * incentives[1]))


main()
