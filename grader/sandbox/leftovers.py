"""Whose a container is, as labels, and the removal of those whose worker was killed.

A worker that ends in order removes its containers. One that is killed cannot; its waiting containers end by
themselves when their standard input closes, and the next worker on the machine removes what is left.
"""

from __future__ import annotations

import os
from pathlib import Path

from grader.sandbox.docker import DockerEngine

OWNER_LABEL = "org.bootcamp.sandbox.owner"
WORKER_LABEL = "org.bootcamp.sandbox.worker"
ABANDONED_SECONDS = 600
"""No run takes this long, and none is created long before it starts."""


def labels(worker: str) -> dict[str, str]:
    """The labels of a container that belongs to this process."""
    return {OWNER_LABEL: f"{_machine()} {os.getpid()} {_started(os.getpid())}", WORKER_LABEL: worker}


def remove_leftovers(engine: DockerEngine) -> int:
    """Removes the containers that no living process owns; the number of them.

    Where the owner cannot be seen from here (another machine or another container on the same engine) a container
    is left over when it has ended, or never started, and is ten minutes old.
    """
    removed = 0
    for identity, its_labels, state, age_seconds in engine.labelled(OWNER_LABEL):
        machine, _, process = its_labels[OWNER_LABEL].partition(" ")
        if machine == _machine():
            abandoned = not _lives(process)
        else:
            abandoned = state != "running" and age_seconds > ABANDONED_SECONDS
        if abandoned:
            engine.remove(identity)
            removed += 1
    return removed


def _machine() -> str:
    """One word for this boot of this machine and this set of process numbers."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return f"{boot}/{Path('/proc/self/ns/pid').readlink()}"


def _lives(process: str) -> bool:
    pid, _, started = process.partition(" ")
    return pid.isdecimal() and _started(int(pid)) == started


def _started(pid: int) -> str:
    """When a process started, in the kernel's ticks: with it a number that was given out again is told apart."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return stat.rpartition(")")[2].split()[19]
