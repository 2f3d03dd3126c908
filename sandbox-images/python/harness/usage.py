"""What the container used, read from its control group: version 1 or 2, whichever is there."""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")


def _read(*names: str) -> str:
    for name in names:
        try:
            return (_ROOT / name).read_text()
        except OSError:
            continue
    return ""


def _counter(text: str, key: str) -> int:
    for line in text.splitlines():
        name, _, value = line.partition(" ")
        if name == key and value.strip().isdigit():
            return int(value)
    return 0


@dataclass(frozen=True)
class Counters:
    """Counters that only grow: how often a limit was hit, and the CPU time so far."""

    oom_kills: int
    refused_processes: int
    cpu_ms: int

    @classmethod
    def now(cls) -> Counters:
        """Reads all three."""
        memory = _read("memory.events", "memory/memory.oom_control")
        pids = _read("pids.events", "pids/pids.events")
        used = _read("cpuacct/cpuacct.usage").strip()
        cpu_ms = int(used) // 1_000_000 if used.isdigit() else _counter(_read("cpu.stat"), "usage_usec") // 1000
        if not cpu_ms:
            own = resource.getrusage(resource.RUSAGE_SELF)
            cpu_ms = int((own.ru_utime + own.ru_stime) * 1000)
        return cls(_counter(memory, "oom_kill"), _counter(pids, "max"), cpu_ms)


def stay_on_one_processor() -> int:
    """Keeps this process on the processor where it runs, and says which; -1 where it cannot be kept there.

    Judge and submission never work at the same time. On one processor a call between them takes less than half
    as long: nothing has to be woken elsewhere.
    """
    try:
        with open("/proc/self/stat", encoding="utf-8", errors="replace") as file:
            processor = int(file.read().rpartition(")")[2].split()[36])
        os.sched_setaffinity(0, {processor})
    except (OSError, ValueError, IndexError):
        return -1
    return processor


def peak_memory_bytes() -> int:
    """The most that the container held at once; 0 where the kernel does not say."""
    text = _read("memory.peak", "memory/memory.max_usage_in_bytes").strip()
    return int(text) if text.isdigit() else 0
