"""Random models with their data, to compare the page's arithmetic with the command's."""

import csv
import random


def months(count):
    return [f"{2023 + n // 12}-{n % 12 + 1:02d}" for n in range(count)]


def write(folder, seed):
    """Writes model.yaml and data.csv to `folder`; what is in them follows from `seed` alone."""
    rng = random.Random(seed)
    indicators = []

    def indicator():
        name = f"i{len(indicators)}"
        low = rng.uniform(-5, 5)
        indicators.append(name)
        return [f"id: {name}", f"goalposts: [{low}, {low + rng.choice([-1, 1]) * rng.uniform(4, 9)}]",
                f"weight: {rng.choice([0, 0.3, 1, 2.5]) if rng.random() < 0.8 else 1}"]

    def aggregation():
        return rng.choice(["arithmetic", "{method: geometric, offset: 0.25}", "arithmetic"])

    lines = [
        f"title: Random model {seed}", "as-of: 2024-12-31", "sides: {a: 'Side <A>', b: Side B}", "data: [data.csv]",
        f"method: {{aggregation: {aggregation()}, minimum-coverage: {rng.choice([0, 0.5, 0.9])}, baseline: 0.1}}",
        f"hurting: {{momentum: {rng.choice([0, 0.5, 1.5])}}}", "index:",
    ]
    for p in range(rng.randint(1, 4)):
        lines += [f"  - pillar: p{p}", f"    weight: {rng.uniform(0.1, 2)}", f"    aggregation: {aggregation()}",
                  "    indicators:"]
        # The first child always counts, so that no group is without weight.
        for n in range(rng.randint(1, 4)):
            keys = indicator()
            if n == 0:
                keys[2] = "weight: 1"
            lines.append("      - {" + ", ".join(keys) + "}")
        if rng.random() < 0.5:
            lines += ["    groups:", f"      - group: g{p}", f"        weight: {rng.uniform(0.1, 2)}", "        indicators:"]
            for n in range(rng.randint(1, 3)):
                keys = indicator()
                if n == 0:
                    keys[2] = "weight: 1"
                lines.append("          - {" + ", ".join(keys) + "}")
    if rng.random() < 0.8:
        lines += conflict(rng)
    (folder / "model.yaml").write_text("\n".join(lines) + "\n")
    with open(folder / "data.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["side", "indicator", "period", "value", "source"])
        for side in "ab":
            for name in indicators:
                if rng.random() < 0.1:
                    continue
                first = rng.randrange(0, 22)
                for month in months(24)[first:]:
                    table.writerow([side, name, month, rng.uniform(-8, 10), "random"])


def conflict(rng):
    lines = ["conflict:", "  burden:"]
    for name, low, high in [("exports", 0, 0.05), ("imports", 0, 0.05), ("value-added", 0.5, 1)]:
        lines.append(f"    {name}: {{a: {rng.uniform(low, high)}, b: {rng.uniform(low, high)}}}")
    lines += [f"    tariff: {{a: {rng.uniform(1, 2)}, b: {rng.uniform(1, 2)}}}", "    base-tariff: {a: 0.1, b: 0.2}",
              f"    elasticity: {rng.choice([1, 2, 4, 6.5])}", f"    redirection: {rng.uniform(0, 1)}",
              f"  resolve: {{a: {rng.uniform(0, 2)}, b: {rng.uniform(0, 2)}}}", "  scale: 0.7", "  concessions:"]
    for n in range(rng.randint(1, 7)):
        giver = rng.choice("ab")
        change = rng.choice([0, -0.1, -0.3])
        lines.append(
            f"    - {{id: c{n}, giver: {giver}, tariff-change: {change}, "
            f"value: {{a: {rng.uniform(-0.05, 0.2)}, b: {rng.uniform(-0.05, 0.2)}}}, cost: {{{giver}: {rng.uniform(0, 0.2)}}}}}")
    return lines
