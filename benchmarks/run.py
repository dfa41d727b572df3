"""Runs the workloads and their peers in turn and writes RESULTS.md; script/bench calls it.

    python run.py BENCH [--quick] [--only ID]... [--threads N] [--output FILE]
"""

import argparse
import contextlib
import glob
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "peers"))

import agreement  # noqa: E402
from workloads import WORKLOADS  # noqa: E402


class Runner:
    """A process that runs a workload whenever it is asked to."""

    def __init__(self, command, cwd=None):
        self.name = command[0]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=cwd)
        self.seconds, self.bytes = [], 0

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.name} ended with code {self.process.wait()}")
        return json.loads(answer)

    def run(self, counts=True):
        answer = self.ask("run")
        if counts:
            self.seconds.append(answer["seconds"])
        self.bytes = answer["bytes"]
        return answer["seconds"]

    def take_turn(self, is_short):
        """A run that counts. Before a short one comes one that does not: the other program's data have filled the
        caches, and processors that were idle are slow at first."""
        if is_short:
            self.run(counts=False)
        self.run()
        self.rest()

    def rest(self):
        """Waits until the process has come to rest: threads of a BLAS spin for a tenth of a second after its work."""
        before = None
        for _ in range(50):
            used = 0
            for path in glob.glob(f"/proc/{self.process.pid}/task/*/schedstat"):
                with contextlib.suppress(OSError), open(path) as file:
                    used += int(file.read().split()[0])
            # A thread that spins takes milliseconds of these twenty.
            if before is not None and used - before < 500_000:
                return
            before = used
            time.sleep(0.02)

    def result(self, folder):
        path = os.path.join(folder, "result.json")
        self.ask(f"result {path}")
        with open(path) as file:
            return json.load(file)

    def close(self):
        self.process.stdin.close()
        self.process.wait()

    @property
    def median(self):
        return statistics.median(self.seconds)


def measure(workload, bench, folder, quick, threads):
    """Runs a workload and its peer in turn, so that what else the machine does meets both."""
    parameters = workload.prepared(folder, quick, threads)
    path = os.path.join(folder, "parameters.json")
    with open(path, "w") as file:
        json.dump(parameters, file)
    peer_path = os.path.join(folder, "peer.json")
    with open(peer_path, "w") as file:
        json.dump({**parameters, **workload.peer_parameters}, file)
    ours = Runner([bench, workload.bench, path])
    peer = Runner([sys.executable, os.path.join(HERE, "peers", "peer.py"), workload.peer, peer_path])
    runs, peer_runs = (3, 3) if quick else (workload.runs, workload.peer_runs)
    ours.run(counts=False)
    # The longest are not run more often than they count.
    is_short = workload.peer_runs > 3 and peer.run(counts=False) < 5
    for i in range(max(runs, peer_runs)):
        if i < runs:
            ours.take_turn(is_short)
        if i < peer_runs:
            peer.take_turn(is_short)
    peer.seconds = [time * workload.peer_scale for time in peer.seconds]
    check = getattr(agreement, workload.agreement)
    greatest, agrees = check(ours.result(folder), peer.result(folder), parameters)
    ours.close()
    peer.close()
    for key in ("data", "path", "walks", "panel"):
        if key in parameters:
            os.remove(parameters[key])
    return {
        "workload": workload, "parameters": parameters, "ours": ours, "peer": peer, "greatest": greatest,
        "agrees": agrees,
    }


def dgemm_peak(bench, folder, quick):
    """The speed of one thread's large matrix product, in operations a second."""
    size = 1000 if quick else 2000
    path = os.path.join(folder, "parameters.json")
    with open(path, "w") as file:
        json.dump({"size": size}, file)
    runner = Runner([bench, "dgemm", path])
    for _ in range(5):
        runner.run()
    runner.close()
    return 2 * size**3 / min(runner.seconds)


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def seconds(value):
    return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s"


def size(value):
    return f"{value / 2**20:,.0f} MiB"


def report(rows, bench, quick, threads, peaks):
    names = [f"{name} {version(name)}" for name in ("numpy", "pandas", "SALib", "scipy", "statsmodels")]
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    lines = [
        "# Benchmarks", "",
        "Written by `script/bench" + (" --quick" if quick else "") + "`. Each workload and its peer ran in turn in one "
        "session on the same data, each turn after the other program had come to rest and, where the peer takes "
        "less than five seconds, after a run that does not count; times are medians, with the least and the greatest. Results agree where the greatest difference is below "
        f"{agreement.DEVIATIONS} of its Monte Carlo errors. Memory is the most that the process had in use.", "",
        f"- Machine: {processor()}, {os.cpu_count()} threads, {platform.system()} {platform.release()}",
        f"- Load while it ran (1, 5, 15 minutes, at the end): {', '.join(f'{x:.2f}' for x in os.getloadavg())}",
        f"- {swift}; Python {platform.python_version()}; {', '.join(names)}",
        f"- Threads: {threads}; the peers use theirs as their libraries do by default",
        f"- Large matrix product on one thread: {' and '.join(f'{p / 1e9:.1f}' for p in peaks)} Gflop/s, before and "
        "after", "",
        "| | Workload | Peer | `pressure` | Peer's time | Ratio | Memory | Peer's memory | Of dgemm | Agree |",
        "|---|---|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    for row in rows:
        w, p, ours, peer = row["workload"], row["parameters"], row["ours"], row["peer"]
        title = w.title
        if quick and w.quick:
            title += " (shortened: " + ", ".join(f"{k} {v:,}" for k, v in w.quick.items()) + ")"
        share = "–"
        if w.product:
            operations = 2 * p["units"] * p["indicators"] * p["draws"]
            share = f"{operations / ours.median / threads / max(peaks):.0%}"
        lines.append(
            f"| {w.id} | {title} | {w.peer_name} | {seconds(ours.median)} ({seconds(min(ours.seconds))}–"
            f"{seconds(max(ours.seconds))}) | {seconds(peer.median)} ({seconds(min(peer.seconds))}–"
            f"{seconds(max(peer.seconds))}) | **{peer.median / ours.median:.1f}×** | {size(ours.bytes)} | "
            f"{size(peer.bytes)} | {share} | {'yes' if row['agrees'] else 'NO'} ({row['greatest']:.1f}) |"
        )
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description="Runs the benchmarks against their peers.")
    parser.add_argument("bench")
    parser.add_argument("--quick", action="store_true", help="shorter workloads and fewer runs, within two minutes")
    parser.add_argument("--only", action="append", choices=[w.id for w in WORKLOADS], help="this workload alone")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--output", default=os.path.join(HERE, "RESULTS.md"))
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        peaks = [dgemm_peak(arguments.bench, folder, arguments.quick)]
        for workload in sorted(WORKLOADS, key=lambda w: w.id):
            if workload.id not in arguments.only if arguments.only else arguments.quick and not workload.in_quick:
                continue
            print(f"bench: {workload.id}", file=sys.stderr)
            rows.append(measure(workload, arguments.bench, folder, arguments.quick, arguments.threads))
        peaks.append(dgemm_peak(arguments.bench, folder, arguments.quick))
    text = report(rows, arguments.bench, arguments.quick, arguments.threads, peaks)
    with open(arguments.output, "w") as file:
        file.write(text)
    print(text)
    if not all(row["agrees"] for row in rows):
        raise SystemExit("bench: results do not agree")


main()
