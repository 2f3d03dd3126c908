"""Keeps services running: starts them in order, starts again what ends, stops all of them in order."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from setup.processes import end_group, start

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30
_WAS_STABLE_SECONDS = 60
_LARGEST_LOG_BYTES = 10 << 20


@dataclass(frozen=True)
class Service:
    """One long-running process. Services stop in the order of `rank`, those of one rank together."""

    name: str
    command: Sequence[str | Path]
    environ: Mapping[str, str]
    rank: int
    stop_seconds: float = 10
    ready: Callable[[], None] | None = None
    """Waits until the service can be used by those that are started after it."""


@dataclass
class _Running:
    service: Service
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = _FIRST_PAUSE_SECONDS
    due: float = 0.0
    failures: int = 0


class Supervisor:
    """Its services have process groups and log files of their own and end when this process does."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._running: list[_Running] = []

    def start(self, services: Sequence[Service]) -> None:
        """Starts *services* in their order, each when the one before it is ready."""
        for service in services:
            self._running.append(_Running(service, self._logs / f"{service.name}.log"))
            self._start(self._running[-1])
            if service.ready is not None:
                service.ready()

    def look(self) -> None:
        """Starts again what has ended, each time after a longer pause. Call it a few times a second."""
        now = time.monotonic()
        for running in self._running:
            if running.process is None:
                if now >= running.due:
                    self._start(running)
            elif running.process.poll() is not None:
                self._plan_restart(running, now)

    def failing(self) -> Path | None:
        """The log of a service that has ended twice or more without ever being stable."""
        return next((running.log for running in self._running if running.failures > 1), None)

    def stop(self) -> None:
        """Ends every service that was started. Idempotent."""
        by_rank = sorted(self._running, key=lambda running: running.service.rank)
        for _, together in groupby(by_rank, key=lambda running: running.service.rank):
            group = [(each.process, each.service) for each in together if each.process is not None]
            for process, _ in group:
                if process.poll() is None:
                    process.terminate()
            deadline = time.monotonic() + max((service.stop_seconds for _, service in group), default=0)
            for process, _ in group:
                end_group(process, max(0.0, deadline - time.monotonic()))

    def _start(self, running: _Running) -> None:
        _keep_short(running.log)
        with running.log.open("ab") as log:
            running.process = start(running.service.command, output=log, environ=running.service.environ, in_group=0)
        running.started = time.monotonic()

    def _plan_restart(self, running: _Running, now: float) -> None:
        process = running.process
        if process is None:
            return
        end_group(process, 0)  # what it may have left behind
        if now - running.started > _WAS_STABLE_SECONDS:
            running.pause, running.failures = _FIRST_PAUSE_SECONDS, 0
        running.failures += 1
        sys.stdout.write(
            f"{running.service.name} ended with status {process.returncode}; starting it again "
            f"in {running.pause:g} s. Its log: {running.log}\n"
        )
        sys.stdout.flush()
        running.process, running.due = None, now + running.pause
        running.pause = min(2 * running.pause, _LONGEST_PAUSE_SECONDS)


def _keep_short(log: Path) -> None:
    """The log of one earlier time is kept beside it."""
    if log.exists() and log.stat().st_size > _LARGEST_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
