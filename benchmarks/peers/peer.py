"""Runs one peer on request; the protocol is that of Sources/Bench/Bench.swift.

    python peer.py MODULE PARAMETERS.json
"""

import importlib
import json
import resource
import sys
import time

import numpy as np

with open(sys.argv[2]) as file:
    run = importlib.import_module(sys.argv[1]).prepare(json.load(file))
result = {}
for line in sys.stdin:
    if line.startswith("result "):
        with open(line[7:].strip(), "w") as file:
            json.dump({name: np.ravel(values).tolist() for name, values in result.items()}, file)
        print("{}", flush=True)
    else:
        start = time.perf_counter()
        result = run()
        seconds = time.perf_counter() - start
        # A workload may time a part of its run.
        seconds = result.pop("seconds", seconds)
        bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps({"seconds": seconds, "bytes": bytes}), flush=True)
