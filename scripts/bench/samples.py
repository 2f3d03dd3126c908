"""Samples of a measurement: percentiles of latencies, and the CPU time of the whole machine."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


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


@dataclass
class Cpu:
    """CPU seconds used on this machine while a `metered` block ran, without this process's own."""

    seconds: float = field(default=0.0)


def _machine_cpu_seconds() -> float:
    """User, nice, system, irq and softirq time of all cores since boot (proc(5), /proc/stat)."""
    ticks = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / os.sysconf("SC_CLK_TCK")


@contextmanager
def metered() -> Iterator[Cpu]:
    """Measures CPU over a block. The bench's own process is taken out: it plays the learners."""
    cpu = Cpu()
    machine, own = _machine_cpu_seconds(), time.process_time()
    yield cpu
    cpu.seconds = (_machine_cpu_seconds() - machine) - (time.process_time() - own)


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
    deadline = time.perf_counter() + seconds

    def loop(_: int) -> int:
        done = 0
        while time.perf_counter() < deadline:
            work()
            done += 1
        return done

    with metered() as cpu:
        started = time.perf_counter()
        with ThreadPoolExecutor(concurrency) as threads:
            done = sum(threads.map(loop, range(concurrency)))
        elapsed = time.perf_counter() - started
    return Throughput(done / elapsed, cpu.seconds / done, concurrency)


def best_throughput(work: Callable[[], object], *, concurrencies: tuple[int, ...], seconds: float) -> Throughput:
    """The best of several concurrencies: what somebody who tuned it would get."""
    runs = [throughput(work, concurrency=count, seconds=seconds) for count in concurrencies]
    return max(runs, key=lambda run: run.per_second)
