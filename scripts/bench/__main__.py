"""`make bench`: what a verdict costs, compared in one run with plain pytest and with `docker run`.

Prints a table, each row a ratio measured in this run, and writes bench-results.json. The names and
goals of the ratios are those of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from bench import bridge, library, peers, system
from bench.learners import Learners
from bench.samples import Latency, Throughput, best_throughput, latency, throughput, timed

REPEATS = 40
SECONDS = 10.0
"""How long each throughput is measured."""
BURST = 300
PAUSE = 0.5
"""Seconds between two submissions whose latency is measured: the next container is made meanwhile. What it takes
when there is no pause is told by the throughput."""


@dataclass(frozen=True)
class Goal:
    """What a ratio should come to: at most or at least *value*."""

    value: float
    at_most: bool = True

    def met(self, measured: float) -> bool:
        """Whether *measured* is as good as it should be."""
        return measured <= self.value if self.at_most else measured >= self.value

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.value:g}"


GOALS = {
    "grade_vs_bare_pytest": Goal(0.35),
    "http_vs_bare_pytest": Goal(0.5),
    "http_p95_vs_bare_pytest": Goal(0.8),
    "grade_vs_docker_run": Goal(0.2),
    "throughput_vs_docker_run": Goal(1.4, at_most=False),
    "throughput_vs_bare_pytest": Goal(0.55, at_most=False),
    "cpu_vs_bare_pytest": Goal(1.6),
    "bridge_call_us": Goal(60),
    "second_start_s": Goal(5),
}


@dataclass
class Results:
    """All that was measured. `ratios` holds the names of `GOALS`; the rest is where they come from."""

    ratios: dict[str, float] = field(default_factory=dict)
    latencies_ms: dict[str, Latency] = field(default_factory=dict)
    throughputs: dict[str, Throughput] = field(default_factory=dict)
    burst: dict[str, float] = field(default_factory=dict)
    bridge: dict[str, float] = field(default_factory=dict)


def main() -> int:
    """Runs everything; 0 when every goal was met, 1 when one was not."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--pack", type=Path, default=Path("exercises/python-foundations"), help="whose tests the bridge is measured on"
    )
    arguments = parser.parse_args()
    results = Results()
    with tempfile.TemporaryDirectory(prefix="bootcamp-bench-") as name:
        scratch = Path(name)
        _measure_peers(results, scratch)
        _measure_library(results)
        _measure_system(results, scratch)
    _say("the bridge")
    results.bridge = bridge.measure(arguments.pack)
    _ratios(results)
    Path("bench-results.json").write_text(json.dumps(asdict(results), indent=2) + "\n")
    _print(results)
    return 0 if all(goal.met(results.ratios[name]) for name, goal in GOALS.items()) else 1


def _say(text: str) -> None:
    print(f"… {text}", file=sys.stderr, flush=True)


