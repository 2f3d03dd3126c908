"""What a submission could leave behind on the host: containers, processes, settings, shared memory, files."""

from __future__ import annotations

import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import docker

_SETTINGS = (
    *("kernel/core_pattern", "kernel/hostname", "kernel/modprobe", "kernel/randomize_va_space", "kernel/sysrq"),
    *("vm/overcommit_memory", "vm/swappiness", "net/ipv4/ip_forward", "fs/suid_dumpable"),
)
_CONTAINER = re.compile(r"\b[0-9a-f]{64}\b")
_PATIENCE_SECONDS = 20


@dataclass(frozen=True)
class HostState:
    """What stays the same on a host on which nothing was left."""

    settings: dict[str, str]
    shared_memory: frozenset[str]
    slipped: frozenset[str]

    @classmethod
    def now(cls) -> HostState:
        """As it is now."""
        there = [name for name in _SETTINGS if Path("/proc/sys", name).exists()]  # kernels are built differently
        settings = {name: Path("/proc/sys", name).read_text(encoding="utf-8") for name in there}
        segments = frozenset(Path("/proc/sysvipc/shm").read_text(encoding="ascii").splitlines()[1:])
        places = {Path("/"), Path.cwd(), Path.cwd().parent, Path(tempfile.gettempdir()), Path("/dev/shm")}
        marks = ("slipped", "PWNED", ".persist-mark", ".written-by-attack", "guesses")
        slipped = frozenset(str(place / mark) for place in places for mark in marks if (place / mark).exists())
        return cls(settings, segments, slipped)


def containers_labelled(label: str) -> list[str]:
    """The names of all containers with *label*, running or not, once those being removed are gone."""
    client = docker.APIClient(**docker.utils.kwargs_from_env())
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        found = [one["Names"][0] for one in client.containers(all=True, filters={"label": label})]
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.2)


def orphans() -> list[str]:
    """Processes whose container is gone, if any remain after a while."""
    client = docker.APIClient(**docker.utils.kwargs_from_env())
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        known = {one["Id"] for one in client.containers(all=True)}
        found = [f"{pid} of {container}" for pid, container in _contained().items() if container not in known]
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.2)


def _contained() -> dict[int, str]:
    """Process number → the container that its control group names."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            match = _CONTAINER.search((folder / "cgroup").read_text(encoding="utf-8"))
        except OSError:
            continue
        if match and folder.name.isdigit():
            found[int(folder.name)] = match.group()
    return found
