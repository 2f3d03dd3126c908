"""Samples of a measurement: percentiles of latencies, and what is sustained at which cost."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bench.cpu import metered

_RAMP_SECONDS = 3.0
"""Load before what is sustained is measured: pools grow and caches fill, which is not paid again."""


@dataclass(frozen=True)
class Latency:
    """Percentiles in milliseconds."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: list[float]) -> Latency:
        """Percentiles of *seconds*, of which there must be at least two."""
        cuts = statistics.quantiles(seconds, n=100, method="inclusive")
        return cls(p50=cuts[49] * 1000, p95=cuts[94] * 1000, p99=cuts[98] * 1000)


@dataclass(frozen=True)
class Throughput:
    """What was sustained: pieces of work a second, and CPU seconds for each, of the whole machine."""

    per_second: float
    cpu_seconds_each: float
    concurrency: int
    cpu_parts_each: dict[str, float]
    """Part of the system → CPU seconds for each piece of work."""


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call of *work* takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def latency(work: Callable[[], object], *, repeats: int, warm_ups: int = 3, pause: float = 0.0) -> Latency:
    """Latency of *work*, one call after the other, *pause* seconds apart."""
    for _ in range(warm_ups):
        work()
        time.sleep(pause)
    seconds = []
    for _ in range(repeats):
        seconds.append(timed(work))
        time.sleep(pause)
    return Latency.of(seconds)


def throughput(work: Callable[[], object], *, concurrency: int, seconds: float) -> Throughput:
    """What *concurrency* threads that call *work* in a loop get done in about *seconds*."""

    def loop(deadline: float) -> int:
        done = 0
        while time.perf_counter() < deadline:
            work()
            done += 1
        return done

    def run(threads: ThreadPoolExecutor, duration: float) -> int:
        return sum(threads.map(loop, [time.perf_counter() + duration] * concurrency))

    with ThreadPoolExecutor(concurrency) as threads:
        run(threads, _RAMP_SECONDS)
        with metered() as cpu:
            started = time.perf_counter()
            done = run(threads, seconds)
            elapsed = time.perf_counter() - started
    parts = {part: seconds / done for part, seconds in sorted(cpu.parts.items())}
    return Throughput(done / elapsed, cpu.seconds / done, concurrency, parts)


def best_throughput(work: Callable[[], object], *, concurrencies: tuple[int, ...], seconds: float) -> Throughput:
    """The best of several concurrencies: what somebody who tuned it would get."""
    runs = [throughput(work, concurrency=count, seconds=seconds) for count in concurrencies]
    return max(runs, key=lambda run: run.per_second)