def _measure_peers(results: Results, scratch: Path) -> None:
    folder = peers.lay_out(scratch / "peers")
    scratch.chmod(0o755)  # the container's user reads it
    bare = partial(peers.bare_pytest, folder)
    docker = partial(peers.docker_run, folder, library.image())
    _say("plain pytest on the host")
    results.latencies_ms["bare_pytest"] = latency(bare, repeats=REPEATS)
    results.throughputs["bare_pytest"] = best_throughput(bare, concurrencies=(2, 3), seconds=SECONDS)
    _say("docker run --rm for each submission")
    results.latencies_ms["docker_run"] = latency(docker, repeats=REPEATS // 2)
    results.throughputs["docker_run"] = best_throughput(docker, concurrencies=(2, 4), seconds=SECONDS)


def _measure_library(results: Results) -> None:
    _say("our library call on a warm pool")
    with library.warm_grader() as grade:
        results.latencies_ms["grade"] = latency(grade, repeats=REPEATS, pause=PAUSE)


def _measure_system(results: Results, scratch: Path) -> None:
    source = (peers.EXERCISE / "reference" / "timetable.py").read_text()
    data = scratch / "data"
    with system.running(data, workers=1):
        tokens = system.add_learners(data, BURST)
    for workers in (1, 2, 4):
        _say(f"the whole system over HTTP, {workers} worker(s)")
        with system.running(data, workers=workers) as running:
            learners = Learners(running.port, tokens, source)
            if workers == 1:
                results.ratios["second_start_s"] = running.start_seconds
                results.latencies_ms["http"] = latency(learners.grade_one, repeats=REPEATS, pause=PAUSE)
            results.throughputs[f"http_{workers}_workers"] = throughput(
                learners.grade_one, concurrency=8, seconds=SECONDS
            )
            if workers == 2:  # noqa: PLR2004 - as many workers as this project's reference machine has cores
                results.burst = _burst(learners)


def _burst(learners: Learners) -> dict[str, float]:
    """As many learners as there are tokens submit at once; every one of them gets a verdict."""
    _say(f"a burst of {BURST} submissions from {BURST} learners")
    with ThreadPoolExecutor(BURST) as threads:
        started = time.perf_counter()
        waits = list(threads.map(lambda learner: timed(partial(learners.grade_one, learner)), range(BURST)))
        elapsed = time.perf_counter() - started
    return {
        "submissions": BURST,
        "verdicts": len(waits),
        "seconds_to_last": elapsed,
        "p50_seconds": sorted(waits)[BURST // 2],
    }


def _ratios(results: Results) -> None:
    ms, run = results.latencies_ms, results.throughputs
    best_http = max((run[name] for name in run if name.startswith("http")), key=lambda one: one.per_second)
    results.ratios |= {
        "grade_vs_bare_pytest": ms["grade"].p50 / ms["bare_pytest"].p50,
        "http_vs_bare_pytest": ms["http"].p50 / ms["bare_pytest"].p50,
        "http_p95_vs_bare_pytest": ms["http"].p95 / ms["bare_pytest"].p50,
        "grade_vs_docker_run": ms["grade"].p50 / ms["docker_run"].p50,
        "throughput_vs_docker_run": best_http.per_second / run["docker_run"].per_second,
        "throughput_vs_bare_pytest": best_http.per_second / run["bare_pytest"].per_second,
        "cpu_vs_bare_pytest": best_http.cpu_seconds_each / run["bare_pytest"].cpu_seconds_each,
        "bridge_call_us": results.bridge["call_us"],
        "bridge_pack_vs_plain_pytest": results.bridge["pack_ratio"],
    }


def _print(results: Results) -> None:
    print(f"{'latency':28}{'p50 ms':>10}{'p95 ms':>10}{'p99 ms':>10}")
    for name, one in results.latencies_ms.items():
        print(f"{name:28}{one.p50:10.0f}{one.p95:10.0f}{one.p99:10.0f}")
    print(f"\n{'sustained':28}{'a second':>10}{'CPU ms':>10}{'clients':>10}")
    for name, run in results.throughputs.items():
        print(f"{name:28}{run.per_second:10.1f}{run.cpu_seconds_each * 1000:10.0f}{run.concurrency:10d}")
    print(f"\n{'CPU ms each, by part':28}")
    for name, run in results.throughputs.items():
        parts = ", ".join(f"{part} {seconds * 1000:.0f}" for part, seconds in run.cpu_parts_each.items() if seconds > 0)
        print(f"  {name:26}{parts}")
    print(f"\nburst: {results.burst}\nbridge: {results.bridge}")
    print(f"\n{'ratio':28}{'measured':>10}{'goal':>10}")
    for name, goal in GOALS.items():
        measured = results.ratios[name]
        print(f"{name:28}{measured:10.2f}{goal!s:>10}  {'' if goal.met(measured) else 'NOT MET'}")


if __name__ == "__main__":
    sys.exit(main())
