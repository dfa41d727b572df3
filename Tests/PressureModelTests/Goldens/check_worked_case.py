"""Checks reference.py against every digit that METHODS prints for the worked case (section 6).

    python3 check_worked_case.py        prints nothing but a count when all agree
"""

import os

import reference

HERE = os.path.dirname(os.path.abspath(__file__))
SEED = os.path.join(HERE, "..", "..", "..", "seeds", "worked-case.yaml")
FAILED = []
COUNT = 0


def check(name, value, printed):
    """`printed` is text; value must round to it, half a unit of the last digit allowed."""
    global COUNT
    COUNT += 1
    decimals = len(printed.split(".")[1]) if "." in printed else 0
    if abs(value - float(printed)) > 0.5000001 * 10 ** -decimals:
        FAILED.append(f"{name}: {value!r} is not {printed}")


def same(name, value, expected):
    global COUNT
    COUNT += 1
    if value != expected:
        FAILED.append(f"{name}: {value!r} is not {expected!r}")


model = reference.Model(SEED)
report = reference.score(model)
china, us = report["sides"]
joint = report["joint"]

for side, pressure, hurting in ((china, ".53325", ".54950"), (us, ".35875", ".46125")):
    check(side["id"] + " P", side["pressure"], pressure)
    check(side["id"] + " H", side["hurting"], hurting)

conflict = reference.Conflict(model, reference.day("2025-05-02"))
parts = []
for i, pillar in enumerate(china["pillars"]):
    then = reference.pressure(model, "china", reference.day("2025-02-02"))["pillars"][i]
    parts.append(pillar["contribution"] + 0.5 * (pillar["contribution"] - then["contribution"]))
for part, printed in zip(parts, (".13075", ".10575", ".099", ".0615", ".06", ".0925")):
    check("part of H", part, printed)
check("sum of parts of H", sum(parts), ".5495")

check("b China", china["burden"], "1.240307")
check("b US", us["burden"], ".514249")
embargo = {"china": 1e9, "united-states": 1e9}
check("embargo China", conflict.burden("china", embargo), "1.4200")
check("embargo US", conflict.burden("united-states", embargo), ".70825")
check("sales lost China", 100 * (1 - (2.265 / 1.208) ** -4), "91.9")
check("sales lost US", 100 * (1 - (2.476 / 1.212) ** -4), "94.3")

same("admissible", joint["admissible"], 128)
same("acceptable", joint["acceptable"], 98)
same("Nash package", set(joint["packages"]["nash"]["concessions"]),
     {"precursor-controls", "fentanyl-tariff", "reciprocal-tariff", "retaliation", "rare-earth-licences", "purchases"})
same("ripe", joint["ripe"], False)

rows = (("optimism", ".475180", ".433570"), ("gain", ".779852", ".505620"), ("holdingOut", ".490500", ".568750"),
        ("motivation", ".613887", ".470620"), ("incentive", ".544533", ".452095"),
        ("leverage", ".485344", ".514656"), ("breakEvenResolve", "1.478555", ".662690"),
        ("zeuthenLimit", ".220", ".534"), ("gestureRisk", ".04", ".03"))
for key, for_china, for_us in rows:
    check("China " + key, china[key], for_china)
    check("US " + key, us[key], for_us)
check("J", joint["ripeness"], ".496166")

drivers = [d["motivation"] for d in china["drivers"]]
for value, printed in zip(drivers, (".043938", ".035641", ".033392", ".020836", ".020331", ".031224")):
    check("driver", value, printed)
check("sum of drivers", sum(drivers), ".185362")
check("N0", china["motivationAtZero"], ".428525")
for h, printed in ((0, ".4285"), (.2, ".4814"), (.4, ".5492"), (.6, ".6393"), (.8, ".7647"), (1, ".9512")):
    check(f"N at H = {h}", china["gain"] / (china["gain"] + 1 - h + china["gestureRisk"]), printed)

variant = reference.Model(SEED)
variant.conflict["preconditions"] = [{"concession": "fentanyl-tariff"}, {"concession": "reciprocal-tariff"}]
demanded = reference.score(variant)
check("q US", demanded["sides"][1]["preconditionCost"], ".18")
check("I US with the precondition", demanded["sides"][1]["incentive"], ".418329")
check("J with the precondition", demanded["joint"]["ripeness"], ".477277")

print("\n".join(FAILED) or f"all {COUNT} agree")
raise SystemExit(bool(FAILED))
