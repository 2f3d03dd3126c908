"""Where the CPU time goes: of the parts of the system, and of everything else on the machine."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PARTS = {
    "bootcamp web": "web",
    "bootcamp recorder": "recorder",
    "bootcamp worker": "worker",
    "valkey": "queue",
    "dockerd": "engine",
    "containerd": "engine",
}
"""What a command line holds → the part that it is of. The first that fits counts."""
REST = "containers"
"""What no living process of a part accounts for: sandboxes, and the short programs that start and end them."""


@dataclass
class Cpu:
    """CPU seconds on this machine while a `metered` block ran, without this process's own: it plays the learners."""

    seconds: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)


@contextmanager
def metered() -> Iterator[Cpu]:
    """Measures CPU over a block."""
    cpu = Cpu()
    machine, own, before = _machine_seconds(), os.times(), _by_process()
    yield cpu
    spent = os.times()
    cpu.seconds = (_machine_seconds() - machine) - (spent.user + spent.system - own.user - own.system)
    parts: defaultdict[str, float] = defaultdict(float)
    for process, (part, seconds) in _by_process().items():
        parts[part] += seconds - before.get(process, (part, 0.0))[1]
    parts[REST] = cpu.seconds - sum(parts.values())
    cpu.parts = dict(parts)


def _machine_seconds() -> float:
    """User, nice, system, irq and softirq time of all cores since boot (proc(5), /proc/stat)."""
    ticks = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / _TICKS


def _by_process() -> dict[int, tuple[str, float]]:
    """Process id → its part, and the seconds that it has used; the engine's with the children that it waited for."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        part = next((part for text, part in _PARTS.items() if text in command), None)
        if part is None or "containerd-shim" in command:
            continue  # a shim lives as long as its container
        ticks = fields[11:15] if part == "engine" else fields[11:13]
        found[int(folder.name)] = part, sum(map(int, ticks)) / _TICKS
    return found
